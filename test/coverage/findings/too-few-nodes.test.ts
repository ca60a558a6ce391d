import { tooFewNodes } from '../../../src/coverage/findings/too-few-nodes';
import { DeclaredPolicy } from '../../../src/manifest/policy-fields';
import { daemonSet, matrix, pool } from '../../builders';
import { policy } from '../policies';

const found = (spec: DeclaredPolicy) => tooFewNodes(matrix([daemonSet()], pool('n', 3), { policy: policy(spec) }));
const requirement = { daemonSet: 'monitoring/agent', nodes: '' };

test('a minimum above the number of required nodes is an error', () => {
  expect(found({ requirements: [{ ...requirement, minimum: 4 }] })).toMatchObject([{
    code: 'TooFewNodes',
    severity: 'error',
    daemonSet: 'monitoring/agent',
    message: 'the policy requires DaemonSet monitoring/agent on at least 4 nodes, and only 3 can count',
    nodes: { names: ['n-0', 'n-1', 'n-2'] },
  }]);
});

test('exempt nodes do not count', () => {
  const exemptions = [{ daemonSet: 'monitoring/agent', nodes: 'kubernetes.io/hostname=n-0', reason: 'r' }];

  expect(found({ requirements: [{ ...requirement, minimum: 3 }], exemptions })).toHaveLength(1);
  expect(found({ requirements: [{ ...requirement, minimum: 2 }], exemptions })).toEqual([]);
});

test('a share is always within the number, what is missing is a finding of its own, and what may select none may do so', () => {
  expect(found({ requirements: [{ ...requirement, minimum: 3 }] })).toEqual([]);
  expect(found({ requirements: [{ ...requirement, minimumShare: '100%' }] })).toEqual([]);
  expect(found({ requirements: [{ daemonSet: 'a/b', nodes: '', minimum: 4 }] })).toEqual([]);
  expect(found({ requirements: [{ ...requirement, nodes: 'gpu', minimum: 1 }] })).toHaveLength(1);
  expect(found({ requirements: [{ ...requirement, nodes: 'gpu', minimum: 1 }], maySelectNone: ['monitoring/agent'] })).toEqual([]);
});
