import { PodTemplate } from '../model/pod-template';
import { isHard } from './filters/pod-topology-spread';
import { Unjudged } from './placement';

/** What of a template pods could decide that nobody named: `place` answers as if there were none. */
export function leftToOtherPods({ podAffinity, podAntiAffinity, spreadConstraints }: PodTemplate): Unjudged[] {
  return [
    ...podAffinity.length > 0 ? [{ filter: 'InterPodAffinity', message: 'required pod affinity is judged by the DaemonSets alone: other pods of the cluster could satisfy it' }] : [],
    ...podAntiAffinity.length > 0 ? [{ filter: 'InterPodAffinity', message: 'required pod anti-affinity is judged by the DaemonSets alone: other pods of the cluster could keep it away' }] : [],
    ...spreadConstraints.some(isHard) ? [{ filter: 'PodTopologySpread', message: 'the spread over nodes is judged by the DaemonSets alone: other pods of the cluster could count, too' }] : [],
  ];
}
