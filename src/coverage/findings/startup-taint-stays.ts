import { behind } from './startup-deadlock';
import { nameOf } from '../../model/daemon-set';
import { showTaint } from '../../model/taint';
import { Matrix } from '../matrix';
import { groupOf, NodeGroups } from '../node-group';
import { Finding } from '../report';
import { ClusterStartup } from '../startup';

/** A startup taint is stated for nodes to which no pod of the DaemonSet comes that would remove it: it stays, and whatever does not tolerate it never starts there. */
export function startupTaintStays(matrix: Matrix): Finding[] {
  const cluster = ClusterStartup.of(matrix);
  const groups = new NodeGroups<Omit<Finding, 'nodes'>>();
  cluster.groups.forEach(({ nodes, settled }, index) => cluster.startup.abandonedOn(index)
    .filter(({ taint }) => settled.startupTaints.some(({ key, effect }) => key === taint.key && effect === taint.effect))
    .forEach(({ taint, removers }) => {
      const waiting = cluster.waitingForEver(index).filter(daemonSet => cluster.startup.awaitedBy(daemonSet, index).some(awaited => awaited.taint === taint));
      const [remover] = removers;
      const [subject] = [...removers.filter(daemonSet => cluster.rowOf(daemonSet)), ...waiting];
      if (!subject || !remover) { return; }
      const names = removers.map(nameOf).sort().join(' or ');
      groups.add(`${showTaint(taint)} ${names} ${behind(waiting)}`, {
        code: 'StartupTaintStays',
        severity: 'error',
        message: `${showTaint(taint)} goes away only when ${names} runs, and no pod of it comes to these nodes${behind(waiting)}`,
        remedies: [
          { text: `let ${names} run there: nodeSelector, node affinity and tolerations decide` },
          { text: `start these nodes without ${taint.key}` },
        ],
        daemonSet: nameOf(subject),
        source: subject.source,
      }, nodes);
    }));
  return groups.map((finding, nodes) => ({ ...finding, nodes: groupOf(nodes) }));
}
