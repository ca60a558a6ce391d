import { problemJson } from './json';
import { Problem } from '../model/source';
import { AgentHistory, isWithout, Simulation, Span } from '../simulation/simulation';

/** A simulation as the JSON of `everynode.dev/simulate/v1`. */
export function simulationJson(simulations: readonly Simulation[], problems: readonly Problem[]): unknown {
  return {
    schemaVersion: 'everynode.dev/simulate/v1',
    success: problems.length === 0 && simulations.every(({ success }) => success),
    problems: problems.map(problemJson),
    simulations: simulations.map(({ name, minor, success, endSeconds, happenings, histories }) => ({
      cluster: name,
      success,
      kubernetesVersion: `1.${minor}`,
      endSeconds,
      happenings: happenings.map(({ atSeconds, kind, daemonSet, nodes, message }) => ({ atSeconds, kind, daemonSet: daemonSet ?? null, nodes, message })),
      agents: histories.map(agentJson),
    })),
  };
}

function agentJson({ daemonSet, node, spans }: AgentHistory): unknown {
  const without = spans.filter(isWithout);
  const seconds = without.reduce((sum, { fromSeconds, toSeconds = Infinity }) => sum + toSeconds - fromSeconds, 0);
  return {
    daemonSet,
    node,
    withoutSeconds: Number.isFinite(seconds) ? seconds : null,
    spans: spans.map(spanJson),
  };
}

function spanJson({ status, fromSeconds, toSeconds }: Span): unknown {
  return { status, fromSeconds, toSeconds: toSeconds ?? null };
}
