import { InventoryNode } from '../../model/node';
import { concerns, nodeIn, Scenario } from '../../model/scenario';
import { showTaint } from '../../model/taint';
import { NodeClass } from '../../placement/node-class';
import { Matrix, matrixOf } from '../matrix';

/** Nodes that neither the declared state nor a scenario can tell apart. */
export interface Cell {
  readonly nodes: readonly InventoryNode[];

  /** One of them, as it is declared and in the scenario. */
  readonly before: InventoryNode;
  readonly after: InventoryNode;

  /** The class that they are in, as it is declared and in the scenario. */
  readonly columnBefore: number;
  readonly columnAfter: number;
}

/** A scenario laid over a cluster: its nodes in the scenario's state, and everything placed there anew. */
export class Overlay {
  /** Where nodes join nothing is placed anew: their pods come when what keeps them away is gone. */
  public readonly after: Matrix;
  public readonly cells: readonly Cell[];

  constructor(public readonly before: Matrix, public readonly scenario: Scenario) {
    const { input } = before;
    this.after = scenario.joins ? before : matrixOf({ ...input, nodes: input.nodes.map(node => nodeIn(scenario, node)) });
    this.cells = cellsOf(before, this.after, scenario);
  }
}

function cellsOf(before: Matrix, after: Matrix, scenario: Scenario): Cell[] {
  const [columns, columnsAfter] = [columnsByName(before.classes), columnsByName(after.classes)];
  const members = new Map<string, { readonly cell: Cell; readonly nodes: InventoryNode[] }>();
  for (const node of before.input.nodes.filter(one => concerns(scenario, one))) {
    const [columnBefore = -1, columnAfter = -1] = [columns.get(node.name), columnsAfter.get(node.name)];
    const key = `${columnBefore} ${columnAfter} ${scenario.joins ? node.startupTaints.map(showTaint).join(' ') : ''}`;
    const known = members.get(key);
    if (known) {
      known.nodes.push(node);
    } else {
      const nodes = [node];
      members.set(key, { nodes, cell: { nodes, before: node, after: nodeIn(scenario, node), columnBefore, columnAfter } });
    }
  }
  return [...members.values()].map(({ cell }) => cell);
}

function columnsByName(classes: readonly NodeClass[]): ReadonlyMap<string, number> {
  return new Map(classes.flatMap(({ nodes }, column) => nodes.map(({ name }) => [name, column] as const)));
}
