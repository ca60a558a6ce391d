import { daemonSet, node } from '../../builders';
import { Answers, clusterPods, nodeWith, objects, requesting, runningPod } from '../cluster-builders';

const container = (name: string, requests: object, more: object = {}) => ({ name, image: 'i', resources: { requests }, ...more });

/** Whether a pod runs on a node with 4 cpus that is otherwise empty. */
const runs = (pod: Record<string, unknown>, minor = 37) => new Answers([daemonSet({ pod })], [nodeWith('n', { cpu: '4', memory: '8Gi' })], { minor }).of('agent', 'n').outcome === 'Runs';

test.each`
  pod                                                                                                   | fits     | because
  ${requesting({ cpu: '4' })}                                                                           | ${true}  | ${'an exact fit is a fit'}
  ${requesting({ cpu: '4001m' })}                                                                       | ${false} | ${'a thousandth is missing'}
  ${requesting({ cpu: '3999.5m' })}                                                                     | ${true}  | ${'it is rounded up to 4'}
  ${requesting({ cpu: '4000.5m' })}                                                                     | ${false} | ${'it is rounded up to 4001m'}
  ${{ containers: [container('a', { cpu: '2' }), container('b', { cpu: '2' })] }}                       | ${true}  | ${'containers add up'}
  ${{ containers: [container('a', { cpu: '2' }), container('b', { cpu: '2.1' })] }}                     | ${false} | ${'containers add up'}
  ${{ containers: [container('a', { cpu: '2' })], initContainers: [container('i', { cpu: '4' })] }}     | ${true}  | ${'an init container runs before the others'}
  ${{ containers: [container('a', { cpu: '2' })], initContainers: [container('i', { cpu: '4.1' })] }}   | ${false} | ${'one greedy init container is enough'}
  ${{ containers: [{ name: 'a', image: 'i', resources: { limits: { cpu: '5' } } }] }}                   | ${false} | ${'a limit alone is the request, too'}
  ${requesting({ 'ephemeral-storage': '1' })}                                                           | ${false} | ${'what a node does not list it has none of'}
  ${{ containers: [container('a', {}, { resources: { limits: { 'nvidia.com/gpu': '0' } } })] }}         | ${true}  | ${'nothing is asked of it'}
`('$because', ({ pod, fits }) => expect(runs(pod as Record<string, unknown>)).toBe(fits));

describe('what changed between versions', () => {
  const sidecar = { containers: [container('a', { cpu: '2' })], initContainers: [container('s', { cpu: '1.5' }, { restartPolicy: 'Always' }), container('i', { cpu: '3' })] };

  test('from 1.29 on a sidecar runs beside what comes after it', () => {
    expect([28, 29].map(minor => runs(sidecar, minor))).toEqual([true, false]);
  });

  test('from 1.34 on pod-level requests stand in place of the sum', () => {
    expect([33, 34].map(minor => runs({ ...requesting({}), resources: { requests: { cpu: '5' } } }, minor))).toEqual([true, false]);
  });

  test('up to 1.27 an overcommitted node refuses whoever asks for anything', () => {
    const outcome = (minor: number, requests: Record<string, string>) => new Answers(
      [daemonSet({ name: 'a', pod: requesting({ cpu: '8' }, { nodeName: 'n' }) }), daemonSet({ name: 'b', pod: requesting(requests) })],
      [nodeWith('n', { cpu: '4', memory: '8Gi' })],
      { minor },
    ).of('b', 'n');

    expect(outcome(27, { memory: '1Gi' }).reasons.map(({ message }) => message)).toEqual(['needs 4 more cpu: 4 allocatable, 8 taken by monitoring/a 8']);
    expect([outcome(28, { memory: '1Gi' }).outcome, outcome(27, {}).outcome]).toEqual(['Runs', 'Runs']);
  });
});

test('the overhead of the RuntimeClass comes on top', () => {
  const held = objects({ apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'vm' }, handler: 'vm', overhead: { podFixed: { cpu: '200m' } } });
  const answers = new Answers([daemonSet({ pod: requesting({ cpu: '3.9' }, { runtimeClassName: 'vm' }) })], [nodeWith('n', { cpu: '4' })], { objects: held });

  expect(answers.messages('agent', 'n')).toEqual(['needs 100m more cpu: 4 allocatable, none taken']);
});

describe('the words', () => {
  test('all shortages are named, the number of pods first, then in the scheduler\'s order', () => {
    const pods = clusterPods(runningPod('web', 'n', requesting({ cpu: '3' })));
    const answers = new Answers([daemonSet({ pod: { containers: [container('a', { memory: '16Gi', cpu: '2' }), container('b', {}, { resources: { limits: { 'nvidia.com/gpu': '2' } } })] } })], [nodeWith('n', { cpu: '4', memory: '8Gi', pods: '1' })], { pods });

    expect(answers.messages('agent', 'n')).toMatchInlineSnapshot(`
[
  "needs a place for one more pod: 1 allocatable, 1 taken by 1 other pod",
  "needs 1 more cpu: 4 allocatable, 3 taken by 1 other pod 3",
  "needs 8Gi more memory: 8Gi allocatable, none taken",
  "needs 2 more nvidia.com/gpu: 0 allocatable, none taken",
]
`);
  });

  test('many takers are counted, not listed', () => {
    const takers = Array.from({ length: 9 }, (_, index) => daemonSet({ name: `a${index}`, pod: requesting({ cpu: '100m' }) }));
    const answers = new Answers([...takers, daemonSet({ name: 'last', pod: requesting({ cpu: '200m' }) })], [nodeWith('n', { cpu: '1' })]);

    expect(answers.messages('last', 'n')).toEqual([
      'needs 100m more cpu: 1 allocatable, 900m taken by monitoring/a0 100m, monitoring/a1 100m, monitoring/a2 100m, monitoring/a3 100m, monitoring/a4 100m, 4 more DaemonSets 400m',
    ]);
  });

  test.each`
    takers                                                       | remedies
    ${{}}                                                        | ${['request at most 1 of cpu in place of 1200m', 'leave such nodes out, or use nodes with more cpu']}
    ${{ priorityClassName: 'system-cluster-critical' }}          | ${['request at most 200m of cpu in place of 900m', 'give it a priority class above that of the others, so that it comes first', 'lower the cpu requests of the others, or use nodes with more of it']}
    ${{ priorityClassName: 'system-node-critical' }}             | ${['request at most 200m of cpu in place of 900m', 'lower the cpu requests of the others, or use nodes with more of it']}
  `('a remedy is offered only where it would help: $takers', ({ takers, remedies }) => {
    const others = Object.keys(takers as object).length > 0 ? [daemonSet({ name: 'a', pod: requesting({ cpu: '800m' }, takers as object) })] : [];
    const answers = new Answers([...others, daemonSet({ name: 'b', pod: requesting({ cpu: others.length > 0 ? '900m' : '1200m' }) })], [nodeWith('n', { cpu: '1' })]);

    expect(answers.of('b', 'n').reasons[0]!.remedies.map(({ text }) => text)).toEqual(remedies);
  });
});

test('room is endless where nothing is declared', () => {
  expect(new Answers([daemonSet({ pod: requesting({ cpu: '1000' }) })], [node('n', { allocatable: 'undeclared' })]).outcomes('agent n')).toEqual(['Runs']);
});
