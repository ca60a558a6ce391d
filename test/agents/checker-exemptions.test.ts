import { daemonSetOf, newAgent, newChart } from './manifests';
import { HostPath, LogCollectorDaemonSet, NodeAgentDaemonSetProps, NodeExporterDaemonSet, PrivilegeReasons } from '../../src';

const ALL: PrivilegeReasons = { root: 'r', privileged: 'p', hostNetwork: 'n', hostPid: 'i', hostPorts: 'o', hostPaths: 'h', permissions: 'a' };
const exemptionsOf = (agent: Parameters<typeof daemonSetOf>[0]) =>
  Object.fromEntries(Object.entries(daemonSetOf(agent).metadata.annotations).filter(([key]) => !key.startsWith('everynode.dev/')));
const exemptions = (props: Partial<NodeAgentDaemonSetProps>, container = {}) => exemptionsOf(newAgent({ privilegeReasons: ALL, ...props, container: { image: 'agent:1', ...container } }));

test.each<[string, Partial<NodeAgentDaemonSetProps>, object, object]>([
  ['root', {}, { user: 0 }, {
    'kube-score/ignore': 'container-security-context-user-group-id',
    'ignore-check.kube-linter.io/run-as-non-root': 'r',
    'polaris.fairwinds.com/runAsRootAllowed-exempt': 'true',
    'checkov.io/skip1': 'CKV_K8S_23=r',
    'checkov.io/skip2': 'CKV_K8S_40=r',
  }],
  ['the network of the node', { hostNetwork: true }, {}, {
    'ignore-check.kube-linter.io/host-network': 'n', 'polaris.fairwinds.com/hostNetworkSet-exempt': 'true', 'checkov.io/skip1': 'CKV_K8S_19=n',
  }],
  ['the processes of the node', { hostPid: true }, {}, {
    'ignore-check.kube-linter.io/host-pid': 'i', 'polaris.fairwinds.com/hostPIDSet-exempt': 'true', 'checkov.io/skip1': 'CKV_K8S_17=i',
  }],
  ['a port of the node', {}, { ports: [{ name: 'metrics', number: 9100, hostPort: 9100 }] }, { 'polaris.fairwinds.com/hostPortSet-exempt': 'true', 'checkov.io/skip1': 'CKV_K8S_26=o' }],
  ['a path of the node', { hostPaths: [HostPath.readOnly('/var/log')] }, {}, {}],
  ['a sensitive path of the node', { hostPaths: [HostPath.readOnly('/sys')] }, {}, { 'ignore-check.kube-linter.io/sensitive-host-mounts': 'h' }],
  ['a path of the node that it writes to', { hostPaths: [HostPath.readWrite('/var/lib/x')] }, {}, { 'ignore-check.kube-linter.io/writable-host-mount': 'h' }],
  ['questions to the API server', { permissions: [{ resources: ['pods'], verbs: ['get'] }] }, {}, {
    'polaris.fairwinds.com/automountServiceAccountToken-exempt': 'true', 'checkov.io/skip1': 'CKV_K8S_38=a',
  }],
  ['nothing of this', {}, {}, {}],
])('with a reason, checkers leave out %s', (_, props, container, expected) => {
  expect(exemptions(props, container)).toEqual(expected);
});

test('a privileged agent is exempt from all that follows from it', () => {
  expect(exemptions({}, { privileged: true, user: 0 })).toMatchObject({
    'kube-score/ignore': 'container-security-context-user-group-id,container-security-context-privileged',
    'ignore-check.kube-linter.io/privileged-container': 'p',
    'polaris.fairwinds.com/privilegeEscalationAllowed-exempt': 'true',
    'checkov.io/skip3': 'CKV_K8S_16=p',
    'checkov.io/skip4': 'CKV_K8S_20=p',
    'checkov.io/skip5': 'CKV_K8S_28=p',
    'checkov.io/skip6': 'CKV_K8S_37=p',
  });
});

test('what an init container does is done, too', () => {
  expect(exemptions({ initContainers: [{ name: 'mount', image: 'mount:1', user: 0, privileged: true }] })).toMatchObject({
    'kube-score/ignore': 'container-security-context-user-group-id,container-security-context-privileged',
    'checkov.io/skip3': 'CKV_K8S_16=p',
  });
});

test('without a reason nothing is left out', () => {
  const reasons = { ...ALL, root: undefined };

  expect(exemptions({ privilegeReasons: undefined, hostNetwork: true, hostPid: true }, { user: 0 })).toEqual({});
  expect(exemptions({ privilegeReasons: reasons }, { user: 0 })).toEqual({});
});

test('what a user says of an annotation wins', () => {
  expect(exemptions({ hostPid: true, annotations: { 'checkov.io/skip1': 'CKV_K8S_17=mine' } })['checkov.io/skip1']).toBe('CKV_K8S_17=mine');
});

test('every agent of ours has a reason for all that it does', () => {
  expect(Object.keys(exemptionsOf(new NodeExporterDaemonSet(newChart(), 'Metrics')))).toEqual([
    'checkov.io/skip1', 'checkov.io/skip2', 'checkov.io/skip3',
    'ignore-check.kube-linter.io/host-network', 'ignore-check.kube-linter.io/host-pid', 'ignore-check.kube-linter.io/sensitive-host-mounts',
    'polaris.fairwinds.com/hostNetworkSet-exempt', 'polaris.fairwinds.com/hostPIDSet-exempt', 'polaris.fairwinds.com/hostPortSet-exempt',
  ]);
  expect(exemptionsOf(new LogCollectorDaemonSet(newChart(), 'Logs'))).toMatchObject({
    'checkov.io/skip1': 'CKV_K8S_23=the log files of containers are root\'s',
    'checkov.io/skip3': 'CKV_K8S_38=it adds the labels of pods to their lines',
    'kube-score/ignore': 'container-security-context-user-group-id',
  });
});
