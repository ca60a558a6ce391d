import { checkJson } from '../../src/render/json';
import { covered, daemonSet, node, pool, taint } from '../builders';

const [CILIUM, NOT_READY, OWN] = ['node.cilium.io/agent-not-ready:NoExecute', 'node.kubernetes.io/not-ready:NoSchedule', 'example.com/own:NoSchedule'];
const tolerant = (name: string, tolerations: object[] = [{ operator: 'Exists' }]) => daemonSet({ name, pod: { tolerations } });
const gpu = pool('gpu', 2, { labels: { gpu: 'yes' }, taints: ['gpu:NoSchedule'], startupTaints: [CILIUM, OWN].map(taint) });

test('where startup taints are stated, the report says who starts when, whom it waits for, and what then goes away', () => {
  const report = covered([tolerant('logs', [{ key: 'gpu', operator: 'Exists' }]), tolerant('cilium'), daemonSet({ name: 'not-there' })], [...gpu, node('n')]);

  expect(report.startup).toEqual([{
    nodes: { names: ['gpu-0', 'gpu-1'], pools: ['gpu'], hypothetical: 0 },
    taints: [OWN, CILIUM, NOT_READY],
    daemonSets: [
      { namespace: 'monitoring', name: 'cilium', start: 'AtOnce', waitsFor: [], removes: [CILIUM, NOT_READY] },
      {
        namespace: 'monitoring',
        name: 'logs',
        start: 'Waits',
        removes: [],
        waitsFor: [{ taint: OWN, removedBy: [] }, { taint: CILIUM, removedBy: ['monitoring/cilium'] }, { taint: NOT_READY, removedBy: ['monitoring/cilium'] }],
      },
    ],
  }]);
});

test('who never starts comes last', () => {
  const report = covered([tolerant('cilium', [{ key: 'gpu', operator: 'Exists' }]), tolerant('logs')], gpu);

  expect(report.startup.map(({ daemonSets }) => daemonSets.map(({ name, start }) => `${name} ${start}`))).toEqual([['logs AtOnce', 'cilium Never']]);
});

test('those that remove a taint are named where they only run in the cluster, too', () => {
  const report = covered([tolerant('logs', [{ key: 'gpu', operator: 'Exists' }])], gpu, { also: [tolerant('cilium')] });

  expect(report.startup[0]!.daemonSets[0]!.waitsFor).toContainEqual({ taint: CILIUM, removedBy: ['monitoring/cilium'] });
});

test('nodes with other startup taints are told of by themselves, virtual ones never', () => {
  const startup = (names: string, ...taints: string[]) => node(names, { startupTaints: taints.map(taint) });
  const report = covered([tolerant('logs')], [startup('c', OWN), startup('b', CILIUM), startup('a', OWN), { ...startup('v', OWN), virtual: true }]);

  expect(report.startup.map(({ nodes, taints }) => [nodes.names.join(' '), ...taints])).toEqual([['a c', OWN, NOT_READY], ['b', CILIUM, NOT_READY]]);
});

test('nodes that only differ in what nobody waits for are told of together', () => {
  const startupTaints = [taint(OWN)];
  const report = covered([tolerant('logs'), daemonSet({ name: 'web', pod: { nodeSelector: { zone: 'none' } } })], ['a', 'b'].map(zone => node(zone, { labels: { zone }, startupTaints })));

  expect(report.startup.map(({ nodes }) => nodes.names)).toEqual([['a', 'b']]);
});

test('as JSON it is there only where startup taints are stated', () => {
  const json = (nodes: typeof gpu): any => checkJson({ success: true, problems: [], clusters: [covered([tolerant('cilium')], nodes)] });

  expect(json([node('n')]).clusters[0]).not.toHaveProperty('startup');
  expect(json(gpu).clusters[0].startup).toEqual([{
    nodes: { count: 2, names: ['gpu-0', 'gpu-1'], pools: ['gpu'] },
    taints: [OWN, CILIUM, NOT_READY],
    daemonSets: [{ namespace: 'monitoring', name: 'cilium', start: 'AtOnce', waitsFor: [], removes: [CILIUM, NOT_READY] }],
  }]);
});
