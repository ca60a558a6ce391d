import * as fc from 'fast-check';
import { readManifests } from '../../src/manifest/manifests';
import { parseText } from '../../src/manifest/text';
import { nameOf } from '../../src/model/daemon-set';
import { mutated } from '../mutated-text';

const read = (...texts: string[]) => readManifests(texts.flatMap(text => parseText(text, 'a.yaml').documents), 37);
const daemonSet = (name: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: ${name}, annotations: { everynode.dev/role: logs } }
spec:
  selector: { matchLabels: { app: logs } }
  template:
    metadata: { labels: { app: logs } }
    spec:
      nodeSelector: { disk: ssd }
      tolerations: [ { key: gpu, operator: Exists, effect: NoSchedule } ]
      containers: [ { name: c, image: i, ports: [ { containerPort: 80 } ], resources: { requests: { cpu: 100m } } } ]
`;
const broken = daemonSet('broken').replace('Exists', 'Exist');

test('manifests hold DaemonSets and workloads; other kinds are passed over', () => {
  const found = read(`${daemonSet('a')}---\napiVersion: v1\nkind: Service\nspec: 5\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d }\n`, daemonSet('b'));

  expect(found.daemonSets.map(nameOf)).toEqual(['default/a', 'default/b']);
  expect(found.workloads.map(({ name }) => name)).toEqual(['d']);
  expect(found).toMatchObject({ daemonSetCount: 2, problems: [] });
});

test('one DaemonSet that is invalid does not hide the others, and is counted', () => {
  const found = read(`${broken}---\n${daemonSet('sound')}`);

  expect(found.daemonSets.map(nameOf)).toEqual(['default/sound']);
  expect(found.daemonSetCount).toBe(2);
  expect(found.problems).toEqual([{
    message: 'DaemonSet broken: spec.template.spec.tolerations[0].operator must be Exists or Equal, got "Exist" (typo of "Exists"?)', file: 'a.yaml', line: 10, column: 34,
  }]);
});

test('one document that is no object does not hide the others', () => {
  const found = read(`hello\n---\n${daemonSet('sound')}---\n- a\n`);

  expect(found.daemonSets.map(nameOf)).toEqual(['default/sound']);
  expect(found.problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '1: document is no Kubernetes object: expected a map with apiVersion and kind, got "hello"',
    '15: document is no Kubernetes object: expected a map with apiVersion and kind, got a list',
  ]);
});

test('DaemonSets are found in lists, nested ones and those of one kind', () => {
  const item = JSON.stringify(parseText(daemonSet('a')).documents[0]?.value);
  const bare = item.replace('"apiVersion":"apps/v1","kind":"DaemonSet",', '').replace('"name":"a"', '"name":"b"');

  expect(bare).not.toContain('"kind"');
  expect(read(`{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"List","items":[${item}]},{"apiVersion":"apps/v1","kind":"DaemonSetList","items":[${bare}]}]}`).daemonSets.map(nameOf)).toEqual(['default/a', 'default/b']);
});

test('no manifests hold nothing', () => {
  expect(read('')).toMatchObject({ daemonSets: [], workloads: [], daemonSetCount: 0, problems: [] });
});

test('whatever manifests are, they are read or reported, each problem on one line', () => {
  const text = `${daemonSet('a')}---\n${broken}`;
  const json = JSON.stringify(parseText(daemonSet('a')).documents[0]?.value, null, 1);

  fc.assert(fc.property(mutated(text, json), manifest => {
    expect(read(manifest).problems.filter(({ message }) => /[\n\r]/.test(message))).toEqual([]);
  }), { numRuns: 1000 });
});

test('whatever stands in the place of a field, it is read or reported', () => {
  const strange = fc.oneof(fc.constantFrom<unknown>(null, true, 5, -1, 1.5, '', 'x', [], {}, [null], [[]], ['x'], [{}], { a: null }, { a: [] }, 1e999), fc.object({ maxDepth: 2 }));
  const paths = pathsOf(parseText(daemonSet('a')).documents[0]?.value);

  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), strange), { minLength: 1, maxLength: 3 }), changes => {
    const value = changes.reduce((sofar, [path, other]) => replaced(sofar, path, other), parseText(daemonSet('a')).documents[0]?.value);
    const { daemonSets, daemonSetCount, problems } = readManifests([{ value, index: 1, locate: () => undefined }], 37);

    expect(daemonSets.length + problems.length >= daemonSetCount).toBe(true);
  }), { numRuns: 2000 });
});

function pathsOf(value: unknown): (string | number)[][] {
  if (typeof value !== 'object' || value === null) { return [[]]; }
  return [[], ...Object.entries(value).flatMap(([key, item]) => pathsOf(item).map(path => [key, ...path]))];
}

function replaced(value: unknown, [step, ...rest]: readonly (string | number)[], other: unknown): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) { return other; }
  const item = replaced((value as Record<string | number, unknown>)[step], rest, other);
  return Array.isArray(value) ? Object.assign([...value], { [step]: item }) : { ...value, [step]: item };
}
