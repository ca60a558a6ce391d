import { basename, extname, resolve } from 'path';
import { Inventory } from '../inventory/inventory';
import { readInventory } from '../inventory/read-inventory';
import { ParsedDocument } from '../manifest/document';
import { Manifests, readManifests } from '../manifest/manifests';
import { parseText } from '../manifest/text';
import { NEWEST_MINOR, tryMinor, VERSION_RULE } from '../model/kubernetes-version';
import { Problem } from '../model/source';
import { Workload } from '../model/workload';
import { readFiles } from './files';

/** What the commands that hold manifests against inventories have in common. */
export interface ClusterOptions {
  readonly inventory?: readonly string[];
  readonly kubernetesVersion?: string;
  readonly output?: string;
}

/** One cluster, and the manifests that are held against it. */
export interface ClusterInput {
  readonly name: string;
  readonly minor: number;
  readonly inventory: Inventory;
  readonly manifests: Manifests;
}

/** What could be read, and the rest. */
export interface ClusterReading {
  readonly clusters: readonly ClusterInput[];
  readonly problems: readonly Problem[];
}

/**
 * Reads manifests and inventories. Whatever could be read is there; the rest is among the problems.
 *
 * @param usage what is wrong with the command's own options; nothing is read then
 * @param answers which other objects are worth an answer, so that it is no problem where no DaemonSet is
 */
export function readClusters(
  manifests: readonly string[], options: ClusterOptions, usage: readonly Problem[] = [], answers: (workload: Workload) => boolean = () => false,
): ClusterReading {
  const misused = [...usageProblems(manifests, options), ...usage];
  if (misused.length > 0) { return { clusters: [], problems: misused }; }
  const { documents, problems } = readDocuments(manifests);
  const inventories = (options.inventory ?? []).map(readInventoryAt);
  const stated = options.kubernetesVersion === undefined ? undefined : tryMinor(options.kubernetesVersion);
  const byMinor = new Map<number, Manifests>();
  const clusters = inventories.flatMap(({ inventory, name }) => {
    if (!inventory) { return []; }
    const minor = stated ?? inventory.minor ?? NEWEST_MINOR;
    const read = byMinor.get(minor) ?? readManifests(documents, minor);
    byMinor.set(minor, read);
    return [{ name: inventory.name ?? name, minor, inventory, manifests: read }];
  });
  if (byMinor.size === 0) { byMinor.set(NEWEST_MINOR, readManifests(documents, stated ?? NEWEST_MINOR)); }
  const reads = [...byMinor.values()];
  const invalid = [...problems, ...reads.flatMap(read => read.problems)];
  return {
    clusters,
    problems: distinct([
      ...invalid,
      ...inventories.flatMap(inventory => inventory.problems),
      ...invalid.length > 0 || reads.some(({ daemonSetCount, workloads }) => daemonSetCount > 0 || workloads.some(answers)) ? [] : [noDaemonSetIn(manifests)],
    ]),
  };
}

function usageProblems(manifests: readonly string[], { inventory = [], kubernetesVersion }: ClusterOptions): Problem[] {
  const inputs = [...manifests, ...inventory];
  return [
    ...manifests.length === 0 ? [{ message: 'no manifest is given: name files or folders, or - for standard input' }] : [],
    ...inventory.length === 0 ? [{ message: 'no inventory is given: --inventory FILE (kubectl get nodes -o json > FILE makes one)' }] : [],
    ...inputs.filter(input => input === '-').length > 1 ? [{ message: 'standard input (-) can be read only once' }] : [],
    ...kubernetesVersion !== undefined && tryMinor(kubernetesVersion) === undefined ? [{ message: `--kubernetes-version ${VERSION_RULE}, got "${kubernetesVersion}"` }] : [],
  ];
}

function readDocuments(paths: readonly string[]): { readonly documents: readonly ParsedDocument[]; readonly problems: readonly Problem[] } {
  const { texts, problems } = readFiles(paths);
  const parsed = texts.map(({ text, file }) => parseText(text, file));
  return { documents: parsed.flatMap(({ documents }) => documents), problems: [...problems, ...parsed.flatMap(text => text.problems)] };
}

/** Reads one inventory: a file, all files of a folder together, or standard input. A part of the nodes is no inventory. */
export function readInventoryAt(path: string): { readonly inventory?: Inventory; readonly name: string; readonly problems: readonly Problem[] } {
  const { texts, problems } = readFiles([path]);
  const name = nameOf(path, texts.some(({ file }) => file !== path));
  if (problems.length === 0) { return { name, ...readInventory(texts) }; }
  return { name, problems: [...problems, ...texts.length > 0 ? readInventory(texts).problems : []] };
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
