import { App, Chart } from 'cdk8s';
import { only, manifests, newAgent, newChart } from './manifests';
import { CoverageCheck, HostPath, NodeAgentsNamespace, NodeAgentsNamespaceProps, NodeInventory, PodSecurityLevel } from '../../src';

const made = (props?: NodeAgentsNamespaceProps, namespace: string | null = 'monitoring') => new NodeAgentsNamespace(newChart(namespace), 'Namespace', props);
const labelsOf = (props?: NodeAgentsNamespaceProps) => only('Namespace', made(props)).metadata.labels;

test('is called as the namespace of its chart, is in no namespace itself, and admits everything', () => {
  expect(manifests(made())).toEqual([{
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'monitoring',
      labels: {
        'pod-security.kubernetes.io/audit': 'privileged',
        'pod-security.kubernetes.io/audit-version': 'latest',
        'pod-security.kubernetes.io/enforce': 'privileged',
        'pod-security.kubernetes.io/enforce-version': 'latest',
        'pod-security.kubernetes.io/warn': 'privileged',
        'pod-security.kubernetes.io/warn-version': 'latest',
      },
    },
  }]);
});

test('takes a name, by which objects can be put there', () => {
  const namespace = made({ name: 'agents' }, null);

  expect(namespace.namespaceName).toBe('agents');
  expect(only('Namespace', namespace).metadata.name).toBe('agents');
});

test('says levels and version as stated, and labels besides', () => {
  expect(labelsOf({ enforce: PodSecurityLevel.BASELINE, warn: PodSecurityLevel.RESTRICTED, version: 'v1.34', labels: { team: 'platform' } })).toEqual({
    'team': 'platform',
    'pod-security.kubernetes.io/audit': 'baseline',
    'pod-security.kubernetes.io/audit-version': 'v1.34',
    'pod-security.kubernetes.io/enforce': 'baseline',
    'pod-security.kubernetes.io/enforce-version': 'v1.34',
    'pod-security.kubernetes.io/warn': 'restricted',
    'pod-security.kubernetes.io/warn-version': 'v1.34',
  });
});

test('allows critical pods where their number is stated', () => {
  expect(only('ResourceQuota', made({ name: 'agents', criticalPods: 200 }))).toEqual({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'critical-pods', namespace: 'agents' },
    spec: {
      hard: { pods: 200 },
      scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['system-node-critical', 'system-cluster-critical'] }] },
    },
  });
});

test.each<[string, NodeAgentsNamespaceProps, RegExp]>([
  ['without a name', {}, /^platform\/Namespace: name: is required, because the chart has no namespace$/],
  ['with a name that is none', { name: 'My_Agents' }, /^platform\/Namespace: name: must be 1-63 lower case letters.*, got "My_Agents"$/],
  ['with a version that is none', { name: 'a', version: '1.34' }, /^platform\/Namespace: version: must be "latest" or a version such as "v1\.34", got "1\.34"$/],
  ['with no critical pods', { name: 'a', criticalPods: 0 }, /^platform\/Namespace: criticalPods: must be a whole number of at least 1, got 0$/],
  ['with half a critical pod', { name: 'a', criticalPods: 0.5 }, /criticalPods: must be a whole number/],
  ['with a label of Pod Security', { name: 'a', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } }, /labels: "pod-security\.kubernetes\.io\/enforce" is said by enforce, audit, warn and version$/],
  ['with a label key that is none', { name: 'a', labels: { 'a b': '' } }, /labels: key must begin and end with a letter or digit.*, got "a b"$/],
  ['with a label value that is none', { name: 'a', labels: { team: 'a b' } }, /labels: the value of team must be empty, or.*, got "a b"$/],
])('fails %s', (_, props, message) => {
  expect(() => made(props, null)).toThrow(message);
});

describe('in the tree of a check', () => {
  const inventory = NodeInventory.ofNodes({ name: 'n-1', labels: { 'cloud.google.com/gke-nodepool': 'default-pool' } }, { name: 'n-2' });
  const findings = (props: NodeAgentsNamespaceProps, priorityClassName?: string) => {
    const chart = new Chart(new App(), 'platform', { namespace: 'monitoring' });
    new NodeAgentsNamespace(chart, 'Namespace', props);
    newAgent({ hostPaths: [HostPath.readOnly('/var/log')], priorityClassName }, chart);
    return new CoverageCheck(chart, 'Check', { inventory }).node.validate().join('\n');
  };

  test('one that is too strict is a gap, and the remedy is its label', () => {
    expect(findings({ enforce: PodSecurityLevel.BASELINE })).toMatch(/misses 2 of 2 nodes.*forbids hostPath volumes.*label the namespace: kubectl label namespace monitoring pod-security\.kubernetes\.io\/enforce=privileged/s);
    expect(findings({})).toBe('');
  });

  test('one with a quota that is too small for its nodes is a gap', () => {
    expect(findings({ criticalPods: 1 }, 'system-node-critical')).toMatch(/misses 1 of 2 nodes.*critical-pods allows 1 of pods/s);
    expect(findings({ criticalPods: 2 }, 'system-node-critical')).toBe('');
  });
});
