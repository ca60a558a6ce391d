import { evictionLoop } from '../../../src/coverage/findings/eviction-loop';
import { daemonSet, matrix, node, NodeOverrides } from '../../builders';

const found = (tolerations: object[], ...nodes: NodeOverrides[]) =>
  evictionLoop(matrix([daemonSet({ pod: { tolerations } })], nodes.map((overrides, index) => node(`n${index}`, overrides))));

const tainted = { taints: ['a:NoExecute'] };

test('a NoExecute taint that is tolerated for a time is an error', () => {
  expect(found([{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }], tainted, {}, tainted)).toMatchObject([{
    code: 'EvictionLoop',
    severity: 'error',
    daemonSet: 'monitoring/agent',
    message: 'its pods are evicted after 60 s, created anew, and evicted again, for ever: spec.template.spec.tolerations[0] tolerates a:NoExecute for 60 s only',
    remedies: [{ text: 'remove spec.template.spec.tolerations[0].tolerationSeconds' }],
    nodes: { names: ['n0', 'n2'] },
  }]);
});

test.each<[string, object[], NodeOverrides]>([
  ['tolerated without seconds', [{ key: 'a', operator: 'Exists' }], tainted],
  ['not tolerated: there is no pod', [], tainted],
  ['of another effect', [{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }], { taints: ['a:NoSchedule'] }],
  ['on a virtual node', [{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }], { ...tainted, virtual: true }],
  ['beside one that keeps the pod away', [{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }], { taints: ['a:NoExecute', 'b:NoSchedule'] }],
])('none is one that is %s', (_, tolerations, overrides) => {
  expect(found(tolerations, overrides)).toEqual([]);
});
