import { missingDaemonSet } from '../../../src/coverage/findings/missing-daemon-set';
import { DeclaredPolicy } from '../../../src/manifest/policy-fields';
import { daemonSet, matrix, node } from '../../builders';
import { policy } from '../policies';

const found = (spec: DeclaredPolicy) => missingDaemonSet(matrix([daemonSet({ name: 'agent' })], [node('a')], { policy: policy(spec) }));

test('a DaemonSet that is required and not there is an error, with the one that was probably meant', () => {
  expect(found({ requirements: [{ daemonSet: 'monitoring/agnet', nodes: '' }] })).toMatchObject([{
    code: 'MissingDaemonSet',
    severity: 'error',
    daemonSet: 'monitoring/agnet',
    message: 'the policy requires monitoring/agnet, and no DaemonSet is called so',
    remedies: [{ text: 'write monitoring/agent in the policy if that is meant, or add it' }],
    nodes: { names: ['a'] },
  }]);
  expect(found({ requirements: [{ daemonSet: 'logging/fluentd', nodes: '', minimum: 1 }] })).toMatchObject([{ remedies: [{ text: 'add it, or require another' }] }]);
});

test('it is one on no node as well, unless the policy says that this is fine', () => {
  const requirements = [{ daemonSet: 'a/b', nodes: 'gpu' }];

  expect(found({ requirements })).toHaveLength(1);
  expect(found({ requirements, maySelectNone: ['a/b'] })).toEqual([]);
  expect(found({ requirements: [{ daemonSet: 'a/b', nodes: '' }], maySelectNone: ['a/b'] })).toHaveLength(1);
});

test('one that is there is none', () => {
  expect(found({ requirements: [{ daemonSet: 'monitoring/agent', nodes: '' }] })).toEqual([]);
});
