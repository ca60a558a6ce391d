import { removedEverywhere, removes } from '../../src/placement/startup-taints';
import { daemonSet, declares, node, taint } from '../builders';

const LINUX = node('n');

test.each([
  ['node.cilium.io/agent-not-ready', 'cilium', true],
  ['node.cilium.io/agent-not-ready', 'cilium-envoy', false],
  ['node.cilium.io/agent-not-ready', 'calico-node', false],
  ['ebs.csi.aws.com/agent-not-ready', 'ebs-csi-node', true],
  ['ebs.csi.aws.com/agent-not-ready', 'storage-ebs-csi-node-windows', true],
  ['ebs.csi.aws.com/agent-not-ready', 'efs-csi-node', false],
  ['efs.csi.aws.com/agent-not-ready', 'efs-csi-node', true],
  ['fsx.csi.aws.com/agent-not-ready', 'fsx-csi-node', true],
  ['s3.csi.aws.com/agent-not-ready', 's3-csi-node', true],
  ['disk.csi.azure.com/agent-not-ready', 'csi-azuredisk-node-win', true],
  ['cni.istio.io/not-ready', 'istio-cni-node', true],
  ['node.kubernetes.io/not-ready', 'kube-flannel-ds', true],
  ['node.kubernetes.io/not-ready', 'kube-multus-ds', false],
  ['node.cloudprovider.kubernetes.io/uninitialized', 'aws-cloud-controller-manager', true],
  ['maintenance', 'cilium', false],
])('%s is removed by %s: %s', (key, name, expected) => {
  expect(removes(daemonSet({ name }), taint(`${key}:NoSchedule`), LINUX)).toBe(expected);
});

test('a network plugin of another name says it by its role', () => {
  const plugin = (role: string) => daemonSet({ name: 'corp-net', annotations: declares({ role }) });

  expect(removes(plugin('network-plugin'), taint('node.kubernetes.io/not-ready:NoSchedule'), LINUX)).toBe(true);
  expect(removes(plugin('network-metrics'), taint('node.kubernetes.io/not-ready:NoSchedule'), LINUX)).toBe(false);
  expect(removes(plugin('network-plugin'), taint('node.cilium.io/agent-not-ready:NoSchedule'), LINUX)).toBe(false);
});

test('an agent of one\'s own says which taints it removes', () => {
  const agent = daemonSet({ annotations: { 'everynode.dev/removes-taints': 'example.com/a, example.com/b' } });
  const removed = ['example.com/a', 'example.com/b', 'example.com/c'].map(key => removes(agent, taint(`${key}:NoSchedule`), LINUX));

  expect(removed).toEqual([true, true, false]);
});

test('a node plugin removes the taint with the name of its driver', () => {
  const args = ['--kubelet-registration-path=/var/lib/kubelet/plugins/topolvm.io/csi.sock'];
  const plugin = daemonSet({ name: 'own', pod: { containers: [{ name: 'r', image: 'r:1', args }] } });

  expect(removes(plugin, taint('topolvm.io/agent-not-ready:NoExecute'), LINUX)).toBe(true);
  expect(removes(plugin, taint('other.io/agent-not-ready:NoExecute'), LINUX)).toBe(false);
});

test.each([
  ['cilium', 'node.kubernetes.io/not-ready', 'linux', 'windows', false],
  ['cilium', 'node.kubernetes.io/not-ready', 'linux', 'linux', true],
  ['cilium', 'node.kubernetes.io/not-ready', undefined, 'windows', true],
  ['cilium', 'node.cilium.io/agent-not-ready', 'linux', 'windows', true],
  ['ebs-csi-node', 'ebs.csi.aws.com/agent-not-ready', 'linux', 'windows', true],
])('%s removes %s, where it selects %s, from a node of %s: %s', (name, key, selected, os, expected) => {
  const nodeSelector = selected === undefined ? {} : { 'kubernetes.io/os': selected };

  expect(removes(daemonSet({ name, pod: { nodeSelector } }), taint(`${key}:NoSchedule`), node('n', { labels: { 'kubernetes.io/os': os } }))).toBe(expected);
});

test.each([
  [{ 'kubernetes.io/os': 'linux' }, true],
  [{ 'kubernetes.io/os': 'windows' }, false],
  [{ 'kubernetes.io/os': 'linux', 'eks.amazonaws.com/compute-type': 'auto' }, false],
  [{ 'kubernetes.io/os': 'linux', 'eks.amazonaws.com/compute-type': 'hybrid' }, false],
])('a network plugin whose affinity leaves nodes out has nothing to do with their taint: %j, %s', (labels, expected) => {
  const matchExpressions = [
    { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] },
    { key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate', 'hybrid', 'auto'] },
  ];
  const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } } };

  expect(removes(daemonSet({ name: 'aws-node', pod: { affinity } }), taint('node.kubernetes.io/not-ready:NoSchedule'), node('n', { labels }))).toBe(expected);
});

test('the cloud controller manager initializes every node, other agents their own', () => {
  expect(removedEverywhere(taint('node.cloudprovider.kubernetes.io/uninitialized=true:NoSchedule'))).toBe(true);
  expect(removedEverywhere(taint('node.cilium.io/agent-not-ready:NoExecute'))).toBe(false);
  expect(removedEverywhere(taint('maintenance:NoExecute'))).toBe(false);
});
