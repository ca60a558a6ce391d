import { nameProblems } from './declared-names';
import { DeclaredNode, DeclaredPool, DeclaredProperties, DeclaredSpec } from './declared-nodes';
import { labelProblems } from '../manifest/declared-labels';
import { DeclaredTaint, taintProblems } from '../manifest/declared-taint';
import { Path } from '../manifest/document';
import { FieldProblem, fieldProblem, nearest } from '../manifest/field-problem';
import { tryMinor, VERSION_RULE } from '../model/kubernetes-version';
import { dnsSubdomainProblem, labelKeyProblem } from '../model/label';
import { Quantity } from '../model/quantity';

/** How many nodes an inventory may have; more is a slip of the finger. */
export const MAX_NODES = 500_000;

const RESOURCES = ['cpu', 'memory', 'ephemeral-storage', 'pods'];
const HOSTNAME = 'kubernetes.io/hostname';

/** Everything that is wrong with the `spec` of an inventory whose JSON types are right. */
export function declaredProblems(spec: DeclaredSpec): FieldProblem[] {
  const version = spec.kubernetesVersion;
  const sizes = sizeProblems(spec);
  return [
    ...typeof version === 'string' && tryMinor(version) === undefined ? [fieldProblem(['spec', 'kubernetesVersion'], VERSION_RULE, version)] : [],
    ...(spec.nodes ?? []).flatMap((node, index) => nodeProblems(node, ['spec', 'nodes', index])),
    ...(spec.pools ?? []).flatMap((pool, index) => poolProblems(pool, ['spec', 'pools', index])),
    ...sizes,
    ...nameProblems(sizes.length > 0 ? { nodes: spec.nodes } : spec), // the names of millions are not made
  ];
}

/** Everything that is wrong with a single node. */
export function nodeProblems(node: DeclaredNode, path: Path): FieldProblem[] {
  return [...nameProblem(node.name, path), ...propertyProblems(node, path)];
}

function poolProblems(pool: DeclaredPool, path: Path): FieldProblem[] {
  const shapes = (pool.shapes ?? []).flatMap((shape, index) => {
    const place = [...path, 'shapes', index];
    return [...nameProblem(shape.name, place), ...propertyProblems(shape, place, pool.taints ?? []), ...hostnameProblem(shape.labels, place)];
  });
  return [
    ...nameProblem(pool.name, path),
    ...countProblems(pool, path),
    ...propertyProblems(pool, path),
    ...hostnameProblem(pool.labels, path),
    ...shapes,
    ...shapeProblems(pool, path),
  ];
}

function hostnameProblem(labels: DeclaredProperties['labels'], path: Path): FieldProblem[] {
  return Object.hasOwn(labels ?? {}, HOSTNAME) ? [fieldProblem([...path, 'labels', HOSTNAME], 'is set per node, remove it from the pool')] : [];
}

function countProblems({ count, min, max }: DeclaredPool, path: Path): FieldProblem[] {
  const negative = Object.entries({ count, min, max }).filter(([, number]) => typeof number === 'number' && number < 0);
  if (negative.length > 0) { return negative.map(([field, number]) => fieldProblem([...path, field], 'must be 0 or more', number)); }
  const fixed = typeof count === 'number';
  const scaled = typeof min === 'number' || typeof max === 'number';
  if (fixed && scaled) { return [fieldProblem(path, 'must have either count (a fixed size) or min and max (autoscaled), not both')]; }
  if (!fixed && !scaled) { return [fieldProblem(path, 'must have count (a fixed size), or min and max (autoscaled)')]; }
  return typeof min === 'number' && typeof max === 'number' && min > max ? [fieldProblem([...path, 'min'], `must not exceed max (${max})`, min)] : [];
}

function shapeProblems({ count, shapes }: DeclaredPool, path: Path): FieldProblem[] {
  if (!shapes) { return []; }
  const place = [...path, 'shapes'];
  if (shapes.length === 0) { return [fieldProblem(place, 'must have at least one shape, or be left out')]; }
  const names = shapes.map(({ name }) => name ?? '');
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  const repeated = twice >= 0 ? [fieldProblem([...place, twice, 'name'], 'must be unique in its pool', names[twice])] : [];
  const negative = shapes.flatMap((shape, index) => typeof shape.count === 'number' && shape.count < 0 ? [fieldProblem([...place, index, 'count'], 'must be 0 or more', shape.count)] : []);
  if (negative.length > 0) { return [...repeated, ...negative]; }
  if (typeof count !== 'number') {
    return [...repeated, ...shapes.flatMap((shape, index) => typeof shape.count === 'number' ? [fieldProblem([...place, index, 'count'], 'is for pools of a fixed size (count)')] : [])];
  }
  const missing = shapes.findIndex(shape => typeof shape.count !== 'number');
  if (missing >= 0) { return [...repeated, fieldProblem([...place, missing, 'count'], 'is required in a pool of a fixed size')]; }
  const sum = shapes.reduce((total, shape) => total + (shape.count ?? 0), 0);
  return sum === count ? repeated : [...repeated, fieldProblem(place, `must add up to the count of the pool (${count})`, sum)];
}

/** @param inherited taints of the pool that holds them */
function propertyProblems(declared: DeclaredProperties, path: Path, inherited: readonly DeclaredTaint[] = []): FieldProblem[] {
  const { labels, taints, startupTaints, allocatable } = declared;
  return [
    ...labelProblems(labels, [...path, 'labels']),
    ...taintProblems(taints ?? [], [...path, 'taints'], inherited),
    ...taintProblems(startupTaints ?? [], [...path, 'startupTaints']),
    ...Object.entries(allocatable ?? {}).flatMap(([name, amount]) => resourceProblems(name, amount, [...path, 'allocatable', name])),
  ];
}

function resourceProblems(name: string, amount: string | number | null, path: Path): FieldProblem[] {
  const known = RESOURCES.includes(name) || name.startsWith('hugepages-') || name.startsWith('attachable-volumes-') || name.includes('/') && labelKeyProblem(name) === undefined;
  const meant = known ? undefined : nearest(name, RESOURCES);
  const quantity = Quantity.tryParse(String(amount ?? 0).trim());
  return [
    ...known ? [] : [fieldProblem(path, `is no resource that Kubernetes knows: ${RESOURCES.join(', ')}, hugepages-…, or a name with a domain${meant ? ` (typo of "${meant}"?)` : ''}`)],
    ...quantity && quantity.nanos < 0n ? [fieldProblem(path, 'must not be negative', amount)] : [],
    ...quantity && isPieces(name) && quantity.toMillis().milliValue % 1000n !== 0n ? [fieldProblem(path, 'must be a whole number', amount)] : [],
  ];
}

/** Whether a resource comes in pieces, as pods and devices do. */
function isPieces(name: string): boolean {
  return name === 'pods' || name.includes('/');
}

function nameProblem(name: string | null | undefined, path: Path): FieldProblem[] {
  const problem = typeof name === 'string' ? dnsSubdomainProblem(name) : 'is required';
  return problem ? [fieldProblem([...path, 'name'], problem, name ?? undefined)] : [];
}

function sizeProblems({ nodes, pools }: DeclaredSpec): FieldProblem[] {
  const sizes = (pools ?? []).map(pool => Math.max(pool.count ?? 0, pool.min ?? 0));
  const total = sizes.reduce((sum, size) => sum + size, nodes?.length ?? 0);
  const largest = sizes.indexOf(Math.max(...sizes));
  return total > MAX_NODES ? [fieldProblem(['spec', ...sizes.length > 0 ? ['pools', largest] : ['nodes']], `makes ${total} nodes in all, at most ${MAX_NODES} are allowed`)] : [];
}
