import * as kplus from 'cdk8s-plus-27';
import { AgentOwner } from './agent-owner';
import { HostPathAccess } from './host-path';
import { containerProps, ResolvedContainer } from './pod-container';
import { PodVolumes } from './pod-volumes';

/** The containers of a pod: those that run before all others, and those that run as long as it does, the agent's own first. */
export interface PodContainers {
  readonly initContainers: readonly ResolvedContainer[];
  readonly containers: readonly ResolvedContainer[];
}

/** Puts containers into a pod, with their volumes and the ConfigMaps of their configuration files. */
export function addContainers(owner: AgentOwner, pod: kplus.AbstractPod, { initContainers, containers }: PodContainers): void {
  const volumes = new PodVolumes(owner.scope);
  containers.forEach((resolved, index) => {
    addVolumes(owner, pod, volumes, pod.addContainer(containerProps(resolved)), resolved, configMapSuffix(resolved, index));
  });
  initContainers.forEach(resolved => {
    addVolumes(owner, pod, volumes, pod.addInitContainer(containerProps(resolved)), resolved, initConfigMapSuffix(resolved));
  });
}

/** The names of the ConfigMaps that {@link addContainers} makes. */
export function configMapNames(daemonSet: string, { initContainers, containers }: PodContainers): string[] {
  const suffixes = [
    ...containers.map((resolved, index) => ({ resolved, suffix: configMapSuffix(resolved, index) })),
    ...initContainers.map(resolved => ({ resolved, suffix: initConfigMapSuffix(resolved) })),
  ];
  return suffixes.flatMap(({ resolved, suffix }) => resolved.configFiles.directories.length > 0 ? [`${daemonSet}${suffix}`] : []);
}

function addVolumes(
  owner: AgentOwner, pod: kplus.AbstractPod, volumes: PodVolumes, container: kplus.Container, resolved: ResolvedContainer, suffix: string,
): void {
  mountHostPaths(container, resolved, volumes);
  resolved.emptyDirs.forEach(path => container.mount(path, volumes.emptyDir(resolved.name, path)));
  resolved.spec.memoryDirs?.forEach(path => container.mount(path, volumes.memoryDir(resolved.name, path)));
  resolved.spec.sharedDirs?.forEach(({ name, mountPath, readOnly }) => container.mount(mountPath, volumes.shared(name), { readOnly: readOnly || undefined }));
  mountSecretFiles(container, resolved, volumes);
  if (resolved.configFiles.directories.length > 0) {
    const configMap = createConfigMap(owner, resolved, suffix);
    pod.node.addDependency(configMap); // it stands before the pods that need it
    resolved.configFiles.directories.forEach(directory => container.mount(directory.path, volumes.config(configMap, directory), { readOnly: true }));
  }
}

function initConfigMapSuffix({ name }: ResolvedContainer): string {
  return `-${name}`;
}

function configMapSuffix({ name }: ResolvedContainer, index: number): string {
  return index === 0 ? '' : `-${name}`;
}

function mountHostPaths(container: kplus.Container, { mounts }: ResolvedContainer, volumes: PodVolumes): void {
  for (const mount of mounts) {
    container.mount(mount.mountPath, volumes.hostPath(mount), {
      readOnly: mount.access === HostPathAccess.READ_ONLY ? true : undefined,
      propagation: mount.propagation as string | undefined as kplus.MountPropagation | undefined,
    });
  }
}

function mountSecretFiles(container: kplus.Container, { spec }: ResolvedContainer, volumes: PodVolumes): void {
  for (const [path, { secretName, key }] of Object.entries(spec.secretFiles ?? {})) {
    const slash = path.lastIndexOf('/');
    container.mount(path.slice(0, slash), volumes.secretFile(secretName, key, path.slice(slash + 1)), { readOnly: true });
  }
}

function createConfigMap({ scope, name, labels }: AgentOwner, { configFiles }: ResolvedContainer, suffix: string): kplus.ConfigMap {
  const metadata = { ...name, name: `${name.name}${suffix}`, labels };
  return new kplus.ConfigMap(scope, `ConfigMap${suffix}`, { metadata, data: { ...configFiles.data } });
}
