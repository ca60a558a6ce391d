import { secondNode } from './declared-names';
import { DeclaredSpec } from './declared-nodes';
import { declaredProblems } from './declared-problems';
import { INVENTORY_FIELDS } from './fields';
import { Inventory } from './inventory';
import { readNode } from './kubectl';
import { nodeOfDeclaration, nodesOfPool } from './pool';
import { Path } from '../manifest/document';
import { FieldProblem, showValue } from '../manifest/field-problem';
import { describe, KubernetesObject, objectProblemAt, sourceAt, unfold } from '../manifest/kubernetes-object';
import { allProblems } from '../manifest/mended';
import { parseText } from '../manifest/text';
import { conformity, UnknownKey } from '../manifest/wire-types';
import { tryMinor } from '../model/kubernetes-version';
import { InventoryNode } from '../model/node';
import { Problem, showPlace } from '../model/source';

/** Texts that together declare the nodes of one cluster. */
export interface InventoryText {
  readonly text: string;
  readonly file?: string;
}

/** An inventory, or everything that is wrong with its texts. */
export interface InventoryReading {
  readonly inventory?: Inventory;
  readonly problems: readonly Problem[];
}

/** What one object declares of the cluster. */
interface Part {
  readonly object: KubernetesObject;
  readonly inventory: Inventory;
}

/** Our own inventory file, its JSON types checked. */
interface DeclaredInventory {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: string | null } | null;
  readonly spec?: DeclaredSpec | null;
}

const FORMATS = 'expected kind NodeInventory (everynode.dev/v1), or the output of kubectl get nodes -o json or -o yaml';

/** Reads our own inventory file and what kubectl prints, several files together. Everything that is wrong is reported at once. */
export function readInventory(texts: readonly InventoryText[]): InventoryReading {
  const problems: Problem[] = [];
  const parts: Part[] = [];
  for (const { text, file } of texts) {
    const parsed = parseText(text, file);
    problems.push(...parsed.problems);
    for (const document of parsed.documents) {
      const unfolded = unfold(document);
      problems.push(...unfolded.problems);
      for (const object of unfolded.objects) {
        const reading = readObject(object);
        problems.push(...reading.problems);
        if (reading.inventory) { parts.push({ object, inventory: reading.inventory }); }
      }
    }
  }
  if (problems.length > 0) { return { problems }; }
  return combine(parts, texts.map(({ file }) => file).find(file => file !== undefined));
}

/** Reads the data of our own inventory, such as `NodeInventory.ofPools` is given. */
export function readDeclaration(spec: DeclaredSpec, name?: string): { readonly inventory: Inventory; readonly problems: readonly FieldProblem[] } {
  const problems = problemsOf({ apiVersion: 'everynode.dev/v1', kind: 'NodeInventory', spec });
  return { inventory: problems.length > 0 ? { nodes: [] } : inventoryOf(spec, name), problems };
}

function readObject(object: KubernetesObject): InventoryReading {
  if (object.kind === 'Node' && object.apiVersion === 'v1') {
    const { node, problems } = readNode(object);
    return node ? { inventory: { nodes: [node] }, problems } : { problems };
  }
  if (object.kind !== 'NodeInventory') { return { problems: [objectProblemAt(object, { path: [], message: `declares no nodes: ${FORMATS}` })] }; }
  if (object.apiVersion !== 'everynode.dev/v1') {
    return { problems: [objectProblemAt(object, { path: ['apiVersion'], message: `must be everynode.dev/v1, got ${showValue(object.apiVersion)}` })] };
  }
  const problems = problemsOf(object.value);
  if (problems.length > 0) { return { problems: problems.map(problem => objectProblemAt(object, problem)) }; }
  const { metadata, spec }: DeclaredInventory = object.value;
  return { inventory: inventoryOf(spec ?? {}, metadata?.name ?? undefined), problems: [] };
}

function problemsOf(value: DeclaredInventory): FieldProblem[] {
  const { problems, unknown } = conformity(value, 'NodeInventory', [], INVENTORY_FIELDS);
  return [
    ...allProblems(value, 'NodeInventory', problems, ({ spec }) => declaredProblems(spec ?? {}), INVENTORY_FIELDS),
    ...unknown.map(unknownKey),
  ];
}

function unknownKey({ path, suggestion, known }: UnknownKey): FieldProblem {
  return { path, message: `is unknown; ${suggestion === undefined ? `allowed are ${known.join(', ')}` : `did you mean ${suggestion}?`}` };
}

function inventoryOf(spec: DeclaredSpec, name: string | undefined): Inventory {
  const minor = typeof spec.kubernetesVersion === 'string' ? tryMinor(spec.kubernetesVersion) : undefined;
  return {
    ...(name ? { name } : {}),
    ...(minor === undefined ? {} : { minor }),
    ...(spec.observedAt ? { observedAt: spec.observedAt } : {}),
    nodes: [...(spec.nodes ?? []).map(nodeOfDeclaration), ...(spec.pools ?? []).flatMap(nodesOfPool)],
  };
}

/** Several parts are one cluster: their nodes together, and the first name and version that is stated. */
function combine(parts: readonly Part[], file: string | undefined): InventoryReading {
  const place = file === undefined ? {} : { file };
  const nodes: InventoryNode[] = parts.flatMap(({ inventory }) => inventory.nodes);
  if (nodes.length === 0) { return { problems: [{ message: `the inventory has no node: ${FORMATS}, with at least one node or pool`, ...place }] }; }
  const problems = repeatedNames(parts);
  if (problems.length > 0) { return { problems }; }
  const first = <K extends keyof Inventory>(key: K) => parts.map(({ inventory }) => inventory[key]).find(value => value !== undefined);
  const [name, minor, observedAt] = [first('name'), first('minor'), first('observedAt')];
  return {
    inventory: { ...(name ? { name } : {}), ...(minor === undefined ? {} : { minor }), ...(observedAt ? { observedAt } : {}), nodes },
    problems: [],
  };
}

/** Names that several parts have: each part alone was looked at before. */
function repeatedNames(parts: readonly Part[]): Problem[] {
  const seen = new Map<string, { readonly part: Part; readonly node: InventoryNode }>();
  return parts.flatMap(part => part.inventory.nodes.flatMap(node => {
    const other = seen.get(node.name);
    if (!other) { seen.set(node.name, { part, node }); }
    return other ? [objectProblemAt(part.object, { path: namePath(part, node), message: secondNode(node.name, placeOf(other.part, other.node)) })] : [];
  }));
}

/** Where a part declares a node's name. */
function namePath({ object }: Part, { name, pool }: InventoryNode): Path {
  if (object.kind === 'Node') { return ['metadata', 'name']; }
  const { spec }: DeclaredInventory = object.value;
  const index = pool === undefined ? spec?.nodes?.findIndex(node => node.name === name) : spec?.pools?.findIndex(declared => declared.name === pool);
  return ['spec', pool === undefined ? 'nodes' : 'pools', index ?? 0, 'name'];
}

function placeOf(part: Part, node: InventoryNode): string {
  const source = sourceAt(part.object, namePath(part, node));
  return showPlace(source) || (source.line === undefined ? describe(part.object) : `line ${source.line}`);
}
