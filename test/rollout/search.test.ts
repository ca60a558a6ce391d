import * as fc from 'fast-check';
import { maxSurge, maxUnavailable, named, rolloutInput } from './updates';
import { RolloutPolicy, Trial, Violation, violationsOf } from '../../src/rollout/policy';
import { trialsOf } from '../../src/rollout/rollout';
import { findStrategy } from '../../src/rollout/search';
import { daemonSet, ManifestOverrides, node, pool, surging } from '../builders';

const NO_LIMIT: RolloutPolicy = { neverWholeZone: false, nodesDown: 0 };
const limited = (number: number | string) => ({ updateStrategy: { rollingUpdate: { maxUnavailable: number } } });
const HOST_PORT = { containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 9100, hostPort: 9100 }] }] };
const zoned = (sizes: readonly number[]) => sizes.flatMap((size, zone) => pool(`z${zone}`, size, { labels: { 'topology.kubernetes.io/zone': `z${zone}` } }));

function trial(manifest: ManifestOverrides, nodes = pool('w', 10), nodesDown = 0, conditions = {}): Trial {
  return trialsOf(rolloutInput([daemonSet(manifest)], nodes, { conditions }), nodesDown)[0]!;
}

function broken(policy: Partial<RolloutPolicy>, manifest: ManifestOverrides, nodes = pool('w', 10), conditions = {}): Violation[] {
  const one = trial(manifest, nodes, policy.nodesDown, conditions);
  return violationsOf(one, { ...NO_LIMIT, ...policy }, one.rehearsal.daemonSet.updateStrategy);
}

describe('a limit', () => {
  test.each`
    policy                         | keeps                 | breaks
    ${{ maxUnavailable: 3 }}       | ${limited(3)}         | ${limited(4)}
    ${{ maxUnavailable: '25%' }}   | ${limited(2)}         | ${limited('25%')}
    ${{ maxUnavailable: 0 }}       | ${surging(5)}         | ${limited(1)}
    ${{ withinSeconds: 50 }}       | ${limited(2)}         | ${limited(1)}
    ${{ nodesDown: 2 }}            | ${limited(3)}         | ${limited(2)}
    ${{ nodesDown: 2 }}            | ${surging(1)}         | ${limited('11%')}
  `('$policy is kept by $keeps and broken by $breaks', ({ policy, keeps, breaks }) => {
    expect(broken(policy, { spec: keeps })).toEqual([]);
    expect(broken(policy, { spec: breaks })).toHaveLength(1);
  });

  test('a whole zone may go in the worst order, even where the simulated one spares it', () => {
    const nodes = [...zoned([5]), node('zz', { labels: { 'topology.kubernetes.io/zone': 'zz' } }), node('zzz', { labels: { 'topology.kubernetes.io/zone': 'zz' } })];

    expect(broken({ neverWholeZone: true }, { spec: limited(1) }, nodes)).toEqual([]);
    expect(broken({ neverWholeZone: true }, { spec: limited(2) }, nodes)).toEqual([{ limit: 'neverWholeZone', zone: 'zz', nodes: 2 }]);
  });

  test('an update that never finishes breaks every policy', () => {
    expect(broken({}, { pod: HOST_PORT, spec: surging() })).toMatchObject([{ limit: 'finishes', obstacle: { code: 'HostPortBesideOldPod' } }]);
    expect(broken({}, { pod: HOST_PORT })).toEqual([]);
  });

  test('OnDelete takes an unbounded time, and leaves nothing without a pod', () => {
    const onDelete = { spec: { updateStrategy: { type: 'OnDelete' } } };

    expect(broken({ withinSeconds: 1_000_000 }, onDelete)).toEqual([{ limit: 'within', allowedSeconds: 1_000_000 }]);
    expect(broken({ maxUnavailable: 0, neverWholeZone: true, nodesDown: 3 }, onDelete)).toEqual([]);
  });

  test('fewer nodes than may be down: all but one are', () => {
    expect(broken({ nodesDown: 5 }, { spec: limited(1) }, pool('w', 3))).toEqual([{ limit: 'nodesDown', down: 2, waiting: 1 }]);
    expect(broken({ nodesDown: 5 }, { spec: limited(3) }, pool('w', 3))).toEqual([]);
    expect(broken({ nodesDown: 5 }, { spec: limited(1) }, pool('w', 1))).toEqual([]);
  });
});

describe('the search', () => {
  const found = (policy: Partial<RolloutPolicy>, manifest: ManifestOverrides, nodes = pool('w', 10), conditions = {}) =>
    findStrategy(trial(manifest, nodes, policy.nodesDown, conditions), { ...NO_LIMIT, ...policy });

  test('finds the least that is fast enough', () => {
    expect(found({ withinSeconds: 40 }, {}).strategy).toEqual(maxUnavailable(3));
    expect(found({ withinSeconds: 40 }, { spec: surging() }).strategy).toEqual(maxSurge(3));
    expect(found({ nodesDown: 2, withinSeconds: 60 }, {}).strategy).toEqual(maxUnavailable(3));
    expect(found({ maxUnavailable: 2 }, { spec: limited(5) }).strategy).toEqual(maxUnavailable(1));
  });

  test('turns to the other way where the first cannot', () => {
    expect(found({ maxUnavailable: 2, withinSeconds: 30 }, {}).strategy).toEqual(maxSurge(4));
    expect(found({}, { pod: HOST_PORT, spec: surging() }).strategy).toEqual(maxUnavailable(1));
  });

  test('says what stands against both where none can', () => {
    const { strategy, hindrances } = found({ maxUnavailable: 2, withinSeconds: 30 }, { pod: HOST_PORT });

    expect(strategy).toBeUndefined();
    expect(hindrances).toMatchObject([
      { strategy: maxUnavailable(4), violations: [{ limit: 'maxUnavailable', most: 4, allowed: 2 }] },
      { strategy: maxSurge(10), violations: [{ limit: 'finishes' }] },
    ]);
  });

  test('is as good as trying every number', () => {
    const policies = fc.record({
      maxUnavailable: fc.option(fc.constantFrom(0, 1, 2, 5, '10%', '50%'), { nil: undefined }),
      neverWholeZone: fc.boolean(),
      withinSeconds: fc.option(fc.constantFrom(10, 20, 45, 100), { nil: undefined }),
      nodesDown: fc.constantFrom(0, 0, 1, 3),
    });
    const clusters = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });

    fc.assert(fc.property(policies, clusters, fc.constantFrom([], ['z0-0'], ['z0-0', 'z1-0']), fc.boolean(), (policy, sizes, never, ported) => {
      const nodes = zoned(sizes);
      const one = trial(ported ? { pod: HOST_PORT } : {}, nodes, policy.nodesDown, { neverReady: named(...never) });
      const all = [maxUnavailable, maxSurge].flatMap(way => nodes.map((_, index) => way(index + 1)));
      const keeping = all.filter(strategy => violationsOf(one, policy, strategy).length === 0);

      expect(findStrategy(one, policy).strategy).toEqual(keeping[0]);
    }), { numRuns: 60 });
  });
});
