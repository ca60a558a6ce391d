import { privilegeOnAutopilot } from '../../../src/coverage/findings/privilege-on-autopilot';
import { daemonSet, matrix, node } from '../../builders';

const labels = { 'cloud.google.com/gke-nodepool': 'pool-1' };
const AUTOPILOT = node('gk3-prod-pool-1-a', { labels });
const found = (pod: Record<string, unknown>, ...nodes: Parameters<typeof matrix>[1][number][]) =>
  privilegeOnAutopilot(matrix([daemonSet({ pod })], nodes.length > 0 ? nodes : [AUTOPILOT, node('gke-prod-b', { labels })]));
const containing = (container: object) => ({ containers: [{ name: 'agent', image: 'agent:1', ...container }] });

test('what Autopilot refuses is a warning on its nodes', () => {
  const pod = { hostNetwork: true, hostPID: true, ...containing({ securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN', 'BPF'] } } }) };

  expect(found(pod)).toEqual([{
    code: 'PrivilegeOnAutopilot',
    severity: 'warning',
    message: 'has host namespaces (hostNetwork=true, hostPID=true), privileged (container "agent"), capabilities (BPF, SYS_ADMIN), which GKE Autopilot refuses unless an allowlist of the cluster names this workload',
    remedies: [
      { text: 'leave out what it can do without' },
      { text: 'install the allowlist that its vendor has for Autopilot (AllowlistSynchronizer)' },
      { text: 'exempt these nodes, and use what GKE itself offers there' },
    ],
    daemonSet: 'monitoring/agent',
    nodes: { names: ['gk3-prod-pool-1-a'], pools: [], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

test('so is a port of the node', () => {
  expect(found(containing({ ports: [{ containerPort: 80, hostPort: 8080 }] }))).toMatchObject([{ message: expect.stringContaining('has hostPort (8080), which') }]);
  expect(found(containing({ ports: [{ containerPort: 80 }] }))).toEqual([]);
});

test('capabilities that Autopilot allows are none, SYS_PTRACE among them', () => {
  expect(found(containing({ securityContext: { capabilities: { add: ['SYS_PTRACE', 'NET_BIND_SERVICE'] } } }))).toEqual([]);
  expect(found(containing({ securityContext: { capabilities: { add: ['NET_RAW'] } } }))).toHaveLength(1);
  expect(found(containing({}))).toEqual([]);
});

test('no other node is concerned', () => {
  expect(found({ hostNetwork: true, ...containing({}) }, node('gke-prod-b', { labels }))).toEqual([]);
  expect(found({ hostNetwork: true, nodeSelector: { a: 'b' }, ...containing({}) })).toEqual([]);
});

test('one that the API server gave was admitted: GKE allows its own', () => {
  const ofPlatform = { ...daemonSet({ pod: { hostNetwork: true, ...containing({}) } }), admitted: true };

  expect(privilegeOnAutopilot(matrix([ofPlatform], [AUTOPILOT]))).toEqual([]);
});
