import { count, showNames } from './node-names';
import { problemSentence } from './sentence';
import { legend, picture } from './time-picture';
import { showDuration } from '../model/duration';
import { Problem } from '../model/source';
import { AgentHistory, Happening, isWithout, Simulation, Span } from '../simulation/simulation';

/** A simulation as text for people: a picture of each agent, what happened, and how long nodes were without an agent. */
export function simulationText(simulation: Simulation, problems: readonly Problem[] = []): string {
  const { name, minor, endSeconds, histories, happenings } = simulation;
  const agents = [...new Set(histories.map(({ daemonSet }) => daemonSet))];
  return `${[
    `${name}: ${showDuration(endSeconds)}, Kubernetes 1.${minor}`,
    ...agents.flatMap(agent => ['', `  ${agent}`, ...picture(histories.filter(({ daemonSet }) => daemonSet === agent), endSeconds)]),
    ...agents.length === 0 ? [] : ['', `    ${legend(simulation)}`],
    ...section('What happens', happenings.map(happening => `${showDuration(happening.atSeconds).padStart(8)}  ${sentence(happening)}`)),
    ...section('Nodes without an agent', histories.flatMap(absence)),
    ...section('Agents that are evicted and created anew', histories.flatMap(loops)),
    ...problems.length > 0 ? ['', 'Problems with the input', ...problems.map(problem => `  ✗ ${problemSentence(problem)}`)] : [],
    '',
    summary(simulation),
  ].join('\n')}\n`;
}

/** `monitoring/agent on w-1, w-2: is created`. */
function sentence({ daemonSet, nodes, message }: Happening): string {
  return daemonSet === undefined ? `${showNames(nodes)}: ${message}` : `${daemonSet} on ${showNames(nodes)}: ${message}`;
}

function absence({ daemonSet, node, spans }: AgentHistory): string[] {
  const without = spans.filter(isWithout);
  return without.length === 0 ? [] : [`${node} is without ${daemonSet} ${without.map(spanText).join(', ')}`];
}

function loops({ daemonSet, node, spans }: AgentHistory): string[] {
  const looping = spans.filter(({ status }) => status === 'Loops');
  return looping.length === 0 ? [] : [`${daemonSet} on ${node} ${looping.map(spanText).join(', ')}`];
}

/** `for 30s (0s to 30s)`, `from 5m on`. */
function spanText({ fromSeconds, toSeconds }: Span): string {
  if (toSeconds === undefined) { return `from ${showDuration(fromSeconds)} on`; }
  return `for ${showDuration(toSeconds - fromSeconds)} (${showDuration(fromSeconds)} to ${showDuration(toSeconds)})`;
}

function summary({ histories }: Simulation): string {
  const last = histories.flatMap(({ spans }) => spans.filter(({ toSeconds }) => toSeconds === undefined));
  const [missing, looping] = [last.filter(isWithout).length, last.filter(({ status }) => status === 'Loops').length];
  const parts = [
    ...missing > 0 ? [`${count(missing, 'required agent')} missing`] : [],
    ...looping > 0 ? [`${count(looping, 'agent')} evicted and created anew, again and again`] : [],
  ];
  return parts.length === 0 ? 'in the end every node that is there runs what it requires' : `in the end: ${parts.join(', ')}`;
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', `  ${title}`, ...items.map(item => `    ${item}`)];
}
