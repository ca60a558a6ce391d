import { expectVerdicts, expectVersions, Rule } from './verdicts';

const required = 'T.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'T.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution';
const expression = `${required}.nodeSelectorTerms[0].matchExpressions[0]`;
const matchField = `${required}.nodeSelectorTerms[0].matchFields[0]`;

/** V52, V70, and section 9.2 of the semantics. */
const RULES: Rule[] = [
  { rule: 'nodeSelector has label values', field: 'T.nodeSelector.disk', refused: ['x y'], accepted: ['ssd', ''] },
  {
    rule: 'nodeSelector has label keys',
    field: 'T.nodeSelector',
    at: 'T.nodeSelector["a b"]',
    refused: [{ 'a b': 'x' }],
    accepted: [{ 'a/b': 'x' }, {}, null],
  },
  {
    rule: 'there is at least one term',
    field: required,
    at: `${required}.nodeSelectorTerms`,
    refused: [{}, { nodeSelectorTerms: [] }, { nodeSelectorTerms: null }],
    accepted: [null, { nodeSelectorTerms: [{}] }],
  },
  {
    rule: 'Gt and Lt have one value, which is not asked to be a number',
    field: expression,
    at: `${expression}.values`,
    refused: [{ key: 'a', operator: 'Gt' }, { key: 'a', operator: 'Lt', values: ['1', '2'] }],
    accepted: [{ key: 'a', operator: 'Gt', values: ['1'] }, { key: 'a', operator: 'Lt', values: ['many'] }],
  },
  {
    rule: 'In and NotIn have values, Exists and DoesNotExist have none',
    field: expression,
    at: `${expression}.values`,
    refused: [{ key: 'a', operator: 'In' }, { key: 'a', operator: 'NotIn', values: [] }, { key: 'a', operator: 'Exists', values: ['x'] }],
    accepted: [{ key: 'a', operator: 'In', values: ['x'] }, { key: 'a', operator: 'DoesNotExist' }, { key: 'a', operator: 'In', values: ['x', 'x'] }],
  },
  {
    rule: 'an operator is one of six',
    field: `${expression}.operator`,
    given: { [`${expression}.key`]: 'a' },
    refused: ['exists', 'Ge', '', null],
    accepted: ['Exists', 'DoesNotExist'],
  },
  {
    rule: 'a key is a label key',
    field: `${expression}.key`,
    given: { [`${expression}.operator`]: 'Exists' },
    refused: ['a b', '', null],
    accepted: ['a', 'example.com/a'],
  },
  {
    rule: 'a value is a label value',
    field: expression,
    at: `${expression}.values[0]`,
    refused: [{ key: 'a', operator: 'In', values: ['x y'] }],
    accepted: [{ key: 'a', operator: 'In', values: [''] }],
  },
  {
    rule: 'only the name is a field',
    field: `${matchField}.key`,
    given: { [`${matchField}.operator`]: 'In', [`${matchField}.values`]: ['a'] },
    refused: ['metadata.namespace', '', null],
    accepted: ['metadata.name'],
  },
  {
    rule: 'a field has one value',
    field: `${matchField}.values`,
    given: { [`${matchField}.operator`]: 'In', [`${matchField}.key`]: 'metadata.name' },
    refused: [[], ['a', 'b'], null],
    accepted: [['a']],
  },
  {
    rule: 'a field is a node name',
    field: `${matchField}.values[0]`,
    given: { [`${matchField}.operator`]: 'NotIn', [`${matchField}.key`]: 'metadata.name' },
    refused: ['A', ''],
    accepted: ['a.b'],
  },
  {
    rule: 'a field is only In or NotIn',
    field: `${matchField}.operator`,
    given: { [`${matchField}.values`]: ['a'], [`${matchField}.key`]: 'metadata.name' },
    refused: ['Exists', 'Gt', ''],
    accepted: ['In', 'NotIn'],
  },
  { rule: 'a weight is 1-100', field: `${preferred}[0].weight`, refused: [0, 101, -1, null], accepted: [1, 100] },
  {
    rule: 'a preference may be empty, and its values need not be label values',
    field: `${preferred}[0].preference`,
    given: { [`${preferred}[0].weight`]: 1 },
    refused: [],
    accepted: [{}, null, { matchExpressions: [{ key: 'a', operator: 'In', values: ['x y'] }] }],
  },
];

test.each(RULES)('$rule', row => expectVerdicts(row));

test('asks for label values in required affinity since 1.33', () => {
  expectVersions({ field: expression, value: { key: 'a', operator: 'In', values: ['x y'] }, refusedIn: [33, 37] });
});
