import { roleRequiresNothing } from '../../../src/coverage/findings/role-requires-nothing';
import { DeclaredPolicy } from '../../../src/manifest/policy-fields';
import { daemonSet, Declarations, declares, matrix, node } from '../../builders';
import { policy } from '../policies';

const agent = (more: Declarations = {}, name = 'agent') => daemonSet({ name, annotations: declares(more) });
const found = (spec: DeclaredPolicy, daemonSets = [agent()], also = [agent({}, 'also')]) => roleRequiresNothing(matrix(daemonSets, [node('n')], { policy: policy(spec), also }));
const roles = [{ name: 'logs', daemonSets: ['monitoring/agent'] }];

test('a role that one DaemonSet has alone, and of which nothing is required, is a warning', () => {
  expect(found({ roles })).toMatchObject([{
    code: 'RoleRequiresNothing',
    severity: 'warning',
    message: 'the policy gives the role logs to monitoring/agent alone, and nothing is required of either: the role changes nothing',
    daemonSet: 'monitoring/agent',
  }]);
  expect(found({ roles: [{ name: 'logs', daemonSets: ['monitoring/agnet'] }] })).toHaveLength(1);
  expect(found({ roles, requirements: [{ role: 'metrics', nodes: '' }] })).toHaveLength(1);
});

test.each<[string, Parameters<typeof found>]>([
  ['the role is required', [{ roles, requirements: [{ role: 'logs', nodes: '' }] }]],
  ['its DaemonSet is required by the policy', [{ roles, requirements: [{ daemonSet: 'monitoring/agent', nodes: '' }] }]],
  ['its DaemonSet declares where it must run', [{ roles }, [agent({ required: '' })]]],
  ['the role is exempt somewhere', [{ roles, exemptions: [{ role: 'logs', nodes: 'a', reason: 'r' }] }]],
  ['the policy names another member, that this cluster may not have', [{ roles: [{ name: 'logs', daemonSets: ['monitoring/agent', 'monitoring/windows'] }] }]],
  ['another one says so itself', [{ roles }, [agent(), agent({ role: 'logs' }, 'windows')]]],
  ['another one that runs in the cluster says so itself', [{ roles }, [agent()], [agent({ role: 'logs' }, 'also')]]],
])('there is none where %s', (_, args) => {
  expect(found(...args)).toEqual([]);
});
