import { maxSurge, maxUnavailable } from './updates';
import { limitsOf } from '../../src/rollout/limits';

test.each`
  stated    | nodes  | limit | because
  ${3}      | ${100} | ${3}  | ${'a number is one'}
  ${30}     | ${10}  | ${30} | ${'it may be more than there are'}
  ${'10%'}  | ${14}  | ${2}  | ${'percentages are rounded up'}
  ${'10%'}  | ${20}  | ${2}  | ${'where there is something to round'}
  ${'1%'}   | ${3}   | ${1}  | ${'however little it is'}
  ${'100%'} | ${7}   | ${7}  | ${'all of them'}
`('$stated of $nodes nodes is $limit: $because', ({ stated, nodes, limit }) => {
  expect(limitsOf(maxUnavailable(stated), nodes)).toEqual({ maxUnavailable: limit, maxSurge: 0 });
  expect(limitsOf(maxSurge(stated), nodes)).toEqual({ maxUnavailable: 0, maxSurge: limit });
});

test('where both are nothing, one may be unavailable, unless there is none', () => {
  expect(limitsOf(maxUnavailable('0%'), 10)).toEqual({ maxUnavailable: 1, maxSurge: 0 });
  expect(limitsOf(maxUnavailable('0%'), 0)).toEqual({ maxUnavailable: 0, maxSurge: 0 });
});
