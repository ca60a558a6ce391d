import { agent, diff, tolerations } from './diffs';
import { diffJson } from '../../src/render/diff-json';
import { node, pool } from '../builders';

const json = (...sides: Parameters<typeof diff>) => JSON.parse(JSON.stringify(diffJson({ success: false, problems: [], clusters: [diff(...sides)] })));

test('it is everynode.dev/diff/v1', () => {
  const { clusters, ...report } = json([agent('logs', { tolerations })], [agent('logs')]);

  expect(report).toEqual({ schemaVersion: 'everynode.dev/diff/v1', success: false, problems: [] });
  expect(clusters).toEqual([{
    name: 'prod',
    success: false,
    nodes: 6,
    joined: { count: 0, names: [], pools: [] },
    left: { count: 0, names: [], pools: [] },
    daemonSets: [{
      namespace: 'monitoring',
      name: 'logs',
      source: {},
      change: 'Changed',
      rollout: true,
      fields: ['spec.template.spec.tolerations'],
      selectorChanged: false,
      lost: { count: 2, names: ['gpu-0', 'gpu-1'], pools: ['gpu'] },
      won: { count: 0, names: [], pools: [] },
      losses: [{ nodes: { count: 2, names: ['gpu-0', 'gpu-1'], pools: ['gpu'] }, outcome: 'NotEligible', reasons: [expect.objectContaining({ filter: 'TaintToleration', code: 'UntoleratedTaint' })], exemptions: [] }],
      moved: [],
      stopped: { count: 0, names: [], pools: [] },
      gaps: [],
      outcomes: [{ nodes: { count: 2, names: ['gpu-0', 'gpu-1'], pools: ['gpu'] }, from: 'Runs', to: 'NotEligible', reasons: [expect.objectContaining({ code: 'UntoleratedTaint' })] }],
    }],
    requests: [
      { nodes: { count: 4, names: ['general-0', 'general-1', 'general-2', 'general-3'], pools: ['general'] }, before: { pods: '1' }, after: { pods: '1' }, allocatable: { pods: '1G' } },
      { nodes: { count: 2, names: ['gpu-0', 'gpu-1'], pools: ['gpu'] }, before: { pods: '1' }, after: {}, allocatable: { pods: '1G' } },
    ],
    notJudged: [],
  }]);
});

test('it has null where something is not there: requests of nodes that join, what becomes of what is removed', () => {
  const { clusters: [cluster] } = json([agent('logs')], [], [node('a')], [node('a'), node('b')]);

  expect(cluster.requests).toMatchObject([{ before: { pods: '1' }, after: {} }, { nodes: { names: ['b'] }, before: null, after: {} }]);
  expect(cluster.daemonSets[0].losses).toMatchObject([{ outcome: null }]);
});

test('it has at most 20 names, unless all are asked for', () => {
  const clusters = [diff([agent('logs')], [], pool('w', 25))];
  const lostIn = (value: unknown) => (value as { clusters: { daemonSets: { lost: { count: number; names: string[] } }[] }[] }).clusters[0]!.daemonSets[0]!.lost;
  const report = { success: false, problems: [], clusters };

  expect([lostIn(diffJson(report)).count, lostIn(diffJson(report)).names.length, lostIn(diffJson(report, true)).names.length]).toEqual([25, 20, 25]);
});
