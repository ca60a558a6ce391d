import { agent, diff, tolerations } from './diffs';
import { diffSummary } from '../../src/render/diff-summary';
import { declares, node } from '../builders';

const names = (...all: string[]) => all.map(name => agent(name));

test('counts a role once, however many members lose it', () => {
  const role = (name: string, os: string) => agent(name, { nodeSelector: { 'kubernetes.io/os': os } }, { annotations: declares({ role: 'logs' }) });
  const both = [role('linux', 'linux'), role('windows', 'windows')];

  expect(diffSummary(diff(both, [], [node('a'), node('w', { labels: { 'kubernetes.io/os': 'windows' } })]))).toBe('this change removes logs (monitoring/linux, monitoring/windows) from all 2 nodes');
});

test('names three, those with the most nodes first', () => {
  const most = [agent('most', { tolerations })];

  expect(diffSummary(diff([...names('a', 'b', 'c', 'd'), ...most], []))).toBe('this change removes monitoring/most from all 6 nodes, monitoring/a from 4 nodes, monitoring/b from 4 nodes and 2 more');
});

test('says how far that was judged', () => {
  expect(diffSummary(diff(names('a'), names('a'), [node('a', { allocatable: 'undeclared' })]))).toBe('this change takes no DaemonSet from a node that requires it (as far as that was judged)');
});

describe('a new name', () => {
  test('is told once, although all nodes lose the old one', () => {
    expect(diffSummary(diff([agent('old', { tolerations })], [agent('new', { tolerations })]))).toBe('this change renames monitoring/old to monitoring/new (delete and recreate)');
  });

  test('hides no node that the new one does not reach', () => {
    expect(diffSummary(diff([agent('old', { tolerations })], [agent('new')]))).toBe('this change removes monitoring/old from 2 nodes and renames monitoring/old to monitoring/new (delete and recreate)');
  });

  test('hides no node that only the new one reaches', () => {
    expect(diffSummary(diff([agent('old')], [agent('new', { tolerations })]))).toBe('this change renames monitoring/old to monitoring/new (delete and recreate) and brings monitoring/new to 2 nodes');
  });
});

test('what goes from one member of a role to another is handed on, neither removed nor brought', () => {
  const member = (name: string, pod: Record<string, unknown>) => agent(name, pod, { annotations: declares({ role: 'logs' }) });
  const both = (blue: object, green: object) => [member('blue', { nodeSelector: blue }), member('green', { nodeSelector: green })];

  expect(diffSummary(diff(both({}, { a: 'b' }), both({ a: 'b' }, {}), [node('x'), node('y')]))).toBe(
    'this change takes no DaemonSet from a node that requires it, hands on logs (monitoring/blue) on all 2 nodes within the role and replaces the pods of 2 DaemonSets',
  );
});

test('nodes that join and leave stand at the end', () => {
  expect(diffSummary(diff(names('a'), names('a'), [node('x'), node('y')], [node('x'), node('z')]))).toBe('this change takes no DaemonSet from a node that requires it and brings monitoring/a to 1 node; 1 node joins, 1 node leaves');
});
