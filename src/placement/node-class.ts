import { LabelSelector } from '../model/label-selector';
import { Allocatable, InventoryNode } from '../model/node';
import { PodTemplate } from '../model/pod-template';
import { Quantity } from '../model/quantity';
import { showTaint } from '../model/taint';
import { isTypo } from './filters/typo';
import { Pod } from './pod';
import { showResidents } from './resident-pod';

const NOBODY: ReadonlyMap<string, readonly Pod[]> = new Map();

/** Nodes that nobody who asks can tell apart; the first of them speaks for all. */
export interface NodeClass {
  readonly node: InventoryNode;
  readonly nodes: readonly InventoryNode[];
}

/** What is asked about nodes: only these labels and names can tell one from another. */
export class Questions {
  private readonly labels = new Set<string>();
  private readonly names = new Set<string>();
  private pools = false;
  private readonly allocatables = new Map<Allocatable, string>();
  private readonly amounts = new Map<Quantity, number>();
  private readonly numbers = new Map<bigint, number>();

  /** Adds what a pod asks. Labels that only its neighbours' places are told by are no question: they split no class that answers do not. */
  public addPod({ template, runtimeNodeSelector }: Pod): void {
    this.addTemplate(template);
    for (const key of runtimeNodeSelector.keys()) { this.labels.add(key); }
  }

  /** Adds what a pod template asks. */
  public addTemplate(template: PodTemplate): void {
    if (template.nodeName !== undefined) { this.names.add(template.nodeName); }
    for (const key of template.nodeSelector.keys()) { this.labels.add(key); }
    if (template.osName !== undefined) { this.labels.add('kubernetes.io/os'); }
    for (const term of template.nodeAffinity?.terms ?? []) {
      for (const { key } of term.expressions) { this.labels.add(key); }
      for (const { values } of term.fields) { values.forEach(value => this.names.add(value)); }
    }
  }

  /** Whether everything that a pod asks is asked already, so that the classes are fine enough for it. */
  public cover(pod: Pod): boolean {
    const asked = new Questions();
    asked.addPod(pod);
    return [...asked.labels].every(key => this.labels.has(key)) && [...asked.names].every(name => this.names.has(name));
  }

  /** Adds the question which value a label has. */
  public addLabel(key: string): void {
    this.labels.add(key);
  }

  /** Adds what a selector asks. */
  public addSelector(selector: LabelSelector): void {
    for (const { key } of selector.requirements) { this.labels.add(key); }
  }

  /** Adds the question in which pool a node was declared. */
  public addPools(): void {
    this.pools = true;
  }

  /**
   * The classes of these nodes, in the order of their first members.
   *
   * @param residents the pods that nodes hold already, by the node's name
   */
  public classesOf(nodes: readonly InventoryNode[], residents: ReadonlyMap<string, readonly Pod[]> = NOBODY): NodeClass[] {
    this.addTypos(nodes);
    const members = new Map<string, InventoryNode[]>();
    for (const node of nodes) {
      const signature = this.signatureOf(node, residents.get(node.name));
      const others = members.get(signature);
      if (others) { others.push(node); } else { members.set(signature, [node]); }
    }
    return [...members.values()].map(alike => ({ node: alike[0] as InventoryNode, nodes: alike }));
  }

  /** A label that is spelled almost like one that is asked for is named in reasons, so it tells nodes apart, too. */
  private addTypos(nodes: readonly InventoryNode[]): void {
    const present = new Set<string>();
    for (const { labels } of nodes) {
      for (const key of labels.keys()) { present.add(key); }
    }
    for (const asked of [...this.labels]) {
      for (const key of present) {
        if (isTypo(asked, key)) { this.labels.add(key); }
      }
    }
  }

  private signatureOf(node: InventoryNode, residents: readonly Pod[] | undefined): string {
    const hostname = node.labels.get('kubernetes.io/hostname');
    const parts: string[] = [
      this.names.has(node.name) ? node.name : '',
      hostname !== undefined && this.names.has(hostname) ? hostname : '',
      node.virtual ? 'virtual' : '',
      node.unschedulable ? 'unschedulable' : '',
      this.pools && node.pool !== undefined ? `pool ${node.pool}` : '',
    ];
    for (const key of this.labels) {
      const value = node.labels.get(key);
      parts.push(value === undefined ? '-' : `=${value}`);
    }
    parts.push(node.taints.length === 0 ? '' : node.taints.map(showTaint).sort().join(' '), this.roomOf(node.allocatable), residents ? showResidents(residents) : '');
    return parts.join('\n');
  }

  private roomOf(allocatable: Allocatable | undefined): string {
    if (!allocatable) { return ''; }
    let room = this.allocatables.get(allocatable);
    if (room === undefined) {
      const amounts: string[] = [];
      for (const [name, quantity] of allocatable.quantities) { amounts.push(`${name}=${this.numberOf(quantity)}`); }
      room = `${amounts.sort().join(' ')}?${[...allocatable.undeclared].sort().join(' ')}`;
      this.allocatables.set(allocatable, room);
    }
    return room;
  }

  /** A short number for an amount, the same for equal ones: most nodes have amounts that others have, too. */
  private numberOf(quantity: Quantity): number {
    let number = this.amounts.get(quantity);
    if (number === undefined) {
      number = this.numbers.get(quantity.nanos) ?? this.numbers.size;
      this.numbers.set(quantity.nanos, number);
      this.amounts.set(quantity, number);
    }
    return number;
  }
}
