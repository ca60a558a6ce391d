import { HostPort, portsConflict } from './host-port';
import { Pod } from './pod';
import { amountOf } from './pod-requests';
import { Allocatable, InventoryNode } from '../model/node';

const NOTHING = 0n;
const capacities = new WeakMap<Allocatable, ReadonlyMap<string, bigint>>();

/** A node and the pods on it: the room and the ports that are left. */
export class NodeRoom {
  /** What the node has; undefined where nothing is declared, so that room is endless. */
  public readonly capacity?: ReadonlyMap<string, bigint>;
  private readonly residents: Pod[] = [];
  private readonly used = new Map<string, bigint>();
  private readonly ports: { readonly port: HostPort; readonly pod: Pod }[] = [];

  constructor(public readonly node: InventoryNode, residents: readonly Pod[] = []) {
    this.capacity = node.allocatable && capacityOf(node.allocatable);
    residents.forEach(pod => this.add(pod));
  }

  /** The pods on the node, in the order in which they came. */
  public get pods(): readonly Pod[] {
    return this.residents;
  }

  public add(pod: Pod): void {
    this.residents.push(pod);
    for (const [resource, amount] of pod.requests.amounts) { this.used.set(resource, this.usedOf(resource) + amount); }
    for (const port of pod.hostPorts) { this.ports.push({ port, pod }); }
  }

  public remove(pod: Pod): void {
    this.residents.splice(this.residents.indexOf(pod), 1);
    for (const [resource, amount] of pod.requests.amounts) { this.used.set(resource, this.usedOf(resource) - amount); }
    this.ports.splice(0, this.ports.length, ...this.ports.filter(taken => taken.pod !== pod));
  }

  /** What the pods on the node take of a resource. */
  public usedOf(resource: string): bigint {
    return this.used.get(resource) ?? NOTHING;
  }

  /** What the node has of a resource; undefined where its author left that open. */
  public allocatableOf(resource: string): bigint | undefined {
    return this.node.allocatable?.undeclared.has(resource) ? undefined : this.capacity?.get(resource) ?? NOTHING;
  }

  /** Whether some pod has a port that conflicts. */
  public isTaken(wanted: HostPort): boolean {
    return this.ports.some(({ port }) => portsConflict(port, wanted));
  }

  /** The ports that conflict with one, and the pods that have them. */
  public holdersOf(wanted: HostPort): readonly { readonly port: HostPort; readonly pod: Pod }[] {
    return this.ports.filter(({ port }) => portsConflict(port, wanted));
  }
}

function capacityOf(allocatable: Allocatable): ReadonlyMap<string, bigint> {
  const known = capacities.get(allocatable);
  if (known) { return known; }
  const capacity = new Map([...allocatable.quantities].map(([resource, quantity]) => [resource, amountOf(resource, quantity)]));
  capacities.set(allocatable, capacity);
  return capacity;
}
