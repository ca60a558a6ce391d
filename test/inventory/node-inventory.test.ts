import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { NodeInventory, NodePool, TaintEffect } from '../../src';

const nodes = (inventory: NodeInventory) => inventory._inventory.nodes.map(({ name }) => name);
const failure = (make: () => unknown) => {
  try {
    make();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('an inventory in code', () => {
  test('has pools', () => {
    expect(nodes(NodeInventory.ofPools({ name: 'general', count: 2 }, { name: 'gpu', min: 0, max: 4, taints: [{ key: 'gpu', effect: TaintEffect.NO_SCHEDULE }] }))).toEqual(['general-0', 'general-1', 'gpu-0']);
  });

  test('has nodes', () => {
    expect(nodes(NodeInventory.ofNodes({ name: 'a' }, { name: 'b', labels: { disk: 'ssd' }, allocatable: { cpu: '4' } }))).toEqual(['a', 'b']);
  });

  test('has both, a name and a version', () => {
    const inventory = NodeInventory.of({ name: 'prod', kubernetesVersion: '1.30', nodes: [{ name: 'a' }], pools: [{ name: 'p', count: 1 }] });

    expect(inventory.name).toBe('prod');
    expect(inventory._inventory.minor).toBe(30);
    expect(nodes(inventory)).toEqual(['a', 'p-0']);
  });

  test('without a name is called after the check', () => {
    expect(NodeInventory.ofNodes({ name: 'a' }).name).toBeUndefined();
  });

  test('fails when it has no node', () => {
    const message = 'invalid node inventory: it has no node; declare at least one node or pool';

    expect([() => NodeInventory.ofPools(), () => NodeInventory.ofNodes(), () => NodeInventory.of({}), () => NodeInventory.ofPools({ name: 'a', count: 0 })].map(failure)).toEqual([message, message, message, message]);
  });

  test('fails when an item is missing', () => {
    expect(failure(() => NodeInventory.ofNodes(undefined as never))).toBe('invalid node inventory:\n  nodes[0] must not be null');
  });

  test('fails with everything that is wrong, in the words of the props', () => {
    expect(failure(() => NodeInventory.of({
      kubernetesVersion: '1.26',
      nodes: [{ name: 'W' }, { name: 'a', taints: [{ key: 'gpu', effect: 'NoSchedul' as TaintEffect }] }],
      pools: [{ name: 'p' }, { name: 'q', count: NaN }, { name: 'r', count: 1, labels: { a: 5 as never } }, { name: 's', size: 5 } as NodePool, undefined as never],
    }))).toMatchInlineSnapshot(`
"invalid node inventory:
  pools[1].count must be a whole number, got NaN
  pools[2].labels.a must be text: put it in quotes, got 5
  pools[4] must not be null
  kubernetesVersion must be 1.27 to 1.37, as text ("1.37"), got "1.26"
  nodes[0].name must be 1-253 lower case letters, digits, "-" and ".", each part beginning and ending with a letter or digit, got "W"
  nodes[1].taints[0].effect must be NoSchedule, PreferNoSchedule or NoExecute, got "NoSchedul" (typo of "NoSchedule"?)
  pools[0] must have count (a fixed size), or min and max (autoscaled)
  pools[3] must have count (a fixed size), or min and max (autoscaled)
  pools[3].size is unknown; allowed are name, count, min, max, labels, taints, startupTaints, allocatable, unschedulable, osImage, virtual, shapes"
`);
  });
});

describe('an inventory in a file', () => {
  let folder: string;
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const fails = (path: string) => failure(() => NodeInventory.fromFile(path))?.replaceAll(`${folder}/`, '');

  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'inventory-')); });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  test('is called as the file says, or else after the file', () => {
    const text = 'apiVersion: everynode.dev/v1\nkind: NodeInventory\nspec: { nodes: [ { name: a } ] }\n';

    expect(NodeInventory.fromFile(file('staging.eu.yaml', text)).name).toBe('staging.eu');
    expect(NodeInventory.fromFile(file('b.yaml', text.replace('spec', 'metadata: { name: prod }\nspec'))).name).toBe('prod');
    expect(NodeInventory.fromFile(file('c.json', '{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "a"}}')).name).toBe('c');
  });

  test('may be UTF-16', () => {
    expect(nodes(NodeInventory.fromFile(file('a.yaml', Buffer.from('\ufeffapiVersion: v1\nkind: Node\nmetadata: { name: a }\n', 'utf16le'))))).toEqual(['a']);
  });

  test.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'invalid node inventory:\n  a.yaml: the inventory has no node: expected kind NodeInventory (everynode.dev/v1), or the output of kubectl get nodes -o json or -o yaml, with at least one node or pool'],
    ['not UTF-8', Buffer.from([0x61, 0xff]), 'invalid node inventory: a.yaml is not UTF-8 text'],
    ['no object', 'hello\n', 'invalid node inventory:\n  a.yaml:1: document is no Kubernetes object: expected a map with apiVersion and kind, got "hello"'],
    ['wrong in two places', 'apiVersion: everynode.dev/v1\nkind: NodeInventory\nspec:\n  nodes:\n  - name: A\n  - nam: b\n', [
      'invalid node inventory:',
      '  a.yaml:5: NodeInventory (without a name): spec.nodes[0].name must be 1-253 lower case letters, digits, "-" and ".", each part beginning and ending with a letter or digit, got "A"',
      '  a.yaml:6: NodeInventory (without a name): spec.nodes[1].name is required',
      '  a.yaml:6: NodeInventory (without a name): spec.nodes[1].nam is unknown; did you mean name?',
    ].join('\n')],
  ])('fails when it is %s', (_, content, message) => {
    expect(fails(file('a.yaml', content))).toBe(message);
  });

  test('fails when there is none', () => {
    expect(fails(join(folder, 'none.yaml'))).toBe('invalid node inventory: there is no file none.yaml');
    expect(fails(join(file('a.yaml', ''), 'b.yaml'))).toMatch(/^invalid node inventory: a.yaml\/b.yaml cannot be read: ENOTDIR/);
    expect(failure(() => NodeInventory.fromFile(folder))).toBe(`invalid node inventory: ${folder} is a folder, expected a file`);
  });
});
