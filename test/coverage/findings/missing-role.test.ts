import { missingRole } from '../../../src/coverage/findings/missing-role';
import { DeclaredPolicy } from '../../../src/manifest/policy-fields';
import { daemonSet, declares, matrix, node } from '../../builders';
import { policy } from '../policies';

const nodes = [node('a'), node('v', { virtual: true })];
const found = (spec: DeclaredPolicy, role?: string) => missingRole(matrix([daemonSet({ annotations: declares({ role }) })], nodes, { policy: policy(spec) }));
const requirements = [{ role: 'logs', nodes: '' }];

test('a role that is required and that nothing has is an error, with its nodes', () => {
  expect(found({ requirements })).toMatchObject([{
    code: 'MissingRole',
    severity: 'error',
    message: 'the policy requires the role logs, and no DaemonSet has it',
    nodes: { names: ['a'] },
    source: {},
  }]);
  expect(found({ requirements }, 'log')).toHaveLength(1);
  expect(missingRole(matrix([], nodes, { policy: policy({ requirements }) }))).toHaveLength(1);
});

test('one that a DaemonSet has is none: by annotation, or by the policy', () => {
  expect(found({ requirements }, 'logs')).toEqual([]);
  expect(found({ requirements, roles: [{ name: 'logs', daemonSets: ['monitoring/agent'] }] })).toEqual([]);
});

test('one that is not required is none, and neither is one whose nodes are all exempt', () => {
  expect(found({ roles: [{ name: 'logs', daemonSets: ['a/b'] }] })).toEqual([]);
  expect(found({ requirements, exemptions: [{ role: 'logs', nodes: '', reason: 'r' }] })).toEqual([]);
  expect(found({ requirements, exemptions: [{ role: 'logs', nodes: '', reason: 'r', until: '2026-01-01' }] })).toHaveLength(1);
  expect(missingRole(matrix([], nodes))).toEqual([]);
});
