import { expectVerdicts, expectVersions, Rule } from './verdicts';

const field = 'T.topologySpreadConstraints';
const first = `${field}[0]`;
const plain = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' };

/** V68, and section 9.2 of the semantics. */
const RULES: Rule[] = [
  {
    rule: 'maxSkew is at least 1',
    field: first,
    at: `${first}.maxSkew`,
    refused: [{ ...plain, maxSkew: 0 }, { ...plain, maxSkew: -1 }, { ...plain, maxSkew: null }],
    accepted: [plain],
  },
  {
    rule: 'topologyKey is there, and need not be a label key',
    field: first,
    at: `${first}.topologyKey`,
    refused: [{ ...plain, topologyKey: '' }, { ...plain, topologyKey: null }],
    accepted: [{ ...plain, topologyKey: 'a b' }],
  },
  {
    rule: 'whenUnsatisfiable is one of two',
    field: first,
    at: `${first}.whenUnsatisfiable`,
    refused: [{ ...plain, whenUnsatisfiable: 'doNotSchedule' }, { ...plain, whenUnsatisfiable: null }],
    accepted: [{ ...plain, whenUnsatisfiable: 'ScheduleAnyway' }],
  },
  {
    rule: 'no two are of one kind',
    field,
    at: `${field}[1]`,
    refused: [[plain, { ...plain, maxSkew: 2 }]],
    accepted: [[plain, { ...plain, whenUnsatisfiable: 'ScheduleAnyway' }], [plain, { ...plain, topologyKey: 'rack' }]],
  },
  {
    rule: 'minDomains goes with DoNotSchedule, and is at least 1',
    field: first,
    at: `${first}.minDomains`,
    refused: [{ ...plain, whenUnsatisfiable: 'ScheduleAnyway', minDomains: 2 }, { ...plain, minDomains: 0 }],
    accepted: [{ ...plain, minDomains: 1 }, { ...plain, whenUnsatisfiable: 'ScheduleAnyway', minDomains: null }],
  },
  {
    rule: 'policies are Honor or Ignore',
    field: first,
    at: `${first}.nodeTaintsPolicy`,
    refused: [{ ...plain, nodeTaintsPolicy: 'honor' }, { ...plain, nodeTaintsPolicy: '' }],
    accepted: [{ ...plain, nodeTaintsPolicy: 'Ignore' }, { ...plain, nodeAffinityPolicy: 'Honor' }],
  },
  {
    rule: 'a label key is not matched twice',
    field: first,
    at: `${first}.matchLabelKeys[0]`,
    refused: [{ ...plain, matchLabelKeys: ['a'], labelSelector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'a', operator: 'Exists' }] } }],
    accepted: [{ ...plain, matchLabelKeys: ['a'], labelSelector: {} }],
  },
];

test.each(RULES)('$rule', row => expectVerdicts(row));

test('lets a template repeat a matchLabelKey in its selector since 1.34', () => {
  const value = { ...plain, matchLabelKeys: ['a'], labelSelector: { matchLabels: { a: 'b' } } };

  expectVersions({ field: first, value, refusedIn: [27, 33] });
});
