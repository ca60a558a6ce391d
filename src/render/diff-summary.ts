import { count } from './node-names';
import { ClusterDiff, DaemonSetDiff } from '../coverage/diff-report';
import { NodeGroup } from '../coverage/report';
import { nameOf } from '../model/daemon-set';

/** How many DaemonSets or roles a part of the sentence names. */
const NAMED = 3;

/** What a change does, in one sentence: `this change removes log-collector (logging/fluentd) from 12 nodes`. */
export function diffSummary({ daemonSets, joined, left, nodes, notJudged }: ClusterDiff): string {
  const allOf = (number: number) => number === nodes && nodes > 1 ? `all ${number} nodes` : count(number, 'node');
  const each = (subjects: readonly Subject[], show: (title: string, those: string) => string) =>
    listed(subjects.map(({ title, names }) => show(title, allOf(names.size))));
  const lost = bySubject(daemonSets, daemonSet => lostNodes(daemonSet, daemonSets));
  const moved = bySubject(daemonSets, movedNodes);
  const won = bySubject(daemonSets, daemonSet => wonNodes(daemonSet, daemonSets));
  const rollouts = daemonSets.filter(({ rollout, selectorChanged }) => rollout && !selectorChanged).length;
  const refused = daemonSets.filter(({ selectorChanged }) => selectorChanged).map(nameOf);
  const renamed = daemonSets.flatMap(({ renamedTo, ...daemonSet }) => renamedTo === undefined ? [] : [`${nameOf(daemonSet)} to ${renamedTo}`]);
  const open = notJudged.length > 0 ? ' (as far as that was judged)' : '';
  const harmless = daemonSets.every(({ losses }) => losses.length === 0);
  const parts = [
    ...harmless ? [`takes no DaemonSet from a node that requires it${open}`] : [],
    ...lost.length > 0 ? [`removes ${each(lost, (title, those) => `${title} from ${those}`)}`] : [],
    ...renamed.length > 0 ? [`renames ${listed(renamed)} (delete and recreate)`] : [],
    ...moved.length > 0 ? [`hands on ${each(moved, (title, those) => `${title} on ${those}`)} within the role`] : [],
    ...won.length > 0 ? [`brings ${each(won, (title, those) => `${title} to ${those}`)}`] : [],
    ...rollouts > 0 ? [`replaces the pods of ${count(rollouts, 'DaemonSet')}`] : [],
    ...refused.length > 0 ? [`asks for another selector of ${listed(refused)}, which is refused`] : [],
  ];
  const changes = [...some(joined, 'joins', 'join'), ...some(left, 'leaves', 'leave')];
  return `this change ${listed(parts, Infinity)}${changes.length > 0 ? `; ${changes.join(', ')}` : ''}`;
}

interface Subject {
  readonly title: string;
  readonly names: ReadonlySet<string>;
}

/** Nodes by what they lose or win: a role where there is one, since its members do one job. The most nodes first. */
function bySubject(daemonSets: readonly DaemonSetDiff[], nodesOf: (daemonSet: DaemonSetDiff) => readonly string[]): Subject[] {
  const subjects = new Map<string, { readonly members: string[]; readonly names: Set<string>; readonly role?: string }>();
  for (const daemonSet of daemonSets) {
    const names = nodesOf(daemonSet);
    if (names.length === 0) { continue; }
    const { role } = daemonSet;
    const key = role === undefined ? nameOf(daemonSet) : `role ${role}`;
    const subject = subjects.get(key) ?? { members: [], names: new Set<string>(), ...role === undefined ? {} : { role } };
    subject.members.push(nameOf(daemonSet));
    names.forEach(name => subject.names.add(name));
    subjects.set(key, subject);
  }
  return [...subjects.values()]
    .map(({ members, names, role }) => ({ title: role === undefined ? members.join(', ') : `${role} (${members.join(', ')})`, names }))
    .sort((one, other) => other.names.size - one.names.size);
}

function movedNodes({ moved }: DaemonSetDiff): string[] {
  return moved.flatMap(({ nodes: { names } }) => names);
}

/** What runs on under another name is told as a new name, not as removed. */
function lostNodes({ lost, renamedTo }: DaemonSetDiff, daemonSets: readonly DaemonSetDiff[]): string[] {
  const successor = daemonSets.find(other => nameOf(other) === renamedTo);
  const running = new Set(successor?.won.names);
  return lost.names.filter(name => !running.has(name));
}

/** What another member of the role hands on, or what ran before under another name, is not won. */
function wonNodes({ won, role, renamedFrom }: DaemonSetDiff, daemonSets: readonly DaemonSetDiff[]): string[] {
  const predecessor = daemonSets.find(other => nameOf(other) === renamedFrom);
  const members = role === undefined ? [] : daemonSets.filter(other => other.role === role);
  const before = new Set([...members.flatMap(movedNodes), ...predecessor?.lost.names ?? []]);
  return won.names.filter(name => !before.has(name));
}

function listed(parts: readonly string[], most = NAMED): string {
  const named = parts.length > most ? [...parts.slice(0, most), `${parts.length - most} more`] : parts;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named[named.length - 1]}`;
}

function some({ names }: NodeGroup, one: string, several: string): string[] {
  return names.length > 0 ? [`${count(names.length, 'node')} ${names.length === 1 ? one : several}`] : [];
}
