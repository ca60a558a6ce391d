import { untolerated } from './taint-toleration';
import { Labels } from '../../model/label';
import { LabelRequirement, meets, showLabelRequirement } from '../../model/label-selector';
import { InventoryNode } from '../../model/node';
import { SpreadConstraint } from '../../model/pod-template';
import { Reason } from '../placement';
import { Pod } from '../pod';
import { Population } from '../population';

const CONSTRAINTS = 'spec.template.spec.topologySpreadConstraints';

/** A constraint, and how many pods it counts in each domain. */
interface Counted {
  readonly constraint: SpreadConstraint;
  readonly selector: readonly LabelRequirement[] | undefined;
  readonly matchesSelf: boolean;
  readonly counts: Map<string, number>;
}

/** Whether a pod has a constraint that can keep it from being bound. */
export function isSpread(pod: Pod): boolean {
  return pod.template.spreadConstraints.some(isHard);
}

/** A constraint that the scheduler does not bend. */
export function isHard({ whenUnsatisfiable }: SpreadConstraint): boolean {
  return whenUnsatisfiable === 'DoNotSchedule';
}

/** What the topology spread constraints of one pod say, asked node by node while its twins are bound. */
export class PodTopologySpread {
  private readonly hard: readonly Counted[];
  private readonly residents: Map<InventoryNode, Pod[]>;

  constructor(private readonly pod: Pod, population: Population) {
    const constraints = pod.template.spreadConstraints.filter(isHard);
    this.residents = constraints.length > 0 ? residentsOf(population) : new Map();
    this.hard = constraints.map(constraint => {
      const selector = selectorOf(constraint, pod.labels);
      const counted = { constraint, selector, matchesSelf: selector !== undefined && selects(selector, pod.labels), counts: new Map<string, number>() };
      if (constraint.nodeAffinityPolicy === 'Ignore') { population.nodes.forEach(node => this.countNode(counted, constraints, node)); }
      return counted;
    });
  }

  /** Takes into account that the pod was bound to a node. */
  public bound(node: InventoryNode): void {
    if (this.hard.length === 0) { return; }
    const pods = this.residents.get(node);
    if (pods) { pods.push(this.pod); } else { this.residents.set(node, [this.pod]); }
    for (const { constraint, selector, counts } of this.hard) {
      const count = counts.get(node.labels.get(constraint.topologyKey) ?? '');
      if (count !== undefined && this.isEligible(constraint, this.hard.map(other => other.constraint), node)) {
        counts.set(node.labels.get(constraint.topologyKey) ?? '', count + countOf([this.pod], selector, this.pod.namespace));
      }
    }
  }

  /** All constraints that the pod would break on a node. */
  public reasons(node: InventoryNode): Reason[] {
    return this.hard.flatMap(counted => this.reasonOf(counted, node));
  }

  private reasonOf(counted: Counted, node: InventoryNode): Reason[] {
    const { constraint: { topologyKey, maxSkew, minDomains = 1 }, selector, matchesSelf } = counted;
    const value = node.labels.get(topologyKey);
    if (value === undefined) { return [reason('MissingTopologyKey', `its spread over ${topologyKey} needs that label, and the node has none`)]; }
    const counts = this.countsFor(counted, node);
    const least = counts.size < minDomains ? 0 : Math.min(...counts.values());
    const here = (counts.get(value) ?? 0) + (matchesSelf ? 1 : 0);
    if (here - least <= maxSkew) { return []; }
    const peers = selector?.map(showLabelRequirement).join(',') || 'any labels';
    return [reason('UnsatisfiedSpread', `its spread over ${topologyKey} allows a skew of ${maxSkew}: with it ${here} pods with ${peers} would run in ${topologyKey}=${value}, and the fewest elsewhere are ${least}`)];
  }

  /** A pod of a DaemonSet names its node, so unless node affinity is ignored that node is the only one that counts. */
  private countsFor({ constraint, selector, counts }: Counted, node: InventoryNode): ReadonlyMap<string, number> {
    if (constraint.nodeAffinityPolicy === 'Ignore') { return counts; }
    const constraints = this.hard.map(other => other.constraint);
    return this.isEligible(constraint, constraints, node)
      ? new Map([[node.labels.get(constraint.topologyKey) ?? '', countOf(this.residents.get(node) ?? [], selector, this.pod.namespace)]])
      : new Map();
  }

  private countNode({ constraint, selector, counts }: Counted, constraints: readonly SpreadConstraint[], node: InventoryNode): void {
    if (!this.isEligible(constraint, constraints, node)) { return; }
    const value = node.labels.get(constraint.topologyKey) ?? '';
    counts.set(value, (counts.get(value) ?? 0) + countOf(this.residents.get(node) ?? [], selector, this.pod.namespace));
  }

  /** Only nodes with the keys of all constraints count, and where taints are honoured only those that the pod tolerates. */
  private isEligible({ nodeAffinityPolicy, nodeTaintsPolicy }: SpreadConstraint, constraints: readonly SpreadConstraint[], node: InventoryNode): boolean {
    return constraints.every(({ topologyKey }) => node.labels.has(topologyKey))
      && (nodeAffinityPolicy === 'Ignore' || [...this.pod.runtimeNodeSelector].every(([key, value]) => node.labels.get(key) === value))
      && (nodeTaintsPolicy !== 'Honor' || untolerated(this.pod.template, node).length === 0);
  }
}

function residentsOf({ pods }: Population): Map<InventoryNode, Pod[]> {
  const residents = new Map<InventoryNode, Pod[]>();
  for (const [pod, nodes] of pods) {
    for (const node of nodes) {
      const others = residents.get(node);
      if (others) { others.push(pod); } else { residents.set(node, [pod]); }
    }
  }
  return residents;
}

function selectorOf({ selector, matchLabelKeys }: SpreadConstraint, labels: Labels): readonly LabelRequirement[] | undefined {
  const keys = matchLabelKeys.flatMap(key => {
    const value = labels.get(key);
    return value === undefined ? [] : [{ key, operator: 'In' as const, values: [value] }];
  });
  return selector && [...selector, ...keys];
}

function selects(selector: readonly LabelRequirement[], labels: Labels): boolean {
  return selector.every(requirement => meets(requirement, labels));
}

/** An empty selector counts nobody, although it matches the pod itself. */
function countOf(pods: readonly Pod[], selector: readonly LabelRequirement[] | undefined, namespace: string): number {
  if (selector === undefined || selector.length === 0) { return 0; }
  return pods.filter(pod => !pod.terminating && pod.namespace === namespace && selects(selector, pod.labels)).length;
}

function reason(code: string, message: string): Reason {
  return { filter: 'PodTopologySpread', code, message, remedies: [{ text: `remove ${CONSTRAINTS}: a DaemonSet runs one pod on each node anyway`, yaml: { path: CONSTRAINTS, set: null } }] };
}
