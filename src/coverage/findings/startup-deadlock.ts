import { DaemonSet, nameOf } from '../../model/daemon-set';
import { InventoryNode } from '../../model/node';
import { showTaint } from '../../model/taint';
import { Deadlock, Wait } from '../../placement/node-startup';
import { Remedy } from '../../placement/placement';
import { triedFor } from '../finding-edit';
import { Matrix, Row } from '../matrix';
import { groupOf, NodeGroups } from '../node-group';
import { Remedies } from '../remedies';
import { Finding } from '../report';
import { ClusterStartup } from '../startup';

/** Every new node is not ready, whether that is stated or not, until it has a network plugin: who says to be it by this role is no mere helper of another one. */
const [NOT_READY, ROLE] = ['node.kubernetes.io/not-ready', 'network-plugin'];
const UNLESS = ' (unless another network plugin, which was not given, makes nodes ready)';

/** How many DaemonSets that wait behind others a sentence names. */
const NAMED = 5;

/** The same circle on some nodes. */
interface Circle {
  readonly deadlock: Deadlock;

  /** The first of the groups of nodes. */
  readonly index: number;
  readonly certain: boolean;
  readonly text: string;

  /** The judged DaemonSets that wait behind it on any of the nodes. */
  readonly waiting: Set<DaemonSet>;
}

/** What is to be done about a circle, for the DaemonSet that is told of it. */
type Advice = (circle: Deadlock, index: number, subject: DaemonSet) => Remedy[];

/** On a new node DaemonSets wait for taints that only they themselves remove, or each for one that another of them removes: none of them ever starts there. */
export function startupDeadlock(matrix: Matrix): Finding[] {
  return deadlocksIn(matrix, (deadlock, index, subject) => remediesOf(matrix, deadlock, index, subject));
}

function deadlocksIn(matrix: Matrix, advice: Advice): Finding[] {
  const cluster = ClusterStartup.of(matrix);
  const groups = new NodeGroups<Circle>();
  cluster.groups.forEach(({ nodes, settled }, index) => cluster.startup.deadlocksOf(index).forEach(deadlock => {
    const certain = isCertain(deadlock, settled);
    const text = waitTexts(deadlock).join('; ');
    const circle = groups.add(`${text} ${certain}`, { deadlock, index, certain, text, waiting: new Set() }, nodes);
    waitingBehind(cluster, deadlock, index).forEach(daemonSet => circle.waiting.add(daemonSet));
  }));
  return groups.map(({ deadlock, index, certain, text, waiting }, nodes): Finding[] => {
    const [subject] = [...deadlock.daemonSets.filter(daemonSet => cluster.rowOf(daemonSet)), ...certain ? waiting : []];
    return subject === undefined ? [] : [{
      code: 'StartupDeadlock',
      ...certain ? { severity: 'error' } : { severity: 'warning' },
      message: `on a new node ${text}: none of that ever happens${behind([...waiting])}${certain ? '' : UNLESS}`,
      remedies: advice(deadlock, index, subject),
      daemonSet: nameOf(subject),
      nodes: groupOf(nodes),
      source: subject.source,
    }];
  }).flat();
}

/** Whether nobody else can open the circle: it is one without what another network plugin may do. */
function isCertain({ daemonSets, waits }: Deadlock, { startupTaints }: InventoryNode): boolean {
  const stated = startupTaints.some(({ key }) => key === NOT_READY);
  const isPlugin = ({ declared }: DaemonSet) => declared.role === ROLE;
  const certain = waits.filter(({ taint, removers }) => taint.key !== NOT_READY || stated || removers.every(isPlugin));
  const follow = (from: readonly DaemonSet[]): readonly DaemonSet[] => {
    const next = new Set([...from, ...certain.filter(({ daemonSet }) => from.includes(daemonSet)).flatMap(({ removers }) => removers)]);
    return next.size === from.length ? from : follow([...next]);
  };
  return daemonSets.some(daemonSet => follow(certain.filter(wait => wait.daemonSet === daemonSet).flatMap(({ removers }) => removers)).includes(daemonSet));
}

/** The judged DaemonSets that wait for one of a circle, and are none of it. */
function waitingBehind(cluster: ClusterStartup, { daemonSets }: Deadlock, index: number): DaemonSet[] {
  const waitsForOne = (daemonSet: DaemonSet) => daemonSets.some(other => cluster.startup.inTheWayOf(daemonSet, index).has(other));
  return cluster.waitingForEver(index).filter(daemonSet => !daemonSets.includes(daemonSet) && waitsForOne(daemonSet));
}

/** Who waits behind those that never start, as the end of a sentence. */
export function behind(waiting: readonly DaemonSet[]): string {
  if (waiting.length === 0) { return ''; }
  const names = waiting.map(nameOf).sort();
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return `, and ${names.slice(0, NAMED).join(', ')}${more} ${names.length === 1 ? 'waits' : 'wait'} behind`;
}

/** What a DaemonSet waits for, by who would remove it. */
function waitTexts({ daemonSets, waits }: Deadlock): string[] {
  return daemonSets.flatMap(daemonSet => {
    const taints = new Map<string, string[]>();
    for (const { taint, removers } of waits.filter(wait => wait.daemonSet === daemonSet)) {
      const whom = removers.every(remover => remover === daemonSet) ? 'it runs itself' : `${removers.map(nameOf).sort().join(' or ')} runs`;
      taints.set(whom, [...taints.get(whom) ?? [], showTaint(taint)]);
    }
    return [...taints].map(([whom, those]) => `${nameOf(daemonSet)} waits for ${those.sort().join(' and ')}, which ${those.length > 1 ? 'go' : 'goes'} away only when ${whom}`);
  });
}

/** Any one of those that wait opens the circle where it starts: the edits of the one that is told of, and in words those of the others. */
function remediesOf(matrix: Matrix, { daemonSets, waits }: Deadlock, index: number, subject: DaemonSet): Remedy[] {
  const cluster = ClusterStartup.of(matrix);
  const row = daemonSets.includes(subject) ? cluster.rowOf(subject) : undefined;
  const edits = row ? openingEdits(matrix, row, cluster.startup.waitOf(subject, index)) : [];
  const others = daemonSets.filter(daemonSet => daemonSet !== subject || edits.length === 0).map(daemonSet => {
    const keys = [...new Set(waits.filter(wait => wait.daemonSet === daemonSet).map(({ taint }) => `${taint.key}:${taint.effect}`))].join(', ');
    return { text: `${edits.length > 0 ? 'or ' : ''}let ${nameOf(daemonSet)} tolerate ${keys}` };
  });
  return [...edits, ...others];
}

/** The edits of one DaemonSet with which, tried on a copy, it is in no circle. */
function openingEdits(matrix: Matrix, row: Row, wait: Wait | undefined): Remedy[] {
  const offered = new Remedies(matrix, row).inAnotherState(wait?.reasons ?? []).flatMap(({ remedies }) => remedies);
  const distinct = new Map(offered.filter(({ yaml }) => yaml !== undefined).map(remedy => [JSON.stringify(remedy.yaml), remedy]));
  return [...distinct.values()].filter(remedy => triedFor(matrix, row, remedy, after => deadlocksIn(after, () => [])).yaml !== undefined);
}
