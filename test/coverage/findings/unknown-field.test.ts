import { unknownField } from '../../../src/coverage/findings/unknown-field';
import { DaemonSet } from '../../../src/model/daemon-set';
import { daemonSet, matrix, node } from '../../builders';

const find = (agent: DaemonSet) => unknownField(matrix([agent], [node('n')]));

test('a field of another kind is a warning that says what a DaemonSet has in its place', () => {
  expect(find(daemonSet({ spec: { replicas: 3 } }))).toEqual([{
    code: 'UnknownField',
    severity: 'warning',
    message: 'spec.replicas is no field of a DaemonSet: kubectl refuses it, and other clients drop it in silence',
    remedies: [{ text: 'a DaemonSet runs one pod on each node that it selects: remove it', yaml: { path: 'spec.replicas', set: null } }],
    daemonSet: 'monitoring/agent',
    source: expect.any(Object),
  }]);
});

test.each([
  ['spec.paused', { spec: { paused: true } }, 'a DaemonSet cannot be paused; updateStrategy OnDelete comes closest'],
  ['spec.serviceName', { spec: { serviceName: 'x' } }, 'only StatefulSets have it: remove it'],
  ['spec.template.spec.zzz', { pod: { zzz: 1 } }, 'remove it'],
])('%s: %s, and an edit that removes it', (path, overrides, remedy) => {
  expect(find(daemonSet(overrides))).toMatchObject([{ message: expect.stringContaining(`${path} is no field`), remedies: [{ text: remedy, yaml: { path, set: null } }] }]);
});

test.each([
  ['spec.strategy', { spec: { strategy: { type: 'RollingUpdate' } } }, 'the update strategy of a DaemonSet is spec.updateStrategy'],
  ['spec.template.spec.hostPid', { pod: { hostPid: true } }, 'write hostPID if that is meant'],
  ['spec.nodeSelector', { spec: { nodeSelector: { disk: 'ssd' } } }, 'it is a field of the pod: move it to spec.template.spec.nodeSelector'],
  ['spec.tolerations', { spec: { tolerations: [] } }, 'it is a field of the pod: move it to spec.template.spec.tolerations'],
])('%s: %s, and no edit, since something was meant by it', (path, overrides, remedy) => {
  expect(find(daemonSet(overrides))).toMatchObject([{ message: expect.stringContaining(`${path} is no field`), remedies: [{ text: remedy }] }]);
  expect(find(daemonSet(overrides))[0]!.remedies).toEqual([{ text: remedy }]);
});

test.each([
  ['nothing but what a DaemonSet has', {}],
  ['spec.updateStrategy', { spec: { updateStrategy: { type: 'OnDelete' } } }],
  ['spec.template.spec.hostPID', { pod: { hostPID: true } }],
])('%s is none', (_, overrides) => {
  expect(find(daemonSet(overrides))).toEqual([]);
});

test('every unknown field is a finding of its own', () => {
  expect(find(daemonSet({ spec: { replicas: 1, strategy: {} }, pod: { hostPid: true } }))).toHaveLength(3);
});
