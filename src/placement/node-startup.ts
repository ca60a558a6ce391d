import { verdict } from './daemon-controller';
import { DaemonSet, nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { compare } from '../model/order';
import { showTaint, Taint } from '../model/taint';
import { taintToleration, untolerated } from './filters/taint-toleration';
import { Reason, Remedy } from './placement';
import { removedEverywhere, removes } from './startup-taints';

/** A node that joins: as it is later, and as it is at first. */
export interface NewNode {
  readonly settled: InventoryNode;
  readonly joining: InventoryNode;
}

/** What keeps a DaemonSet from starting on a node that joins. */
export interface Wait {
  /** Whether what it waits for never comes. */
  readonly forEver: boolean;
  readonly reasons: readonly Reason[];
}

/** What a DaemonSet waits for on a new node, and who makes it go away. */
export interface Awaited {
  readonly taint: Taint;

  /** Those that remove it when they run there; empty where it is somebody else's matter. */
  readonly removers: readonly DaemonSet[];
}

/** DaemonSets that wait for each other on a new node, or one that waits for itself. */
export interface Deadlock {
  readonly daemonSets: readonly DaemonSet[];

  /** What each of them waits for because of the others. */
  readonly waits: readonly (Awaited & { readonly daemonSet: DaemonSet })[];
}

/**
 * How DaemonSets start on nodes that join: one that tolerates every taint of a new node starts, and may remove some of them, so that others
 * start. What no DaemonSet is known to remove is somebody else's matter, and goes away. What then still waits does so for ever: for itself,
 * for another that waits for it, or for one that never runs there. Only taints are looked at.
 */
export class NodeStartup {
  private readonly left: Taint[][];

  /** What was worked out already, by node: who removes a taint, what is waited for in vain, and whom that leads to. */
  private readonly removers: readonly Map<string, DaemonSet[]>[];
  private readonly inVain: readonly Map<DaemonSet, Awaited[]>[];
  private readonly inTheWay: readonly Map<DaemonSet, ReadonlySet<DaemonSet>>[];

  /** @param daemonSets all of the cluster */
  constructor(private readonly daemonSets: readonly DaemonSet[], private readonly nodes: readonly NewNode[]) {
    [this.removers, this.inVain, this.inTheWay] = [nodes.map(() => new Map()), nodes.map(() => new Map()), nodes.map(() => new Map())];
    this.left = nodes.map((node, index) => passing(node).filter(taint => this.removersOf(taint, index).length > 0));
    while (this.removeTaints()) { /* others start now, and may remove more */ }
  }

  /** What a DaemonSet that runs on a node later waits for at first; undefined where it starts at once. */
  public waitOf(daemonSet: DaemonSet, index: number): Wait | undefined {
    const node = this.nodes[index];
    if (!node) { return undefined; }
    const awaited = untolerated(daemonSet.template, node.joining).filter(taint => passing(node).includes(taint));
    if (awaited.length === 0) { return undefined; }
    const never = awaited.filter(taint => this.left[index]?.includes(taint));
    const forEver = never.length > 0;
    return {
      forEver,
      reasons: (forEver ? never : awaited).map(taint => ({
        filter: 'TaintToleration',
        code: forEver ? 'WaitsForEver' : 'WaitsForTaint',
        message: forEver ? `waits for ever: ${showTaint(taint)} ${this.circle(daemonSet, taint, index)}` : `waits until ${showTaint(taint)} ${this.passage(taint, index)}`,
        remedies: [...forEver ? this.remediesFor(daemonSet, taint, index) : [], ...tolerations(daemonSet, node.joining, taint)],
      })),
    };
  }

  /** Whether a DaemonSet that runs on a node later never starts there. */
  public waitsForEver({ template }: DaemonSet, index: number): boolean {
    const left = this.left[index] ?? [];
    return left.length > 0 && untolerated(template, (this.nodes[index] as NewNode).joining).some(taint => left.includes(taint));
  }

  /** What a DaemonSet waits for at first, for ever or not, and who removes it. */
  public awaitedBy({ template }: DaemonSet, index: number): Awaited[] {
    const node = this.nodes[index];
    if (!node) { return []; }
    return untolerated(template, node.joining)
      .filter(taint => passing(node).includes(taint))
      .map(taint => ({ taint, removers: this.removersOf(taint, index) }));
  }

  /** The taints of a new node that a DaemonSet removes when it runs there. */
  public removedBy(daemonSet: DaemonSet, index: number): Taint[] {
    const node = this.nodes[index];
    return node ? passing(node).filter(taint => this.removersOf(taint, index).includes(daemonSet)) : [];
  }

  /** The circles in which DaemonSets that run on a node later wait for each other at first. */
  public deadlocksOf(index: number): Deadlock[] {
    const circles = new Map<string, readonly DaemonSet[]>();
    for (const daemonSet of new Set((this.left[index] ?? []).flatMap(taint => this.removersThere(taint, index)))) {
      const those = this.inTheWayOf(daemonSet, index);
      if (!those.has(daemonSet)) { continue; }
      const circle = [...those].filter(other => this.inTheWayOf(other, index).has(daemonSet)).sort(byName);
      circles.set(circle.map(nameOf).join(' '), circle);
    }
    return [...circles.values()].map(daemonSets => ({
      daemonSets,
      waits: daemonSets.flatMap(daemonSet => this.neverFor(daemonSet, index)
        .map(({ taint, removers }) => ({ daemonSet, taint, removers: removers.filter(remover => daemonSets.includes(remover)) }))
        .filter(({ removers }) => removers.length > 0)),
    }));
  }

  /** Whom a DaemonSet waits for in vain on a node, and whom those wait for. */
  public inTheWayOf(daemonSet: DaemonSet, index: number): ReadonlySet<DaemonSet> {
    return remembered(this.inTheWay[index], daemonSet, () => this.reachedFrom(daemonSet, index));
  }

  private reachedFrom(daemonSet: DaemonSet, index: number): ReadonlySet<DaemonSet> {
    const reached = new Set<DaemonSet>();
    const visit = (from: DaemonSet) => this.neverFor(from, index).flatMap(({ removers }) => removers).forEach(next => {
      if (reached.has(next)) { return; }
      reached.add(next);
      visit(next);
    });
    visit(daemonSet);
    return reached;
  }

  /** The taints of a new node that never go away because no pod of those that remove them comes to it. */
  public abandonedOn(index: number): Awaited[] {
    const node = this.nodes[index];
    if (!node) { return []; }
    return (this.left[index] ?? []).filter(taint => this.removersThere(taint, index).length === 0)
      .map(taint => ({ taint, removers: this.removersOf(taint, index) }));
  }

  /** What a DaemonSet waits for in vain, with those that would remove it and do run there later. */
  private neverFor(daemonSet: DaemonSet, index: number): Awaited[] {
    return remembered(this.inVain[index], daemonSet, () => untolerated(daemonSet.template, (this.nodes[index] as NewNode).joining)
      .filter(taint => this.left[index]?.includes(taint))
      .map(taint => ({ taint, removers: this.removersThere(taint, index) })));
  }

  /** Those that remove a taint and run on its node later; where one pod is enough for all nodes, those that run on any. */
  private removersThere(taint: Taint, index: number): DaemonSet[] {
    const { settled } = this.nodes[index] as NewNode;
    const places = removedEverywhere(taint) ? this.nodes.map(node => node.settled) : [settled];
    return this.removersOf(taint, index).filter(({ template }) => places.some(place => verdict(template, place).shouldRun));
  }

  private removeTaints(): boolean {
    let removed = false;
    this.left.forEach((taints, index) => {
      const kept = taints.filter(taint => !this.isRemoved(taint, index));
      removed ||= kept.length < taints.length;
      this.left[index] = kept;
    });
    return removed;
  }

  private isRemoved(taint: Taint, index: number): boolean {
    const places = removedEverywhere(taint) ? this.nodes.map((_, place) => place) : [index];
    return this.removersOf(taint, index).some(remover => places.some(place => this.starts(remover, place)));
  }

  /** Whether nothing that is left keeps a DaemonSet from a node. */
  private starts({ template }: DaemonSet, index: number): boolean {
    const { settled } = this.nodes[index] as NewNode;
    return verdict(template, { ...settled, taints: [...settled.taints, ...this.left[index] ?? []] }).shouldRun;
  }

  private removersOf(taint: Taint, index: number): DaemonSet[] {
    const { settled } = this.nodes[index] as NewNode;
    return remembered(this.removers[index], taint.key, () => this.daemonSets.filter(daemonSet => removes(daemonSet, taint, settled)));
  }

  /** Who makes a taint go away that does. */
  private passage(taint: Taint, index: number): string {
    const removers = this.removersOf(taint, index);
    return removers.length === 0 ? 'is gone' : `is gone: ${removers.map(nameOf).sort().join(' or ')} removes it`;
  }

  /** Why a taint never goes away. */
  private circle(daemonSet: DaemonSet, taint: Taint, index: number): string {
    const { settled } = this.nodes[index] as NewNode;
    const removers = this.removersOf(taint, index);
    if (removers.includes(daemonSet)) { return 'goes away only when it runs itself'; }
    const there = removers.filter(({ template }) => verdict(template, settled).shouldRun);
    const [remover] = there.length > 0 ? there : removers;
    if (!remover) { return 'stays'; }
    const names = `goes away only when ${nameOf(remover)} runs`;
    return there.length === 0 && !removedEverywhere(taint) ? `${names}, which it does not on this node` : `${names}, ${this.chain(remover, [daemonSet, remover], index)}`;
  }

  private remediesFor(daemonSet: DaemonSet, taint: Taint, index: number): Remedy[] {
    const others = this.removersOf(taint, index).filter(remover => remover !== daemonSet).map(nameOf).sort();
    return others.length === 0 ? [] : [{ text: `let ${others.join(' or ')} start on new nodes: it must tolerate what it waits for` }];
  }

  /** What a DaemonSet that never starts waits for, one after the other until one comes again. */
  private chain(waiting: DaemonSet, seen: readonly DaemonSet[], index: number): string {
    const [next] = this.neverFor(waiting, index).flatMap(({ taint }) => this.removersOf(taint, index).slice(0, 1).map(remover => ({ taint, remover })));
    if (!next) { return 'which starts on no node'; }
    const waits = `which waits for ${showTaint(next.taint)}`;
    if (next.remover === waiting) { return `${waits}, which goes away only when it runs itself`; }
    const names = `${waits}, which goes away only when ${nameOf(next.remover)} runs`;
    return seen.includes(next.remover) ? names : `${names}, ${this.chain(next.remover, [...seen, next.remover], index)}`;
  }
}

/** What is known under a key, or is worked out now, once. */
function remembered<K, V>(known: Map<K, V> | undefined, key: K, workOut: () => V): V {
  const value = known?.get(key) ?? workOut();
  known?.set(key, value);
  return value;
}

function byName(left: DaemonSet, right: DaemonSet): number {
  return compare(nameOf(left), nameOf(right));
}

/** The taints that a node has at first only. */
function passing({ settled, joining }: NewNode): Taint[] {
  return joining.taints.filter(({ key, effect }) => !settled.taints.some(taint => taint.key === key && taint.effect === effect));
}

/** What to tolerate so that nothing is waited for. */
function tolerations({ template }: DaemonSet, node: InventoryNode, taint: Taint): Reason['remedies'] {
  const [reason] = taintToleration(template, { ...node, taints: [taint] });
  return (reason?.remedies ?? []).filter(({ yaml }) => yaml !== undefined);
}
