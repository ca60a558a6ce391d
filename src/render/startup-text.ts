import { MARKS } from './marks';
import { showNodes } from './node-names';
import { DaemonSetStart, StartupReport } from '../coverage/report';
import { nameOf } from '../model/daemon-set';

const START = { AtOnce: 'is placed at once', Waits: 'waits for', Never: 'never starts: waits for' };

/** In which order DaemonSets start on new nodes: a line for each. */
export function startupText({ nodes, taints, daemonSets }: StartupReport, names: number | undefined): string[] {
  if (daemonSets.length === 0) { return []; }
  return ['', `  New nodes (${taints.join(', ')}): ${showNodes(nodes, names)}`, ...daemonSets.map(daemonSet => `    ${startText(daemonSet)}`)];
}

function startText({ start, waitsFor, removes, ...daemonSet }: DaemonSetStart): string {
  const awaited = waitsFor.map(({ taint, removedBy }) => removedBy.length === 0 ? taint : `${taint} (${removedBy.join(' or ')} removes it)`);
  const removed = removes.length === 0 ? '' : `; removes ${removes.join(', ')}`;
  const mark = start === 'Never' ? MARKS.error : start === 'Waits' ? MARKS.note : '✓';
  return `${mark} ${nameOf(daemonSet)}  ${[START[start], ...awaited.length > 0 ? [awaited.join(', ')] : []].join(' ')}${removed}`;
}
