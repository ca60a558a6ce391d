import { InventoryNode } from '../model/node';
import { Pod } from '../placement/pod';
import { amountOf } from '../placement/pod-requests';

/** Amounts by resource in the units that the scheduler counts in, the number of pods among them. */
export type Amounts = ReadonlyMap<string, bigint>;

const NOTHING = 0n;

/** What one pod takes of its node: its requests, and one place. */
export function amountsOf({ requests }: Pod): Amounts {
  return new Map([...requests.amounts, ['pods', 1n]]);
}

/** The sum of some amounts. */
export function sumOf(all: readonly Amounts[]): Amounts {
  return combined(all, (one, other) => one + other);
}

/** Of each resource the largest of some amounts. */
export function greatestOf(all: readonly Amounts[]): Amounts {
  return combined(all, (one, other) => one > other ? one : other);
}

/** So many times the same. */
export function times(amounts: Amounts, number: number): Amounts {
  return new Map([...amounts].map(([resource, amount]) => [resource, amount * BigInt(number)]));
}

/** What a node has of a resource; undefined where the inventory leaves that open. */
export function allocatableOf({ allocatable }: InventoryNode, resource: string): bigint | undefined {
  if (!allocatable || allocatable.undeclared.has(resource)) { return undefined; }
  const quantity = allocatable.quantities.get(resource);
  return quantity ? amountOf(resource, quantity) : NOTHING;
}

/** A share in percent, to the nearest tenth; undefined of nothing. */
export function percentOf(part: bigint, whole: bigint): number | undefined {
  return whole > NOTHING ? Number((part * 2000n + whole) / (whole * 2n)) / 10 : undefined;
}

function combined(all: readonly Amounts[], combine: (one: bigint, other: bigint) => bigint): Amounts {
  const result = new Map<string, bigint>();
  for (const amounts of all) {
    for (const [resource, amount] of amounts) { result.set(resource, combine(result.get(resource) ?? NOTHING, amount)); }
  }
  return result;
}
