import { basename, extname } from 'path';
import { Inventory } from '../inventory/inventory';
import { readInventory } from '../inventory/read-inventory';
import { ParsedDocument } from '../manifest/document';
import { Manifests, readManifests } from '../manifest/manifests';
import { parseText } from '../manifest/text';
import { NEWEST_MINOR, tryMinor, VERSION_RULE } from '../model/kubernetes-version';
import { Problem } from '../model/source';
import { readFiles } from './files';

/** What the commands that hold manifests against inventories have in common. */
export interface ClusterOptions {
  readonly inventory: readonly string[];
  readonly kubernetesVersion?: string;
  readonly allNodes?: boolean;
  readonly output?: string;
}

/** One cluster, and the manifests that are held against it. */
export interface ClusterInput {
  readonly name: string;
  readonly minor: number;
  readonly inventory: Inventory;
  readonly manifests: Manifests;
}

/** Reads manifests and inventories. Whatever could be read is there; the rest is among the problems. */
export function readClusters(manifests: readonly string[], options: ClusterOptions): { readonly clusters: readonly ClusterInput[]; readonly problems: readonly Problem[] } {
  const usage = usageProblems(manifests, options);
  if (usage.length > 0) { return { clusters: [], problems: usage }; }
  const { documents, problems } = readDocuments(manifests);
  const inventories = options.inventory.map(readInventoryAt);
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
  return {
    clusters,
    problems: distinct([
      ...problems,
      ...reads.flatMap(read => read.problems),
      ...inventories.flatMap(inventory => inventory.problems),
      ...noDaemonSet(reads, problems, manifests),
    ]),
  };
}

function usageProblems(manifests: readonly string[], { inventory, kubernetesVersion }: ClusterOptions): Problem[] {
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

/** Reads one inventory: a file, all files of a folder together, or standard input. */
export function readInventoryAt(path: string): { readonly inventory?: Inventory; readonly name: string; readonly problems: readonly Problem[] } {
  const { texts, problems } = readFiles([path]);
  const name = path === '-' ? 'cluster' : basename(path, extname(path));
  return problems.length > 0 ? { name, problems } : { name, ...readInventory(texts) };
}

function noDaemonSet(reads: readonly Manifests[], unreadable: readonly Problem[], manifests: readonly string[]): Problem[] {
  const none = reads.every(({ daemonSetCount, workloads }) => daemonSetCount === 0 && workloads.every(({ hostPaths }) => hostPaths.length === 0));
  return none && unreadable.length === 0 && reads.every(({ problems }) => problems.length === 0)
    ? [{ message: `no DaemonSet (apps/v1) is in ${manifests.map(path => path === '-' ? 'standard input' : path).join(', ')}` }]
    : [];
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map(problem => [JSON.stringify(problem), problem])).values()];
}
