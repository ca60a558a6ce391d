import { DaemonSetStart } from '../../src/coverage/report';
import { startupText } from '../../src/render/startup-text';

const NODES = { names: ['n-0', 'n-1'], pools: ['n'], hypothetical: 0 };
const start = (name: string, overrides: Partial<DaemonSetStart>): DaemonSetStart => ({ namespace: 'a', name, start: 'AtOnce', waitsFor: [], removes: [], ...overrides });

test('each DaemonSet is a line: when it starts, whom it waits for, what it removes', () => {
  expect(startupText({
    nodes: NODES,
    taints: ['t:NoSchedule', 'u:NoExecute'],
    daemonSets: [
      start('first', { removes: ['t:NoSchedule'] }),
      start('second', { start: 'Waits', waitsFor: [{ taint: 't:NoSchedule', removedBy: ['a/first', 'a/other'] }, { taint: 'u:NoExecute', removedBy: [] }] }),
      start('third', { start: 'Never', waitsFor: [{ taint: 'u:NoExecute', removedBy: ['a/third'] }], removes: ['u:NoExecute'] }),
    ],
  }, undefined)).toEqual([
    '',
    '  New nodes (t:NoSchedule, u:NoExecute): n-0, n-1',
    '    ✓ a/first  is placed at once; removes t:NoSchedule',
    '    · a/second  waits for t:NoSchedule (a/first or a/other removes it), u:NoExecute',
    '    ✗ a/third  never starts: waits for u:NoExecute (a/third removes it); removes u:NoExecute',
  ]);
});

test('nothing is said where no DaemonSet runs', () => {
  expect(startupText({ nodes: NODES, taints: ['t:NoSchedule'], daemonSets: [] }, undefined)).toEqual([]);
});
