import * as kplus from 'cdk8s-plus-27';
import { AgentOwner } from './agent-owner';
import { HostPathAccess } from './host-path';
import { containerProps, ResolvedContainer } from './pod-container';
import { PodVolumes } from './pod-volumes';

/** Puts containers into a pod, with their volumes and the ConfigMaps of their configuration files. The first one is the agent's own. */
export function addContainers(owner: AgentOwner, pod: kplus.AbstractPod, containers: readonly ResolvedContainer[]): void {
  const volumes = new PodVolumes(owner.scope);
  containers.forEach((resolved, index) => {
    const container = resolved.init ? pod.addInitContainer(containerProps(resolved)) : pod.addContainer(containerProps(resolved));
    mountHostPaths(container, resolved, volumes);
    resolved.emptyDirs.forEach(path => container.mount(path, volumes.emptyDir(resolved.name, path)));
    mountSecretFiles(container, resolved, volumes);
    if (resolved.configFiles.directories.length > 0) {
      const configMap = createConfigMap(owner, resolved, configMapSuffix(resolved, index));
      pod.node.addDependency(configMap); // it stands before the pods that need it
      resolved.configFiles.directories.forEach(directory => container.mount(directory.path, volumes.config(configMap, directory), { readOnly: true }));
    }
  });
}

/** The names of the ConfigMaps that {@link addContainers} makes. */
export function configMapNames(daemonSet: string, containers: readonly ResolvedContainer[]): string[] {
  return containers.flatMap((resolved, index) => resolved.configFiles.directories.length > 0 ? [`${daemonSet}${configMapSuffix(resolved, index)}`] : []);
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
