import { nameOf } from '../../model/daemon-set';
import { PolicyRole } from '../../model/policy';
import { Matrix } from '../matrix';
import { underPolicy } from '../policy';
import { Finding } from '../report';

/** A role of the policy that one DaemonSet has alone, and of which nothing is required: it changes nothing, so something was forgotten. */
export function roleRequiresNothing(matrix: Matrix): Finding[] {
  return (matrix.input.policy?.roles ?? []).filter(role => isAlone(matrix, role) && !isUsed(matrix, role)).map(({ name, daemonSets: [only = ''], source }) => ({
    code: 'RoleRequiresNothing',
    severity: 'warning',
    message: `the policy gives the role ${name} to ${only} alone, and nothing is required of either: the role changes nothing`,
    remedies: [{ text: 'require the role in spec.requirements of the policy, name the other DaemonSets that do the job in spec.roles, or remove the role' }],
    daemonSet: only,
    source,
  }));
}

function isAlone({ rows, input }: Matrix, { name, daemonSets }: PolicyRole): boolean {
  const others = [...rows.map(({ daemonSet }) => daemonSet), ...(input.also ?? []).map(daemonSet => underPolicy(daemonSet, input.policy))];
  return new Set(daemonSets).size === 1 && !others.some(other => other.declared.role === name && !daemonSets.includes(nameOf(other)));
}

function isUsed({ rows, input }: Matrix, { name, daemonSets: [only] }: PolicyRole): boolean {
  const { requirements = [], exemptions = [] } = input.policy ?? {};
  return [...requirements, ...exemptions].some(({ role, daemonSet }) => role === name || daemonSet === only)
    || rows.some(({ daemonSet }) => nameOf(daemonSet) === only && daemonSet.declared.required !== undefined);
}
