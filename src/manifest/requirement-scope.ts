import { Path } from './document';
import { FieldProblem, fieldProblem, nearest } from './field-problem';
import { DeclaredRequirement } from './policy-fields';
import { compatible } from '../model/compatible-requirements';
import { LabelRequirement, parseLabelSelector } from '../model/label-selector';
import { NodeScope, showNodeScope } from '../model/node-scope';
import { Architecture, OperatingSystem } from '../model/platform';

/** The nodes that a requirement declares; its problems are looked for before. */
export function declaredScope({ nodes, pools, os, arch }: DeclaredRequirement): NodeScope {
  const requirements = [...parseLabelSelector(nodes ?? '').requirements, ...labelOf('kubernetes.io/os', os), ...labelOf('kubernetes.io/arch', arch)];
  return { labels: { requirements }, ...(pools ? { pools: [...new Set(pools)].sort() } : {}) };
}

/** What is wrong with the nodes that a requirement declares. */
export function scopeProblems(requirement: DeclaredRequirement, path: Path): FieldProblem[] {
  const { pools, os, arch } = requirement;
  const problems = [
    ...nodesProblems(requirement, path),
    ...pools && pools.length === 0 ? [fieldProblem([...path, 'pools'], 'must name at least one pool of the inventory')] : [],
    ...(pools ?? []).flatMap((pool, index) => pool === '' ? [fieldProblem([...path, 'pools', index], 'must be the name of a pool of the inventory', pool)] : []),
    ...valueProblem(os, Object.values(OperatingSystem), [...path, 'os']),
    ...valueProblem(arch, Object.values(Architecture), [...path, 'arch']),
  ];
  if (problems.length > 0 || compatible(declaredScope(requirement).labels.requirements)) { return problems; }
  return [fieldProblem(path, `contradicts itself: no node can be ${showNodeScope(declaredScope(requirement))}`)];
}

/** What is wrong with a label selector of nodes. */
export function selectorProblems(nodes: string, path: Path): FieldProblem[] {
  try {
    parseLabelSelector(nodes);
    return [];
  } catch (error) {
    return [fieldProblem(path, `is invalid: ${(error as Error).message}`)];
  }
}

function nodesProblems({ nodes, pools, os, arch }: DeclaredRequirement, path: Path): FieldProblem[] {
  if (typeof nodes === 'string') { return selectorProblems(nodes, [...path, 'nodes']); }
  const stated = [pools, os, arch].some(value => value !== null && value !== undefined);
  return stated ? [] : [fieldProblem([...path, 'nodes'], 'is required: a label selector, "" for every node; pools, os or arch may stand in its place')];
}

function valueProblem(value: string | null | undefined, allowed: readonly string[], path: Path): FieldProblem[] {
  if (value === null || value === undefined || allowed.includes(value)) { return []; }
  const meant = nearest(value, allowed);
  const { message } = fieldProblem(path, `must be ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}`, value);
  return [{ path, message: meant ? `${message} (typo of "${meant}"?)` : message }];
}

function labelOf(key: string, value: string | null | undefined): LabelRequirement[] {
  return value ? [{ key, operator: 'In', values: [value] }] : [];
}
