import { at } from './builders';
import { NodeEvent } from '../../src/model/node-event';
import { eventProblems, inTime, presentNodes } from '../../src/simulation/event-problems';
import { node, taint } from '../builders';

const NODES = [node('w-1', { labels: { disk: 'ssd' }, taints: ['a:NoSchedule'] }), node('gpu-0', { hypothetical: true })];
const problems = (...events: NodeEvent[]) => eventProblems(NODES, events);
const joins = (name: string) => ({ kind: 'nodeJoins', node: node(name), readyAfterSeconds: 0 }) as const;

test.each([
  ['a node that does not exist', [at(600, { kind: 'cordon', nodes: 'w-2' })], 'cordon: there is no node "w-2" (typo of "w-1"?) at 10m'],
  ['a node that joins later', [at(600, { kind: 'cordon', nodes: 'w-9' }), at(900, joins('w-9'))], 'cordon: there is no node "w-9" (typo of "w-1"?) at 10m: w-9 joins at 15m'],
  ['a node that left', [at(60, { kind: 'nodeLeaves', nodes: 'w-1' }), at(600, { kind: 'drain', nodes: 'w-1' })], 'drain: there is no node "w-1" at 10m: w-1 left at 1m'],
  ['a node that may come', [at(600, { kind: 'cordon', nodes: 'gpu-0' })], 'cordon: there is no node "gpu-0" at 10m: gpu-0 may come, and has to join first'],
  ['a node that is there already', [at(600, joins('w-1'))], 'nodeJoins: node w-1 is there already at 10m'],
  ['a selector that selects none', [at(600, { kind: 'cordon', nodes: 'disk=hdd' })], 'cordon: "disk=hdd" selects no node at 10m'],
  ['a taint that is not there', [at(600, { kind: 'taintRemoved', nodes: 'w-1', taint: { key: 'b' } })], 'taintRemoved: no such node has the taint b at 10m'],
  ['a taint of another effect', [at(600, { kind: 'taintRemoved', nodes: 'w-1', taint: { key: 'a', effect: 'NoExecute' } })], 'taintRemoved: no such node has the taint a:NoExecute at 10m'],
])('%s is a problem, with its place', (_, events, message) => {
  expect(problems(...events)).toEqual([{ message, file: 'events.yaml', line: 600, column: undefined }]);
});

test.each<[string, NodeEvent[]]>([
  ['nodes that are there', [at(1, { kind: 'cordon', nodes: 'w-1' }), at(2, { kind: 'uncordon', nodes: '*' })]],
  ['a node that joined', [at(1, joins('w-9')), at(2, { kind: 'cordon', nodes: 'w-9' })]],
  ['a node that joined, whatever the order of the list', [at(2, { kind: 'cordon', nodes: 'w-9' }), at(1, joins('w-9'))]],
  ['a node that may come, and joined', [at(1, joins('gpu-0')), at(2, { kind: 'nodeLeaves', nodes: 'gpu-0' })]],
  ['a node that left and comes again', [at(1, { kind: 'nodeLeaves', nodes: 'w-1' }), at(2, joins('w-1')), at(3, { kind: 'drain', nodes: 'w-1' })]],
  ['a label that was changed before', [at(1, { kind: 'labelChanged', nodes: 'w-1', label: 'disk', value: 'hdd' }), at(2, { kind: 'cordon', nodes: 'disk=hdd' })]],
  ['taints that are there, of some nodes at least', [at(1, joins('w-9')), at(2, { kind: 'taintRemoved', nodes: '*', taint: { key: 'a' } })]],
  ['a taint that was added', [at(1, { kind: 'taintAdded', nodes: 'w-1', taint: taint('b=c:NoExecute') }), at(2, { kind: 'taintRemoved', nodes: 'w-1', taint: { key: 'b' } })]],
])('%s are none', (_, events) => {
  expect(problems(...events)).toEqual([]);
});

test('events of one time stay in their order', () => {
  const events = [at(5, joins('b')), at(1, joins('a')), at(5, { kind: 'nodeLeaves', nodes: 'b' })];

  expect(inTime(events)).toEqual([events[1], events[0], events[2]]);
});

test('nodes that may come are not there at first', () => {
  expect(presentNodes(NODES).map(({ name }) => name)).toEqual(['w-1']);
});
