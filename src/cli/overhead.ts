import { ClusterOptions, readClusters } from './clusters';
import { coloured } from './colour';
import { deliver, fail } from './streams';
import { overheadOf } from '../coverage/overhead';
import { overheadJson } from '../render/overhead-json';
import { overheadText } from '../render/overhead-text';
import { problemSentence } from '../render/sentence';

/** The options of `everynode overhead`. */
export interface OverheadOptions extends ClusterOptions {
  readonly format: 'text' | 'json';
  readonly allNodes?: boolean;
}

/** Runs `everynode overhead`, and sets the exit code. */
export async function overhead(manifests: readonly string[], options: OverheadOptions): Promise<void> {
  const { clusters, problems } = readClusters(manifests, options);
  const reports = clusters.map(({ name, minor, inventory: { nodes }, manifests: { daemonSets }, surroundings }) =>
    overheadOf({ ...surroundings, name, minor, nodes, daemonSets }));
  problems.forEach(problem => fail(problemSentence(problem)));
  const text = options.format === 'json'
    ? `${JSON.stringify(overheadJson(reports, problems, options.allNodes), null, 2)}\n`
    : coloured(overheadText(reports, options.allNodes), options.output);
  const undelivered = clusters.length === 0 && options.format === 'text' ? undefined : await deliver(text, options.output);
  if (undelivered !== undefined) { fail(undelivered); }
  process.exitCode = problems.length > 0 || undelivered !== undefined ? 2 : 0;
}
