import { AgentContainer } from './agent-container';
import { ResolvedContainer } from './pod-container';
import { PodSecurityLevel } from '../model/pod-security-level';

/** Something of a pod that a Pod Security level forbids. */
export interface PodSecurityNeed {
  /** The level that a namespace must admit for it. */
  readonly level: PodSecurityLevel.PRIVILEGED | PodSecurityLevel.BASELINE;

  /** The field and what it says: `hostNetwork: true`. */
  readonly field: string;
}

/** What pods share with their node, and what does not hold them back. */
export interface PodFreedom {
  readonly hostNetwork?: boolean;
  readonly hostPid?: boolean;
  readonly hostProcess?: boolean;
  readonly unconfined?: boolean;

  /** Annotations of the pods: some name a profile of AppArmor. */
  readonly podAnnotations?: { readonly [name: string]: string };
}

/** The annotation that names the AppArmor profile of a container begins like this. */
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** The capabilities that the level `baseline` allows. */
const BASELINE_CAPABILITIES: readonly string[] = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
];

/** The types of SELinux that the level `baseline` allows. */
const BASELINE_SE_LINUX_TYPES: readonly string[] = ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

/** The only capability that the level `restricted` allows. */
const RESTRICTED_CAPABILITIES: readonly string[] = ['NET_BIND_SERVICE'];

/**
 * What the pods of an agent do that not every namespace admits: the rest of what the levels ask for, every agent here does.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityNeeds(pod: PodFreedom, containers: readonly ResolvedContainer[]): PodSecurityNeed[] {
  const privileged = [
    ...pod.hostNetwork ? ['hostNetwork: true'] : [],
    ...pod.hostPid ? ['hostPID: true'] : [],
    ...pod.hostProcess ? ['hostProcess: true'] : [],
    ...pod.unconfined ? ['appArmorProfile: Unconfined', 'seccompProfile: Unconfined'] : [],
    ...Object.entries(pod.podAnnotations ?? {}).flatMap(([name, profile]) => name.startsWith(APP_ARMOR) && profile === 'unconfined' ? [`${name.slice(APP_ARMOR.length)}: appArmorProfile: Unconfined`] : []),
    ...containers.flatMap(({ mounts }) => mounts.map(({ path }) => `hostPath: ${path}`)),
    ...containers.flatMap(({ ports }) => ports.flatMap(({ hostPort }) => hostPort === undefined ? [] : [`hostPort: ${hostPort}`])),
    ...containers.flatMap(({ name, spec }) => spec.privileged ? [`${name}: privileged: true`] : []),
    ...containers.flatMap(({ name, spec }) => probeHosts(spec).map(host => `${name}: probe of ${host}`)),
    ...containers.flatMap(({ name, spec: { seLinuxType } }) =>
      seLinuxType === undefined || BASELINE_SE_LINUX_TYPES.includes(seLinuxType) ? [] : [`${name}: seLinuxOptions.type: ${seLinuxType}`]),
    ...capabilitiesBeyond(BASELINE_CAPABILITIES, containers),
  ];
  const baseline = [
    ...containers.flatMap(({ name, spec }) => spec.user === 0 ? [`${name}: runAsUser: 0`] : []),
    ...capabilitiesBeyond(RESTRICTED_CAPABILITIES, containers),
  ].filter(field => !privileged.includes(field));
  return [
    ...[...new Set(privileged)].map((field): PodSecurityNeed => ({ level: PodSecurityLevel.PRIVILEGED, field })),
    ...baseline.map((field): PodSecurityNeed => ({ level: PodSecurityLevel.BASELINE, field })),
  ];
}

/** The strictest level that admits all of it. */
export function levelFor(needs: readonly PodSecurityNeed[]): PodSecurityLevel {
  return [PodSecurityLevel.PRIVILEGED, PodSecurityLevel.BASELINE].find(level => needs.some(need => need.level === level)) ?? PodSecurityLevel.RESTRICTED;
}

/** Whom the kubelet asks other than the pod itself. */
function probeHosts({ liveness, readiness, startup }: AgentContainer): string[] {
  return [...new Set([liveness, readiness, startup].flatMap(probe => probe?.options.host ?? []))];
}

function capabilitiesBeyond(allowed: readonly string[], containers: readonly ResolvedContainer[]): string[] {
  return containers.flatMap(({ name, spec }) => (spec.capabilities ?? []).filter(capability => !allowed.includes(capability)).map(capability => `${name}: capability ${capability}`));
}
