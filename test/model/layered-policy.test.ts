import { layered } from '../../src/model/layered-policy';
import { policy } from '../coverage/policies';

const lower = policy({
  requirements: [{ daemonSet: 'a/b', nodes: 'lower' }, { role: 'r', nodes: 'lower' }],
  exemptions: [{ daemonSet: 'a/b', nodes: 'x', reason: 'lower' }],
});
const upper = policy({ requirements: [{ daemonSet: 'a/b', nodes: 'upper' }], exemptions: [{ daemonSet: 'a/b', nodes: 'y', reason: 'upper' }], maySelectNone: ['c/d'] });
const keyOf = ({ nodes }: (typeof lower)['requirements'][number]) => nodes.labels.requirements[0]!.key;

test('the upper one decides of a subject, and the lower one of those that it leaves open', () => {
  const { requirements, maySelectNone } = layered(upper, lower);

  expect(requirements.map(one => [one.daemonSet ?? one.role, keyOf(one)])).toEqual([['a/b', 'upper'], ['r', 'lower']]);
  expect(maySelectNone).toEqual(['c/d']);
});

test('exemptions add up, or those of the lower one are forbidden', () => {
  const reasons = ({ exemptions, forbidden = [] }: ReturnType<typeof layered>) => [exemptions, forbidden].map(list => list.map(({ reason }) => reason));

  expect(reasons(layered(upper, lower))).toEqual([['upper', 'lower'], []]);
  expect(reasons(layered({ ...upper, exemptionsFrom: 'policy' }, lower))).toEqual([['upper'], ['lower']]);
});

test('without an upper one the lower one is all there is', () => {
  expect(layered(undefined, lower)).toBe(lower);
});
