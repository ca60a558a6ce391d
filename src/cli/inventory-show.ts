import { readInventoryAt } from './clusters';
import { deliver, fail } from './streams';
import { Inventory } from '../inventory/inventory';
import { Allocatable, InventoryNode } from '../model/node';
import { showTaint } from '../model/taint';
import { problemSentence } from '../render/sentence';

/** The options of `everynode inventory show`. */
export interface InventoryShowOptions {
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** Runs `everynode inventory show`, and sets the exit code. */
export async function inventoryShow(file: string, { format, output }: InventoryShowOptions): Promise<void> {
  const { inventory, name, problems } = readInventoryAt(file);
  problems.forEach(problem => fail(problemSentence(problem)));
  const undelivered = inventory ? await deliver(format === 'json' ? showJson(inventory, name) : showText(inventory, name), output) : undefined;
  if (undelivered !== undefined) { fail(undelivered); }
  process.exitCode = problems.length > 0 || undelivered !== undefined ? 2 : 0;
}

function showJson(inventory: Inventory, name: string): string {
  const value = {
    schemaVersion: 'everynode.dev/inventory/v1',
    name: inventory.name ?? name,
    kubernetesVersion: inventory.minor === undefined ? null : `1.${inventory.minor}`,
    observedAt: inventory.observedAt ?? null,
    nodes: inventory.nodes.map(node => ({
      name: node.name,
      pool: node.pool ?? null,
      hypothetical: node.hypothetical,
      virtual: node.virtual,
      unschedulable: node.unschedulable,
      osImage: node.osImage ?? null,
      labels: Object.fromEntries([...node.labels].sort()),
      taints: node.taints,
      startupTaints: node.startupTaints,
      allocatable: node.allocatable ? Object.fromEntries(amountsOf(node.allocatable)) : null,
      notJudged: node.allocatable ? [...node.allocatable.undeclared].sort() : null,
    })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function showText(inventory: Inventory, name: string): string {
  const version = inventory.minor === undefined ? '' : `, Kubernetes 1.${inventory.minor}`;
  return [`${inventory.name ?? name}: ${inventory.nodes.length} node${inventory.nodes.length === 1 ? '' : 's'}${version}`, '', ...inventory.nodes.flatMap(nodeText)].map(line => `${line}\n`).join('');
}

function nodeText(node: InventoryNode): string[] {
  const marks = [
    ...node.pool === undefined ? [] : [`pool ${node.pool}`],
    ...node.hypothetical ? ['may come'] : [],
    ...node.virtual ? ['virtual'] : [],
    ...node.unschedulable ? ['cordoned'] : [],
  ];
  return [
    `  ${node.name}${marks.length > 0 ? `  (${marks.join(', ')})` : ''}`,
    `      labels:      ${[...node.labels].sort().map(([key, value]) => `${key}=${value}`).join(', ') || 'none'}`,
    `      taints:      ${node.taints.map(showTaint).join(', ') || 'none'}`,
    ...node.startupTaints.length > 0 ? [`      at first:    ${node.startupTaints.map(showTaint).join(', ')}`] : [],
    `      allocatable: ${allocatableText(node.allocatable)}`,
  ];
}

function allocatableText(allocatable: Allocatable | undefined): string {
  if (!allocatable) { return 'not declared, room is not judged'; }
  const declared = amountsOf(allocatable).map(([resource, amount]) => `${resource} ${amount}`);
  const open = [...allocatable.undeclared].sort();
  return [...declared, ...open.length > 0 ? [`${open.join(', ')} not judged`] : []].join(', ');
}

function amountsOf({ quantities }: Allocatable): [string, string][] {
  return [...quantities].map(([resource, amount]): [string, string] => [resource, amount.toString()]).sort();
}
