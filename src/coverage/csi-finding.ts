import { consumerName, CsiGap } from './csi-coverage';
import { Matrix, Row } from './matrix';
import { groupOf } from './node-group';
import { otherSystemOf } from './operating-system';
import { Remedies } from './remedies';
import { Finding } from './report';
import { requires } from './requirement';
import { nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { admits } from '../placement/daemon-controller';
import { Remedy } from '../placement/placement';

/** How many of those that use volumes a sentence names. */
const NAMED = 3;

/** The minor version from which on a driver can ask that no pod is sent to a node without it. */
const ASKED_SINCE = 37;

/** What findings about a driver that nodes lack have in common: whose node plugin it is, where, and what to change. */
export function aboutCsiGap(matrix: Matrix, gap: CsiGap): Pick<Finding, 'daemonSet' | 'nodes' | 'source' | 'remedies'> {
  const { plugins, uncovered, storageClass } = gap;
  const row = rowFor(plugins.rows, uncovered[0]?.nodes[0]);
  const source = row?.daemonSet.source ?? storageClass?.source ?? gap.consumers[0]?.source ?? {};
  return {
    remedies: [...row ? remediesOf(matrix, row, gap) : [], ...advice(matrix, gap)],
    ...row ? { daemonSet: nameOf(row.daemonSet) } : {},
    nodes: groupOf(uncovered.flatMap(({ nodes }) => nodes)),
    source,
  };
}

/** The pods that use volumes: `the pods of StatefulSet data/db and 2 more`. */
export function consumersText({ consumers }: CsiGap): string {
  const names = [...new Set(consumers.map(consumerName))].sort();
  return `the pods of ${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ` and ${names.length - NAMED} more` : ''}`;
}

/** What the volumes are: `volumes of the StorageClass fast`. */
export function volumesText({ driver, storageClass }: CsiGap): string {
  return storageClass ? `volumes of the StorageClass ${storageClass.name} (${storageClass.provisioner})` : `inline volumes of the CSI driver ${driver}`;
}

/** Of several DaemonSets that are the node plugin together, the one that is to run on a node. */
function rowFor(rows: readonly Row[], node: InventoryNode | undefined): Row | undefined {
  return rows.find(({ daemonSet }) => node && admits(daemonSet.template, node)) ?? rows[0];
}

/** What lets the node plugin run there, the narrowest of each reason. Where nothing requires it there, somebody has to say so first. */
function remediesOf(matrix: Matrix, row: Row, { uncovered }: CsiGap): Remedy[] {
  const remedies = new Remedies(matrix, row);
  const missed = uncovered.filter(({ nodes: [node] }) => node && requires(row.daemonSet, node));
  const narrowest = missed.flatMap(({ at }) => {
    const placement = row.placements[at];
    return placement ? remedies.reasonsOf(placement, at).flatMap(reason => reason.remedies.slice(0, 1)) : [];
  });
  const systems = [...new Set(uncovered.flatMap(({ nodes: [node] }) => node && otherSystemOf(row.daemonSet, node) || []))].sort();
  const unasked = uncovered.filter(one => !missed.includes(one) && one.nodes[0] && otherSystemOf(row.daemonSet, one.nodes[0]) === undefined);
  return [
    ...new Map(narrowest.map(remedy => [remedy.text, remedy])).values(),
    ...systems.map(os => ({ text: `add the node plugin of this driver for ${os}, where there is one: ${nameOf(row.daemonSet)} is for another operating system` })),
    ...unasked.length > 0 ? [{ text: `let ${nameOf(row.daemonSet)} run there, too: now nothing requires it there (its nodeSelector, node affinity, or what is stated)` }] : [],
  ];
}

function advice({ input: { minor } }: Matrix, { consumers, pending, storageClass, driver }: CsiGap): Remedy[] {
  const asked = minor >= ASKED_SINCE && storageClass !== undefined && !pending;
  return [
    { text: `${consumers.length === 0 ? 'keep pods that claim such volumes' : 'or keep these pods'} on nodes with the driver, by nodeSelector or required node affinity` },
    ...asked ? [{ text: `or set preventPodSchedulingIfMissing: true in the CSIDriver ${driver}: kube-scheduler then leaves such nodes out (the cluster autoscaler must know of it, too)` }] : [],
  ];
}
