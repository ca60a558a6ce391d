import { automaticTolerations, withAutomaticTolerations } from '../../src/model/pod-template';
import { TolerationSpec } from '../../src/model/toleration';

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

describe('an automatic toleration', () => {
  const notReady = (more: object) => ({ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', ...more });
  const merged = (...written: TolerationSpec[]) => withAutomaticTolerations(written, false);

  test('stands in the place of the same one, which loses its seconds', () => {
    expect(merged({ key: 'a' }, notReady({ tolerationSeconds: 300 }), { key: 'b' }).slice(0, 3)).toEqual([{ key: 'a' }, notReady({}), { key: 'b' }]);
    expect(merged(notReady({ tolerationSeconds: 300 }))).toHaveLength(6);
  });

  test.each([
    ['without an effect', { key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 5 }],
    ['without a key', { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }],
    ['with another operator', { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute', tolerationSeconds: 5 }],
  ])('leaves one %s as it is, before itself', (_, other) => {
    expect(merged(other)).toHaveLength(7);
    expect(merged(other)[0]).toEqual(other);
  });
});
