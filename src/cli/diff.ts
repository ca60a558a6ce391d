import { ClusterInput, ClusterReading, distinct, noDaemonSetIn, readClusters } from './clusters';
import { coloured } from './colour';
import { deliver, fail } from './streams';
import { diffOf } from '../coverage/diff';
import { CoverageInput } from '../coverage/matrix';
import { nameOf } from '../model/daemon-set';
import { dateProblem } from '../model/requirement';
import { Problem } from '../model/source';
import { diffJson } from '../render/diff-json';
import { diffText } from '../render/diff-text';
import { problemSentence } from '../render/sentence';

/** The options of `everynode diff`. */
export interface DiffOptions {
  readonly base?: readonly string[];
  readonly head?: readonly string[];
  readonly inventory?: readonly string[];
  readonly baseInventory?: readonly string[];
  readonly headInventory?: readonly string[];
  readonly also?: readonly string[];
  readonly pods?: readonly string[];
  readonly policy?: string;
  readonly kubernetesVersion?: string;
  readonly today?: string;
  readonly allNodes?: boolean;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** Runs `everynode diff`, and sets the exit code: 1 only where a required node loses a DaemonSet. */
export async function diff(options: DiffOptions): Promise<void> {
  const { sides, problems } = readSides(options);
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const clusters = sides.map(([base, head]) => {
    const judged = new Set([base, head].flatMap(({ manifests }) => manifests.daemonSets.map(nameOf)));
    const inputOf = (side: ClusterInput) => coverageInput(side, judged, today);
    return diffOf(inputOf(base), inputOf(head));
  });
  const report = { success: problems.length === 0 && clusters.every(({ success }) => success), problems, clusters };
  problems.forEach(problem => fail(problemSentence(problem)));
  const text = options.format === 'json' ? `${JSON.stringify(diffJson(report, options.allNodes), null, 2)}\n` : coloured(diffText(report, options.allNodes), options.output);
  const undelivered = problems.length > 0 && options.format === 'text' ? undefined : await deliver(text, options.output);
  if (undelivered !== undefined) { fail(undelivered); }
  process.exitCode = problems.length > 0 || undelivered !== undefined ? 2 : report.success ? 0 : 1;
}

/** The clusters before and after the change, in pairs. */
interface Sides {
  readonly sides: readonly (readonly [ClusterInput, ClusterInput])[];
  readonly problems: readonly Problem[];
}

/** Reads both sides. With a problem nothing is compared: what could not be read would look like a loss. */
function readSides(options: DiffOptions): Sides {
  const misused = usageProblems(options);
  if (misused.length > 0) { return { sides: [], problems: misused }; }
  const { base = [], head = [], inventory, baseInventory = inventory, headInventory = inventory, also, pods, policy, kubernetesVersion } = options;
  const shared = {
    mayBeNone: true,
    ...also ? { also } : {},
    ...pods ? { pods } : {},
    ...policy === undefined ? {} : { policy },
    ...kubernetesVersion === undefined ? {} : { kubernetesVersion },
  };
  const before = readClusters(base, { ...shared, ...baseInventory ? { inventory: baseInventory } : {} });
  const after = readClusters(head, { ...shared, ...headInventory ? { inventory: headInventory } : {} });
  const problems = distinct([...before.problems, ...after.problems]);
  if (problems.length > 0) { return { sides: [], problems }; }
  if (![before, after].some(hasDaemonSets)) { return { sides: [], problems: [noDaemonSetIn([...new Set([...base, ...head])])] }; }
  return {
    sides: before.clusters.flatMap((cluster, index) => {
      const counterpart = after.clusters[index];
      return counterpart ? [[cluster, counterpart] as const] : [];
    }),
    problems,
  };
}

function hasDaemonSets({ clusters }: ClusterReading): boolean {
  return clusters.some(({ manifests }) => manifests.daemonSets.length > 0);
}

/** @param judged what is in one of the two sides is on neither side something that only runs there, too, nor are its pods */
function coverageInput(side: ClusterInput, judged: ReadonlySet<string>, today: string): CoverageInput {
  const { name, minor, inventory: { nodes }, manifests, surroundings, policy } = side;
  const { also = [], pods } = surroundings;
  return {
    ...surroundings,
    also: also.filter(daemonSet => !judged.has(nameOf(daemonSet))),
    ...pods ? { pods: pods.filter(({ namespace, daemonSet }) => daemonSet === undefined || !judged.has(nameOf({ namespace, name: daemonSet }))) } : {},
    name,
    minor,
    nodes,
    daemonSets: manifests.daemonSets,
    workloads: manifests.workloads,
    today,
    ...policy ? { policy } : {},
  };
}

function usageProblems({ base = [], head = [], inventory, baseInventory, headInventory, also = [], pods = [], policy, today }: DiffOptions): Problem[] {
  const paired = baseInventory !== undefined || headInventory !== undefined;
  const inputs = [...base, ...head, ...inventory ?? [], ...baseInventory ?? [], ...headInventory ?? [], ...also, ...pods, policy];
  const date = today === undefined ? undefined : dateProblem(today);
  return [
    ...base.length === 0 ? ['no --base is given: the manifests before the change, files or folders'] : [],
    ...head.length === 0 ? ['no --head is given: the manifests after the change, files or folders'] : [],
    ...!inventory && !paired ? ['no inventory is given: --inventory FILE, or --base-inventory FILE and --head-inventory FILE where the nodes change, too'] : [],
    ...inventory && paired ? ['--inventory goes without --base-inventory and --head-inventory: it stands for both'] : [],
    ...paired && !inventory ? pairProblems(baseInventory ?? [], headInventory ?? []) : [],
    ...inputs.filter(input => input === '-').length > 1 ? ['standard input (-) can be read only once'] : [],
    ...date === undefined ? [] : [`--today ${date}, got "${today}"`],
  ].map(message => ({ message }));
}

/** Clusters are paired by the order in which they are named. */
function pairProblems(base: readonly string[], head: readonly string[]): string[] {
  if (base.length === 0) { return ['--head-inventory needs --base-inventory: the nodes before the change']; }
  if (head.length === 0) { return ['--base-inventory needs --head-inventory: the nodes after the change']; }
  return base.length === head.length ? [] : [`each --base-inventory needs a --head-inventory: got ${base.length} and ${head.length}`];
}
