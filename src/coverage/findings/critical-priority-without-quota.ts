import { CRITICAL_PRIORITY_CLASSES } from '../../model/critical-priority';
import { nameOf } from '../../model/daemon-set';
import { coversPriorityClass } from '../../placement/admission/resource-quota-admission';
import { Matrix, nodesWhere, Row, runs } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';

/** The label of every node of GKE. */
const GKE_NODE_POOL = 'cloud.google.com/gke-nodepool';

/** Where GKE has a quota for critical pods itself. It limits no other class (cilium/cilium#13852, openservicemesh/osm#4408, read on 2026-11-27). */
const SYSTEM_NAMESPACE = 'kube-system';

/** On GKE a pod with a critical PriorityClass is refused outside of kube-system, unless its namespace has a ResourceQuota for that class: no given object is one. */
export function criticalPriorityWithoutQuota(matrix: Matrix): Finding[] {
  return matrix.rows.flatMap(row => {
    const { daemonSet } = row;
    const { priorityClassName } = daemonSet.template;
    if (priorityClassName === undefined || !needsQuota(matrix, row, priorityClassName)) { return []; }
    const nodes = nodesWhere(matrix, row, runs).filter(({ labels, virtual }) => labels.has(GKE_NODE_POOL) && !virtual);
    return nodes.length === 0 ? [] : [{
      code: 'CriticalPriorityWithoutQuota',
      severity: 'warning' as const,
      message: `GKE refuses pods with the PriorityClass ${priorityClassName} outside of ${SYSTEM_NAMESPACE}, unless the namespace has a ResourceQuota for it; none in ${daemonSet.namespace} was given`,
      remedies: [
        { text: `add a ResourceQuota to the namespace ${daemonSet.namespace}, with hard.pods and the scopeSelector PriorityClass In [${CRITICAL_PRIORITY_CLASSES.join(', ')}] (criticalPods of a NodeAgentsNamespace), or pass the one that the cluster has` },
        { text: 'name a PriorityClass of your own, with a high value' },
      ],
      daemonSet: nameOf(daemonSet),
      nodes: groupOf(nodes),
      source: daemonSet.source,
    }];
  });
}

function needsQuota({ input: { objects } }: Matrix, { daemonSet: { namespace } }: Row, priorityClassName: string): boolean {
  return namespace !== SYSTEM_NAMESPACE
    && CRITICAL_PRIORITY_CLASSES.includes(priorityClassName)
    && !(objects?.resourceQuotas ?? []).some(quota => quota.namespace === namespace && coversPriorityClass(quota, priorityClassName));
}
