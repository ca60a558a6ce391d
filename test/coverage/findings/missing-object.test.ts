import { missingObject } from '../../../src/coverage/findings/missing-object';
import { dataDocument } from '../../../src/manifest/document';
import { readManifests } from '../../../src/manifest/manifests';
import { DaemonSet } from '../../../src/model/daemon-set';
import { ObjectName, parseObjectNames } from '../../../src/model/object-name';
import { daemonSet, manifest, matrix, node } from '../../builders';

const agent = (needs?: string) => daemonSet({ name: 'agent', annotations: needs === undefined ? {} : { 'everynode.dev/needs': needs } });
const find = (daemonSets: DaemonSet[], given?: ObjectName[], running?: DaemonSet[]) => missingObject(matrix(daemonSets, [node('n')], { given, running }));
const missingOf = (needs: string, ...given: ObjectName[]) => find([agent(needs)], given).map(({ message }) => message);

test('what a DaemonSet needs and nobody gave is a warning', () => {
  expect(find([agent('Deployment/operator')], [{ kind: 'Deployment', namespace: 'monitoring', name: 'other' }])).toEqual([{
    code: 'MissingObject',
    severity: 'warning',
    message: 'its pods do not start without Deployment operator, which is not among the given objects',
    remedies: [
      { text: 'add what belongs to it beside the node agent, by Include or Helm, or pass the file that holds it' },
      { text: 'nothing, where the cluster has it already: say so by the annotation everynode.dev/needs: ""' },
    ],
    daemonSet: 'monitoring/agent',
    source: { document: 1 },
  }]);
});

test('all that is missing is in one sentence', () => {
  expect(missingOf('CustomResourceDefinition/tasks.example.com,Deployment/operator,Service/kube-system/typha', { kind: 'Deployment', name: 'operator' })).toEqual([
    'its pods do not start without CustomResourceDefinition tasks.example.com and Service kube-system/typha, which are not among the given objects',
  ]);
});

test.each<[string, string, ObjectName, boolean]>([
  ['the object itself', 'Deployment/operator', { kind: 'Deployment', namespace: 'anywhere', name: 'operator' }, true],
  ['the object in its namespace', 'Service/net/typha', { kind: 'Service', namespace: 'net', name: 'typha' }, true],
  ['the object in the namespace that nobody names', 'Service/default/typha', { kind: 'Service', name: 'typha' }, true],
  ['an object in another namespace', 'Service/net/typha', { kind: 'Service', namespace: 'kube-system', name: 'typha' }, false],
  ['an object of another kind', 'Deployment/operator', { kind: 'StatefulSet', name: 'operator' }, false],
  ['an object whose name begins alike', 'Deployment/operator', { kind: 'Deployment', name: 'operator-2' }, false],
])('%s is what is meant, or is not', (_, needs, given, found) => {
  expect(missingOf(needs, given)).toHaveLength(found ? 0 : 1);
});

test.each<[string, DaemonSet[], ObjectName[] | undefined, DaemonSet[]]>([
  ['one that says nothing', [agent()], [], []],
  ['one that says that it needs nothing', [agent('')], [], []],
  ['one that runs already', [agent('Deployment/operator')], [], [agent()]],
  ['a check that nobody told what else there is', [agent('Deployment/operator')], undefined, []],
])('%s is not found', (_, daemonSets, given, running) => {
  expect(find(daemonSets, given, running)).toEqual([]);
});

test('one that the API server gave is not found: it runs already', () => {
  const value = manifest({ annotations: { 'everynode.dev/needs': 'Deployment/operator' } });
  const read = (metadata: object) => readManifests([dataDocument({ ...value, metadata: { ...value.metadata, ...metadata } })], 34);

  expect(find([...read({}).daemonSets], [])).toHaveLength(1);
  expect(find([...read({ uid: '6d1c9b0e-0000-4000-8000-000000000000' }).daemonSets], [])).toEqual([]);
  expect([read({}), read({ uid: '6d1c9b0e-0000-4000-8000-000000000000' })].map(({ daemonSets }) => daemonSets[0]!.admitted)).toEqual([undefined, true]);
});

test('manifests tell how each of their objects is called, of whatever kind', () => {
  const { names } = readManifests([dataDocument({ apiVersion: 'v1', kind: 'List', items: [manifest(), { apiVersion: 'example.com/v1', kind: 'Task', metadata: { name: 't' } }] })], 34);

  expect(names).toEqual([{ kind: 'DaemonSet', namespace: 'monitoring', name: 'agent' }, { kind: 'Task', name: 't' }]);
});

test('one that runs already under another name is found all the same', () => {
  expect(find([agent('Deployment/operator')], [], [daemonSet({ name: 'other' })])).toHaveLength(1);
});

test.each(['Deployment', 'deployment/operator', 'Deployment/a/b/c', 'Deployment/Operator', 'Deployment/operator,', 'Deployment/'])('"%s" names no objects', text => {
  expect(() => parseObjectNames(text)).toThrow('must be a kind and a name, such as "Deployment/operator"');
});

test('names stand with commas between', () => {
  expect(parseObjectNames(' Deployment/a , Service/net/b ')).toEqual([{ kind: 'Deployment', name: 'a' }, { kind: 'Service', namespace: 'net', name: 'b' }]);
});
