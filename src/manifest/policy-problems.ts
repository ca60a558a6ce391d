import { Path, showPath } from './document';
import { FieldProblem, fieldProblem, nearest } from './field-problem';
import { DeclaredExemption, DeclaredPolicy, DeclaredRequirement } from './policy-fields';
import { declaredScope, scopeProblems, selectorProblems } from './requirement-scope';
import { dnsLabelProblem, dnsSubdomainProblem, labelValueProblem } from '../model/label';
import { showNodeScope } from '../model/node-scope';
import { dateProblem } from '../model/requirement';

const SOURCES = ['anywhere', 'policy'];
const SHARE = /^(\d{1,3})(?:\.(\d{1,2}))?%$/;
const SHARE_RULE = 'must be a share above 0% and up to 100%, such as "95%"';

/** Everything that is wrong with the `spec` of a policy whose JSON types are right. */
export function policyProblems(spec: DeclaredPolicy | null | undefined): FieldProblem[] {
  const stated = Object.values(spec ?? {}).some(value => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0));
  if (!spec || !stated) { return [fieldProblem(['spec'], 'must say something: exemptionsFrom, roles, requirements, exemptions or maySelectNone')]; }
  const { exemptionsFrom, roles, requirements, exemptions, maySelectNone } = spec;
  return [
    ...sourceProblem(exemptionsFrom),
    ...roleProblems(roles ?? []),
    ...(requirements ?? []).flatMap((requirement, index) => requirementProblems(requirement, ['spec', 'requirements', index])),
    ...repeatedRequirements(requirements ?? []),
    ...(exemptions ?? []).flatMap((exemption, index) => exemptionProblems(exemption, ['spec', 'exemptions', index])),
    ...(maySelectNone ?? []).flatMap((name, index) => daemonSetProblem(name, ['spec', 'maySelectNone', index])),
  ];
}

/** Hundredths of a percent that a share such as `95%` or `99.5%` means; undefined where the text is none. */
export function tryShare(text: string): number | undefined {
  const [, whole, decimals = ''] = SHARE.exec(text) ?? [];
  const share = whole === undefined ? 0 : Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return share > 0 && share <= 10_000 ? share : undefined;
}

function sourceProblem(from: string | null | undefined): FieldProblem[] {
  if (from === null || from === undefined || SOURCES.includes(from)) { return []; }
  const meant = nearest(from, SOURCES);
  const problem = fieldProblem(['spec', 'exemptionsFrom'], 'must be anywhere or policy', from);
  return [meant ? { ...problem, message: `${problem.message} (typo of "${meant}"?)` } : problem];
}

function roleProblems(roles: NonNullable<DeclaredPolicy['roles']>): FieldProblem[] {
  const names = new Map<string, string>();
  const members = new Map<string, string>();
  return roles.flatMap(({ name, daemonSets }, index) => {
    const path: Path = ['spec', 'roles', index];
    return [
      ...roleNameProblem(name, [...path, 'name']),
      ...name ? claim(names, name, [...path, 'name'], 'must be unique, but') : [],
      ...(daemonSets ?? []).length === 0 ? [fieldProblem([...path, 'daemonSets'], 'must name at least one DaemonSet, as namespace/name')] : [],
      ...(daemonSets ?? []).flatMap((daemonSet, member) => {
        const place = [...path, 'daemonSets', member];
        const problems = daemonSetProblem(daemonSet, place);
        return problems.length > 0 ? problems : claim(members, daemonSet, place, 'must have one role, but');
      }),
    ];
  });
}

function claim(taken: Map<string, string>, name: string, path: Path, rule: string): FieldProblem[] {
  const other = taken.get(name);
  if (other === undefined) { taken.set(name, showPath(path)); }
  return other === undefined ? [] : [fieldProblem(path, `${rule} ${other} names it, too`, name)];
}

function requirementProblems(requirement: DeclaredRequirement, path: Path): FieldProblem[] {
  const { daemonSet, role, minimum, minimumShare } = requirement;
  const share = minimumShare ?? undefined;
  return [
    ...subjectProblems({ daemonSet, role }, path),
    ...scopeProblems(requirement, path),
    ...typeof minimum === 'number' && minimum < 1 ? [fieldProblem([...path, 'minimum'], 'must be 1 or more', minimum)] : [],
    ...share !== undefined && tryShare(share) === undefined ? [fieldProblem([...path, 'minimumShare'], SHARE_RULE, share)] : [],
    ...typeof minimum === 'number' && share !== undefined ? [fieldProblem(path, 'must have either minimum (a number of nodes) or minimumShare, not both')] : [],
  ];
}

/** One subject twice: it is not said which of the two counts. */
function repeatedRequirements(requirements: readonly DeclaredRequirement[]): FieldProblem[] {
  const seen = new Map<string, { readonly place: string; readonly nodes: string }>();
  return requirements.flatMap((requirement, index) => {
    const { daemonSet, role } = requirement;
    if (!daemonSet && !role) { return []; }
    const path: Path = ['spec', 'requirements', index];
    const [field, name] = daemonSet ? ['daemonSet', daemonSet] : ['role', role ?? ''];
    const key = `${field} ${name}`;
    const other = seen.get(key);
    const nodes = spelling(requirement);
    if (!other) { seen.set(key, { place: showPath(path), nodes }); }
    if (!other) { return []; }
    return [fieldProblem([...path, field], other.nodes === nodes
      ? `must be required once, but ${other.place} requires it, too`
      : `must be required once: ${nodes} contradicts ${other.nodes} of ${other.place}`, name)];
  });
}

function exemptionProblems({ daemonSet, role, nodes, reason, until }: DeclaredExemption, path: Path): FieldProblem[] {
  const date = typeof until === 'string' ? dateProblem(until) : undefined;
  return [
    ...subjectProblems({ daemonSet, role }, path),
    ...nodesProblems(nodes, [...path, 'nodes']),
    ...typeof reason === 'string' && reason.trim() !== '' ? [] : [fieldProblem([...path, 'reason'], 'is required: every report shows it')],
    ...date ? [fieldProblem([...path, 'until'], date, until)] : [],
  ];
}

function subjectProblems({ daemonSet, role }: DeclaredExemption, path: Path): FieldProblem[] {
  const stated = [daemonSet, role].filter(name => name !== null && name !== undefined);
  if (stated.length !== 1) { return [fieldProblem(path, `must have either daemonSet (namespace/name) or role${stated.length > 1 ? ', not both' : ''}`)]; }
  return typeof daemonSet === 'string' ? daemonSetProblem(daemonSet, [...path, 'daemonSet']) : roleNameProblem(role, [...path, 'role']);
}

function nodesProblems(nodes: string | null | undefined, path: Path): FieldProblem[] {
  if (typeof nodes !== 'string') { return [fieldProblem(path, 'is required: a label selector, "" for every node')]; }
  return selectorProblems(nodes, path);
}

/** The nodes of a requirement as they are shown; as they stand where their selector is none. */
function spelling(requirement: DeclaredRequirement): string {
  try {
    return showNodeScope(declaredScope(requirement));
  } catch {
    return JSON.stringify(requirement.nodes);
  }
}

function daemonSetProblem(name: string, path: Path): FieldProblem[] {
  const [namespace = '', own = '', ...rest] = name.split('/');
  const valid = rest.length === 0 && dnsLabelProblem(namespace) === undefined && dnsSubdomainProblem(own) === undefined;
  return valid ? [] : [fieldProblem(path, 'must be namespace/name of a DaemonSet, such as "logging/fluentd"', name)];
}

function roleNameProblem(name: string | null | undefined, path: Path): FieldProblem[] {
  if (!name) { return [fieldProblem(path, 'is required: the name of a role, such as "log-collector"')]; }
  const problem = labelValueProblem(name)?.replace('be empty, or ', '');
  return problem ? [fieldProblem(path, problem, name)] : [];
}
