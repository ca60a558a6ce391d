import { ClusterObjects } from '../model/cluster-objects';
import { DaemonSet, nameOf } from '../model/daemon-set';
import { compare } from '../model/order';
import { PodTemplate } from '../model/pod-template';
import { admit } from './admission/admission';
import { hostPortsOf } from './host-port';
import { KubernetesBehaviour } from './kubernetes-behaviour';
import { Reason } from './placement';
import { Pod } from './pod';
import { podLabelsOf } from './pod-labels';
import { podRequestsOf } from './pod-requests';

/** The pods of a DaemonSet: alike but for their nodes. */
export interface DaemonPod extends Pod {
  readonly daemonSet: DaemonSet;

  /** Why admission lets none be created. */
  readonly refusals: readonly Reason[];

  /** Who else than we and kube-scheduler decides. */
  readonly undecided: readonly Reason[];

  /** Whether it waits for somebody to remove a gate, and takes up no room until then. */
  readonly gated: boolean;
}

/** The pods that the controller creates for a DaemonSet. */
export function daemonPodOf(daemonSet: DaemonSet, objects: ClusterObjects, behaviour: KubernetesBehaviour): DaemonPod {
  const { namespace, template: { nodeName } } = daemonSet;
  const { template, priority, priorityClassName, preempts, overhead, nodeSelector, refusals, undecided } = admit(daemonSet, objects, behaviour);
  const title = nameOf(daemonSet);
  return {
    daemonSet,
    title,
    daemon: true,
    namespace,
    labels: podLabelsOf(daemonSet),
    priority,
    ...(priorityClassName === undefined ? {} : { priorityClassName }),
    preempts,
    requests: podRequestsOf(template, behaviour, overhead),
    overhead,
    hostPorts: hostPortsOf(template, behaviour),
    podAffinity: template.podAffinity,
    podAntiAffinity: template.podAntiAffinity,
    terminating: false,
    template,
    runtimeNodeSelector: nodeSelector,
    refusals,
    undecided: [...undecided, ...nodeName === undefined ? foreign(template) : []],
    gated: template.schedulingGates.length > 0,
  };
}

/** The order in which the pods of one node are placed: born bound ones, then by priority, namespace and name. */
export function inOrder(pods: readonly DaemonPod[]): DaemonPod[] {
  return [...pods].sort((left, right) =>
    Number(isBornBound(right)) - Number(isBornBound(left))
    || (isBornBound(left) ? 0 : right.priority - left.priority)
    || compare(left.namespace, right.namespace)
    || compare(left.daemonSet.name, right.daemonSet.name));
}

/** Whether the template names the node, so that the scheduler is not asked. */
export function isBornBound({ template }: Pod): boolean {
  return template.nodeName !== undefined;
}

function foreign({ schedulingGates, schedulerName }: PodTemplate): Reason[] {
  const remove = (field: string) => [{ text: `remove spec.template.spec.${field}`, yaml: { path: `spec.template.spec.${field}`, set: null } }];
  return [
    ...schedulingGates.length > 0 ? [{
      filter: 'SchedulingGates',
      code: 'SchedulingGated',
      message: `waits until somebody removes the scheduling gate ${schedulingGates.join(', ')}`,
      remedies: remove('schedulingGates'),
    }] : [],
    ...schedulerName !== 'default-scheduler' ? [{
      filter: 'SchedulerName',
      code: 'ForeignScheduler',
      message: `the scheduler ${schedulerName} decides, and its rules are unknown`,
      remedies: remove('schedulerName'),
    }] : [],
  ];
}
