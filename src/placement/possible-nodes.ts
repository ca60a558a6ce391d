import { bareDaemonSet } from './bare-daemon-set';
import { verdict } from './daemon-controller';
import { DaemonPod, daemonPodOf } from './daemon-pod';
import { isHard } from './filters/pod-topology-spread';
import { behaviourOf, KubernetesBehaviour } from './kubernetes-behaviour';
import { Questions } from './node-class';
import { NodeRoom } from './node-room';
import { Scheduler } from './scheduler';
import { ClusterObjects, NO_OBJECTS } from '../model/cluster-objects';
import { InventoryNode } from '../model/node';
import { PodTemplate } from '../model/pod-template';

/** Refusals of classes that the cluster may have all the same: whoever makes these pods is not judged, so that nobody had to give them. */
const ABSENT: readonly string[] = ['MissingPriorityClass', 'MissingRuntimeClass'];

/** What decides about nodes, and nobody told us. */
const UNSEEN: readonly string[] = ['ForeignScheduler', 'UnknownRuntimeClass', 'MissingRuntimeClass'];

/** An object that makes pods, and what decides about them besides nodes. */
export interface PodMaker {
  readonly namespace: string;
  readonly name: string;

  /** As its pods have it, automatic tolerations included. */
  readonly template: PodTemplate;
}

/**
 * The nodes to which pods may be sent, whoever makes them: those that selector, required node affinity, taints, RuntimeClass and an empty
 * node's room and ports allow, and that have the labels over which they must be spread. What other pods there are is not looked at.
 */
export class PossibleNodes {
  private readonly pod: DaemonPod;
  private readonly scheduler: Scheduler;
  private readonly behaviour: KubernetesBehaviour;

  /** The labels without which the scheduler sends no pod to a node. */
  private readonly topologyKeys: readonly string[];

  constructor(maker: PodMaker, { minor, objects = NO_OBJECTS }: { readonly minor: number; readonly objects?: ClusterObjects }) {
    this.behaviour = behaviourOf(minor);
    this.pod = daemonPodOf(bareDaemonSet(maker, maker.template), objects, this.behaviour);
    this.scheduler = new Scheduler(this.pod, { behaviour: this.behaviour });
    const { nodeName, spreadConstraints } = this.pod.template;
    this.topologyKeys = nodeName === undefined ? spreadConstraints.filter(isHard).map(({ topologyKey }) => topologyKey) : [];
  }

  /** Whether nothing that is not looked at keeps pods off possible nodes: another scheduler, the place of other pods, a RuntimeClass that nobody gave. */
  public get certain(): boolean {
    const { template, undecided, refusals } = this.pod;
    return template.podAffinity.length === 0 && ![...undecided, ...refusals].some(({ code }) => UNSEEN.includes(code));
  }

  /** Adds what a pod asks about nodes: two that it cannot tell apart are both possible, or neither is. */
  public addTo(questions: Questions): void {
    questions.addPod(this.pod);
    this.topologyKeys.forEach(key => questions.addLabel(key));
  }

  /** Whether a pod may be sent to a node. */
  public has(node: InventoryNode): boolean {
    const { refusals, template } = this.pod;
    return refusals.every(({ code }) => ABSENT.includes(code)) && verdict(template, node).shouldRun
      && this.topologyKeys.every(key => node.labels.has(key)) && this.scheduler.fits(new NodeRoom(node));
  }
}
