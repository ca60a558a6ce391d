import { expectVerdicts, Rule } from './verdicts';

const variable = 'C.env[0]';
const from = `${variable}.valueFrom`;
const name = { [`${variable}.name`]: 'A' };

/** V59-V61, and section 9.3 of the semantics. */
const RULES: Rule[] = [
  {
    rule: 'a name is printable ASCII without an equals sign',
    field: `${variable}.name`,
    refused: ['A=B', 'ä', '', null, 'a\nb'],
    accepted: ['1A', 'A B', 'a.b-c', '..', '~'],
  },
  {
    rule: 'a value comes from somewhere',
    field: from,
    given: name,
    refused: [{}, { fieldRef: null }],
    accepted: [null, { secretKeyRef: { name: 'a', key: 'b' } }],
  },
  {
    rule: 'a value comes from one place',
    field: from,
    given: name,
    refused: [{ secretKeyRef: { name: 'a', key: 'b' }, configMapKeyRef: { name: 'a', key: 'b' } }],
    accepted: [{ configMapKeyRef: { name: 'a', key: 'b' } }],
  },
  {
    rule: 'a value is not given twice',
    field: `${variable}.value`,
    given: { ...name, [from]: { secretKeyRef: { name: 'a', key: 'b' } } },
    at: from,
    refused: ['x'],
    accepted: ['', null],
  },
  {
    rule: 'a field of the pod is one of a few',
    field: `${from}.fieldRef.fieldPath`,
    given: name,
    refused: ['metadata.foo', 'metadata.labels', 'spec.nodename', '', null, "metadata.labels['a b']", "metadata.name['a']", "metadata.labels['']"],
    accepted: [
      'metadata.name',
      'metadata.uid',
      'spec.nodeName',
      'spec.host',
      'status.hostIPs',
      'status.podIP',
      "metadata.labels['a/b']",
      "metadata.annotations['Example.COM/b']",
    ],
  },
  {
    rule: 'fields are those of v1',
    field: `${from}.fieldRef.apiVersion`,
    given: { ...name, [`${from}.fieldRef.fieldPath`]: 'metadata.name' },
    refused: ['v2'],
    accepted: ['v1', '', null],
  },
  {
    rule: 'a resource is a request or limit',
    field: `${from}.resourceFieldRef.resource`,
    given: name,
    refused: ['cpu', 'limits.gpu', '', null],
    accepted: ['limits.cpu', 'requests.memory', 'limits.ephemeral-storage', 'requests.hugepages-2Mi'],
  },
  {
    rule: 'a divisor of cpu is 1 or 1m',
    field: `${from}.resourceFieldRef.divisor`,
    given: { ...name, [`${from}.resourceFieldRef.resource`]: 'limits.cpu' },
    refused: ['1k', '2'],
    accepted: ['1', '1m', '1000m', 0, null],
  },
  {
    rule: 'a divisor of bytes is one unit',
    field: `${from}.resourceFieldRef.divisor`,
    given: { ...name, [`${from}.resourceFieldRef.resource`]: 'limits.memory' },
    refused: ['1m', '2Mi'],
    accepted: ['1', '1Mi', '1G', '1024Ki'],
  },
  {
    rule: 'an object has a name',
    field: `${from}.configMapKeyRef.name`,
    given: { ...name, [`${from}.configMapKeyRef.key`]: 'k' },
    refused: ['A', '', null],
    accepted: ['a.b'],
  },
  {
    rule: 'a key is a key',
    field: `${from}.secretKeyRef.key`,
    given: { ...name, [`${from}.secretKeyRef.name`]: 'a' },
    refused: ['a b', '', null, '..', '..a', '.'],
    accepted: ['A_b.c', '.a', 'a..b'],
  },
  {
    rule: 'a file lies in an emptyDir',
    field: `${from}.fileKeyRef.volumeName`,
    given: {
      ...name,
      'T.volumes': [{ name: 'a' }, { name: 'b', emptyDir: {} }, { name: 'h', hostPath: { path: '/' } }],
      [`${from}.fileKeyRef.path`]: 'x',
      [`${from}.fileKeyRef.key`]: 'x',
    },
    refused: ['h', 'nobody', '', null],
    accepted: ['a', 'b'],
  },
  {
    rule: 'envFrom has a source',
    field: 'C.envFrom[0]',
    refused: [{}, { configMapRef: { name: 'a' }, secretRef: { name: 'a' } }],
    accepted: [{ configMapRef: { name: 'a' } }, { prefix: 'A_', secretRef: { name: 'a' } }],
  },
  { rule: 'envFrom names its source', field: 'C.envFrom[0].secretRef.name', refused: ['', null, 'A'], accepted: ['a'] },
  {
    rule: 'a prefix is the beginning of a name',
    field: 'C.envFrom[0].prefix',
    given: { 'C.envFrom[0].secretRef.name': 'a' },
    refused: ['A='],
    accepted: ['A_', '', null],
  },
];

test.each(RULES)('$rule', row => expectVerdicts(row));
