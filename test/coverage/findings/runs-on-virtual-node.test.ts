import { runsOnVirtualNode } from '../../../src/coverage/findings/runs-on-virtual-node';
import { DaemonSet } from '../../../src/model/daemon-set';
import { InventoryNode } from '../../../src/model/node';
import { daemonSet, matrix, node, pool } from '../../builders';

const find = (agent: DaemonSet, ...nodes: InventoryNode[]) => runsOnVirtualNode(matrix([agent], nodes));

const fargate = pool('fargate', 2, { labels: { 'eks.amazonaws.com/compute-type': 'fargate' } });
const excluding = (key: string, value: string) => daemonSet({
  pod: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'NotIn', values: [value] }] }] } } } },
});

test('a pod that would be sent to nodes that run none is an error, with the label to exclude', () => {
  expect(find(daemonSet(), ...fargate, node('n'))).toEqual([{
    code: 'RunsOnVirtualNode',
    severity: 'error',
    message: 'a pod would be sent to 2 virtual nodes, which run no DaemonSet pods',
    remedies: [{
      text: 'leave them out by required node affinity: eks.amazonaws.com/compute-type NotIn [fargate]',
      yaml: {
        path: 'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms',
        set: [{ matchExpressions: [{ key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] }] }],
      },
    }],
    daemonSet: 'monitoring/agent',
    nodes: { names: ['fargate-0', 'fargate-1'], pools: ['fargate'], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

test('each term that is there gets the condition', () => {
  const terms = [{ matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] }, { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n'] }] }];
  const agent = daemonSet({ pod: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } } } });
  const condition = { key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] };

  expect(find(agent, fargate[0]!, node('n'))[0]!.remedies[0]!.yaml!.set).toEqual([
    { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }, condition] },
    { matchExpressions: [condition], matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n'] }] },
  ]);
});

test('one node is spoken of as one', () => {
  expect(find(daemonSet(), fargate[0]!)[0]!.message).toBe('a pod would be sent to a virtual node, which runs no DaemonSet pods');
});

test('virtual nodes without a label need one first', () => {
  expect(find(daemonSet(), node('v', { virtual: true }))[0]!.remedies).toEqual([
    { text: 'give the virtual nodes a label, and leave them out by required node affinity (NotIn)' },
  ]);
});

test.each<[string, DaemonSet, InventoryNode]>([
  ['a real node', daemonSet(), node('n')],
  ['a real node whose label says another compute type', daemonSet(), node('n', { labels: { 'eks.amazonaws.com/compute-type': 'ec2' } })],
  ['an agent that leaves them out', excluding('eks.amazonaws.com/compute-type', 'fargate'), fargate[0]!],
  ['a virtual node with a taint that it does not tolerate', daemonSet(), node('v', { labels: { type: 'virtual-kubelet' }, taints: ['virtual-kubelet.io/provider=azure:NoSchedule'] })],
])('%s is none', (_, agent, one) => {
  expect(find(agent, one)).toEqual([]);
});

test('an agent that tolerates everything is sent to a tainted virtual node', () => {
  const everything = daemonSet({ pod: { tolerations: [{ operator: 'Exists' }] } });

  expect(find(everything, node('v', { labels: { type: 'virtual-kubelet' }, taints: ['virtual-kubelet.io/provider=azure:NoSchedule'] }))).toHaveLength(1);
});
