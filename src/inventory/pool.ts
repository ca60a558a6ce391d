import { DeclaredNode, DeclaredPool, DeclaredProperties, DeclaredShape } from './declared-nodes';
import { DeclaredTaint, taintOf } from '../manifest/declared-taint';
import { labelsOf, resourcesOf } from '../manifest/pod-template-reader';
import { Allocatable, InventoryNode, isVirtual } from '../model/node';
import { Quantity } from '../model/quantity';
import { Taint, TaintEffect } from '../model/taint';

const CORE_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];
const DEFAULT_PODS = Quantity.of(110);
const CORDONED: Taint = { key: 'node.kubernetes.io/unschedulable', effect: TaintEffect.NO_SCHEDULE };

/** The node that a hand-written declaration means: what it leaves out is what a person would mean. */
export function nodeOfDeclaration(node: DeclaredNode): InventoryNode {
  return named(node.name ?? '', sharedOf(node), false);
}

/** The nodes of a pool. One that may have nodes has at least one here, which is hypothetical where it has none today. */
export function nodesOfPool(pool: DeclaredPool): InventoryNode[] {
  return groupsOf(pool).flatMap(({ prefix, size, hypothetical, properties }) => {
    const shared = { ...sharedOf(properties), pool: pool.name ?? '' };
    return Array.from({ length: size }, (_, index) => named(`${prefix}-${index}`, shared, hypothetical));
  });
}

/** The names of a pool's nodes. */
export function poolNodeNames(pool: DeclaredPool): string[] {
  return groupsOf(pool).flatMap(({ prefix, size }) => Array.from({ length: size }, (_, index) => `${prefix}-${index}`));
}

interface Group {
  readonly prefix: string;
  readonly size: number;
  readonly hypothetical: boolean;
  readonly properties: DeclaredProperties;
}

/** The alike nodes of a pool: one group, or one for each of its shapes. */
function groupsOf(pool: DeclaredPool): Group[] {
  const least = pool.count ?? pool.min ?? 0;
  const mayGrow = typeof pool.count !== 'number' && pool.max !== 0;
  const size = mayGrow ? Math.max(least, 1) : least;
  const prefix = pool.name ?? '';
  if (!pool.shapes) { return [{ prefix, size, hypothetical: least === 0, properties: pool }]; }
  return pool.shapes.map(shape => ({
    prefix: `${prefix}-${shape.name}`,
    size: shape.count ?? (mayGrow ? 1 : 0),
    hypothetical: typeof pool.count !== 'number',
    properties: withShape(pool, shape),
  }));
}

function withShape(pool: DeclaredPool, shape: DeclaredShape): DeclaredProperties {
  return {
    ...pool,
    labels: { ...pool.labels, ...shape.labels },
    taints: [...pool.taints ?? [], ...shape.taints ?? []],
    allocatable: shape.allocatable ?? pool.allocatable,
    osImage: shape.osImage ?? pool.osImage,
  };
}

type Shared = Omit<InventoryNode, 'name' | 'hypothetical'>;

function sharedOf(properties: DeclaredProperties): Shared {
  const labels = labelsOf({ 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', ...properties.labels });
  const allocatable = allocatableOf(properties);
  const unschedulable = properties.unschedulable === true;
  return {
    labels,
    taints: withCordon(taintsOf(properties.taints), unschedulable),
    startupTaints: taintsOf(properties.startupTaints),
    unschedulable,
    ...(allocatable ? { allocatable } : {}),
    ...(properties.osImage ? { osImage: properties.osImage } : {}),
    virtual: properties.virtual === true || isVirtual(labels),
  };
}

function named(name: string, shared: Shared, hypothetical: boolean): InventoryNode {
  const hostname = shared.labels.has('kubernetes.io/hostname') ? shared.labels : new Map([...shared.labels, ['kubernetes.io/hostname', name]]);
  return { ...shared, name, labels: hostname, hypothetical };
}

function taintsOf(taints: readonly DeclaredTaint[] | null | undefined): Taint[] {
  return (taints ?? []).map(taintOf);
}

function withCordon(taints: readonly Taint[], unschedulable: boolean): Taint[] {
  const marked = taints.some(({ key, effect }) => key === CORDONED.key && effect === CORDONED.effect);
  return unschedulable && !marked ? [...taints, CORDONED] : [...taints];
}

function allocatableOf({ allocatable }: DeclaredProperties): Allocatable | undefined {
  if (!allocatable || Object.keys(allocatable).length === 0) { return undefined; }
  const quantities = new Map([['pods', DEFAULT_PODS], ...resourcesOf(allocatable)]);
  return { quantities, undeclared: new Set(CORE_RESOURCES.filter(resource => !quantities.has(resource))) };
}
