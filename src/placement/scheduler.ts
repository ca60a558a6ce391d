import { InventoryNode } from '../model/node';
import { InterPodAffinity } from './filters/inter-pod-affinity';
import { fitsPorts, nodePorts } from './filters/node-ports';
import { fitsResources, nodeResourcesFit } from './filters/node-resources-fit';
import { nodeUnschedulable } from './filters/node-unschedulable';
import { PodTopologySpread } from './filters/pod-topology-spread';
import { runtimeNodeAffinity } from './filters/runtime-node-affinity';
import { KubernetesBehaviour } from './kubernetes-behaviour';
import { NodeRoom } from './node-room';
import { Reason } from './placement';
import { Pod } from './pod';
import { Population } from './population';

/** What kube-scheduler says of one pod, node by node, while its twins are bound. */
export class Scheduler {
  private readonly affinity?: InterPodAffinity;
  private readonly spread?: PodTopologySpread;

  private readonly behaviour: KubernetesBehaviour;

  /** @param surroundings without the pods of the cluster where no pod asks where the others are */
  constructor(private readonly pod: Pod, { behaviour, population }: { readonly behaviour: KubernetesBehaviour; readonly population?: Population }) {
    this.behaviour = behaviour;
    this.affinity = population && new InterPodAffinity(pod, population);
    this.spread = population && new PodTopologySpread(pod, population);
  }

  /** Whether no filter refuses the pod. */
  public fits(room: NodeRoom): boolean {
    return this.hasRoom(room)
      && nodeUnschedulable(this.pod, room).length === 0
      && runtimeNodeAffinity(this.pod, room).length === 0
      && (this.spread?.reasons(room.node).length ?? 0) === 0
      && !this.affinity?.refuses(room.node);
  }

  /** Whether room and ports of a node suffice. */
  public hasRoom(room: NodeRoom): boolean {
    return fitsPorts(this.pod, room) && fitsResources(this.pod, room, this.behaviour);
  }

  /** What all filters say against the pod, in the order in which kube-scheduler asks them. */
  public reasons(room: NodeRoom): Reason[] {
    return [
      ...nodeUnschedulable(this.pod, room),
      ...runtimeNodeAffinity(this.pod, room),
      ...nodePorts(this.pod, room),
      ...nodeResourcesFit(this.pod, room, this.behaviour),
      ...this.spread?.reasons(room.node) ?? [],
      ...this.affinity?.reasons(room.node) ?? [],
    ];
  }

  /** The pods whose pod anti-affinity, or to whom its own, keeps the pod off a node. */
  public opponents(node: InventoryNode): readonly Pod[] {
    return this.affinity?.opponents(node) ?? [];
  }

  /** Takes into account that one of the pods was bound to a node. */
  public bound(node: InventoryNode): void {
    this.affinity?.bound(node);
    this.spread?.bound(node);
  }
}
