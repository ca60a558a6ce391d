import { Labels } from './label';
import { EVERYTHING, LabelSelector, selects } from './label-selector';
import { InventoryNode } from './node';
import { Source } from './source';
import { showTaint, Taint, TaintEffect } from './taint';
import { typoOf } from './typo';

/** A state that is laid over the nodes of a cluster: what it adds to the declared one, and takes from it. */
export interface Scenario {
  readonly name: string;

  /** The nodes that it concerns. Virtual ones it never does. */
  readonly nodes: LabelSelector;
  readonly addTaints: readonly Taint[];
  readonly addLabels: Labels;
  readonly removeLabels: readonly string[];

  /** The nodes join: they have their startup taints, and no pod is there yet. */
  readonly joins: boolean;

  /** The kubelet does not answer, so that no pod comes in the place of one that was evicted. */
  readonly silent: boolean;

  /** Where a policy declares it. */
  readonly source?: Source;
}

const NOTHING: Omit<Scenario, 'name'> = { nodes: EVERYTHING, addTaints: [], addLabels: new Map(), removeLabels: [], joins: false, silent: false };

const noSchedule = (key: string, value?: string): Taint => ({ key, ...(value === undefined ? {} : { value }), effect: TaintEffect.NO_SCHEDULE });
const noExecute = (key: string): Taint => ({ key, effect: TaintEffect.NO_EXECUTE });
const scenario = (name: string, addTaints: readonly Taint[], more: Partial<Scenario> = {}): Scenario => ({ ...NOTHING, name, addTaints, ...more });

/** When an autoscaler decided to remove a node: the value of its taints is a time. */
const SOME_TIME = '1767225600';

/**
 * What happens to nodes in every cluster, with the taints that Kubernetes and the autoscalers then give them.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/utils/taints/taints.go
 * @see https://github.com/kubernetes-sigs/karpenter/blob/main/pkg/apis/v1/taints.go
 */
export const BUILT_IN_SCENARIOS: readonly Scenario[] = [
  scenario('cordoned', [noSchedule('node.kubernetes.io/unschedulable')]),
  scenario('not-ready', [noSchedule('node.kubernetes.io/not-ready'), noExecute('node.kubernetes.io/not-ready')]),
  scenario('unreachable', [noSchedule('node.kubernetes.io/unreachable'), noExecute('node.kubernetes.io/unreachable')], { silent: true }),
  scenario('disk-pressure', [noSchedule('node.kubernetes.io/disk-pressure')]),
  scenario('memory-pressure', [noSchedule('node.kubernetes.io/memory-pressure')]),
  scenario('pid-pressure', [noSchedule('node.kubernetes.io/pid-pressure')]),
  scenario('network-unavailable', [noSchedule('node.kubernetes.io/network-unavailable')]),
  scenario('uninitialized', [noSchedule('node.cloudprovider.kubernetes.io/uninitialized', 'true')]),
  scenario('autoscaler-scale-down', [
    noSchedule('ToBeDeletedByClusterAutoscaler', SOME_TIME),
    { key: 'DeletionCandidateOfClusterAutoscaler', value: SOME_TIME, effect: TaintEffect.PREFER_NO_SCHEDULE },
  ]),
  scenario('karpenter-disrupted', [noSchedule('karpenter.sh/disrupted')]),
  scenario('new-node', [noSchedule('node.kubernetes.io/not-ready')], { joins: true }),
];

/** A scenario that a policy declares. */
export function ownScenario(name: string, state: Partial<Scenario>): Scenario {
  return { ...NOTHING, ...state, name };
}

/** Whether a scenario concerns a node. */
export function concerns({ nodes }: Scenario, node: InventoryNode): boolean {
  return !node.virtual && selects(nodes, node.labels);
}

/** A node as a scenario leaves it. A node has one taint of a key and effect: the scenario's. */
export function nodeIn(state: Scenario, node: InventoryNode): InventoryNode {
  if (!concerns(state, node)) { return node; }
  const added = [...state.addTaints, ...state.joins ? node.startupTaints : []];
  return {
    ...node,
    labels: state.addLabels.size + state.removeLabels.length === 0 ? node.labels : labelsIn(state, node.labels),
    taints: added.length === 0 ? node.taints : withTaints(node.taints, added),
  };
}

/** Taints with others added; one of the same key and effect is replaced. */
export function withTaints(taints: readonly Taint[], added: readonly Taint[]): Taint[] {
  return [...new Map([...taints, ...added].map(taint => [`${taint.key}:${taint.effect}`, taint])).values()];
}

/** What a scenario adds to some nodes and takes from them: `+a=b:NoSchedule`, `-disk`. */
export function showState({ addTaints, addLabels, removeLabels, joins }: Scenario, nodes: readonly InventoryNode[]): string[] {
  const startupTaints = joins ? nodes.flatMap(node => node.startupTaints) : [];
  return [
    ...new Set([...addTaints, ...startupTaints].map(taint => `+${showTaint(taint)}`)),
    ...[...addLabels].map(([key, value]) => `+${key}=${value}`),
    ...removeLabels.map(key => `-${key}`),
  ];
}

/** Scenarios that are asked for, and what is wrong with their names. */
export interface NamedScenarios {
  readonly scenarios: readonly Scenario[];
  readonly problems: readonly string[];
}

/** The scenarios of some names, each once. */
export function scenariosNamed(names: readonly string[], own: readonly Scenario[] = []): NamedScenarios {
  const known = new Map([...BUILT_IN_SCENARIOS, ...own].map(one => [one.name, one]));
  const asked = [...new Set(names)];
  return {
    scenarios: asked.flatMap(name => known.get(name) ?? []),
    problems: asked.filter(name => !known.has(name)).map(name => `there is no scenario "${name}"${typoOf(name, known.keys())}; there are ${[...known.keys()].join(', ')}`),
  };
}

function labelsIn({ addLabels, removeLabels }: Scenario, labels: Labels): Labels {
  const kept = [...labels].filter(([key]) => !removeLabels.includes(key));
  return new Map([...kept, ...addLabels]);
}
