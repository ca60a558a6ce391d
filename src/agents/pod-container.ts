import * as kplus from 'cdk8s-plus-27';
import { AgentContainer, SecretKey } from './agent-container';
import { AgentPort, resolvedPorts } from './agent-port';
import { AgentProbe } from './agent-probe';
import { ConfigFiles, configFiles, directoryOf } from './config-files';
import { checkedPath, HostPath, MountPropagation } from './host-path';
import { checkedImage, imageName, pulledFrom } from './image';
import { NodeOperatingSystem } from './node-operating-system';
import { ResourceLists, resolvedResources, ResourceStatement } from './resource-list';
import { SharedDirectory } from './shared-directory';
import { dnsLabelProblem, dnsSubdomainProblem } from '../model/label';

/** What a user states of a container over what its agent proposes. */
export interface ContainerStatement extends ResourceStatement {
  readonly image?: string;
  readonly architectures?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  readonly secretEnv?: { readonly [name: string]: SecretKey };
  readonly extraArgs?: readonly string[];
  readonly hostPaths?: readonly HostPath[];
}

/** A container whose every question is answered. */
export interface ResolvedContainer {
  readonly name: string;

  /** Whether it must have ended before the others start. */
  readonly init: boolean;
  readonly operatingSystem: NodeOperatingSystem;
  readonly image: string;

  /** Those that the image is for; undefined where nobody knows. */
  readonly architectures?: readonly string[];
  readonly spec: AgentContainer;
  readonly args?: string[];
  readonly ports: readonly AgentPort[];
  readonly resources: ResourceLists;
  readonly env: { readonly [name: string]: kplus.EnvValue };
  readonly mounts: readonly HostPath[];

  /** Paths of directories that last as long as the pod. */
  readonly emptyDirs: readonly string[];
  readonly configFiles: ConfigFiles;
}

/** Where a container is and what holds for the whole pod. */
export interface ContainerPlace {
  readonly place: string;
  readonly hostNetwork: boolean;
  readonly allowLatestTag: boolean;

  /** From where all images are pulled; undefined for where each says. */
  readonly imageRegistry?: string;
  readonly operatingSystem: NodeOperatingSystem;
  readonly init?: boolean;
}

const CAPABILITY = /^[A-Z][A-Z_]*$/;

/** A container as its agent proposes it, with what the user states laid over it. */
export function resolvedContainer(at: ContainerPlace, spec: AgentContainer, stated: ContainerStatement): ResolvedContainer {
  const { place, hostNetwork, allowLatestTag, imageRegistry, operatingSystem, init = false } = at;
  const name = containerName(spec);
  const problem = dnsLabelProblem(name);
  if (problem) { throw new Error(`${place}: name of the container ${problem}, got "${name}"`); }
  const mounts = mountsByPath([...spec.mounts ?? [], ...stated.hostPaths ?? []]);
  const resolved: ResolvedContainer = {
    name,
    init,
    operatingSystem,
    spec,
    image: pulledFrom(imageRegistry, checkedImage(`${place}: image`, stated.image ?? spec.image, allowLatestTag)),
    architectures: checkedArchitectures(place, stated.architectures ?? (stated.image === undefined ? spec.architectures : undefined)),
    args: spec.args || stated.extraArgs?.length ? [...spec.args ?? [], ...stated.extraArgs ?? []] : undefined,
    ports: resolvedPorts(place, spec.ports ?? [], hostNetwork),
    resources: resolvedResources(place, stated, spec),
    env: environment(place, spec, stated),
    mounts,
    emptyDirs: (spec.emptyDirs ?? []).map(path => checkedPath(`${place}: emptyDirs`, path)).filter(path => !mounts.some(({ mountPath }) => mountPath === path)),
    configFiles: configFiles(place, spec.configFiles ?? {}),
  };
  checkIdentity(place, spec);
  checkSystem(at, spec);
  checkInit(at, spec);
  checkCapabilities(place, spec);
  checkSeccompProfile(place, spec.seccompProfile);
  checkSharedDirs(place, spec.sharedDirs ?? []);
  checkMounts(place, resolved);
  return resolved;
}

/** The name of a container, as its agent has it: another image does not change it. */
export function containerName(spec: AgentContainer): string {
  return spec.name ?? imageName(spec.image);
}

/** What cdk8s-plus can say of a container; {@link completed} has the rest. */
export function containerProps(container: ResolvedContainer): kplus.ContainerProps {
  const { spec } = container;
  return {
    name: container.name,
    image: container.image,
    command: spec.command,
    args: container.args,
    ports: container.ports.map(port => ({ ...port, protocol: port.protocol as string | undefined as kplus.Protocol | undefined })),
    envVariables: { ...container.env },
    liveness: probe(spec.liveness),
    readiness: probe(spec.readiness),
    startup: probe(spec.startup),
    lifecycle: lifecycle(spec),
    resources: {},
  };
}

/** What cdk8s-plus cannot say of a container, or says in another way than Kubernetes reads it. */
export function completed(container: kplus.k8s.Container, { spec, resources, operatingSystem }: ResolvedContainer): kplus.k8s.Container {
  return {
    ...container,
    imagePullPolicy: undefined,
    resources: resourceRequirements(resources),
    securityContext: operatingSystem === NodeOperatingSystem.LINUX ? securityContext(spec) : undefined,
    livenessProbe: completeProbe(container.livenessProbe, spec.liveness),
    readinessProbe: completeProbe(container.readinessProbe, spec.readiness),
    startupProbe: completeProbe(container.startupProbe, spec.startup),
  };
}

function completeProbe(found: kplus.k8s.Probe | undefined, asked: AgentProbe | undefined): kplus.k8s.Probe | undefined {
  if (!found?.httpGet || !asked) { return found; }
  const { host, headers, https } = asked.options;
  return { ...found, httpGet: { ...found.httpGet, host, scheme: https ? 'HTTPS' : found.httpGet.scheme, httpHeaders: headers && Object.entries(headers).map(([name, value]) => ({ name, value })) } };
}

function lifecycle({ postStart, preStop }: AgentContainer): kplus.ContainerLifecycle | undefined {
  const command = (words: string[] | undefined) => words && kplus.Handler.fromCommand(words);
  return postStart || preStop ? { postStart: command(postStart), preStop: command(preStop) } : undefined;
}

/** An empty list would say that it runs nowhere. */
function checkedArchitectures(place: string, architectures: readonly string[] | undefined): readonly string[] | undefined {
  if (architectures?.length === 0) { throw new Error(`${place}: architectures: must name at least one; leave it out where nobody knows`); }
  return architectures;
}

function environment(place: string, spec: AgentContainer, stated: ContainerStatement): { [name: string]: kplus.EnvValue } {
  const both = Object.keys(stated.env ?? {}).find(name => stated.secretEnv?.[name] !== undefined);
  if (both) { throw new Error(`${place}: "${both}" is both in env and in secretEnv; say it once`); }
  const variables = {
    ...mapped(spec.fieldEnv, path => kplus.EnvValue.fromFieldRef(path as kplus.EnvFieldPaths)),
    ...mapped(spec.resourceEnv, path => kplus.EnvValue.fromResource(path as kplus.ResourceFieldPaths)),
    ...mapped(spec.secretEnv, secretValue),
    ...mapped(spec.env, kplus.EnvValue.fromValue),
    ...mapped(stated.secretEnv, secretValue),
    ...mapped(stated.env, kplus.EnvValue.fromValue),
  };
  const secrets = [...Object.values(spec.secretEnv ?? {}), ...Object.values(stated.secretEnv ?? {}), ...Object.values(spec.secretFiles ?? {})];
  secrets.forEach(({ secretName }) => checkSecretName(place, secretName));
  const wrong = Object.keys(variables).find(name => !/^[-._A-Za-z][-._A-Za-z0-9]*$/.test(name));
  if (wrong !== undefined) { throw new Error(`${place}: env: a name has letters, digits, "_", "-" and "." and does not begin with a digit, got "${wrong}"`); }
  return variables;
}

function mapped<From, To>(values: { readonly [name: string]: From } | undefined, map: (value: From) => To): { [name: string]: To } {
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, map(value)]));
}

function secretValue({ secretName, key }: SecretKey): kplus.EnvValue {
  return kplus.EnvValue.fromSecretValue({ secret: { name: secretName } as kplus.ISecret, key });
}

/** @throws where a name is none that a Secret can have */
export function checkSecretName(place: string, name: string): void {
  const problem = dnsSubdomainProblem(name);
  if (problem) { throw new Error(`${place}: the name of a Secret ${problem}, got "${name}"`); }
}

/** The last mount of a path wins: what a user states comes after what the agent proposes. */
function mountsByPath(mounts: readonly HostPath[]): HostPath[] {
  return [...new Map(mounts.map(mount => [mount.mountPath, mount])).values()];
}

function checkMounts(place: string, resolved: ResolvedContainer): void {
  const { spec, mounts } = resolved;
  const bidirectional = mounts.find(mount => mount.propagation === MountPropagation.BIDIRECTIONAL);
  if (bidirectional && !spec.privileged) {
    throw new Error(`${place}: ${bidirectional.path} is mounted Bidirectional, which Kubernetes takes only for a privileged container; use HostToContainer or privileged`);
  }
  const paths = [
    ...mounts.map(({ mountPath }) => mountPath),
    ...resolved.emptyDirs,
    ...(spec.memoryDirs ?? []).map(path => checkedPath(`${place}: memoryDirs`, path)),
    ...(spec.sharedDirs ?? []).map(({ mountPath }) => mountPath),
    ...resolved.configFiles.directories.map(({ path }) => path),
    ...Object.keys(spec.secretFiles ?? {}).map(path => directoryOf(`${place}: secretFiles`, path)),
  ];
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) { throw new Error(`${place}: two volumes are mounted at ${twice}; a directory of configFiles or of a secret file holds nothing else`); }
}

function checkIdentity(place: string, { user, group }: AgentContainer): void {
  for (const [field, id] of Object.entries({ user, group })) {
    if (id !== undefined && (!Number.isInteger(id) || id < 0)) { throw new Error(`${place}: ${field}: must be a whole number of at least 0, got ${id}`); }
  }
}

/** Kubernetes refuses what only Linux knows in a pod that is for Windows. */
function checkSystem({ place, operatingSystem }: ContainerPlace, spec: AgentContainer): void {
  if (operatingSystem === NodeOperatingSystem.LINUX) { return; }
  const stated = (['user', 'group', 'capabilities', 'privileged', 'readOnlyRootFilesystem'] as const).find(field => spec[field] !== undefined);
  if (stated) { throw new Error(`${place}: ${stated}: is only for Linux, and its nodes run Windows; leave it out`); }
}

function checkInit({ place, init }: ContainerPlace, spec: AgentContainer): void {
  if (!init) { return; }
  const stated = (['ports', 'liveness', 'readiness', 'startup'] as const).find(field => spec[field] !== undefined);
  if (stated) { throw new Error(`${place}: ${stated}: a container that ends before the others start cannot have that; leave it out`); }
}

function checkCapabilities(place: string, { capabilities, privileged }: AgentContainer): void {
  for (const capability of capabilities ?? []) {
    if (capability.startsWith('CAP_')) {
      throw new Error(`${place}: capabilities: "${capability}" must be written without "CAP_", which the container runtime adds; say "${capability.slice(4)}"`);
    }
    if (!CAPABILITY.test(capability)) { throw new Error(`${place}: capabilities: must be in capital letters such as "NET_ADMIN", got "${capability}"`); }
  }
  if (privileged && capabilities?.length) { throw new Error(`${place}: a privileged container has every capability; leave capabilities out`); }
}

function checkSeccompProfile(place: string, profile: string | undefined): void {
  if (profile !== undefined && (!/^[-._A-Za-z0-9]+(\/[-._A-Za-z0-9]+)*$/.test(profile) || profile.split('/').includes('..'))) {
    throw new Error(`${place}: seccompProfile: must be a path below the kubelet's directory of profiles such as "profiles/agent.json", got "${profile}"`);
  }
}

function checkSharedDirs(place: string, directories: readonly SharedDirectory[]): void {
  for (const { name, mountPath } of directories) {
    const problem = dnsLabelProblem(name);
    if (problem) { throw new Error(`${place}: sharedDirs: the name ${problem}, got "${name}"`); }
    checkedPath(`${place}: sharedDirs: "${name}"`, mountPath);
  }
}

function securityContext(spec: AgentContainer): kplus.k8s.SecurityContext {
  const identity = {
    runAsUser: spec.user,
    runAsGroup: spec.group,
    readOnlyRootFilesystem: spec.readOnlyRootFilesystem ?? true,
    seLinuxOptions: spec.seLinuxType === undefined ? undefined : { level: 's0', type: spec.seLinuxType },
    seccompProfile: spec.seccompProfile === undefined ? undefined : { type: 'Localhost', localhostProfile: spec.seccompProfile },
  };
  if (spec.privileged) { return { ...identity, privileged: true }; }
  return {
    ...identity,
    runAsNonRoot: spec.user === 0 ? undefined : true,
    allowPrivilegeEscalation: spec.allowPrivilegeEscalation ?? false,
    capabilities: { drop: ['ALL'], ...(spec.capabilities?.length ? { add: [...spec.capabilities] } : {}) },
  };
}

function resourceRequirements({ requests, limits }: ResourceLists): kplus.k8s.ResourceRequirements | undefined {
  const quantities = (texts: { readonly [name: string]: string }) => Object.keys(texts).length > 0 ? mapped(texts, kplus.k8s.Quantity.fromString) : undefined;
  const lists = { requests: quantities(requests), limits: quantities(limits) };
  return lists.requests || lists.limits ? lists : undefined;
}

function probe(asked: AgentProbe | undefined): kplus.Probe | undefined {
  if (!asked) { return undefined; }
  const { initialDelay, period, timeout, failureThreshold } = asked.options;
  const options = { initialDelaySeconds: initialDelay, periodSeconds: period, timeoutSeconds: timeout, failureThreshold };
  if (asked.command) { return kplus.Probe.fromCommand(asked.command, options); }
  if (asked.path === undefined) { return kplus.Probe.fromTcpSocket({ port: asked.port, ...options }); }
  return kplus.Probe.fromHttpGet(asked.path, { port: asked.port, ...options });
}
