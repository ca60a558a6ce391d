import { exemptsEveryNode } from '../../../src/coverage/findings/exempts-every-node';
import { DeclaredPolicy } from '../../../src/manifest/policy-fields';
import { daemonSet, matrix, node, pool } from '../../builders';
import { policy } from '../policies';

const nodes = [...pool('gpu', 2, { labels: { gpu: 'true' } }), node('n'), node('v', { virtual: true })];
const found = (spec: DeclaredPolicy) => exemptsEveryNode(matrix([daemonSet()], nodes, { policy: policy(spec) }));
const requirements = [{ daemonSet: 'monitoring/agent', nodes: 'gpu' }];
const exempt = (selector: string, more: object = {}) => [{ daemonSet: 'monitoring/agent', nodes: selector, reason: 'r', ...more }];

test('exemptions that leave nothing of a requirement are a warning', () => {
  expect(found({ requirements, exemptions: exempt('') })).toMatchObject([{
    code: 'ExemptsEveryNode',
    severity: 'warning',
    message: 'the policy requires DaemonSet monitoring/agent on "gpu", and exempts all 2 nodes that it is about: nothing is required',
    daemonSet: 'monitoring/agent',
  }]);
  expect(found({ requirements: [{ role: 'logs', pools: ['gpu'] }], exemptions: [{ role: 'logs', nodes: 'gpu', reason: 'r' }] })).toHaveLength(1);
  expect(found({ requirements, exemptions: [...exempt('kubernetes.io/hostname=gpu-0'), ...exempt('kubernetes.io/hostname=gpu-1')] })).toHaveLength(1);
});

test('one node that is left, an exemption that has ended, and one of another subject are none', () => {
  expect(found({ requirements, exemptions: exempt('kubernetes.io/hostname=gpu-0') })).toEqual([]);
  expect(found({ requirements, exemptions: exempt('', { until: '2026-01-01' }) })).toEqual([]);
  expect(found({ requirements, exemptions: [{ role: 'logs', nodes: '', reason: 'r' }] })).toEqual([]);
  expect(found({ requirements: [{ ...requirements[0]!, nodes: 'none' }], exemptions: exempt('') })).toEqual([]);
});
