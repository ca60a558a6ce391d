import * as fc from 'fast-check';
import { readDeclaration, readInventory } from '../../src/inventory/read-inventory';
import { mutated } from '../mutated-text';

const ours = (spec: string, metadata = '{ name: prod }') => `apiVersion: everynode.dev/v1\nkind: NodeInventory\nmetadata: ${metadata}\nspec:\n${spec}`;
const nodeList = (...items: object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'NodeList', items }, null, 1);
const read = (...texts: string[]) => readInventory(texts.map((text, index) => ({ text, file: `${'abc'[index]}.yaml` })));
const names = (...texts: string[]) => read(...texts).inventory?.nodes.map(({ name }) => name);
const problems = (...texts: string[]) => read(...texts).problems.map(({ file, line, column, message }) => `${[file, line, column].filter(part => part !== undefined).join(':')}: ${message}`);

const EXAMPLE = ours(`  kubernetesVersion: "1.34"
  observedAt: "2026-11-20T08:00:00Z"
  nodes:
    - name: cp-1
      labels: { node-role.kubernetes.io/control-plane: "" }
      taints: [ { key: node-role.kubernetes.io/control-plane, effect: NoSchedule } ]
      allocatable: { cpu: 3920m, memory: 14Gi }
      unschedulable: false
      osImage: Talos (v1.11.2)
  pools:
    - name: gpu
      min: 0
      max: 40
      labels: { nvidia.com/gpu.present: "true" }
      taints: [ { key: nvidia.com/gpu, value: present, effect: NoSchedule } ]
      startupTaints: [ { key: node.cilium.io/agent-not-ready, value: "true", effect: NoExecute } ]
      allocatable: { cpu: 7910m, memory: 30Gi, nvidia.com/gpu: "1" }
    - name: mixed
      count: 4
      shapes:
        - { name: m5, count: 3, labels: { node.kubernetes.io/instance-type: m5.xlarge }, allocatable: { cpu: 3920m, memory: 14Gi } }
        - { name: m6g, count: 1, labels: { kubernetes.io/arch: arm64 } }
    - { name: fargate, count: 3, virtual: true, labels: { eks.amazonaws.com/compute-type: fargate } }
`);

describe('an inventory', () => {
  test('is the file that a person writes', () => {
    const { inventory, problems: none } = read(EXAMPLE);

    expect(none).toEqual([]);
    expect(inventory).toMatchObject({ name: 'prod', minor: 34, observedAt: '2026-11-20T08:00:00Z' });
    expect(inventory?.nodes.map(({ name, hypothetical, virtual }) => `${name}${hypothetical ? '?' : ''}${virtual ? '*' : ''}`)).toEqual([
      'cp-1', 'gpu-0?', 'mixed-m5-0', 'mixed-m5-1', 'mixed-m5-2', 'mixed-m6g-0', 'fargate-0*', 'fargate-1*', 'fargate-2*',
    ]);
  });

  test('is the same file with other ends of lines, and as JSON', () => {
    expect(read(EXAMPLE.replaceAll('\n', '\r\n')).inventory).toEqual(read(EXAMPLE).inventory);
    expect(names(JSON.stringify({ apiVersion: 'everynode.dev/v1', kind: 'NodeInventory', spec: { nodes: [{ name: 'a' }] } }))).toEqual(['a']);
  });

  test.each<[string, string]>([
    ['a Node in YAML', 'apiVersion: v1\nkind: Node\nmetadata: { name: a }\n'],
    ['a Node in JSON', '{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "a"}}'],
    ['a NodeList whose items have no kind', nodeList({ metadata: { name: 'a' } })],
    ['a List', '{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "a"}}]}'],
    ['a List in a List', 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items: [ { apiVersion: v1, kind: Node, metadata: { name: a } } ]\n'],
    ['a List in YAML', 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Node\n  metadata: { name: a }\n'],
  ])('is what kubectl prints: %s', (_, text) => {
    expect(names(text)).toEqual(['a']);
  });

  test('is read literally from kubectl', () => {
    const [node] = read(nodeList({ metadata: { name: 'a' }, status: { allocatable: { cpu: '1' } } })).inventory?.nodes ?? [];

    expect([...node!.labels]).toEqual([]);
    expect([...node!.allocatable!.quantities.keys()]).toEqual(['cpu']);
  });

  test('is all documents and files together, with the first name and version that is stated', () => {
    const { inventory } = read(
      nodeList({ metadata: { name: 'a' } }),
      `${ours('  nodes: [ { name: b } ]\n', '{}')}---\n${ours('  kubernetesVersion: "1.30"\n  nodes: [ { name: c } ]\n')}`,
      ours('  kubernetesVersion: "1.31"\n  nodes: [ { name: d } ]\n', '{ name: other }'),
    );

    expect(inventory).toMatchObject({ name: 'prod', minor: 30 });
    expect(inventory?.nodes.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('without a name and a version has none', () => {
    expect(Object.keys(read(ours('  nodes: [ { name: a } ]\n', '{}')).inventory!)).toEqual(['nodes']);
  });

  test('takes a version as a number that has no zero to lose for text in no case', () => {
    expect(problems(ours('  kubernetesVersion: 1.30\n  nodes: [ { name: a } ]\n'))).toEqual(['a.yaml:5:3: NodeInventory prod: spec.kubernetesVersion must be text: put it in quotes, got 1.3']);
    expect(problems(ours('  kubernetesVersion: 1.34\n  nodes: [ { name: a } ]\n'))).toEqual(['a.yaml:5:3: NodeInventory prod: spec.kubernetesVersion must be text: put it in quotes, got 1.34']);
    expect(read(ours('  kubernetesVersion: "1.30"\n  nodes: [ { name: a } ]\n')).inventory?.minor).toBe(30);
  });
});

describe('an inventory without a node', () => {
  const message = 'the inventory has no node: expected kind NodeInventory (everynode.dev/v1), or the output of kubectl get nodes -o json or -o yaml, with at least one node or pool';

  test.each<[string, string]>([
    ['no text', ''],
    ['a comment', '# nodes\n'],
    ['no nodes', ours('  nodes: []\n')],
    ['no nodes and pools', ours('  nodes:\n  pools: []\n')],
    ['no spec', 'apiVersion: everynode.dev/v1\nkind: NodeInventory\n'],
    ['an empty List', '{"apiVersion": "v1", "kind": "List", "items": []}'],
    ['an empty NodeList', nodeList()],
    ['pools without nodes only', ours('  pools: [ { name: a, count: 0 }, { name: b, min: 0, max: 0 } ]\n')],
  ])('fails when it has %s', (_, text) => {
    expect(problems(text)).toEqual([`a.yaml: ${message}`]);
  });

  test('fails when there is no text at all', () => {
    expect(readInventory([])).toEqual({ problems: [{ message }] });
  });
});

describe('what is no inventory', () => {
  test.each<[string, string, string]>([
    ['a login page', '<!DOCTYPE html>\n<html><body>Log in: <b>now</b></body></html>\n', 'a.yaml:1:1: this is HTML or XML, expected YAML or JSON; was a login or error page saved in its place?'],
    ['an error of the API server', '{"kind":"Status","apiVersion":"v1","status":"Failure","message":"Unauthorized","code":401}', 'a.yaml:1:1: document is an answer of the API server that holds no objects: "Unauthorized"'],
    ['cut off', nodeList({ metadata: { name: 'a' } }).slice(0, 60), 'a.yaml:6:1: this is no JSON: close brace expected where it ends; is it truncated?'],
    ['text', 'w-1 Ready\n', 'a.yaml:1:1: document is no Kubernetes object: expected a map with apiVersion and kind, got "w-1 Ready"'],
    ['a list of names', '- w-1\n', 'a.yaml:1:1: document is no Kubernetes object: expected a map with apiVersion and kind, got a list'],
    ['the spec alone', 'nodes: [ { name: a } ]\n', 'a.yaml:1:1: document is no Kubernetes object: apiVersion is missing'],
    ['another kind', 'apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: b }\n', 'a.yaml:1:1: Pod b/a declares no nodes: expected kind NodeInventory (everynode.dev/v1), or the output of kubectl get nodes -o json or -o yaml'],
    ['a Node of another API', 'apiVersion: example.com/v1\nkind: Node\nmetadata: { name: a }\n', 'a.yaml:1:1: Node a declares no nodes: expected kind NodeInventory (everynode.dev/v1), or the output of kubectl get nodes -o json or -o yaml'],
    ['of another version', ours('  nodes: [ { name: a } ]\n').replace('v1', 'v2'), 'a.yaml:1:1: NodeInventory prod: apiVersion must be everynode.dev/v1, got "everynode.dev/v2"'],
    ['with a list where a map belongs', 'apiVersion: everynode.dev/v1\nkind: NodeInventory\nspec: []\n', 'a.yaml:3:1: NodeInventory (without a name): spec must be a map, got a list'],
    ['with a map where a list belongs', ours('  nodes: { name: a }\n'), 'a.yaml:5:3: NodeInventory prod: spec.nodes must be a list, got a map'],
    ['with equal keys', ours('  nodes: [ { name: a, name: b } ]\n'), 'a.yaml:5:23: the key "name" is there twice'],
    ['with tabs', 'apiVersion: everynode.dev/v1\nkind: NodeInventory\nspec:\n\tnodes: []\n', 'a.yaml:4:1: this is no YAML: tabs are not allowed as indentation'],
    ['with a date that is none', ours('  observedAt: yesterday\n  nodes: [ { name: a } ]\n'), 'a.yaml:5:3: NodeInventory prod: spec.observedAt must be a time such as "2027-01-31T08:00:00Z", got "yesterday"'],
  ])('fails when it is %s', (_, text, problem) => {
    expect(problems(text)).toEqual([problem]);
    expect(read(text).inventory).toBeUndefined();
  });

  test('fails when it has keys that nobody knows, with the one that was probably meant', () => {
    expect(problems(`kid: x\n${ours('  node: []\n  nodes: [ { name: a, lables: {}, taints: [ { key: a, efect: x, effect: NoExecute } ] } ]\n  pools: [ { name: b, count: 1, shapes: [ { name: s, count: 1, virtual: true } ] } ]\n  __proto__: 1\n  constructor: 2\n', '{ namespace: x }')}`)).toEqual([
      'a.yaml:1:1: NodeInventory x/(without a name): kid is unknown; did you mean kind?',
      'a.yaml:4:13: NodeInventory x/(without a name): metadata.namespace is unknown; allowed are name, labels, annotations',
      'a.yaml:6:3: NodeInventory x/(without a name): spec.node is unknown; did you mean nodes?',
      'a.yaml:7:23: NodeInventory x/(without a name): spec.nodes[0].lables is unknown; did you mean labels?',
      'a.yaml:7:55: NodeInventory x/(without a name): spec.nodes[0].taints[0].efect is unknown; did you mean effect?',
      'a.yaml:8:64: NodeInventory x/(without a name): spec.pools[0].shapes[0].virtual is unknown; allowed are name, count, labels, taints, allocatable, osImage',
      'a.yaml:9:3: NodeInventory x/(without a name): spec.__proto__ is unknown; allowed are kubernetesVersion, observedAt, nodes, pools',
      'a.yaml:10:3: NodeInventory x/(without a name): spec.constructor is unknown; allowed are kubernetesVersion, observedAt, nodes, pools',
    ]);
  });

  test('is told everything that is wrong, in all files, at once', () => {
    expect(problems(
      ours(`  kubernetesVersion: 1.30
  nodes:
    - { name: a, labels: { enabled: yes, size: ${'x'.repeat(64)} }, allocatable: { cpu: "1,5", memory: 1e400 } }
    - { name: a, taints: [ { key: gpu, effect: Noschedule } ] }
    - 5
  pools:
    - { name: b, count: -1 }
    - { name: c, count: 10000000 }
    - { name: d, min: 5, max: 2 }
    - { name: e, count: 3, shapes: [ { name: s, count: 1 } ] }
    - { nam: f, count: "2" }
`),
      nodeList({ metadata: { name: 'w-1', labels: { a: true } } }, { metadata: { name: 'w-2' }, spec: { taints: [{ key: 'a', effect: 'Never' }] } }),
      '<html>',
    )).toMatchInlineSnapshot(`
[
  "a.yaml:5:3: NodeInventory prod: spec.kubernetesVersion must be text: put it in quotes, got 1.3",
  "a.yaml:7:28: NodeInventory prod: spec.nodes[0].labels.enabled must be text: put it in quotes (in YAML yes, no, on, off, y and n are booleans, too), got true",
  "a.yaml:7:131: NodeInventory prod: spec.nodes[0].allocatable.cpu must be a number with an optional suffix (n u m k M G T P E, Ki Mi Gi Ti Pi Ei, or e3), such as 250m, 1.5 or 512Mi, got "1,5"",
  "a.yaml:7:143: NodeInventory prod: spec.nodes[0].allocatable.memory must not exceed 9223372036854775807 or have an exponent beyond 1000, got "1e400"",
  "a.yaml:9:7: NodeInventory prod: spec.nodes[2] must be a map, got 5",
  "a.yaml:15:17: NodeInventory prod: spec.pools[4].count must be a whole number, got "2"",
  "a.yaml:7:42: NodeInventory prod: spec.nodes[0].labels.size must have at most 63 characters (this one has 64), got "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"",
  "a.yaml:8:40: NodeInventory prod: spec.nodes[1].taints[0].effect must be NoSchedule, PreferNoSchedule or NoExecute, got "Noschedule" (typo of "NoSchedule"?)",
  "a.yaml:11:18: NodeInventory prod: spec.pools[0].count must be 0 or more, got -1",
  "a.yaml:13:18: NodeInventory prod: spec.pools[2].min must not exceed max (2), got 5",
  "a.yaml:14:28: NodeInventory prod: spec.pools[3].shapes must add up to the count of the pool (3), got 1",
  "a.yaml:15:7: NodeInventory prod: spec.pools[4].name is required",
  "a.yaml:12:7: NodeInventory prod: spec.pools[1] makes 10000011 nodes in all, at most 500000 are allowed",
  "a.yaml:8:9: NodeInventory prod: spec.nodes[1].name makes a second node of the name "a"; spec.nodes[0] has it, too",
  "a.yaml:15:9: NodeInventory prod: spec.pools[4].nam is unknown; did you mean name?",
  "b.yaml:9:6: Node w-1: metadata.labels.a must be text: put it in quotes (in YAML yes, no, on, off, y and n are booleans, too), got true",
  "b.yaml:21:7: Node w-2: spec.taints[0].effect must be NoSchedule, PreferNoSchedule or NoExecute, got "Never"",
  "c.yaml:1:1: this is HTML or XML, expected YAML or JSON; was a login or error page saved in its place?",
]
`);
  });
});

describe('a name that is there twice', () => {
  test('fails when two nodes of one file have it', () => {
    expect(problems(ours('  nodes:\n  - name: a\n  - name: a\n'))).toEqual(['a.yaml:7:5: NodeInventory prod: spec.nodes[1].name makes a second node of the name "a"; spec.nodes[0] has it, too']);
  });

  test('fails when two nodes of kubectl have it', () => {
    expect(problems(nodeList({ metadata: { name: 'a' } }, { metadata: { name: 'a' } }))).toEqual(['a.yaml:12:5: Node a: metadata.name makes a second node of the name "a"; a.yaml:7 has it, too']);
  });

  test('fails when a node and a pool\'s node have it, in one file or in two', () => {
    expect(problems(ours('  nodes: [ { name: p-1 } ]\n  pools: [ { name: p, count: 2 } ]\n'))).toEqual(['a.yaml:6:14: NodeInventory prod: spec.pools[0].name makes a second node of the name "p-1"; spec.nodes[0] has it, too']);
    expect(problems(nodeList({ metadata: { name: 'p-1' } }), ours('  pools: [ { name: q, count: 1 }, { name: p, count: 2 } ]\n'))).toEqual(['b.yaml:5:37: NodeInventory prod: spec.pools[1].name makes a second node of the name "p-1"; a.yaml:7 has it, too']);
    expect(problems(ours('  pools: [ { name: p, count: 2 } ]\n'), ours('  nodes: [ { name: a }, { name: p-1 } ]\n'))).toEqual(['b.yaml:5:27: NodeInventory prod: spec.nodes[1].name makes a second node of the name "p-1"; a.yaml:5 has it, too']);
  });

  test('is told with the line where there is no file', () => {
    expect(readInventory([{ text: nodeList({ metadata: { name: 'a' } }, { metadata: { name: 'a' } }) }]).problems).toEqual([
      { message: 'Node a: metadata.name makes a second node of the name "a"; line 7 has it, too', line: 12, column: 5 },
    ]);
  });
});

describe('a declaration that was never a file', () => {
  test('is read', () => {
    expect(readDeclaration({ kubernetesVersion: '1.30', pools: [{ name: 'p', count: 1 }] }, 'prod')).toMatchObject({ inventory: { name: 'prod', minor: 30, nodes: [{ name: 'p-0' }] }, problems: [] });
  });

  test('has the same problems, all of them at once', () => {
    const { inventory, problems: found } = readDeclaration({ nodes: [{ name: 'a', labels: { b: 5 as never } }, { name: 'A' }], pools: [{ nam: 'p', count: 1 } as never] });

    expect(inventory.nodes).toEqual([]);
    expect(found.map(({ path }) => path.join('.'))).toEqual(['spec.nodes.0.labels.b', 'spec.nodes.1.name', 'spec.pools.0.name', 'spec.pools.0.nam']);
  });
});

test('whatever an inventory is, it is read or reported, each problem on one line with its file', () => {
  const kubectl = nodeList({ metadata: { name: 'w-1', labels: { disk: 'ssd' } }, spec: { taints: [{ key: 'gpu', effect: 'NoSchedule' }] }, status: { allocatable: { cpu: '4', pods: '110' } } });

  fc.assert(fc.property(fc.oneof(mutated(EXAMPLE, kubectl), fc.string({ unit: 'binary' })), text => {
    const reading = read(text);

    expect(reading.inventory === undefined).toBe(reading.problems.length > 0);
    expect(reading.problems.filter(({ message, file }) => /[\n\r]/.test(message) || file !== 'a.yaml')).toEqual([]);
  }), { numRuns: 1000 });
});
