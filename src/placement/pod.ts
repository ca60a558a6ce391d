import { HostPort } from './host-port';
import { PodRequests } from './pod-requests';
import { Labels } from '../model/label';
import { PodAffinityTerm, PodTemplate, Resources } from '../model/pod-template';

/** A pod as the scheduler sees it: worked out once, asked about on many nodes. */
export interface Pod {
  /** What it is called in reasons: `namespace/name` of its DaemonSet, or of itself. */
  readonly title: string;

  /** Whether it is a DaemonSet's, so that it is named where there is little room for names. */
  readonly daemon: boolean;
  readonly namespace: string;
  readonly labels: Labels;
  readonly priority: number;

  /** The PriorityClass that it names, or that pods get which name none. */
  readonly priorityClassName?: string;

  /** Whether it may push pods of a lower priority off its node. */
  readonly preempts: boolean;
  readonly requests: PodRequests;

  /** What it costs beside what its containers ask for. */
  readonly overhead: Resources;
  readonly hostPorts: readonly HostPort[];
  readonly podAffinity: readonly PodAffinityTerm[];
  readonly podAntiAffinity: readonly PodAffinityTerm[];
  readonly terminating: boolean;
  readonly template: PodTemplate;

  /** Labels that a node must have beside those of the template, because of its RuntimeClass. */
  readonly runtimeNodeSelector: Labels;
}
