import { ClusterReport } from '../../src/coverage/report';
import { Problem } from '../../src/model/source';
import { checkText } from '../../src/render/text';
import { covered, daemonSet, declares, node, pool, workload } from '../builders';

const text = (cluster: ClusterReport, problems: Problem[] = [], allNodes = false) =>
  checkText({ success: cluster.success && problems.length === 0, problems, clusters: [cluster] }, allNodes);
const at = (line: number, overrides = {}) => ({ ...daemonSet(overrides), source: { file: 'agents.yaml', line } });
const gpu = pool('gpu', 2, { taints: ['nvidia.com/gpu=present:NoSchedule'] });

test('a covered cluster is a line for each DaemonSet', () => {
  expect(text(covered([at(1), at(9, { name: 'other', annotations: declares({ role: 'logs' }) })], pool('w', 3)))).toMatchInlineSnapshot(`
"prod: 3 nodes, Kubernetes 1.34

  ✓ monitoring/agent  (agents.yaml:1)  3 of 3 nodes
  ✓ monitoring/other  (agents.yaml:9)  runs on 3 nodes for the role logs

every required node runs exactly one of each
"
`);
});

test('a gap says on which nodes, why, and what to change', () => {
  expect(text(covered([at(1)], [...pool('w', 3), ...gpu, node('v', { virtual: true, labels: { type: 'virtual-kubelet' }, taints: ['v:NoSchedule'] })]))).toMatchInlineSnapshot(`
"prod: 6 nodes, 1 of them virtual (v), Kubernetes 1.34

  ✗ monitoring/agent  (agents.yaml:1)  3 of 5 nodes
      no pod is created on gpu-0, gpu-1
        untolerated taint nvidia.com/gpu=present:NoSchedule
          → tolerate nvidia.com/gpu with operator Exists, effect NoSchedule
              spec.template.spec.tolerations: add { key: nvidia.com/gpu, operator: Exists, effect: NoSchedule }

1 gap
"
`);
});

test('a typed agent is told in TypeScript', () => {
  expect(text(covered([daemonSet({ annotations: { 'everynode.dev/agent': 'X' } })], gpu))).toContain("\n              agent.tolerate(Toleration.exists('nvidia.com/gpu'))\n");
});

test('roles, exemptions, what is open and findings have sections of their own', () => {
  const daemonSets = [
    at(1, { name: 'a', annotations: declares({ role: 'logs', exempt: [{ nodes: 'sandbox', reason: 'no customer data', until: '2026-12-31', owner: 'privacy' }, { nodes: 'x', reason: 'r' }] }) }),
    at(2, { name: 'b', annotations: declares({ role: 'logs' }) }),
    at(3, { name: 'c', pod: { schedulerName: 'volcano' } }),
    at(4, { name: 'd', pod: { nodeSelector: { disk: 'sdd' } } }),
    at(5, { name: 'e', pod: { nodeSelector: { disk: 'sdd' } }, annotations: declares({ maySelectNone: true }) }),
  ];
  const nodes = [node('n', { labels: { disk: 'ssd' } }), node('s', { labels: { sandbox: '' }, taints: ['a:NoSchedule'] })];

  expect(text(covered(daemonSets, nodes, { workloads: [workload(['/'], { source: { file: 'app.yaml', line: 7 } })] }))).toMatchInlineSnapshot(`
"prod: 2 nodes, Kubernetes 1.34

  ✓ monitoring/a  (agents.yaml:1)  runs on 1 node for the role logs
  ✓ monitoring/b  (agents.yaml:2)  runs on 1 node for the role logs
  ✗ monitoring/c  (agents.yaml:3)  0 of 2 nodes, 1 not judged
      no pod is created on s
        untolerated taint a:NoSchedule
          → tolerate a with operator Exists, effect NoSchedule; then somebody else decides (ForeignScheduler)
              spec.template.spec.tolerations: add { key: a, operator: Exists, effect: NoSchedule }
          → tolerate every taint: operator Exists without a key; then somebody else decides (ForeignScheduler)
              spec.template.spec.tolerations: add { operator: Exists }
  ✗ monitoring/d  (agents.yaml:4)  no node requires it
  · monitoring/e  (agents.yaml:5)  no node requires it
  ✗ role logs  (monitoring/a, monitoring/b)
      monitoring/a and monitoring/b both run on n, where exactly one of them should

  Exempt on purpose
    monitoring/a on s: no customer data, until 2026-12-31, owner privacy
    monitoring/a on no node: r (stale)

  Not judged
    SchedulerName: the scheduler volcano decides, and its rules are unknown (monitoring/c; n)

  Findings
    ✗ SelectsNoNode monitoring/d  (agents.yaml:4): requires and reaches no node of the inventory: no node has disk=sdd; 1 has disk=ssd
        → write ssd in place of sdd as the value of disk
        → correct its nodeSelector or node affinity, or the labels of the inventory
        → say that it is meant: annotation everynode.dev/may-select-none: "true"
    ! UnusedExemption monitoring/a  (agents.yaml:1): the exemption of "x" (r) closes no gap
        → remove it, or correct its selector
    · AgentAsDeployment  (app.yaml:7): Deployment default/app reads / of the node, but nothing makes it run once on each
        → make it a DaemonSet if every node needs it

1 gap, 1 overlap, 1 other error, 1 warning
"
`);
});

test('what nobody could judge has no tick', () => {
  expect(text(covered([daemonSet({ pod: { schedulerName: 'volcano' } })], [node('n')]))).toContain('  ? monitoring/agent  0 of 1 node, 1 not judged\n');
});

test('problems with the input are in the report, too', () => {
  expect(text(covered([daemonSet()], [node('n')]), [{ message: 'is empty', file: 'broken.yaml' }])).toMatchInlineSnapshot(`
"prod: 1 node, Kubernetes 1.34

  ✓ monitoring/agent  1 of 1 node

Problems with the input
  ✗ broken.yaml: is empty

1 problem with the input
"
`);
});

test('names are shortened, unless all are asked for', () => {
  const cluster = covered([daemonSet()], pool('gpu', 30, { taints: ['a:NoSchedule'] }));

  expect(text(cluster)).toContain('no pod is created on gpu-0, gpu-1, gpu-10 and 27 more, pool gpu\n');
  expect(text(cluster, [], true)).toContain(', gpu-9\n');
});

test('there is no colour code in it', () => {
  expect(text(covered([at(1)], gpu))).not.toContain('\u001b');
});
