import { criticalPriorityWithoutQuota } from '../../../src/coverage/findings/critical-priority-without-quota';
import { ManifestOverrides, daemonSet, matrix, node } from '../../builders';
import { objects } from '../../placement/cluster-builders';

const GKE = { 'cloud.google.com/gke-nodepool': 'default-pool' };
const CRITICAL = ['system-node-critical', 'system-cluster-critical'];
const quota = (namespace: string, spec: object) => ({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'critical', namespace }, spec: { hard: { pods: '100' }, ...spec } });
const scoped = (operator: string, values?: string[]) => ({ scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator, ...values ? { values } : {} }] } });

function found(overrides: ManifestOverrides, { labels = GKE as Record<string, string>, given = [] as object[] } = {}) {
  const nodes = [node('a'), node('n', { labels }), node('v', { labels, virtual: true })];
  return criticalPriorityWithoutQuota(matrix([daemonSet(overrides)], nodes, { objects: objects(...given) }));
}

test.each(CRITICAL)('%s outside of kube-system is a warning on the nodes of GKE', priorityClassName => {
  expect(found({ pod: { priorityClassName } })).toEqual([{
    code: 'CriticalPriorityWithoutQuota',
    severity: 'warning',
    message: `GKE refuses pods with the PriorityClass ${priorityClassName} outside of kube-system, unless the namespace has a ResourceQuota for it; none in monitoring was given`,
    remedies: [
      { text: 'add a ResourceQuota to the namespace monitoring, with hard.pods and the scopeSelector PriorityClass In [system-node-critical, system-cluster-critical] (criticalPods of a NodeAgentsNamespace), or pass the one that the cluster has' },
      { text: 'name a PriorityClass of your own, with a high value' },
    ],
    daemonSet: 'monitoring/agent',
    nodes: { names: ['n'], pools: [], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

const critical = { pod: { priorityClassName: 'system-node-critical' } };

test.each([
  ['for both classes', scoped('In', CRITICAL)],
  ['for this class', scoped('In', ['system-node-critical'])],
  ['for every class', scoped('Exists')],
  ['for every class, said in short', { scopes: ['PriorityClass'] }],
  ['for every other class than another one', scoped('NotIn', ['low'])],
])('a quota %s allows it', (_, spec) => {
  expect(found(critical, { given: [quota('monitoring', spec)] })).toEqual([]);
});

test.each([
  ['of another namespace', quota('logging', scoped('In', CRITICAL))],
  ['for another class', quota('monitoring', scoped('In', ['system-cluster-critical']))],
  ['for every class but this', quota('monitoring', scoped('NotIn', CRITICAL))],
  ['without a scope', quota('monitoring', {})],
  ['with another scope', quota('monitoring', { scopes: ['NotBestEffort'] })],
])('a quota %s does not', (_, given) => {
  expect(found(critical, { given: [given] })).toHaveLength(1);
});

test('no other class, no other namespace and no other platform is concerned', () => {
  const highest = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'node-agents' }, value: 1_000_000_000 };

  expect(found({ pod: { priorityClassName: 'node-agents' } }, { given: [highest] })).toEqual([]);
  expect(found({})).toEqual([]);
  expect(found({ ...critical, namespace: 'kube-system' })).toEqual([]);
  expect(found(critical, { labels: { 'eks.amazonaws.com/nodegroup': 'a' } })).toEqual([]);
  expect(found({ pod: { ...critical.pod, nodeSelector: { 'kubernetes.io/hostname': 'a' } } })).toEqual([]);
});
