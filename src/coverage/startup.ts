import { inOrder } from './gaps';
import { Matrix, Row } from './matrix';
import { groupOf, NodeGroups } from './node-group';
import { underPolicy } from './policy';
import { DaemonSetStart, StartupReport } from './report';
import { isThere } from './scenarios/fate';
import { DaemonSet, nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { compare } from '../model/order';
import { BUILT_IN_SCENARIOS, nodeIn, Scenario } from '../model/scenario';
import { showTaint } from '../model/taint';
import { NodeStartup, Wait } from '../placement/node-startup';

const NEW_NODE = BUILT_IN_SCENARIOS.find(({ joins }) => joins) as Scenario;
const ORDER: readonly string[] = ['AtOnce', 'Waits', 'Never'];
const KNOWN = new WeakMap<Matrix, ClusterStartup>();

/** Nodes that are alike when they are new, and later. */
export interface NewNodes {
  readonly nodes: readonly InventoryNode[];

  /** One of them, as it is later. */
  readonly settled: InventoryNode;

  /** Their class, by index. */
  readonly at: number;
}

/** How the DaemonSets of a cluster start on each of its nodes when that is new. Virtual nodes run none. */
export class ClusterStartup {
  /** That of a cluster, worked out once. */
  public static of(matrix: Matrix): ClusterStartup {
    const known = KNOWN.get(matrix) ?? new ClusterStartup(matrix);
    KNOWN.set(matrix, known);
    return known;
  }

  public readonly groups: readonly NewNodes[];
  public readonly startup: NodeStartup;

  private constructor(private readonly matrix: Matrix) {
    const { rows, input, classes } = matrix;
    this.groups = classes.flatMap(({ nodes }, at) => alike(nodes.filter(({ virtual }) => !virtual))
      .map(those => ({ nodes: those, settled: those[0] as InventoryNode, at })));
    const others = (input.also ?? []).map(other => underPolicy(other, input.policy));
    this.startup = new NodeStartup(
      [...rows.map(({ daemonSet }) => daemonSet), ...others],
      this.groups.map(({ settled }) => ({ settled, joining: nodeIn(NEW_NODE, settled) })),
    );
  }

  /** The judged DaemonSets that run on some new nodes later and wait there for ever. */
  public waitingForEver(index: number): DaemonSet[] {
    return this.rowsOn(index).filter(({ daemonSet }) => this.startup.waitsForEver(daemonSet, index)).map(({ daemonSet }) => daemonSet);
  }

  /** The judged DaemonSet of a name. */
  public rowOf(daemonSet: DaemonSet): Row | undefined {
    return this.matrix.rows.find(row => row.daemonSet === daemonSet);
  }

  /** In which order DaemonSets start where startup taints are stated: once for all nodes on which it is the same. */
  public report(): StartupReport[] {
    const groups = new NodeGroups<Omit<StartupReport, 'nodes'>>();
    this.groups.forEach(({ nodes, settled }, index) => {
      if (settled.startupTaints.length === 0) { return; }
      const startup = {
        taints: nodeIn(NEW_NODE, { ...settled, taints: [] }).taints.map(showTaint).sort(),
        daemonSets: this.rowsOn(index).map(({ daemonSet }) => this.startOf(daemonSet, index)).sort(byStart),
      };
      groups.add(JSON.stringify(startup), startup, nodes);
    });
    return inOrder(groups.map((startup, nodes) => ({ nodes: groupOf(nodes), ...startup })));
  }

  private startOf(daemonSet: DaemonSet, index: number): DaemonSetStart {
    return {
      namespace: daemonSet.namespace,
      name: daemonSet.name,
      start: startOf(this.startup.waitOf(daemonSet, index)),
      waitsFor: this.startup.awaitedBy(daemonSet, index).map(({ taint, removers }) => ({ taint: showTaint(taint), removedBy: removers.map(nameOf).sort() }))
        .sort((left, right) => compare(left.taint, right.taint)),
      removes: this.startup.removedBy(daemonSet, index).map(showTaint).sort(),
    };
  }

  private rowsOn(index: number): Row[] {
    const at = this.groups[index]?.at ?? -1;
    return this.matrix.rows.filter(({ placements }) => placements[at] && isThere(placements[at]));
  }
}

function startOf(wait: Wait | undefined): DaemonSetStart['start'] {
  if (!wait) { return 'AtOnce'; }
  return wait.forEver ? 'Never' : 'Waits';
}

/** Who starts first comes first; then by name. */
function byStart(left: DaemonSetStart, right: DaemonSetStart): number {
  return ORDER.indexOf(left.start) - ORDER.indexOf(right.start) || compare(left.namespace, right.namespace) || compare(left.name, right.name);
}

function alike(nodes: readonly InventoryNode[]): InventoryNode[][] {
  const groups = new Map<string, InventoryNode[]>();
  for (const node of nodes) {
    const key = node.startupTaints.map(showTaint).sort().join(' ');
    const group = groups.get(key);
    if (group) { group.push(node); } else { groups.set(key, [node]); }
  }
  return [...groups.values()];
}
