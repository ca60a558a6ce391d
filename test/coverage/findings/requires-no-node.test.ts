import { requiresNoNode } from '../../../src/coverage/findings/requires-no-node';
import { DeclaredPolicy } from '../../../src/manifest/policy-fields';
import { daemonSet, matrix, node } from '../../builders';
import { policy } from '../policies';

const found = (spec: DeclaredPolicy) => requiresNoNode(matrix([daemonSet()], [node('a', { labels: { disk: 'ssd' } }), node('v', { virtual: true, labels: { virtual: '' } })], { policy: policy(spec) }));

test('a requirement that matches no node is a warning', () => {
  expect(found({ requirements: [{ daemonSet: 'monitoring/agent', nodes: 'disk=sdd' }] })).toMatchObject([{
    code: 'RequiresNoNode',
    severity: 'warning',
    daemonSet: 'monitoring/agent',
    message: 'the policy requires DaemonSet monitoring/agent on "disk=sdd", which no node of the inventory matches',
  }]);
  expect(found({ requirements: [{ role: 'r', nodes: 'virtual' }] })).toMatchObject([{ message: 'the policy requires role r on "virtual", which no node of the inventory matches' }]);
});

test('one that matches a node is none, even where it is exempt, and neither is one that may be none', () => {
  expect(found({ requirements: [{ daemonSet: 'monitoring/agent', nodes: 'disk=ssd' }] })).toEqual([]);
  expect(found({ requirements: [{ role: 'r', nodes: 'disk=ssd' }], exemptions: [{ role: 'r', nodes: '', reason: 'r' }] })).toEqual([]);
  expect(found({ requirements: [{ role: 'r', pools: ['gpu'] }] })).toEqual([]); // UnknownPool
  expect(found({ requirements: [{ daemonSet: 'monitoring/agent', nodes: 'disk=sdd' }], maySelectNone: ['monitoring/agent'] })).toEqual([]);
});
