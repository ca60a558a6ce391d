import { WireAnySecurityContext, WireContainer, WireHandler, WirePodSpec, WirePodTemplate, WireProbe, WireVolume } from './wire';
import { SecurityViolation } from '../model/pod-template';

/** A check of the Pod Security Standards: what it finds in a template, in the words of Kubernetes. */
interface Check {
  readonly level: SecurityViolation['level'];

  /** The first minor version of the policy that has it. */
  readonly since: number;

  /** The first minor version that has it no longer. */
  readonly until?: number;
  readonly find: (spec: WirePodSpec, template: WirePodTemplate) => string | undefined;
}

const DEFAULT_CAPABILITIES = ['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'];
const RESTRICTED_VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'];
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** The sysctls that are safe, by the minor version from which on the policy allows them. */
const SAFE_SYSCTLS: ReadonlyMap<string, number> = new Map([
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start'].map(name => [name, 0] as const),
  ['net.ipv4.ip_local_reserved_ports', 27],
  ...['time', 'intvl', 'probes'].map(name => [`net.ipv4.tcp_keepalive_${name}`, 29] as const),
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
  ['net.ipv4.tcp_slow_start_after_idle', 37],
  ['net.ipv4.tcp_notsent_lowat', 37],
]);

/** All checks but those of sysctls and SELinux types, whose versions depend on what is found. */
const CHECKS: readonly Check[] = [
  { level: 'baseline', since: 0, find: ({ hostNetwork, hostPID, hostIPC }) => listed('host namespaces', [...hostNetwork ? ['hostNetwork=true'] : [], ...hostPID ? ['hostPID=true'] : [], ...hostIPC ? ['hostIPC=true'] : []]) },
  { level: 'baseline', since: 0, find: spec => listed('hostPath volumes', (spec.volumes ?? []).filter(volume => volume.hostPath).map(volume => `volume "${volume.name ?? ''}"`)) },
  { level: 'baseline', since: 0, find: spec => listed('hostPort', (spec.hostNetwork ? [] : containersOf(spec)).flatMap(({ ports }) => (ports ?? []).flatMap(({ hostPort }) => hostPort ? [String(hostPort)] : []))) },
  { level: 'baseline', since: 0, find: spec => inContainers('privileged', spec, ({ securityContext }) => securityContext?.privileged === true) },
  { level: 'baseline', since: 0, find: spec => inContainers('non-default capabilities', spec, ({ securityContext }) => (securityContext?.capabilities?.add ?? []).some(name => !DEFAULT_CAPABILITIES.includes(name))) },
  { level: 'baseline', since: 0, find: (spec, template) => listed('forbidden AppArmor profile', [...inContexts(spec, ({ appArmorProfile }) => appArmorProfile !== undefined && appArmorProfile !== null && !isProfile(appArmorProfile.type)), ...appArmorAnnotations(template)]) },
  { level: 'baseline', since: 0, find: spec => listed('seLinuxOptions', inContexts(spec, ({ seLinuxOptions }) => Boolean(seLinuxOptions?.user || seLinuxOptions?.role) || !isSelinuxType(seLinuxOptions?.type, true))) },
  { level: 'baseline', since: 0, until: 31, find: spec => listed('seLinuxOptions', inContexts(spec, ({ seLinuxOptions }) => seLinuxOptions?.type === 'container_engine_t')) },
  { level: 'baseline', since: 0, until: 35, find: spec => inContainers('procMount', spec, isUnmasked) },
  { level: 'baseline', since: 35, find: spec => spec.hostUsers === false ? undefined : inContainers('procMount', spec, isUnmasked) },
  { level: 'restricted', since: 35, find: spec => spec.hostUsers === false ? inContainers('procMount', spec, isUnmasked) : undefined },
  { level: 'baseline', since: 19, find: spec => listed('seccompProfile', inContexts(spec, ({ seccompProfile }) => seccompProfile !== undefined && seccompProfile !== null && !isProfile(seccompProfile.type))) },
  { level: 'baseline', since: 0, find: spec => listed('hostProcess', inContexts(spec, ({ windowsOptions }) => windowsOptions?.hostProcess === true)) },
  { level: 'baseline', since: 34, find: spec => inContainers('probe or lifecycle host', spec, hasHost) },
  { level: 'restricted', since: 0, find: spec => listed('restricted volume types', (spec.volumes ?? []).filter(volume => !volume.hostPath && !isRestrictedVolume(volume)).map(volume => `volume "${volume.name ?? ''}"`)) },
  { level: 'restricted', since: 8, find: spec => isWindows(spec) ? undefined : inContainers('allowPrivilegeEscalation != false', spec, ({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false) },
  { level: 'restricted', since: 22, find: spec => isWindows(spec) ? undefined : inContainers('unrestricted capabilities', spec, hasCapabilities) },
  { level: 'restricted', since: 0, until: 35, find: mayBeRoot },
  { level: 'restricted', since: 35, find: spec => spec.hostUsers === false ? undefined : mayBeRoot(spec) },
  { level: 'restricted', since: 23, until: 35, find: isRoot },
  { level: 'restricted', since: 35, find: spec => spec.hostUsers === false ? undefined : isRoot(spec) },
  { level: 'restricted', since: 19, find: spec => isWindows(spec) || isProfile(spec.securityContext?.seccompProfile?.type) ? undefined : inContainers('seccompProfile not set', spec, ({ securityContext }) => !securityContext?.seccompProfile) },
];

/**
 * What the Pod Security Standards say against pods of a template, for all levels and versions.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function securityViolationsOf(template: WirePodTemplate): SecurityViolation[] {
  const spec = template.spec ?? {};
  const found = CHECKS.flatMap(({ level, since, until, find }) => {
    const detail = find(spec, template);
    return detail === undefined ? [] : [{ level, since, ...until === undefined ? {} : { until }, detail }];
  });
  const sysctls = (spec.securityContext?.sysctls ?? []).flatMap(({ name }) => {
    const until = SAFE_SYSCTLS.get(name ?? '');
    return until === 0 ? [] : [{ level: 'baseline' as const, since: 0, ...until === undefined ? {} : { until }, detail: `forbidden sysctls (${name ?? ''})` }];
  });
  return [...found, ...sysctls];
}

/** The capabilities that the containers of a pod add. */
export function addedCapabilitiesOf(spec: WirePodSpec): string[] {
  return containersOf(spec).flatMap(({ securityContext }) => securityContext?.capabilities?.add ?? []);
}

function containersOf(spec: WirePodSpec): readonly WireContainer[] {
  return [...spec.initContainers ?? [], ...spec.containers ?? []];
}

function inContainers(title: string, spec: WirePodSpec, isBad: (container: WireContainer) => boolean): string | undefined {
  return listed(title, containersOf(spec).filter(isBad).map(({ name }) => `container "${name ?? ''}"`));
}

/** The pod and its containers, as far as their security context is bad. */
function inContexts(spec: WirePodSpec, isBad: (context: WireAnySecurityContext) => boolean): string[] {
  const pod = spec.securityContext && isBad(spec.securityContext) ? ['pod'] : [];
  return [...pod, ...containersOf(spec).filter(({ securityContext }) => securityContext && isBad(securityContext)).map(({ name }) => `container "${name ?? ''}"`)];
}

function listed(title: string, items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : `${title} (${[...new Set(items)].join(', ')})`;
}

function isProfile(type: string | null | undefined): boolean {
  return type === 'RuntimeDefault' || type === 'Localhost';
}

function isSelinuxType(type: string | null | undefined, engine: boolean): boolean {
  return SELINUX_TYPES.includes(type ?? '') || engine && type === 'container_engine_t';
}

function isUnmasked({ securityContext }: WireContainer): boolean {
  return Boolean(securityContext?.procMount) && securityContext?.procMount !== 'Default';
}

function isWindows({ os }: WirePodSpec): boolean {
  return os?.name === 'windows';
}

function isRestrictedVolume(volume: WireVolume): boolean {
  const sources = Object.entries(volume).filter(([key, source]) => key !== 'name' && source !== null && source !== undefined).map(([key]) => key);
  return sources.length === 0 || sources.some(key => RESTRICTED_VOLUMES.includes(key));
}

function hasCapabilities({ securityContext }: WireContainer): boolean {
  const { add, drop } = securityContext?.capabilities ?? {};
  return !(drop ?? []).includes('ALL') || (add ?? []).some(name => name !== 'NET_BIND_SERVICE');
}

function mayBeRoot(spec: WirePodSpec): string | undefined {
  const pod = spec.securityContext?.runAsNonRoot;
  const explicit = inContexts(spec, ({ runAsNonRoot }) => runAsNonRoot === false);
  const implicit = pod === true ? [] : containersOf(spec).filter(({ securityContext }) => typeof securityContext?.runAsNonRoot !== 'boolean').map(({ name }) => `container "${name ?? ''}"`);
  return listed('runAsNonRoot != true', [...explicit, ...implicit]);
}

function isRoot(spec: WirePodSpec): string | undefined {
  return listed('runAsUser=0', inContexts(spec, ({ runAsUser }) => runAsUser === 0));
}

function hasHost({ livenessProbe, readinessProbe, startupProbe, lifecycle }: WireContainer): boolean {
  const handlers: (WireHandler | WireProbe | null | undefined)[] = [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop];
  return handlers.some(handler => Boolean(handler?.httpGet?.host || handler?.tcpSocket?.host));
}

function appArmorAnnotations({ metadata }: WirePodTemplate): string[] {
  return Object.entries(metadata?.annotations ?? {})
    .filter(([key, value]) => key.startsWith(APPARMOR) && value && value !== 'runtime/default' && !value.startsWith('localhost/'))
    .map(([key, value]) => `${key}="${value ?? ''}"`);
}
