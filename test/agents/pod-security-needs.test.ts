import { newAgent, newChart, podOf } from './manifests';
import { HostPath, LogCollectorDaemonSet, NodeAgentDaemonSet, NodeAgentDaemonSetProps, NodeExporterDaemonSet, PodSecurityLevel } from '../../src';
import { securityViolationsOf } from '../../src/manifest/pod-security';

const agent = (container: object, props: Partial<NodeAgentDaemonSetProps> = {}) => newAgent({ ...props, container: { image: 'agent:1', ...container } });

/** What the policy itself says of the template that is written. */
function levelByPolicy(daemonSet: NodeAgentDaemonSet): string {
  const levels = securityViolationsOf({ spec: podOf(daemonSet) }).map(({ level }) => level);
  return levels.includes('baseline') ? 'privileged' : levels.includes('restricted') ? 'baseline' : 'restricted';
}

test.each<[string, NodeAgentDaemonSet, PodSecurityLevel, string[]]>([
  ['nothing', agent({}), PodSecurityLevel.RESTRICTED, []],
  ['a port of its own', agent({ ports: [{ name: 'metrics', number: 80 }], capabilities: ['NET_BIND_SERVICE'] }), PodSecurityLevel.RESTRICTED, []],
  ['root', agent({ user: 0 }), PodSecurityLevel.BASELINE, ['agent: runAsUser: 0']],
  ['a common capability', agent({ capabilities: ['CHOWN'] }), PodSecurityLevel.BASELINE, ['agent: capability CHOWN']],
  ['another capability', agent({ capabilities: ['SYS_PTRACE', 'CHOWN'] }), PodSecurityLevel.PRIVILEGED, ['agent: capability SYS_PTRACE']],
  ['a path of the node', agent({ user: 0 }, { hostPaths: [HostPath.readOnly('/var/log')] }), PodSecurityLevel.PRIVILEGED, ['hostPath: /var/log']],
  ['a port of the node', agent({ ports: [{ name: 'metrics', number: 9100, hostPort: 9100 }] }), PodSecurityLevel.PRIVILEGED, ['hostPort: 9100']],
  ['everything', agent({ privileged: true, user: 0 }), PodSecurityLevel.PRIVILEGED, ['agent: privileged: true']],
  ['the network of the node', agent({}, { hostNetwork: true }), PodSecurityLevel.PRIVILEGED, ['hostNetwork: true']],
  ['the processes of the node', agent({}, { hostPid: true }), PodSecurityLevel.PRIVILEGED, ['hostPID: true']],
  ['root in a sidecar', agent({}, { sidecars: [{ image: 'proxy:1', user: 0 }] }), PodSecurityLevel.BASELINE, ['proxy: runAsUser: 0']],
  ['the node\'s logs', new LogCollectorDaemonSet(newChart(), 'Logs', { statePath: '/var/lib/state' }), PodSecurityLevel.PRIVILEGED, ['hostPath: /var/log', 'hostPath: /var/lib/state']],
  ['the node\'s metrics', new NodeExporterDaemonSet(newChart(), 'Metrics'), PodSecurityLevel.PRIVILEGED, [
    'hostNetwork: true', 'hostPID: true', 'hostPath: /proc', 'hostPath: /sys', 'hostPath: /', 'hostPort: 9100',
  ]],
])('an agent with %s says the level that it needs, and why', (_, daemonSet, level, reasons) => {
  expect([daemonSet.podSecurityLevel, daemonSet.podSecurityReasons]).toEqual([level, reasons]);
  expect(levelByPolicy(daemonSet)).toBe(level);
});
