import { count } from './node-names';
import { ClusterDiff, DaemonSetDiff } from '../coverage/diff-report';
import { NodeGroup } from '../coverage/report';
import { nameOf } from '../model/daemon-set';

/** How many DaemonSets or roles the sentence names. */
const NAMED = 3;

/** What a change does, in one sentence: `this change removes log-collector (logging/fluentd) from 12 of 40 nodes`. */
export function diffSummary({ daemonSets, joined, left, nodes }: ClusterDiff): string {
  const lost = bySubject(daemonSets, ({ lost: group }) => group);
  const won = bySubject(daemonSets, ({ won: group }) => group);
  const rollouts = daemonSets.filter(({ rollout }) => rollout).length;
  const all = (number: number) => number === nodes && nodes > 1 ? `all ${number} nodes` : count(number, 'node');
  const moves = (those: readonly Subject[], word: string) => listed(those.map(({ title, names }) => `${title} ${word} ${all(names.size)}`));
  const parts = [
    lost.length > 0 ? `removes ${moves(lost, 'from')}` : 'takes no DaemonSet from a node that requires it',
    ...won.length > 0 ? [`brings ${moves(won, 'to')}`] : [],
    ...rollouts > 0 ? [`replaces the pods of ${count(rollouts, 'DaemonSet')}`] : [],
  ];
  const changes = [...some(joined, 'joins', 'join'), ...some(left, 'leaves', 'leave')];
  return `this change ${listed(parts, Infinity)}${changes.length > 0 ? `; ${changes.join(', ')}` : ''}`;
}

interface Subject {
  readonly title: string;
  readonly names: ReadonlySet<string>;
}

/** Nodes by what they lose or win: a role where there is one, since its members do one job. The most nodes first. */
function bySubject(daemonSets: readonly DaemonSetDiff[], nodesOf: (daemonSet: DaemonSetDiff) => NodeGroup): Subject[] {
  const subjects = new Map<string, { readonly members: string[]; readonly names: Set<string>; readonly role?: string }>();
  for (const daemonSet of daemonSets) {
    const { names } = nodesOf(daemonSet);
    if (names.length === 0) { continue; }
    const { role } = daemonSet;
    const subject = subjects.get(role ?? nameOf(daemonSet)) ?? { members: [], names: new Set<string>(), ...role === undefined ? {} : { role } };
    subject.members.push(nameOf(daemonSet));
    names.forEach(name => subject.names.add(name));
    subjects.set(role ?? nameOf(daemonSet), subject);
  }
  return [...subjects.values()]
    .map(({ members, names, role }) => ({ title: role === undefined ? members.join(', ') : `${role} (${members.join(', ')})`, names }))
    .sort((left, right) => right.names.size - left.names.size);
}

function listed(parts: readonly string[], most = NAMED): string {
  const named = parts.length > most ? [...parts.slice(0, most), `${parts.length - most} more`] : parts;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named[named.length - 1]}`;
}

function some({ names }: NodeGroup, one: string, several: string): string[] {
  return names.length > 0 ? [`${count(names.length, 'node')} ${names.length === 1 ? one : several}`] : [];
}
