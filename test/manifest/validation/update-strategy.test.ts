import { expectVerdicts, having, Rule } from './verdicts';
import { daemonSetProblems } from '../../../src/manifest/validation/daemon-set';

const field = 'spec.updateStrategy.rollingUpdate';

/** V09-V11, and the table of section 9.1 of the semantics. */
const RULES: Rule[] = [
  {
    rule: 'the type is one of two',
    field: 'spec.updateStrategy.type',
    refused: ['Recreate', 'rollingUpdate'],
    accepted: ['RollingUpdate', 'OnDelete', '', null, undefined],
  },
  {
    rule: 'only one limit may be more than zero, and maxUnavailable is 1 where it is absent',
    field,
    at: `${field}.maxSurge`,
    refused: [{ maxSurge: 1 }, { maxUnavailable: 1, maxSurge: 1 }, { maxUnavailable: '1%', maxSurge: '1%' }, { maxUnavailable: null, maxSurge: '10%' }],
    accepted: [
      undefined,
      null,
      {},
      { maxUnavailable: 0, maxSurge: 1 },
      { maxUnavailable: '0%', maxSurge: '1%' },
      { maxUnavailable: 1000, maxSurge: 0 },
      { maxSurge: '0%' },
    ],
  },
  {
    rule: 'one limit must be more than zero',
    field,
    at: `${field}.maxUnavailable`,
    refused: [{ maxUnavailable: 0 }, { maxUnavailable: '0%', maxSurge: 0 }, { maxUnavailable: '00%', maxSurge: '0%' }],
    accepted: [{ maxUnavailable: 1 }, { maxUnavailable: '100%', maxSurge: 0 }],
  },
  {
    rule: 'a limit is a whole number or a percentage up to 100%',
    field: `${field}.maxUnavailable`,
    refused: [-1, '101%', '1', '1.5%', '+1%', '1 %', '', 'one', '99999999999999999999%'],
    accepted: [1, 2_147_483_647, '100%', '1%', '007%', null],
  },
  { rule: 'so is the other', field: `${field}.maxSurge`, given: { [`${field}.maxUnavailable`]: 0 }, refused: [-1, '101%', '1'], accepted: [1, 1000, '100%'] },
  {
    rule: 'limits do not count with OnDelete',
    field,
    given: { 'spec.updateStrategy.type': 'OnDelete' },
    refused: [],
    accepted: [{ maxUnavailable: 1, maxSurge: 1 }, { maxUnavailable: 0 }, { maxUnavailable: -1 }],
  },
  { rule: 'minReadySeconds is not negative', field: 'spec.minReadySeconds', refused: [-1], accepted: [0, 5, null] },
  { rule: 'revisionHistoryLimit is not negative', field: 'spec.revisionHistoryLimit', refused: [-1], accepted: [0, 5, null] },
];

test.each(RULES)('$rule', row => expectVerdicts(row));

test('says what is wrong with a number in quotes, and that an absent maxUnavailable is 1', () => {
  const messages = [{ maxUnavailable: '1' }, { maxSurge: 1 }].map(limits => daemonSetProblems(having({ [field]: limits }), 37)[0]?.message);

  expect(messages).toEqual([
    'must be a whole number or a percentage such as "10%", got "1" (a number goes without quotes)',
    'must be 0 unless maxUnavailable is 0 (which is 1 where it is not set: set it to 0), got 1',
  ]);
});
