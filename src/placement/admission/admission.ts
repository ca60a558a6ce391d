import { ClusterObjects } from '../../model/cluster-objects';
import { DaemonSet } from '../../model/daemon-set';
import { Labels } from '../../model/label';
import { PodTemplate, Resources } from '../../model/pod-template';
import { TolerationSpec } from '../../model/toleration';
import { KubernetesBehaviour } from '../kubernetes-behaviour';
import { Reason } from '../placement';
import { podLabelsOf } from '../pod-labels';
import { admitLimitRanges } from './limit-range-admission';
import { admitPodSecurity } from './pod-security-admission';
import { admitPod } from './pod-validation';
import { admitPriority } from './priority-admission';
import { admitRuntimeClass } from './runtime-class-admission';

/** What admission makes of the pods of a DaemonSet. */
export interface Admission {
  /** The template as its pods have it. */
  readonly template: PodTemplate;
  readonly priority: number;
  readonly priorityClassName?: string;
  readonly preempts: boolean;
  readonly overhead: Resources;

  /** Labels of nodes that the RuntimeClass asks for. */
  readonly nodeSelector: Labels;

  /** Why no pod is created; empty where it is. */
  readonly refusals: readonly Reason[];

  /** What would have to be known to say whether a pod is created. */
  readonly undecided: readonly Reason[];
}

/** Asks the admission plugins that act on the pods of DaemonSets. */
export function admit(daemonSet: DaemonSet, objects: ClusterObjects, behaviour: KubernetesBehaviour): Admission {
  const { namespace, template: written } = daemonSet;
  const ranges = objects.limitRanges.filter(range => range.namespace === namespace);
  const limits = admitLimitRanges(written, ranges, behaviour);
  const priority = admitPriority(written, objects.priorityClasses);
  const runtime = admitRuntimeClass(written, objects.runtimeClasses);
  return {
    template: tolerating(limits.template, runtime.tolerations),
    priority: priority.priority,
    ...(priority.priorityClassName === undefined ? {} : { priorityClassName: priority.priorityClassName }),
    preempts: priority.preempts,
    overhead: runtime.overhead,
    nodeSelector: runtime.nodeSelector,
    refusals: [
      ...admitPod(limits.template, podLabelsOf(daemonSet), behaviour),
      ...limits.refusals,
      ...priority.refusals,
      ...runtime.refusals,
      ...admitPodSecurity(written, objects.namespaces.find(({ name }) => name === namespace), behaviour.minor),
    ],
    undecided: [...priority.undecided, ...runtime.undecided],
  };
}

function tolerating(template: PodTemplate, tolerations: readonly TolerationSpec[]): PodTemplate {
  return tolerations.length === 0 ? template : { ...template, effectiveTolerations: [...template.effectiveTolerations, ...tolerations] };
}
