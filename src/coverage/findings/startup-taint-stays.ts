import { behind } from './startup-deadlock';
import { DaemonSet, nameOf } from '../../model/daemon-set';
import { InventoryNode } from '../../model/node';
import { showTaint } from '../../model/taint';
import { Awaited } from '../../placement/node-startup';
import { Remedy } from '../../placement/placement';
import { Matrix } from '../matrix';
import { groupOf, NodeGroups } from '../node-group';
import { OS_LABEL, otherSystemOf } from '../operating-system';
import { Finding } from '../report';
import { ClusterStartup } from '../startup';

/** A startup taint is stated for nodes to which no pod of the DaemonSet comes that would remove it: it stays, and whatever does not tolerate it never starts there. */
export function startupTaintStays(matrix: Matrix): Finding[] {
  const cluster = ClusterStartup.of(matrix);
  const groups = new NodeGroups<Awaited & { readonly waiting: Set<DaemonSet> }>();
  cluster.groups.forEach(({ nodes, settled }, index) => cluster.startup.abandonedOn(index)
    .filter(({ taint }) => settled.startupTaints.some(({ key, effect }) => key === taint.key && effect === taint.effect))
    .forEach(({ taint, removers }) => {
      const { waiting } = groups.add(`${showTaint(taint)} ${removers.map(nameOf).join(' ')}`, { taint, removers, waiting: new Set() }, nodes);
      cluster.waitingForEver(index)
        .filter(daemonSet => cluster.startup.awaitedBy(daemonSet, index).some(awaited => awaited.taint === taint))
        .forEach(daemonSet => waiting.add(daemonSet));
    }));
  return groups.map(({ taint, removers, waiting }, nodes): Finding[] => {
    const [subject] = [...removers.filter(daemonSet => cluster.rowOf(daemonSet)), ...waiting];
    const names = removers.map(nameOf).sort().join(' or ');
    return subject === undefined ? [] : [{
      code: 'StartupTaintStays',
      severity: 'error',
      message: `${showTaint(taint)} goes away only when ${names} runs, and no pod of it comes to these nodes${behind([...waiting])}`,
      remedies: [
        ...remediesFor(removers, nodes),
        { text: `start these nodes without ${taint.key}` },
      ],
      daemonSet: nameOf(subject),
      nodes: groupOf(nodes),
      source: subject.source,
    }];
  }).flat();
}

/** Who is to run there: on nodes of another operating system another one than those. */
function remediesFor(removers: readonly DaemonSet[], nodes: readonly InventoryNode[]): Remedy[] {
  const names = (those: readonly DaemonSet[]) => those.map(nameOf).sort().join(' or ');
  const meant = removers.filter(daemonSet => nodes.some(node => otherSystemOf(daemonSet, node) === undefined));
  const foreign = nodes.filter(node => removers.every(daemonSet => otherSystemOf(daemonSet, node) !== undefined));
  const systems = [...new Set(foreign.flatMap(({ labels }) => labels.get(OS_LABEL) ?? []))].sort();
  return [
    ...meant.length > 0 ? [{ text: `let ${names(meant)} run there: nodeSelector, node affinity and tolerations decide` }] : [],
    ...systems.map(os => ({ text: `add what removes it on nodes of ${os}: ${names(removers)} ${removers.length === 1 ? 'is' : 'are'} for another operating system` })),
  ];
}
