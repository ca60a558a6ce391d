import { NodeChange } from '../../src/model/node-event';
import { showChange } from '../../src/simulation/show-change';
import { node, taint } from '../builders';

test.each<[NodeChange, string]>([
  [{ kind: 'nodeJoins', node: node('n'), readyAfterSeconds: 0 }, 'joins'],
  [{ kind: 'nodeJoins', node: node('n', { pool: 'gpu' }), readyAfterSeconds: 0 }, 'joins the pool gpu'],
  [{ kind: 'nodeLeaves', nodes: 'n' }, 'leaves, and its pods with it'],
  [{ kind: 'cordon', nodes: 'n' }, 'is cordoned'],
  [{ kind: 'uncordon', nodes: 'n' }, 'is uncordoned'],
  [{ kind: 'drain', nodes: 'n' }, 'is cordoned and drained: pods of DaemonSets stay'],
  [{ kind: 'taintAdded', nodes: 'n', taint: taint('a=b:NoExecute') }, 'gets the taint a=b:NoExecute'],
  [{ kind: 'taintRemoved', nodes: 'n', taint: { key: 'a' } }, 'loses the taint a'],
  [{ kind: 'taintRemoved', nodes: 'n', taint: { key: 'a', effect: 'NoExecute' } }, 'loses the taint a:NoExecute'],
  [{ kind: 'labelChanged', nodes: 'n', label: 'a', value: '' }, 'gets the label a='],
  [{ kind: 'labelChanged', nodes: 'n', label: 'a' }, 'loses the label a'],
  [{ kind: 'notReadyFor', nodes: 'n', seconds: 90 }, 'is not ready for 1m30s'],
])('%j: %s', (change, text) => {
  expect(showChange(change)).toBe(text);
});
