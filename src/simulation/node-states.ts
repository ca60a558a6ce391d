import { showDuration } from '../model/duration';
import { namedNodes } from '../model/named-nodes';
import { InventoryNode } from '../model/node';
import { NodeChange, NodeEvent } from '../model/node-event';
import { withTaints } from '../model/scenario';
import { Taint, TaintEffect } from '../model/taint';

const UNSCHEDULABLE: Taint = { key: 'node.kubernetes.io/unschedulable', effect: TaintEffect.NO_SCHEDULE };

/** What a node has while it is not ready: at first, as admission marks it, and later, as the node lifecycle controller does. */
const NEW: Taint = { key: 'node.kubernetes.io/not-ready', effect: TaintEffect.NO_SCHEDULE };
const NOT_READY: readonly Taint[] = [NEW, { ...NEW, effect: TaintEffect.NO_EXECUTE }];

/** A node at some time. */
export interface NodeState {
  readonly node: InventoryNode;
  readonly joinedAt: number;

  /** Taints that go away when it is ready, or by the agents that remove them. */
  readonly passing: readonly Taint[];

  /** From when on it can be ready. */
  readonly readyAt: number;
}

/** The nodes that an event concerned, or why it cannot happen. */
export type Applied = { readonly nodes: readonly string[] } | { readonly problem: string };

/** The nodes of a cluster while things happen to them. */
export class NodeStates {
  private readonly states = new Map<string, NodeState>();
  private readonly left = new Map<string, number>();

  constructor(nodes: readonly InventoryNode[]) {
    nodes.forEach(node => this.states.set(node.name, { node, joinedAt: 0, passing: [], readyAt: 0 }));
  }

  /** Those that are there, by name. */
  public get all(): readonly NodeState[] {
    return [...this.states.values()];
  }

  /** One that is there. */
  public tryState(name: string): NodeState | undefined {
    return this.states.get(name);
  }

  /** Takes away taints of a node that were there for a while only. */
  public pass(name: string, gone: (taint: Taint, state: NodeState) => boolean): readonly Taint[] {
    const state = this.states.get(name);
    const taints = state?.passing.filter(taint => gone(taint, state)) ?? [];
    if (state && taints.length > 0) {
      this.states.set(name, {
        ...state,
        node: { ...state.node, taints: state.node.taints.filter(taint => !taints.some(other => isSame(taint, other))) },
        passing: state.passing.filter(taint => !taints.includes(taint)),
      });
    }
    return taints;
  }

  /** Lets an event happen, if it can. */
  public apply({ atSeconds, change }: NodeEvent): Applied {
    if (change.kind === 'nodeJoins') { return this.join(change.node, atSeconds, change.readyAfterSeconds); }
    const named = namedNodes(change.nodes, this.all.map(({ node }) => node));
    if ('problem' in named) { return { problem: `${named.problem} ${this.absence(change.nodes, atSeconds)}` }; }
    if (change.kind === 'taintRemoved' && !named.nodes.some(node => node.taints.some(taint => isMeant(taint, change.taint)))) {
      const { key, effect } = change.taint;
      return { problem: `no such node has the taint ${key}${effect ? `:${effect}` : ''} at ${showDuration(atSeconds)}` };
    }
    for (const { name } of named.nodes) {
      const state = this.states.get(name);
      const changed = state && changedBy(change, state, atSeconds);
      if (changed) {
        this.states.set(name, changed);
      } else {
        this.states.delete(name);
        this.left.set(name, atSeconds);
      }
    }
    return { nodes: named.nodes.map(({ name }) => name).sort() };
  }

  private join(node: InventoryNode, now: number, readyAfter: number): Applied {
    if (this.states.has(node.name)) { return { problem: `node ${node.name} is there already at ${showDuration(now)}` }; }
    const passing = withTaints([NEW], node.startupTaints).filter(taint => !node.taints.some(other => isSame(taint, other)));
    this.states.set(node.name, { node: { ...node, taints: withTaints(node.taints, passing) }, joinedAt: now, passing, readyAt: now + readyAfter });
    return { nodes: [node.name] };
  }

  /** When nodes that are not there left, for messages. */
  private absence(text: string, now: number): string {
    const left = text.split(',').map(name => name.trim()).find(name => this.left.has(name) && !this.states.has(name));
    return `at ${showDuration(now)}${left === undefined ? '' : `: ${left} left at ${showDuration(this.left.get(left) ?? 0)}`}`;
  }
}

/** A node after a change; undefined where it leaves. */
function changedBy(change: Exclude<NodeChange, { kind: 'nodeJoins' }>, state: NodeState, now: number): NodeState | undefined {
  const { node } = state;
  switch (change.kind) {
    case 'nodeLeaves': return undefined;
    case 'cordon': case 'drain': return { ...state, node: { ...node, unschedulable: true, taints: withTaints(node.taints, [UNSCHEDULABLE]) } };
    case 'uncordon': return { ...state, node: { ...node, unschedulable: false, taints: node.taints.filter(taint => !isSame(taint, UNSCHEDULABLE)) } };
    case 'taintAdded': return { ...without(state, taint => isSame(taint, change.taint)), node: { ...node, taints: withTaints(node.taints, [change.taint]) } };
    case 'taintRemoved': return without(state, taint => isMeant(taint, change.taint));
    case 'labelChanged': return { ...state, node: { ...node, labels: relabelled(node, change.label, change.value) } };
    case 'notReadyFor': return {
      ...state,
      node: { ...node, taints: withTaints(node.taints, NOT_READY) },
      passing: withTaints(state.passing, NOT_READY),
      readyAt: Math.max(state.readyAt, now + change.seconds),
    };
  }
}

function without(state: NodeState, gone: (taint: Taint) => boolean): NodeState {
  return { ...state, node: { ...state.node, taints: state.node.taints.filter(taint => !gone(taint)) }, passing: state.passing.filter(taint => !gone(taint)) };
}

function relabelled({ labels }: InventoryNode, label: string, value: string | undefined): ReadonlyMap<string, string> {
  const others = [...labels].filter(([key]) => key !== label);
  return new Map(value === undefined ? others : [...others, [label, value]]);
}

function isSame(left: Taint, right: Taint): boolean {
  return left.key === right.key && left.effect === right.effect;
}

function isMeant(taint: Taint, { key, effect }: { readonly key: string; readonly effect?: string }): boolean {
  return taint.key === key && (effect === undefined || taint.effect === effect);
}
