import { NodeStates } from './node-states';
import { showDuration } from '../model/duration';
import { InventoryNode } from '../model/node';
import { NodeEvent } from '../model/node-event';
import { Problem } from '../model/source';

/** Events in the order in which they happen; those of one time stay in the order of their list. */
export function inTime(events: readonly NodeEvent[]): NodeEvent[] {
  return [...events].sort((left, right) => left.atSeconds - right.atSeconds);
}

/** The nodes that are there at first: not those that may come, which have to join. */
export function presentNodes(nodes: readonly InventoryNode[]): InventoryNode[] {
  return nodes.filter(({ hypothetical }) => !hypothetical);
}

/** Events that cannot happen: of nodes that are not there then, that are there already, or without a taint that is to be removed. */
export function eventProblems(nodes: readonly InventoryNode[], events: readonly NodeEvent[]): Problem[] {
  const states = new NodeStates(presentNodes(nodes));
  const ordered = inTime(events);
  const joins = new Map([...ordered].reverse().flatMap(({ change, atSeconds }) => change.kind === 'nodeJoins' ? [[change.node.name, atSeconds] as const] : []));
  const hypothetical = new Set(nodes.filter(node => node.hypothetical).map(({ name }) => name));
  return ordered.flatMap(event => {
    const applied = states.apply(event);
    if (!('problem' in applied)) { return []; }
    const { change, source } = event;
    const names = change.kind === 'nodeJoins' ? [] : change.nodes.split(',').map(name => name.trim()).filter(name => !states.tryState(name));
    const later = names.find(name => (joins.get(name) ?? -1) > event.atSeconds);
    const maybe = names.find(name => hypothetical.has(name));
    const hint = later !== undefined ? `: ${later} joins at ${showDuration(joins.get(later) ?? 0)}` : maybe !== undefined ? `: ${maybe} may come, and has to join first` : '';
    const { file, line, column } = source;
    return [{ message: `${change.kind}: ${applied.problem}${hint}`, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line, column }) }];
  });
}
