import { nameOf } from '../../src/model/daemon-set';

test('a DaemonSet is called by its namespace and name', () => {
  expect(nameOf({ namespace: 'logging', name: 'fluentd' })).toBe('logging/fluentd');
});
