import { DaemonSet, nameOf } from '../model/daemon-set';
import { Labels } from '../model/label';

/**
 * The labels of the pods of a DaemonSet: those of the template, and those that the controller adds. The hash of the revision
 * is known to nobody before; it tells apart the pods of two DaemonSets, and nothing else.
 */
export function podLabelsOf(daemonSet: DaemonSet): Labels {
  return new Map([...daemonSet.template.labels, ['controller-revision-hash', nameOf(daemonSet)], ['pod-template-generation', '1']]);
}
