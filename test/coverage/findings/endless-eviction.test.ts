import { endlessEviction } from '../../../src/coverage/findings/endless-eviction';
import { TolerationSpec } from '../../../src/model/toleration';
import { daemonSet, matrix, node } from '../../builders';

const found = (tolerations: readonly TolerationSpec[], ...taints: string[]) => endlessEviction(matrix([daemonSet({ pod: { tolerations } })], [node('n', { taints })]));
const forSeconds = (key: string | undefined, tolerationSeconds: number): TolerationSpec => ({ ...key === undefined ? {} : { key }, operator: 'Exists', effect: 'NoExecute', tolerationSeconds });
const NOT_READY = 'node.kubernetes.io/not-ready';

test('a pod that tolerates a NoExecute taint for a time only is evicted and created without end', () => {
  expect(found([{ key: 'b', operator: 'Exists' }, forSeconds('a', 60)], 'a:NoExecute')).toMatchObject([{
    code: 'EndlessEviction',
    severity: 'error',
    message: 'tolerates a:NoExecute for 60 seconds only: its pod is evicted then and created anew at once, again and again',
    daemonSet: 'monitoring/agent',
    nodes: { names: ['n'] },
    remedies: [{ yaml: { path: 'spec.template.spec.tolerations[1].tolerationSeconds', set: null } }, {}],
  }]);
});

describe('of the tolerations of a taint the first counts:', () => {
  test.each<[string, readonly TolerationSpec[], readonly string[], string | undefined]>([
    ['one without an end after it', [forSeconds('a', 60), { operator: 'Exists' }], ['a:NoExecute'], 'a:NoExecute for 60 seconds'],
    ['one without an end before it', [{ operator: 'Exists' }, forSeconds('a', 60)], ['a:NoExecute'], undefined],
    ['none has an end', [{ key: 'a', operator: 'Exists' }], ['a:NoExecute'], undefined],
    ['no time at all', [forSeconds('a', 0)], ['a:NoExecute'], 'a:NoExecute for no time'],
    ['a time before now', [forSeconds('a', -5)], ['a:NoExecute'], 'a:NoExecute for no time'],
    ['the shortest of several taints', [forSeconds('a', 60), forSeconds('b', 30)], ['a:NoExecute', 'b:NoExecute'], 'b:NoExecute for 30 seconds'],
    ['the one that Kubernetes adds is without an end, in the same place', [forSeconds(NOT_READY, 300)], [`${NOT_READY}:NoExecute`], undefined],
    ['every key, before the one that Kubernetes adds', [forSeconds(undefined, 30)], [`${NOT_READY}:NoExecute`], `${NOT_READY}:NoExecute for 30 seconds`],
  ])('%s', (_, tolerations, taints, expected) => {
    expect(found(tolerations, ...taints).map(({ message }) => /^tolerates (.*) only/.exec(message)?.[1])).toEqual(expected === undefined ? [] : [expected]);
  });
});

test('is no finding where the taint evicts nobody, where no pod is created anyway, and on a virtual node', () => {
  const agent = daemonSet({ pod: { tolerations: [forSeconds('a', 60), { key: 'a', operator: 'Exists', effect: 'NoSchedule' }] } });

  expect(endlessEviction(matrix([agent], [
    node('n', { taints: ['a:NoSchedule'] }),
    node('m', { taints: ['a:NoExecute', 'b:NoSchedule'] }),
    node('v', { taints: ['a:NoExecute'], virtual: true }),
  ]))).toEqual([]);
});
