import { Matrix, Row, runs } from './matrix';
import { nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';

/** Two DaemonSets of a cluster, in the order of their names. */
export type Pair = readonly [Row, Row];

/** Each two DaemonSets that take part, once. Of one object that is there several times, the last replaces the others. */
export function pairsOf(rows: readonly Row[], takesPart: (row: Row) => boolean = () => true): Pair[] {
  const distinct = [...new Map(rows.map(row => [nameOf(row.daemonSet), row])).values()].filter(takesPart);
  return distinct.flatMap((left, index) => distinct.slice(index + 1).map((right): Pair => [left, right]));
}

/** The nodes that run both; a virtual node runs neither. */
export function commonNodes({ classes }: Matrix, pair: Pair): InventoryNode[] {
  return classes.flatMap(({ node, nodes }, index) => {
    const both = pair.every(({ placements }) => placements[index] && runs(placements[index]));
    return both && !node.virtual ? nodes : [];
  });
}
