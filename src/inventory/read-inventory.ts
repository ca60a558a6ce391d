import { Path, showPath } from '../manifest/document';
import { FieldProblem, showValue } from '../manifest/field-problem';
import { KubernetesObject, objectProblemAt, unfold } from '../manifest/kubernetes-object';
import { parseText } from '../manifest/text';
import { conformity } from '../manifest/wire-types';
import { tryMinor } from '../model/kubernetes-version';
import { InventoryNode } from '../model/node';
import { Problem } from '../model/source';
import { DeclaredSpec } from './declared-nodes';
import { declaredProblems } from './declared-problems';
import { INVENTORY_FIELDS } from './fields';
import { Inventory } from './inventory';
import { readNode } from './kubectl';
import { nodeOfDeclaration, nodesOfPool } from './pool';

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

const FORMATS = 'expected kind NodeInventory (everynode.dev/v1), or the output of kubectl get nodes -o json or -o yaml';

/** Reads our own inventory file and what kubectl prints, several files together. Everything that is wrong is reported at once. */
export function readInventory(texts: readonly InventoryText[]): InventoryReading {
  const problems: Problem[] = [];
  const parts: Inventory[] = [];
  for (const { text, file } of texts) {
    const parsed = parseText(text, file);
    problems.push(...parsed.problems);
    for (const document of parsed.documents) {
      const unfolded = unfold(document);
      problems.push(...unfolded.problems);
      const readings = unfolded.objects.map(readObject);
      problems.push(...readings.flatMap(reading => reading.problems));
      parts.push(...readings.flatMap(reading => reading.inventory ?? []));
    }
  }
  if (problems.length > 0) { return { problems }; }
  return combine(parts, texts.map(({ file }) => file).find(file => file !== undefined));
}

/** Reads the data of our own inventory, such as `NodeInventory.ofPools` is given. */
export function readDeclaration(spec: DeclaredSpec, name?: string): { readonly inventory: Inventory; readonly problems: readonly FieldProblem[] } {
  const value = { apiVersion: 'everynode.dev/v1', kind: 'NodeInventory', spec };
  const { problems, unknown } = conformity(value, 'NodeInventory', [], INVENTORY_FIELDS);
  const wrong = [...problems, ...unknown.map(({ path, suggestion }) => unknownKey(path, suggestion))];
  const all = wrong.length > 0 ? wrong : declaredProblems(spec);
  return { inventory: all.length > 0 ? { nodes: [] } : inventoryOf(spec, name), problems: all };
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
  const { problems, unknown } = conformity(object.value, 'NodeInventory', [], INVENTORY_FIELDS);
  const wrong = [...problems, ...unknown.map(({ path, suggestion }) => unknownKey(path, suggestion))];
  const spec = (object.value.spec ?? {}) as DeclaredSpec;
  const all = wrong.length > 0 ? wrong : declaredProblems(spec);
  const name = (object.value.metadata as { name?: string } | null | undefined)?.name;
  return all.length > 0 ? { problems: all.map(problem => objectProblemAt(object, problem)) } : { inventory: inventoryOf(spec, name), problems: [] };
}

function unknownKey(path: Path, suggestion: string | undefined): FieldProblem {
  const parent = path.slice(0, -1);
  return { path, message: `is no field of ${parent.length === 0 ? 'an inventory' : showPath(parent)}${suggestion ? `; did you mean ${suggestion}?` : ''}` };
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
function combine(parts: readonly Inventory[], file: string | undefined): InventoryReading {
  const place = file === undefined ? {} : { file };
  const nodes: InventoryNode[] = [];
  for (const part of parts) { nodes.push(...part.nodes); } // no spread of 100,000 arguments
  if (nodes.length === 0) { return { problems: [{ message: `the inventory has no node: ${FORMATS}, with at least one node or pool`, ...place }] }; }
  const names = new Set<string>();
  const twice = new Set(nodes.filter(({ name }) => names.size === names.add(name).size).map(({ name }) => name));
  if (twice.size > 0) {
    return { problems: [...twice].map(name => ({ message: `the inventory has two nodes of the name "${name}"; names must be unique`, ...place })) };
  }
  const first = <K extends keyof Inventory>(key: K) => parts.map(part => part[key]).find(value => value !== undefined);
  const [name, minor, observedAt] = [first('name'), first('minor'), first('observedAt')];
  return {
    inventory: { ...(name ? { name } : {}), ...(minor === undefined ? {} : { minor }), ...(observedAt ? { observedAt } : {}), nodes },
    problems: [],
  };
}
