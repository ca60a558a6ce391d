import { nameOf } from '../../model/daemon-set';
import { evictedAfter, evictionReasons } from '../../placement/eviction';
import { Matrix, runs } from '../matrix';
import { groupOf, NodeGroups } from '../node-group';
import { Finding } from '../report';

/** A NoExecute taint that is tolerated for a time only: the pod is evicted when it is over, created anew, and evicted again, for ever. */
export function evictionLoop({ classes, rows }: Matrix): Finding[] {
  return rows.flatMap(({ daemonSet, placements }) => {
    const groups = new NodeGroups<Omit<Finding, 'nodes'>>();
    classes.forEach(({ node, nodes }, index) => {
      const seconds = evictedAfter(daemonSet.template, node);
      if (seconds === undefined || node.virtual || !placements[index] || !runs(placements[index])) { return; }
      const reasons = evictionReasons(daemonSet.template, node);
      const message = `its pods are evicted after ${seconds} s, created anew, and evicted again, for ever: ${reasons.map(reason => reason.message).join('; ')}`;
      const remedies = reasons.flatMap(reason => reason.remedies);
      groups.add(message, { code: 'EvictionLoop', severity: 'error', message, remedies, daemonSet: nameOf(daemonSet), source: daemonSet.source }, nodes);
    });
    return groups.map((finding, nodes) => ({ ...finding, nodes: groupOf(nodes) }));
  });
}
