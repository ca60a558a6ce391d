import { mergedObjects } from '../../src/manifest/cluster-objects-reader';
import { dataDocument } from '../../src/manifest/document';
import { readManifests } from '../../src/manifest/manifests';
import { NO_OBJECTS } from '../../src/model/cluster-objects';
import { Resources } from '../../src/model/pod-template';

const read = (...values: object[]) => readManifests(values.map(value => dataDocument(value)), 37);
const object = (apiVersion: string, kind: string, rest: object = {}) => ({ apiVersion, kind, metadata: { name: 'it' }, ...rest });
const show = (resources: Resources) => Object.fromEntries([...resources].map(([name, quantity]) => [name, quantity.toString()]));

test('a PriorityClass is read with the API\'s defaults', () => {
  expect(read(object('scheduling.k8s.io/v1', 'PriorityClass', { value: 5 })).objects.priorityClasses).toEqual([
    { name: 'it', value: 5, globalDefault: false, preemptionPolicy: 'PreemptLowerPriority' },
  ]);
});

test('a RuntimeClass is read with what it costs and what it needs', () => {
  const [own] = read(object('node.k8s.io/v1', 'RuntimeClass', {
    handler: 'vm',
    overhead: { podFixed: { cpu: '0.25' } },
    scheduling: { nodeSelector: { vm: 'yes' }, tolerations: [{ key: 'vm', operator: 'Exists', value: '' }] },
  })).objects.runtimeClasses;

  expect(show(own!.overhead)).toEqual({ cpu: '250m' });
  expect([...own!.nodeSelector]).toEqual([['vm', 'yes']]);
  expect(own!.tolerations).toEqual([{ key: 'vm', operator: 'Exists' }]);
});

test('the API fills in the defaults of a LimitRange: from the maximum, then from the default limit, then from the minimum', () => {
  const [range] = read(object('v1', 'LimitRange', { spec: { limits: [{ type: 'Container', max: { cpu: '4', memory: '1Gi' }, default: { cpu: '2' }, min: { cpu: '1', pods: '1' } }, { type: 'Pod', max: { cpu: '8' } }] } })).objects.limitRanges;

  expect(range!.namespace).toBe('default');
  expect(show(range!.limits[0]!.default)).toEqual({ cpu: '2', memory: '1Gi' });
  expect(show(range!.limits[0]!.defaultRequest)).toEqual({ cpu: '2', memory: '1Gi', pods: '1' });
  expect(show(range!.limits[1]!.defaultRequest)).toEqual({});
});

test('a namespace has its name as a label', () => {
  const [namespace] = read(object('v1', 'Namespace', { metadata: { name: 'x', labels: { team: 'a' } } })).objects.namespaces;

  expect(Object.fromEntries(namespace!.labels)).toEqual({ 'team': 'a', 'kubernetes.io/metadata.name': 'x' });
});

test('the scopes of a quota are conditions, whichever way they are written', () => {
  const [quota] = read(object('v1', 'ResourceQuota', { spec: { hard: { pods: 3 }, scopes: ['BestEffort'], scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }] } } })).objects.resourceQuotas;

  expect(show(quota!.hard)).toEqual({ pods: '3' });
  expect(quota!.scopes).toEqual([{ name: 'BestEffort', operator: 'Exists', values: [] }, { name: 'PriorityClass', operator: 'In', values: ['high'] }]);
});

test('objects of other groups with the same kind are passed over', () => {
  expect(read(object('example.com/v1', 'PriorityClass', { value: 'high' }), object('example.com/v1', 'Namespace'))).toMatchObject({ objects: NO_OBJECTS, problems: [] });
});

test.each`
  value                                                                                                             | message
  ${object('scheduling.k8s.io/v1', 'PriorityClass', { value: '5' })}                                                | ${'PriorityClass it: value must be a whole number, got "5"'}
  ${object('scheduling.k8s.io/v1', 'PriorityClass', { value: 2_000_000_000 })}                                      | ${'PriorityClass it: value must be at most 1000000000, got 2000000000'}
  ${object('scheduling.k8s.io/v1', 'PriorityClass', { value: 5, preemptionPolicy: 'Sometimes' })}                   | ${'PriorityClass it: preemptionPolicy must be PreemptLowerPriority or Never, got "Sometimes"'}
  ${object('v1', 'Namespace', { metadata: { name: 'n', labels: { 'pod-security.kubernetes.io/enforce': 'base' } } })} | ${'Namespace n: metadata.labels["pod-security.kubernetes.io/enforce"] must be privileged, baseline, restricted, got "base"'}
  ${object('v1', 'Namespace', { metadata: { name: 'n', labels: { 'pod-security.kubernetes.io/enforce-version': '1.30' } } })} | ${'Namespace n: metadata.labels["pod-security.kubernetes.io/enforce-version"] must be latest or a version such as v1.34, got "1.30"'}
  ${object('v1', 'ResourceQuota', { metadata: {} })}                                                                | ${'ResourceQuota (without a name): metadata.name is required'}
`('what the API server refuses is a problem: $message', ({ value, message }) => {
  const { objects, problems } = read(value as object);

  expect(problems.map(problem => problem.message)).toEqual([message]);
  expect(objects).toEqual(NO_OBJECTS);
});

test('the objects of several sources come together; of two with the same name the first counts', () => {
  const [one, other, again] = [['a', 1], ['b', 2], ['a', 3]].map(([name, value]) => read({ ...object('scheduling.k8s.io/v1', 'PriorityClass', { value }), metadata: { name } }).objects);

  expect(mergedObjects([one!, other!, again!]).priorityClasses.map(({ name, value }) => [name, value])).toEqual([['a', 1], ['b', 2]]);
});
