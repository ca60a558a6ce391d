import { expectVerdicts, expectVersions, Rule } from './verdicts';

const term = 'T.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]';
const weighted = 'T.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0]';

/** V69, V70, and section 9.2 of the semantics. */
const RULES: Rule[] = [
  { rule: 'topologyKey is a label key', field: `${term}.topologyKey`, refused: ['', null, undefined, 'a b'], accepted: ['kubernetes.io/hostname', 'zone'] },
  {
    rule: 'a weight is 1-100',
    field: `${weighted}.weight`,
    given: { [`${weighted}.podAffinityTerm.topologyKey`]: 'zone' },
    refused: [0, 101, null],
    accepted: [1, 100],
  },
  {
    rule: 'a term has a topologyKey',
    field: weighted,
    at: `${weighted}.podAffinityTerm.topologyKey`,
    refused: [{ weight: 1 }, { weight: 1, podAffinityTerm: {} }],
    accepted: [{ weight: 1, podAffinityTerm: { topologyKey: 'zone' } }],
  },
  {
    rule: 'namespaces are DNS labels',
    field: `${term}.namespaces`,
    given: { [`${term}.topologyKey`]: 'zone' },
    at: `${term}.namespaces[1]`,
    refused: [['a', 'a.b']],
    accepted: [['a'], []],
  },
  {
    rule: 'selectors are selectors',
    field: `${term}.namespaceSelector.matchExpressions[0]`,
    at: `${term}.namespaceSelector.matchExpressions[0].operator`,
    given: { [`${term}.topologyKey`]: 'zone' },
    refused: [{ key: 'a', operator: 'Gt', values: ['1'] }],
    accepted: [{ key: 'a', operator: 'In', values: ['1'] }],
  },
  { rule: 'a selector may be empty or absent', field: `${term}.labelSelector`, given: { [`${term}.topologyKey`]: 'zone' }, refused: [], accepted: [{}, null] },
  {
    rule: 'matchLabelKeys need a selector',
    field: `${term}.matchLabelKeys`,
    given: { [`${term}.topologyKey`]: 'zone' },
    refused: [['a']],
    accepted: [[], null],
  },
  {
    rule: 'matchLabelKeys and mismatchLabelKeys are different keys',
    field: `${term}.matchLabelKeys`,
    at: `${term}.matchLabelKeys[0]`,
    given: { [`${term}.topologyKey`]: 'zone', [`${term}.labelSelector`]: {}, [`${term}.mismatchLabelKeys`]: ['a'] },
    refused: [['a']],
    accepted: [['b']],
  },
];

test.each(RULES)('$rule', row => expectVerdicts(row));

test('reads matchLabelKeys since 1.31', () => {
  expectVersions({ field: `${term}.matchLabelKeys`, value: ['a'], given: { [`${term}.topologyKey`]: 'zone' }, refusedIn: [31, 37] });
});
