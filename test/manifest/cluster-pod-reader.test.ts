import { readClusterPods } from '../../src/manifest/cluster-pod-reader';
import { dataDocument } from '../../src/manifest/document';

const pod = (rest: object = {}) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'web' }, spec: { nodeName: 'n', containers: [] }, status: { phase: 'Running' }, ...rest });
const read = (...items: object[]) => readClusterPods([dataDocument({ apiVersion: 'v1', kind: 'List', items })]);

test('a bound pod is read with its node', () => {
  expect(read(pod()).pods).toMatchObject([{ namespace: 'web', name: 'p', nodeName: 'n', terminating: false }]);
});

test.each`
  rest                                             | because
  ${{ status: { phase: 'Succeeded' } }}            | ${'has finished'}
  ${{ status: { phase: 'Failed' } }}               | ${'has failed'}
  ${{ spec: { containers: [] } }}                  | ${'is on no node'}
`('a pod that $because takes no room', ({ rest }) => expect(read(pod(rest as object))).toMatchObject({ pods: [], count: 1, problems: [] }));

test('the DaemonSet that controls a pod is known, any other owner is none', () => {
  const owned = (owner: object) => read(pod({ metadata: { name: 'p', ownerReferences: [{ apiVersion: 'apps/v1', name: 'logs', uid: 'u', ...owner }] } })).pods[0]!.daemonSet;

  expect(owned({ kind: 'DaemonSet', controller: true })).toBe('logs');
  expect(owned({ kind: 'DaemonSet' })).toBeUndefined();
  expect(owned({ kind: 'ReplicaSet', controller: true })).toBeUndefined();
});

test('a value of a wrong type is a problem with its field', () => {
  expect(read(pod({ spec: { nodeName: 5 } })).problems.map(({ message }) => message)).toEqual(['Pod web/p: spec.nodeName must be text: put it in quotes, got 5']);
});

test('other kinds are passed over', () => {
  expect(read({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } })).toEqual({ pods: [], count: 0, problems: [] });
});
