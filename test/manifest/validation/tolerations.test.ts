import { expectVerdicts, having, Rule } from './verdicts';
import { daemonSetProblems } from '../../../src/manifest/validation/daemon-set';

const field = 'T.tolerations[0]';

/** V44-V51, and section 9.2 of the semantics. */
const RULES: Rule[] = [
  {
    rule: 'tolerationSeconds goes with NoExecute only',
    field,
    at: `${field}.effect`,
    refused: [
      { operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 1 },
      { operator: 'Exists', tolerationSeconds: 1 },
      { operator: 'Exists', effect: '', tolerationSeconds: 0 },
    ],
    accepted: [{ operator: 'Exists', effect: 'NoExecute', tolerationSeconds: -1 }, { operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: null }],
  },
  {
    rule: 'Exists has no value',
    field,
    at: `${field}.value`,
    refused: [{ key: 'a', operator: 'Exists', value: 'b' }],
    accepted: [{ key: 'a', operator: 'Exists', value: '' }, { key: 'a', value: 'b' }],
  },
  {
    rule: 'without a key the operator is Exists',
    field,
    at: `${field}.operator`,
    refused: [{ operator: 'Equal' }, {}, { key: '', value: 'b' }],
    accepted: [{ operator: 'Exists' }, { operator: 'Exists', effect: 'NoExecute' }, { key: 'a' }],
  },
  { rule: 'a value is a label value', field: `${field}.value`, given: { [`${field}.key`]: 'a' }, refused: ['x y', 'a'.repeat(64)], accepted: ['', null, 'x'] },
  { rule: 'a key is a label key', field: `${field}.key`, refused: ['a b', 'a/b/c'], accepted: ['a', 'example.com/b'] },
  {
    rule: 'an effect is one of three, or none',
    field: `${field}.effect`,
    given: { [`${field}.operator`]: 'Exists' },
    refused: ['X', 'noSchedule'],
    accepted: ['', null, 'NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  },
  {
    rule: 'an operator is one of two, or none',
    field: `${field}.operator`,
    given: { [`${field}.key`]: 'a' },
    refused: ['Lt', 'Gt', 'In', 'exists'],
    accepted: ['', null, 'Exists', 'Equal'],
  },
  { rule: 'tolerations may be repeated', field: 'T.tolerations', refused: [], accepted: [[{ operator: 'Exists' }, { operator: 'Exists' }], [], null] },
];

test.each(RULES)('$rule', row => expectVerdicts(row));

test('guesses what a typo meant, and says why Gt is refused', () => {
  const problems = daemonSetProblems(having({ 'T.tolerations': [{ operator: 'Exists', effect: 'Noschedule' }, { key: 'a', operator: 'Gt', value: '1' }] }), 37);

  expect(problems).toEqual([
    {
      path: ['spec', 'template', 'spec', 'tolerations', 0, 'effect'],
      message: 'must be NoSchedule, PreferNoSchedule or NoExecute, got "Noschedule" (typo of "NoSchedule"?)',
    },
    {
      path: ['spec', 'template', 'spec', 'tolerations', 1, 'operator'],
      message: 'must be Exists or Equal (Lt and Gt need the feature gate TaintTolerationComparisonOperators, which is off), got "Gt"',
    },
  ]);
});
