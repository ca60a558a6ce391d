import * as fc from 'fast-check';
import { maxSurge, maxUnavailable, NEVER_READY, OLD, PENDING, REFUSED, run, sizes, STARTS, UNREADY, UPDATED, updating } from './updates';
import { limitsOf } from '../../src/rollout/limits';
import { Arrival, UpdatingNode } from '../../src/rollout/update';

const amount = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 100 }).map(percent => `${percent}%`));
const strategies = fc.oneof(amount.map(maxUnavailable), amount.map(maxSurge));
const paces = fc.record({ stopSeconds: fc.constantFrom(0, 5), minReadySeconds: fc.constantFrom(0, 7) });
const readyAfter = fc.constantFrom(0, 10, 20, 35);

/** Nodes with a ready old pod, on which every new pod gets ready in the end. */
const healthy = fc.array(fc.record({ readyAfter, failures: fc.constantFrom(0, 0, 0, 2) }), { maxLength: 25 })
  .map(drawn => drawn.map(({ readyAfter: seconds, failures }, index) => {
    const arrival = { ...STARTS, readyAfter: seconds };
    return updating(`n-${index}`, { alone: arrival, beside: arrival, failures });
  }));

const arrivals = fc.oneof(readyAfter.map((seconds): Arrival => ({ ...STARTS, readyAfter: seconds })), fc.constantFrom(NEVER_READY, PENDING, REFUSED));
const verdicts = fc.constantFrom(
  { shouldRun: true, shouldContinueRunning: true }, { shouldRun: true, shouldContinueRunning: true },
  { shouldRun: false, shouldContinueRunning: true }, { shouldRun: false, shouldContinueRunning: false },
);
const standing = fc.constantFrom(
  [OLD], [OLD], [UNREADY], [UPDATED], [], [OLD, UPDATED], [OLD, OLD], [{ ...OLD, failed: true }], [{ ...UNREADY, bound: false }],
);

/** Nodes in any state. */
const drawnNode = fc.record({ verdict: verdicts, up: fc.constantFrom(true, true, true, false), standing, alone: arrivals, beside: arrivals });
const any = fc.array(drawnNode, { maxLength: 20 })
  .map(drawn => drawn.map(({ verdict, ...rest }, index): UpdatingNode => updating(`n-${index}`, { ...verdict, ...rest })));

describe('where every pod is ready and every new one gets ready', () => {
  test('it finishes, and each node gets the new revision exactly once', () => {
    fc.assert(fc.property(healthy, strategies, paces, (nodes, strategy, pace) => {
      const course = run(nodes, strategy, pace);

      expect(course.completeAfter).toBeDefined();
      expect(course.waves.flatMap(wave => wave.nodes).sort()).toEqual(nodes.map(({ name }) => name).sort());
      course.nodes.forEach(({ pods }) => expect(pods).toMatchObject([{ updated: true, available: true }]));
    }));
  });

  test('no more are without a pod than Kubernetes allows, and with a surge none', () => {
    fc.assert(fc.property(healthy, strategies, paces, (nodes, strategy, pace) => {
      expect(run(nodes, strategy, pace).mostUnavailable).toBeLessThanOrEqual(limitsOf(strategy, nodes.length).maxUnavailable);
    }));
  });

  test('no more pods come beside old ones than Kubernetes allows', () => {
    fc.assert(fc.property(healthy, amount, (nodes, limit) => {
      expect(run(nodes, maxSurge(limit)).mostPods).toBeLessThanOrEqual(nodes.length + limitsOf(maxSurge(limit), nodes.length).maxSurge);
    }));
  });

  test('more at a time never takes more waves of pods that are alike, nor ever longer', () => {
    fc.assert(fc.property(healthy, fc.integer({ min: 1, max: 10 }), fc.constantFrom(maxUnavailable, maxSurge), (nodes, limit, way) => {
      const alike = nodes.map(node => ({ ...node, alone: STARTS, beside: STARTS, failures: 0 }));

      expect(sizes(run(alike, way(limit + 1))).length).toBeLessThanOrEqual(sizes(run(alike, way(limit))).length);
      expect(run(nodes, way(limit + 1)).completeAfter).toBeLessThanOrEqual(run(nodes, way(limit)).completeAfter ?? NaN);
    }));
  });
});

describe('whatever the state of the nodes', () => {
  test('the simulation ends, and goes the same way each time', () => {
    fc.assert(fc.property(any, strategies, paces, fc.boolean(), (nodes, strategy, pace, unavailableOldPodsCount) => {
      const [once, again] = [1, 2].map(() => run(nodes, strategy, { ...pace, unavailableOldPodsCount }));

      expect(JSON.stringify(again)).toBe(JSON.stringify(once));
    }));
  });

  test('no node gets the new revision in two waves', () => {
    fc.assert(fc.property(any, strategies, (nodes, strategy) => {
      const names = run(nodes, strategy).waves.flatMap(wave => wave.nodes);

      expect(new Set(names).size).toBe(names.length);
    }));
  });

  test('what is complete has no old pod', () => {
    fc.assert(fc.property(any, strategies, (nodes, strategy) => {
      const course = run(nodes, strategy);
      fc.pre(course.completeAfter !== undefined);

      expect(course.nodes.flatMap(({ pods }) => pods.filter(({ updated }) => !updated))).toEqual([]);
    }));
  });
});
