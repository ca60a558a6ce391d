import { dataDocument } from '../../src/manifest/document';
import { describe as nameOf, objectProblemAt, sourceAt, sourceOf, unfold } from '../../src/manifest/kubernetes-object';
import { parseText } from '../../src/manifest/text';

const unfolded = (text: string) => {
  const readings = parseText(text, 'a.yaml').documents.map(unfold);
  return {
    objects: readings.flatMap(({ objects }) => objects),
    problems: readings.flatMap(({ problems }) => problems).map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`),
  };
};
const kinds = (text: string) => unfolded(text).objects.map(({ apiVersion, kind, path }) => `${apiVersion} ${kind} ${path.join('.')}`);
const problems = (text: string) => unfolded(text).problems;

describe('the objects of a document', () => {
  test('are one object', () => {
    expect(kinds('apiVersion: apps/v1\nkind: DaemonSet\n')).toEqual(['apps/v1 DaemonSet ']);
  });

  test('are none where it is empty', () => {
    expect(unfolded('---\n---\n# nothing\n')).toEqual({ objects: [], problems: [] });
  });

  test('are those of a list, lists in lists included', () => {
    expect(kinds(`apiVersion: v1
kind: List
items:
- { apiVersion: v1, kind: Node }
- apiVersion: v1
  kind: List
  items:
  - { apiVersion: v1, kind: Pod }
  - { apiVersion: v1, kind: List, items: [ { apiVersion: apps/v1, kind: DaemonSet } ] }
`)).toEqual(['v1 Node items.0', 'v1 Pod items.1.items.0', 'apps/v1 DaemonSet items.1.items.1.items.0']);
  });

  test('take kind and version from a list of one kind', () => {
    expect(kinds('apiVersion: v1\nkind: NodeList\nitems: [ {}, { kind: Node }, { apiVersion: v1, kind: Pod } ]\n')).toEqual(['v1 Node items.0', 'v1 Node items.1', 'v1 Pod items.2']);
    expect(kinds('apiVersion: apps/v1\nkind: DaemonSetList\nitems: [ {} ]\n')).toEqual(['apps/v1 DaemonSet items.0']);
    expect(problems('apiVersion: v1\nkind: List\nitems: [ {} ]\n')).toEqual(['a.yaml:3:10: items[0] is no Kubernetes object: apiVersion is missing']);
  });

  test.each(['items: []', 'items:', 'metadata: {}'])('are none of a list with %s', rest => {
    expect(unfolded(`apiVersion: v1\nkind: List\n${rest}\n`)).toEqual({ objects: [], problems: [] });
  });

  test('are a kind that only ends like a list', () => {
    expect(kinds('apiVersion: example.com/v1\nkind: AllowList\nspec: {}\n')).toEqual(['example.com/v1 AllowList ']);
  });

  test('fails when there is none, with what was found', () => {
    expect([
      'hello world\n', '5\n', '[]\n', '- a\n', 'a: 1\n', 'kind: Node\n', 'apiVersion: v1\n', 'apiVersion: 1\nkind: Node\n', 'apiVersion: v1\nkind: yes\n', 'apiVersion: v1\nkind: ""\n',
      'apiVersion: v1\nkind: List\nitems: {}\n', 'apiVersion: v1\nkind: List\nitems:\n- 5\n-\n- kind: Node\n', '__proto__: { apiVersion: v1, kind: Node }\n',
    ].
      map((text) => problems(text).join(' | '))).toMatchInlineSnapshot(`
[
  "a.yaml:1:1: document is no Kubernetes object: expected a map with apiVersion and kind, got "hello world"",
  "a.yaml:1:1: document is no Kubernetes object: expected a map with apiVersion and kind, got 5",
  "a.yaml:1:1: document is no Kubernetes object: expected a map with apiVersion and kind, got a list",
  "a.yaml:1:1: document is no Kubernetes object: expected a map with apiVersion and kind, got a list",
  "a.yaml:1:1: document is no Kubernetes object: apiVersion is missing",
  "a.yaml:1:1: document is no Kubernetes object: apiVersion is missing",
  "a.yaml:1:1: document is no Kubernetes object: kind is missing",
  "a.yaml:1:1: document is no Kubernetes object: apiVersion must be text, got 1",
  "a.yaml:1:1: document is no Kubernetes object: kind must be text, got true",
  "a.yaml:1:1: document is no Kubernetes object: kind must be text, got """,
  "a.yaml:3:1: items must be a list, got a map",
  "a.yaml:4:3: items[0] is no Kubernetes object: expected a map with apiVersion and kind, got 5 | a.yaml:5:2: items[1] is no Kubernetes object: expected a map with apiVersion and kind, got null | a.yaml:6:3: items[2] is no Kubernetes object: apiVersion is missing",
  "a.yaml:1:1: document is no Kubernetes object: apiVersion is missing",
]
`);
  });

  test('fails when the API server answered with an error', () => {
    expect(problems('{"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "nodes is forbidden: User \\"x\\" cannot list resource \\"nodes\\" in API group \\"\\" at the cluster scope", "reason": "Forbidden", "code": 403}')).toEqual([
      'a.yaml:1:1: document is an answer of the API server that holds no objects: "nodes is forbidden: User \\"x\\" cannot list resource \\"nodes\\" in API group \\"\\" at the cluster scope"',
    ]);
    expect(problems('{"kind": "Status", "apiVersion": "v1", "reason": "Forbidden"}')).toEqual(['a.yaml:1:1: document is an answer of the API server that holds no objects: "Forbidden"']);
    expect(problems('{"kind": "Status", "apiVersion": "v1", "message": {}}')).toHaveLength(1);
    expect(problems('{"kind": "Status", "apiVersion": "example.com/v1"}')).toEqual([]);
  });
});

describe('an object', () => {
  const [, object] = unfolded('apiVersion: v1\nkind: List\nitems:\n- { apiVersion: v1, kind: Node }\n- apiVersion: v1\n  kind: Node\n  metadata:\n    name: w-1\n').objects;

  test('knows where it was declared', () => {
    expect(sourceOf(object!)).toEqual({ file: 'a.yaml', line: 5, column: 3, document: 1 });
    expect(sourceAt(object!, ['metadata', 'name'])).toEqual({ file: 'a.yaml', line: 8, column: 5 });
    expect(sourceOf({ ...unfold(dataDocument({ apiVersion: 'v1', kind: 'Node' })).objects[0]!, constructPath: 'a/b' })).toEqual({ constructPath: 'a/b', document: 1 });
  });

  test('has problems with their places', () => {
    expect(objectProblemAt(object!, { path: ['metadata', 'name'], message: 'is odd' })).toEqual({ message: 'Node w-1: metadata.name is odd', file: 'a.yaml', line: 8, column: 5 });
    expect(objectProblemAt(object!, { path: [], message: 'is odd' })).toEqual({ message: 'Node w-1 is odd', file: 'a.yaml', line: 5, column: 3 });
    expect(objectProblemAt(object!, { path: ['spec', 'taints'], message: 'are odd' })).toMatchObject({ line: 5 });
    expect(objectProblemAt({ ...object!, constructPath: 'a/b' }, { path: [], message: 'is odd' })).toMatchObject({ constructPath: 'a/b' });
  });

  test.each([
    [{ name: 'a' }, 'Node a'],
    [{ name: 'a', namespace: 'b' }, 'Node b/a'],
    [{}, 'Node (without a name)'],
    [{ name: 5 }, 'Node (without a name)'],
    [{ name: 'a\n\u001b[31mb' }, 'Node "a\\n\\u001b[31mb"'],
  ])('with metadata %j is called %s', (metadata, name) => {
    expect(nameOf({ ...object!, value: { metadata } })).toBe(name);
  });
});
