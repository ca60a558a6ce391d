import { HostPathAccess } from './host-path';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { ResolvedContainer } from './pod-container';
import { PrivilegeReasons } from './privilege-reasons';

/** The checks that warn of one thing, by the names that each checker has for them. */
interface Checks {
  readonly kubeScore?: readonly string[];
  readonly kubeLinter?: readonly string[];
  readonly polaris?: readonly string[];
  readonly checkov?: readonly string[];
}

/**
 * - kube-score: README_CHECKS.md of v1.20.0, and its answers (npm run lint:manifests)
 * - KubeLinter: stackrox/kube-linter docs/generated/checks.md at 00718c6262cc
 * - Polaris: FairwindsOps/polaris docs/checks/security.md at 47442133550b
 * - Checkov: its answers, of 3.3.30 (npm run lint:manifests)
 *
 * All of them were read on 2026-11-27.
 */
const CHECKS: { readonly [Privilege in keyof PrivilegeReasons]-?: Checks } = {
  root: {
    kubeScore: ['container-security-context-user-group-id'], kubeLinter: ['run-as-non-root'], polaris: ['runAsRootAllowed'], checkov: ['CKV_K8S_23', 'CKV_K8S_40'],
  },
  privileged: {
    kubeScore: ['container-security-context-privileged'],
    kubeLinter: ['privileged-container', 'privilege-escalation-container'],
    polaris: ['runAsPrivileged', 'privilegeEscalationAllowed'],
    checkov: ['CKV_K8S_16', 'CKV_K8S_20', 'CKV_K8S_28', 'CKV_K8S_37'], // the last two: it has every capability
  },
  hostNetwork: { kubeLinter: ['host-network'], polaris: ['hostNetworkSet'], checkov: ['CKV_K8S_19'] },
  hostPid: { kubeLinter: ['host-pid'], polaris: ['hostPIDSet'], checkov: ['CKV_K8S_17'] },
  hostPorts: { polaris: ['hostPortSet'], checkov: ['CKV_K8S_26'] },
  hostPaths: { kubeLinter: ['sensitive-host-mounts', 'writable-host-mount'] },
  permissions: { polaris: ['automountServiceAccountToken'], checkov: ['CKV_K8S_38'] },
};

/** The directories that KubeLinter's check sensitive-host-mounts warns of. */
const SENSITIVE_DIRECTORIES = ['/', '/boot', '/dev', '/etc', '/lib', '/proc', '/sys', '/usr'];

/** The annotations by which checkers leave out what an agent does for a stated reason. */
export function checkerExemptions(props: NodeAgentDaemonSetProps, containers: readonly ResolvedContainer[]): { [annotation: string]: string } {
  const mounts = containers.flatMap(container => container.mounts);
  const done: { readonly [Privilege in keyof PrivilegeReasons]-?: boolean } = {
    root: containers.some(({ spec }) => spec.user === 0),
    privileged: containers.some(({ spec }) => spec.privileged === true),
    hostNetwork: props.hostNetwork === true,
    hostPid: props.hostPid === true,
    hostPorts: containers.some(({ ports }) => ports.some(({ hostPort }) => hostPort !== undefined)),
    hostPaths: mounts.length > 0,
    permissions: (props.permissions?.length ?? 0) > 0 || props.clusterRole !== undefined,
  };
  const warned = (check: string) => check === 'sensitive-host-mounts' ? mounts.some(({ path }) => SENSITIVE_DIRECTORIES.includes(path))
    : check === 'writable-host-mount' ? mounts.some(({ access }) => access === HostPathAccess.READ_WRITE)
      : true;
  const exempt = (Object.keys(CHECKS) as (keyof PrivilegeReasons)[]).flatMap(privilege => {
    const reason = props.privilegeReasons?.[privilege];
    return done[privilege] && reason !== undefined ? [{ checks: CHECKS[privilege], reason }] : [];
  });
  const kubeScore = exempt.flatMap(({ checks }) => checks.kubeScore ?? []);
  const checkov = exempt.flatMap(({ checks, reason }) => (checks.checkov ?? []).map(check => `${check}=${reason}`));
  return {
    ...kubeScore.length > 0 ? { 'kube-score/ignore': kubeScore.join(',') } : {},
    ...Object.fromEntries(exempt.flatMap(({ checks, reason }) => (checks.kubeLinter ?? []).filter(warned).map(check => [`ignore-check.kube-linter.io/${check}`, reason]))),
    ...Object.fromEntries(exempt.flatMap(({ checks }) => (checks.polaris ?? []).map(check => [`polaris.fairwinds.com/${check}-exempt`, 'true']))),
    ...Object.fromEntries(checkov.map((text, index) => [`checkov.io/skip${index + 1}`, text])),
  };
}
