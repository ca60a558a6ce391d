import { isDaemonSet, parseDaemonSet, readDaemonSet } from '../../src/manifest/daemon-set-reader';
import { unfold } from '../../src/manifest/kubernetes-object';
import { parseText } from '../../src/manifest/text';

const object = (text: string) => unfold(parseText(text, 'a.yaml').documents[0]!).objects[0]!;
const read = (text: string, minor = 37) => readDaemonSet(object(text), minor);
const problems = (text: string) => read(text).problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);

const daemonSet = ({ metadata = '', labels = 'app: logs', spec = '', pod = '' } = {}) => `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: logs
${metadata}spec:
  selector: { matchLabels: { app: logs } }
${spec}  template:
    metadata: { labels: { ${labels} } }
    spec:
${pod}      containers: [ { name: c, image: i } ]
`;

describe('a DaemonSet', () => {
  test.each([
    ['apps/v1', 'DaemonSet', true], ['extensions/v1beta1', 'DaemonSet', true], ['apps/v1beta2', 'DaemonSet', true], ['v1', 'DaemonSet', true], ['apps/v2', 'DaemonSet', true],
    ['apps/v1', 'Daemonset', true], ['apps/v1', 'DeamonSet', true], ['apps/v1', 'DaemonSets', true], ['apps/v1', 'ReplicaSet', false], ['apps/v1', 'Deployment', false],
    ['apps.kruise.io/v1alpha1', 'DaemonSet', false], ['example.com/v1', 'Daemonset', false],
  ])('is what %s calls %s: %s', (apiVersion, kind, expected) => {
    expect(isDaemonSet({ ...object(daemonSet()), apiVersion, kind })).toBe(expected);
  });

  test('is read with its place', () => {
    expect(read(daemonSet({ metadata: '  namespace: logging\n' }))).toMatchObject({
      daemonSet: {
        namespace: 'logging',
        name: 'logs',
        typed: false,
        unknownFields: [],
        source: { file: 'a.yaml', line: 1, column: 1, document: 1 },
        selector: [{ key: 'app', operator: 'In', values: ['logs'] }],
        template: { labels: new Map([['app', 'logs']]) },
        declared: { exemptions: [], maySelectNone: false },
      },
      problems: [],
    });
  });

  test('without a namespace is in the default one', () => {
    expect(read(daemonSet()).daemonSet?.namespace).toBe('default');
    expect(read(daemonSet({ metadata: '  namespace: ""\n' })).daemonSet?.namespace).toBe('default');
  });

  test.each([
    ['', { type: 'RollingUpdate', maxUnavailable: 1, maxSurge: 0 }],
    ['{ type: RollingUpdate, rollingUpdate: { maxUnavailable: 25% } }', { type: 'RollingUpdate', maxUnavailable: '25%', maxSurge: 0 }],
    ['{ rollingUpdate: { maxUnavailable: 0, maxSurge: 2 } }', { type: 'RollingUpdate', maxUnavailable: 0, maxSurge: 2 }],
    ['{ type: "", rollingUpdate: null }', { type: 'RollingUpdate', maxUnavailable: 1, maxSurge: 0 }],
    ['{ type: OnDelete }', { type: 'OnDelete', maxUnavailable: 1, maxSurge: 0 }],
  ])('is updated as %j says', (strategy, expected) => {
    expect(read(daemonSet({ spec: strategy && `  updateStrategy: ${strategy}\n` })).daemonSet?.updateStrategy).toEqual(expected);
  });

  test('says what it requires', () => {
    expect(read(daemonSet({ metadata: '  annotations: { everynode.dev/role: logs, everynode.dev/agent: LogCollectorDaemonSet }\n' })).daemonSet).toMatchObject({ typed: true, declared: { role: 'logs' } });
  });

  test('knows the fields that it should not have, and where they were written', () => {
    expect(read(daemonSet({ spec: '  replicas: 3\n  strategy: {}\n  minReadySecond: 5\n', pod: '      tolerationz: []\n' })).daemonSet?.unknownFields).toEqual([
      { path: 'spec.replicas', source: { file: 'a.yaml', line: 7, column: 3, document: 1 } },
      { path: 'spec.strategy', source: { file: 'a.yaml', line: 8, column: 3, document: 1 } },
      { path: 'spec.minReadySecond', suggestion: 'minReadySeconds', source: { file: 'a.yaml', line: 9, column: 3, document: 1 } },
      { path: 'spec.template.spec.tolerationz', suggestion: 'tolerations', source: { file: 'a.yaml', line: 13, column: 7, document: 1 } },
    ]);
  });

  test('keeps a field __proto__ out of its objects', () => {
    const { daemonSet: found } = read(daemonSet({ spec: '  __proto__: { template: 1 }\n', labels: 'app: logs, constructor: x' }));

    expect(found?.unknownFields.map(({ path }) => path)).toEqual(['spec.__proto__']);
    expect(found?.template.labels.get('constructor')).toBe('x');
  });

  test('has a status that is not looked at', () => {
    expect(problems(`${daemonSet()}status: { numberReady: many, whatever: 1 }\n`)).toEqual([]);
  });
});

describe('a DaemonSet that the API server would refuse', () => {
  test('of an API that is gone is told what to write', () => {
    expect(problems('apiVersion: extensions/v1beta1\nkind: DaemonSet\nmetadata: { name: logs, namespace: logging }\n')).toEqual([
      'a.yaml:1:1: DaemonSet logging/logs: apiVersion must be apps/v1, got "extensions/v1beta1" (not served since Kubernetes 1.16; apps/v1 also needs spec.selector)',
    ]);
    expect(problems('apiVersion: v1\nkind: DaemonSet\n')).toEqual(['a.yaml:1:1: DaemonSet (without a name): apiVersion must be apps/v1, got "v1"']);
  });

  test('of a kind that is a typo is no other kind', () => {
    expect(problems(daemonSet().replace('DaemonSet', 'Daemonset'))).toEqual(['a.yaml:2:1: Daemonset logs: kind must be DaemonSet, got "Daemonset"']);
  });

  test('because of a label that is a boolean in YAML, is told so', () => {
    expect(problems(daemonSet({ metadata: '  labels:\n    enabled: yes\n' }))).toEqual([
      'a.yaml:6:5: DaemonSet logs: metadata.labels.enabled must be text: put it in quotes (in YAML yes, no, on, off, y and n are booleans, too), got true',
    ]);
    expect(problems(daemonSet({ metadata: '  labels:\n    enabled: "yes"\n' }))).toEqual([]);
  });

  test.each([
    ['without a spec', 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: { name: logs }\n', ['1:1: DaemonSet logs: spec.selector is required']],
    ['with a selector that does not match', daemonSet({ labels: 'app: metrics' }), ['8:17: DaemonSet logs: spec.template.metadata.labels must match spec.selector']],
    ['with a list where a map belongs', daemonSet({ spec: '  updateStrategy: []\n' }), ['7:3: DaemonSet logs: spec.updateStrategy must be a map, got a list']],
    ['with a map where a list belongs', daemonSet({ pod: '      tolerations: { key: a }\n' }), ['10:7: DaemonSet logs: spec.template.spec.tolerations must be a list, got a map']],
    ['with a number as a value', daemonSet({ pod: '      tolerations:\n      - { key: a, value: 1, effect: NoSchedule }\n' }), ['11:19: DaemonSet logs: spec.template.spec.tolerations[0].value must be text: put it in quotes, got 1']],
    ['with a boolean as a key', daemonSet({ pod: '      tolerations:\n      - { key: true }\n' }), ['11:11: DaemonSet logs: spec.template.spec.tolerations[0].key must be text: put it in quotes (in YAML yes, no, on, off, y and n are booleans, too), got true']],
    ['with an effect that is a typo', daemonSet({ pod: '      tolerations:\n      - { key: a, effect: Noschedule }\n' }), ['11:19: DaemonSet logs: spec.template.spec.tolerations[0].effect must be NoSchedule, PreferNoSchedule or NoExecute, got "Noschedule" (typo of "NoSchedule"?)']],
  ])('fails when it is one %s', (_, text, expected) => {
    expect(problems(text).map(problem => problem.replace('a.yaml:', ''))).toEqual(expect.arrayContaining(expected));
    expect(read(text).daemonSet).toBeUndefined();
  });

  test('has all its problems told at once: types, rules and annotations', () => {
    expect(problems(daemonSet({
      metadata: '  labels: { enabled: yes }\n  annotations: { everynode.dev/required-nodes: "gpu in (" }\n',
      pod: '      hostNetwork: "yes"\n      tolerations:\n      - { key: a, operator: Exist }\n',
    }))).toMatchInlineSnapshot(`
[
  "a.yaml:5:13: DaemonSet logs: metadata.labels.enabled must be text: put it in quotes (in YAML yes, no, on, off, y and n are booleans, too), got true",
  "a.yaml:12:7: DaemonSet logs: spec.template.spec.hostNetwork must be true or false, got "yes"",
  "a.yaml:14:19: DaemonSet logs: spec.template.spec.tolerations[0].operator must be Exists or Equal, got "Exist" (typo of "Exists"?)",
  "a.yaml:6:18: DaemonSet logs: metadata.annotations["everynode.dev/required-nodes"] is invalid: selector "gpu in (": expected ")" at its end",
]
`);
  });

  test('is not told what only follows from a wrong type', () => {
    expect(problems(daemonSet({ labels: 'app: [logs]' }))).toEqual(['a.yaml:8:27: DaemonSet logs: spec.template.metadata.labels.app must be text, got a list']);
  });

  test('depends on the version', () => {
    const text = daemonSet({ pod: '      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [ { matchExpressions: [ { key: a, operator: In, values: [ "-" ] } ] } ] } } }\n' });

    expect(read(text, 31).problems).toEqual([]);
    expect(read(text, 37).problems).toHaveLength(1);
  });
});

test('a DaemonSet can be parsed without asking whether it would be taken', () => {
  expect(parseDaemonSet(object('apiVersion: apps/v1\nkind: DaemonSet\nspec: { template: { spec: { nodeName: w-1 } } }\n'))).toMatchObject({ namespace: 'default', name: '', selector: [], template: { nodeName: 'w-1' } });
});

test('an update strategy that is unknown replaces nothing by itself', () => {
  expect(parseDaemonSet(object('apiVersion: apps/v1\nkind: DaemonSet\nspec: { updateStrategy: { type: Recreate } }\n')).updateStrategy.type).toBe('OnDelete');
});
