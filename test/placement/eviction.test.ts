import { evictedAfter, evictionReasons } from '../../src/placement/eviction';
import { daemonSet, node } from '../builders';

const template = (...tolerations: object[]) => daemonSet({ pod: { tolerations } }).template;
const on = (...taints: string[]) => node('n', { taints });
const tolerating = (key: string | undefined, effect: string | undefined, tolerationSeconds?: number) =>
  ({ ...key ? { key } : {}, operator: 'Exists', ...effect ? { effect } : {}, ...tolerationSeconds === undefined ? {} : { tolerationSeconds } });

const NOT_READY = 'node.kubernetes.io/not-ready';

// GetMatchingTolerations and getMinTolerationTime of Kubernetes' taint eviction controller
test.each([
  ['nothing where no taint evicts', [], ['a:NoSchedule'], undefined],
  ['at once without a toleration', [], ['a:NoExecute'], 0],
  ['never with one without seconds', [tolerating('a', 'NoExecute')], ['a:NoExecute'], undefined],
  ['after its seconds', [tolerating('a', 'NoExecute', 60)], ['a:NoExecute'], 60],
  ['at once where they are negative', [tolerating('a', 'NoExecute', -5)], ['a:NoExecute'], 0],
  ['at once where they are 0', [tolerating('a', 'NoExecute', 0)], ['a:NoExecute'], 0],
  ['after those of the first that matches', [tolerating('a', 'NoExecute', 60), tolerating(undefined, undefined)], ['a:NoExecute'], 60],
  ['never where the first that matches has none', [tolerating(undefined, undefined), tolerating('a', 'NoExecute', 60)], ['a:NoExecute'], undefined],
  ['after the shortest of several taints', [tolerating('a', 'NoExecute', 60), tolerating('b', 'NoExecute', 30)], ['a:NoExecute', 'b:NoExecute'], 30],
  ['after that of one taint, where another is tolerated for ever', [tolerating('a', 'NoExecute', 60), tolerating('b', 'NoExecute')], ['a:NoExecute', 'b:NoExecute'], 60],
  ['at once where one of several is not tolerated', [tolerating('a', 'NoExecute', 60)], ['a:NoExecute', 'b:NoExecute'], 0],
  ['never where the automatic toleration replaces the same one', [tolerating(NOT_READY, 'NoExecute', 300)], [`${NOT_READY}:NoExecute`], undefined],
  ['after those of another that comes before the automatic one', [tolerating(undefined, 'NoExecute', 30)], [`${NOT_READY}:NoExecute`], 30],
  ['after those of another that has a value, where the taint has it, too', [{ key: NOT_READY, value: 'x', effect: 'NoExecute', tolerationSeconds: 20 }], [`${NOT_READY}=x:NoExecute`], 20],
  ['never by the automatic one alone', [], [`${NOT_READY}:NoExecute`], undefined],
])('evicts %s', (_, tolerations, taints, seconds) => {
  expect(evictedAfter(template(...tolerations), on(...taints))).toBe(seconds);
});

test('each taint that is tolerated for a time is a reason, with the place of its toleration', () => {
  const reasons = evictionReasons(template(tolerating('c', undefined), tolerating('a', 'NoExecute', 60)), on('a:NoExecute', 'c:NoExecute', 'd:NoExecute', 'a:NoSchedule'));

  expect(reasons).toEqual([{
    filter: 'TaintToleration',
    code: 'ToleratedForATime',
    message: 'spec.template.spec.tolerations[1] tolerates a:NoExecute for 60 s only',
    remedies: [{ text: 'remove spec.template.spec.tolerations[1].tolerationSeconds', yaml: { path: 'spec.template.spec.tolerations[1].tolerationSeconds', set: null } }],
  }]);
});
