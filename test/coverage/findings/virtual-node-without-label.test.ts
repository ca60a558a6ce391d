import { virtualNodeWithoutLabel } from '../../../src/coverage/findings/virtual-node-without-label';
import { matrix, node } from '../../builders';

const find = (...nodes: ReturnType<typeof node>[]) => virtualNodeWithoutLabel(matrix([], nodes));

test('nodes that are virtual without a label are one note', () => {
  expect(find(node('v-2', { virtual: true }), node('v-1', { virtual: true }), node('n'))).toEqual([{
    code: 'VirtualNodeWithoutLabel',
    severity: 'note',
    message: 'declared virtual without one of the labels by which typed agents leave virtual nodes out',
    remedies: [{ text: 'declare the label that the platform gives them: eks.amazonaws.com/compute-type=fargate or type=virtual-kubelet' }],
    nodes: { names: ['v-1', 'v-2'], pools: [], hypothetical: 0 },
    source: {},
  }]);
});

test.each([
  ['a real node', node('n')],
  ['a virtual node with the label of Fargate', node('v', { labels: { 'eks.amazonaws.com/compute-type': 'fargate' } })],
  ['a virtual node with the label of virtual-kubelet', node('v', { virtual: true, labels: { type: 'virtual-kubelet' } })],
])('%s is none', (_, one) => {
  expect(find(one)).toEqual([]);
});
