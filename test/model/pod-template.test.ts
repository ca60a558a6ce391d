import { automaticTolerations } from '../../src/model/pod-template';

const shown = (hostNetwork: boolean) => automaticTolerations(hostNetwork).map(({ key, operator, effect }) => `${key} ${operator} ${effect}`);

test('every pod of a DaemonSet tolerates what the controller adds', () => {
  expect(shown(false)).toEqual([
    'node.kubernetes.io/not-ready Exists NoExecute',
    'node.kubernetes.io/unreachable Exists NoExecute',
    'node.kubernetes.io/disk-pressure Exists NoSchedule',
    'node.kubernetes.io/memory-pressure Exists NoSchedule',
    'node.kubernetes.io/pid-pressure Exists NoSchedule',
    'node.kubernetes.io/unschedulable Exists NoSchedule',
  ]);
});

test('a missing network is tolerated with host network only', () => {
  expect(shown(true)).toEqual([...shown(false), 'node.kubernetes.io/network-unavailable Exists NoSchedule']);
});
