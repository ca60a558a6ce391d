import { KubernetesBehaviour } from './kubernetes-behaviour';
import { Pod } from './pod';
import { Namespace } from '../model/cluster-objects';
import { Labels } from '../model/label';
import { LabelRequirement, meets, showLabelRequirement } from '../model/label-selector';
import { InventoryNode } from '../model/node';
import { PodAffinityTerm } from '../model/pod-template';

/** The pods of a cluster and the nodes that they are on. */
export class Population {
  private readonly nodesByPod = new Map<Pod, Set<InventoryNode>>();
  private readonly namespaces: ReadonlyMap<string, Labels>;

  constructor(public readonly nodes: readonly InventoryNode[], namespaces: readonly Namespace[], public readonly behaviour: KubernetesBehaviour) {
    this.namespaces = new Map(namespaces.map(({ name, labels }) => [name, labels]));
  }

  public add(pod: Pod, node: InventoryNode): void {
    const nodes = this.nodesByPod.get(pod);
    if (nodes) { nodes.add(node); } else { this.nodesByPod.set(pod, new Set([node])); }
  }

  public remove(pod: Pod, node: InventoryNode): void {
    this.nodesByPod.get(pod)?.delete(node);
  }

  /** Every pod, with the nodes on which it is. */
  public get pods(): Iterable<readonly [Pod, ReadonlySet<InventoryNode>]> {
    return this.nodesByPod;
  }

  /** The labels of a namespace; one that nobody described has its name alone. */
  public labelsOf(namespace: string): Labels {
    return this.namespaces.get(namespace) ?? new Map([['kubernetes.io/metadata.name', namespace]]);
  }
}

/** Which pods a term of pod affinity or anti-affinity is about. */
export class PeerSelector {
  private readonly requirements?: readonly LabelRequirement[];

  constructor(private readonly term: PodAffinityTerm, private readonly owner: Pod, private readonly population: Population) {
    this.requirements = term.selector && [...term.selector, ...population.behaviour.podAffinityLabelKeys ? labelKeysOf(term, owner.labels) : []];
  }

  public get topologyKey(): string {
    return this.term.topologyKey;
  }

  /** Whether it is about a pod. A term without a selector is about none. */
  public matches(pod: Pod): boolean {
    return this.requirements !== undefined && this.covers(pod.namespace) && this.requirements.every(requirement => meets(requirement, pod.labels));
  }

  public toString(): string {
    return this.requirements?.map(showLabelRequirement).join(',') || 'any labels';
  }

  private covers(namespace: string): boolean {
    const { namespaces, namespaceSelector } = this.term;
    if (namespaces.length === 0 && !namespaceSelector) { return namespace === this.owner.namespace; }
    const labels = this.population.labelsOf(namespace);
    return namespaces.includes(namespace) || namespaceSelector !== undefined && namespaceSelector.every(requirement => meets(requirement, labels));
  }
}

/** The pods that something asks about, by the value that a label has on their nodes. */
export class Domains {
  private readonly podsByValue = new Map<string, Pod[]>();

  /**
   * @param pods those that are looked at, with their nodes
   * @param matches those of them that count
   */
  constructor(
    public readonly topologyKey: string,
    pods: Iterable<readonly [Pod, ReadonlySet<InventoryNode>]>,
    private readonly matches: (pod: Pod) => boolean,
  ) {
    for (const [pod, nodes] of pods) {
      if (matches(pod)) { nodes.forEach(node => this.count(pod, node)); }
    }
  }

  /** Whether no pod counts anywhere. */
  public get empty(): boolean {
    return this.podsByValue.size === 0;
  }

  /** The pods that count where a node is; none where it has no such label. */
  public around(node: InventoryNode): readonly Pod[] {
    const value = node.labels.get(this.topologyKey);
    return value === undefined ? [] : this.podsByValue.get(value) ?? [];
  }

  /** Counts a pod that was bound since. */
  public bound(pod: Pod, node: InventoryNode): void {
    if (this.matches(pod)) { this.count(pod, node); }
  }

  private count(pod: Pod, node: InventoryNode): void {
    const value = node.labels.get(this.topologyKey);
    if (value === undefined) { return; }
    const pods = this.podsByValue.get(value);
    if (pods) { pods.push(pod); } else { this.podsByValue.set(value, [pod]); }
  }
}

/** The conditions that a term's label keys add, from the labels of the pod that has it. */
function labelKeysOf({ matchLabelKeys, mismatchLabelKeys }: PodAffinityTerm, labels: Labels): LabelRequirement[] {
  const from = (keys: readonly string[], operator: 'In' | 'NotIn') => keys.flatMap(key => {
    const value = labels.get(key);
    return value === undefined ? [] : [{ key, operator, values: [value] }];
  });
  return [...from(matchLabelKeys, 'In'), ...from(mismatchLabelKeys, 'NotIn')];
}
