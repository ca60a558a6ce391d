import { InventoryNode } from '../../model/node';
import { YamlEdit } from '../../model/yaml-edit';
import { Reason, Remedy } from '../placement';
import { Pod } from '../pod';
import { Domains, PeerSelector, Population } from '../population';

const AFFINITY = 'spec.template.spec.affinity.podAffinity';
const ANTI_AFFINITY = 'spec.template.spec.affinity.podAntiAffinity';

/** A term, and the pods that it is about. */
interface Term {
  readonly selector: PeerSelector;
  readonly domains: Domains;
}

/** What required pod affinity and anti-affinity say of one pod, asked node by node while its twins are bound. */
export class InterPodAffinity {
  private readonly affinity: readonly Term[];
  private readonly antiAffinity: readonly Term[];

  /** The anti-affinity of other pods that is about this one. */
  private readonly repelling: readonly Domains[];
  private readonly mayBeFirst: boolean;

  constructor(private readonly pod: Pod, population: Population) {
    const selectors = pod.podAffinity.map(term => new PeerSelector(term, pod, population));
    const matchesAll = (other: Pod) => selectors.every(selector => selector.matches(other));
    this.affinity = selectors.map(selector => ({ selector, domains: new Domains(selector.topologyKey, population.pods, matchesAll) }));
    this.mayBeFirst = matchesAll(pod);
    this.antiAffinity = pod.podAntiAffinity.map(term => {
      const selector = new PeerSelector(term, pod, population);
      return { selector, domains: new Domains(selector.topologyKey, population.pods, other => selector.matches(other)) };
    });
    this.repelling = repellingOf(pod, population);
  }

  /** Takes into account that the pod was bound to a node. */
  public bound(node: InventoryNode): void {
    for (const { domains } of [...this.affinity, ...this.antiAffinity]) { domains.bound(this.pod, node); }
  }

  /** Whether anything stands against the pod. */
  public refuses(node: InventoryNode): boolean {
    return this.affinityReasons(node).length > 0
      || this.antiAffinity.some(({ domains }) => domains.around(node).length > 0)
      || this.repelling.some(domains => domains.around(node).length > 0);
  }

  /** All that stands against the pod, its own affinity first. */
  public reasons(node: InventoryNode): Reason[] {
    return [
      ...this.affinityReasons(node),
      ...this.antiAffinity.filter(({ domains }) => domains.around(node).length > 0).map(({ domains }) => reason('UnsatisfiedPodAntiAffinity',
        `its pod anti-affinity keeps it away from ${titles(domains.around(node), this.pod)} ${where(domains.topologyKey, node)}`,
        [{ text: `remove ${ANTI_AFFINITY}, or narrow it: a DaemonSet never runs two pods on one node`, yaml: withoutRequired(ANTI_AFFINITY) }])),
      ...this.repelling.filter(domains => domains.around(node).length > 0).map(domains => reason('RepelledByPodAntiAffinity',
        `the pod anti-affinity of ${titles(domains.around(node), this.pod)} keeps it away ${where(domains.topologyKey, node)}`,
        [{ text: `narrow the pod anti-affinity of ${titles(domains.around(node), this.pod)}, or change the labels of the pods` }])),
    ];
  }

  /** The pods that keep this one away from a node. */
  public opponents(node: InventoryNode): Pod[] {
    return [...this.antiAffinity.map(({ domains }) => domains), ...this.repelling].flatMap(domains => domains.around(node)).filter(pod => pod !== this.pod);
  }

  /** Every term needs a pod that meets all of them; the first of pods that ask for each other needs none. */
  private affinityReasons(node: InventoryNode): Reason[] {
    const unlabeled = this.affinity.filter(({ selector }) => !node.labels.has(selector.topologyKey));
    if (unlabeled.length > 0) {
      return unlabeled.map(({ selector }) => reason('UnsatisfiedPodAffinity', `its pod affinity needs the label ${selector.topologyKey}, and the node has none`,
        [{ text: `label the node: kubectl label node NAME ${selector.topologyKey}=VALUE` }, { text: `change ${AFFINITY}` }]));
    }
    if (this.mayBeFirst && this.affinity.every(({ domains }) => domains.empty)) { return []; }
    return this.affinity.filter(({ domains }) => domains.around(node).length === 0).map(({ selector }) => reason('UnsatisfiedPodAffinity',
      `its pod affinity needs a pod with ${selector} ${where(selector.topologyKey, node)}, and none runs there`,
      [{ text: `remove ${AFFINITY}, and choose the nodes by nodeSelector or node affinity: a DaemonSet is created on every node all the same`, yaml: withoutRequired(AFFINITY) }]));
  }
}

function repellingOf(pod: Pod, population: Population): Domains[] {
  const repelling: Domains[] = [];
  for (const [other, nodes] of population.pods) {
    if (other === pod) { continue; }
    for (const term of other.podAntiAffinity) {
      if (new PeerSelector(term, other, population).matches(pod)) {
        repelling.push(new Domains(term.topologyKey, [[other, nodes]], resident => resident === other));
      }
    }
  }
  return repelling.filter(domains => !domains.empty);
}

function reason(code: string, message: string, remedies: readonly Remedy[]): Reason {
  return { filter: 'InterPodAffinity', code, message, remedies };
}

function withoutRequired(affinity: string): YamlEdit {
  return { path: `${affinity}.requiredDuringSchedulingIgnoredDuringExecution`, set: null };
}

function titles(pods: readonly Pod[], self: Pod): string {
  return [...new Set(pods.map(pod => pod === self ? 'its own pod' : pod.title))].sort().join(', ');
}

function where(topologyKey: string, node: InventoryNode): string {
  return topologyKey === 'kubernetes.io/hostname' ? 'on this node' : `in ${topologyKey}=${node.labels.get(topologyKey) ?? ''}`;
}
