import { basename, extname, resolve } from 'path';
import { Files } from './files';
import { Inventory } from '../inventory/inventory';
import { readInventory } from '../inventory/read-inventory';
import { readClusterPods } from '../manifest/cluster-pod-reader';
import { ParsedDocument } from '../manifest/document';
import { Manifests, readManifests, Surroundings, surroundingsOf } from '../manifest/manifests';
import { PolicyReading, readPolicy } from '../manifest/policy-reader';
import { parseText } from '../manifest/text';
import { ClusterPod } from '../model/cluster-objects';
import { NEWEST_MINOR, tryMinor, VERSION_RULE } from '../model/kubernetes-version';
import { Policy } from '../model/policy';
import { Problem } from '../model/source';
import { Workload } from '../model/workload';
import { Cluster } from '../placement/place';

/** What the commands that hold manifests against inventories have in common. */
export interface ClusterOptions {
  readonly inventory?: readonly string[];
  readonly also?: readonly string[];
  readonly pods?: readonly string[];
  readonly kubernetesVersion?: string;
  readonly output?: string;

  /** The path of a policy. */
  readonly policy?: string;
}

/** One cluster, and the manifests that are held against it. */
export interface ClusterInput {
  readonly name: string;
  readonly minor: number;
  readonly inventory: Inventory;
  readonly manifests: Manifests;

  /** What is meant in it; undefined where no policy is named. */
  readonly policy?: Policy;

  /** What else it holds. */
  readonly surroundings: Surroundings & Pick<Cluster, 'pods'>;
}

/** What could be read, and the rest. */
export interface ClusterReading {
  /** None where a policy is invalid: nothing is judged then. */
  readonly clusters: readonly ClusterInput[];
  readonly problems: readonly Problem[];
}

/**
 * Reads manifests and inventories. Whatever could be read is there; the rest is among the problems.
 *
 * @param usage what is wrong with the command's own options; nothing is read then
 * @param answers which other objects are worth an answer, so that it is no problem where no DaemonSet is
 * @param files what is read
 */
export function readClusters(
  manifests: readonly string[], options: ClusterOptions, usage: readonly Problem[] = [], answers: (workload: Workload) => boolean = () => false,
  files = new Files(),
): ClusterReading {
  const misused = [...usageProblems(manifests, options), ...usage];
  if (misused.length > 0) { return { clusters: [], problems: misused }; }
  const { documents, problems } = readDocuments(manifests, files);
  const also = readDocuments(options.also ?? [], files);
  const pods = readPods(options.pods, files);
  const inventories = (options.inventory ?? []).map(path => readInventoryAt(path, files));
  const { policy, problems: policyProblems } = options.policy === undefined ? { problems: [] } : readPolicyAt(options.policy, files);
  const required = policy !== undefined && policy.requirements.length > 0;
  const stated = options.kubernetesVersion === undefined ? undefined : tryMinor(options.kubernetesVersion);
  const byMinor = new Map<number, { readonly judged: Manifests; readonly others: Manifests }>();
  const readFor = (minor: number) => {
    const read = byMinor.get(minor) ?? { judged: readManifests(documents, minor), others: readManifests(also.documents, minor) };
    byMinor.set(minor, read);
    return read;
  };
  const clusters = inventories.flatMap(({ inventory, name }) => {
    if (!inventory) { return []; }
    const minor = stated ?? inventory.minor ?? NEWEST_MINOR;
    const { judged, others } = readFor(minor);
    const surroundings = { ...surroundingsOf(judged, others), ...pods.pods ? { pods: pods.pods } : {} };
    return [{ name: inventory.name ?? name, minor, inventory, manifests: judged, surroundings, ...(policy ? { policy } : {}) }];
  });
  if (byMinor.size === 0) { readFor(stated ?? NEWEST_MINOR); }
  const reads = [...byMinor.values()].map(({ judged }) => judged);
  const invalid = [...problems, ...reads.flatMap(read => read.problems)];
  const besides = [...also.problems, ...[...byMinor.values()].flatMap(({ others }) => others.problems), ...pods.problems];
  const answered = required || reads.some(({ daemonSetCount, workloads }) => daemonSetCount > 0 || workloads.some(answers));
  return {
    clusters: policyProblems.length > 0 ? [] : clusters,
    problems: distinct([
      ...invalid,
      ...besides,
      ...inventories.flatMap(inventory => inventory.problems),
      ...policyProblems,
      ...invalid.length > 0 || answered ? [] : [noDaemonSetIn(manifests)],
    ]),
  };
}

function readPods(paths: readonly string[] | undefined, files: Files): { readonly pods?: readonly ClusterPod[]; readonly problems: readonly Problem[] } {
  if (paths === undefined || paths.length === 0) { return { problems: [] }; }
  const { documents, problems } = readDocuments(paths, files);
  const reading = readClusterPods(documents);
  const none = reading.count === 0 && problems.length + reading.problems.length === 0 ? [{ message: `no Pod (v1) is in ${paths.join(', ')}` }] : [];
  return { pods: reading.pods, problems: [...problems, ...reading.problems, ...none] };
}

function usageProblems(manifests: readonly string[], { inventory = [], also = [], pods = [], kubernetesVersion, policy }: ClusterOptions): Problem[] {
  const inputs = [...manifests, ...inventory, ...also, ...pods, policy];
  return [
    ...manifests.length === 0 ? [{ message: 'no manifest is given: name files or folders, or - for standard input' }] : [],
    ...inventory.length === 0 ? [{ message: 'no inventory is given: --inventory FILE (kubectl get nodes -o json > FILE makes one)' }] : [],
    ...inputs.filter(input => input === '-').length > 1 ? [{ message: 'standard input (-) can be read only once' }] : [],
    ...kubernetesVersion !== undefined && tryMinor(kubernetesVersion) === undefined ? [{ message: `--kubernetes-version ${VERSION_RULE}, got "${kubernetesVersion}"` }] : [],
  ];
}

function readDocuments(paths: readonly string[], files: Files): { readonly documents: readonly ParsedDocument[]; readonly problems: readonly Problem[] } {
  const { texts, problems } = files.read(paths);
  const parsed = texts.map(({ text, file }) => parseText(text, file));
  return { documents: parsed.flatMap(({ documents }) => documents), problems: [...problems, ...parsed.flatMap(text => text.problems)] };
}

/** Reads one inventory: a file, all files of a folder together, or standard input. A part of the nodes is no inventory. */
export function readInventoryAt(
  path: string, files = new Files(),
): { readonly inventory?: Inventory; readonly name: string; readonly problems: readonly Problem[] } {
  const { texts, problems } = files.read([path]);
  const name = nameOf(path, texts.some(({ file }) => file !== path));
  if (problems.length === 0) { return { name, ...readInventory(texts) }; }
  return { name, problems: [...problems, ...texts.length > 0 ? readInventory(texts).problems : []] };
}

/** Reads a policy: one file, or standard input. */
function readPolicyAt(path: string, files: Files): PolicyReading {
  const { texts, problems } = files.read([path]);
  const [text] = texts;
  if (problems.length > 0 || !text) { return { problems }; }
  return texts.length > 1 ? { problems: [{ message: 'is a folder, expected the file of one policy', file: path }] } : readPolicy(text.text, text.file);
}

/** The name of a file without its extension, or of a folder. */
function nameOf(path: string, folder: boolean): string {
  if (path === '-') { return 'cluster'; }
  const full = resolve(path);
  return folder ? basename(full) : basename(full, extname(full));
}

function noDaemonSetIn(manifests: readonly string[]): Problem {
  return { message: `no DaemonSet (apps/v1) is in ${manifests.map(path => path === '-' ? 'standard input' : path).join(', ')}` };
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map(problem => [JSON.stringify(problem), problem])).values()];
}
