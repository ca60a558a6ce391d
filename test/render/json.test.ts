import { ClusterReport } from '../../src/coverage/report';
import { checkJson, problemJson } from '../../src/render/json';
import { covered, daemonSet, declares, node, pool } from '../builders';

const json = (cluster: ClusterReport, allNodes = false): any =>
  JSON.parse(JSON.stringify(checkJson({ success: cluster.success, problems: [{ message: 'is empty', file: 'broken.yaml', line: 3, column: 1 }], clusters: [cluster] }, allNodes)));

const source = { constructPath: 'platform/Logs', file: 'dist/platform.k8s.yaml', line: 12, column: 1, document: 1 };
const gpu = pool('gpu', 2, { taints: ['nvidia.com/gpu=present:NoSchedule'] });

/** What a report has that has everything; the comments of architecture.md section 6 are its shape. */
const everything = () => {
  const typed = { ...daemonSet({ namespace: 'logging', name: 'fluentd', annotations: { 'everynode.dev/agent': 'LogCollectorDaemonSet', ...declares({ required: '', role: 'log-collector', exempt: [{ nodes: 'sandbox=true', reason: 'no customer data', until: '2027-01-01', owner: 'privacy' }] }) } }), source };
  const other = daemonSet({ name: 'other', annotations: declares({ role: 'log-collector' }) });
  const lost = daemonSet({ namespace: 'storage', name: 'ceph', pod: { nodeSelector: { disk: 'sdd' } } });
  const foreign = daemonSet({ name: 'foreign', pod: { schedulerName: 'volcano' } });
  const nodes = [...gpu, ...pool('w', 1), node('s', { labels: { sandbox: 'true' }, taints: ['sandbox:NoSchedule'] }), node('v', { labels: { type: 'virtual-kubelet' }, taints: ['v:NoSchedule'] })];
  return json(covered([typed, other, lost, foreign], nodes));
};

test('has the keys of everynode.dev/check/v1, in their order', () => {
  const report = everything();
  const [cluster] = report.clusters;
  const fluentd = cluster.daemonSets.find(({ name }: { name: string }) => name === 'fluentd');

  expect(Object.keys(report)).toEqual(['schemaVersion', 'success', 'problems', 'clusters']);
  expect(Object.keys(report.problems[0])).toEqual(['message', 'file', 'line']);
  expect(Object.keys(cluster)).toEqual(['name', 'success', 'nodes', 'kubernetesVersion', 'daemonSets', 'roles', 'exemptions', 'virtualNodes', 'notJudged', 'findings']);
  expect(Object.keys(fluentd)).toEqual(['namespace', 'name', 'source', 'role', 'required', 'running', 'status', 'gaps']);
  expect(Object.keys(fluentd.source)).toEqual(['constructPath', 'file', 'line']);
  expect(Object.keys(fluentd.status)).toEqual(['desiredNumberScheduled', 'numberMisscheduled']);
  expect(Object.keys(fluentd.gaps[0])).toEqual(['severity', 'outcome', 'nodes', 'reasons']);
  expect(Object.keys(fluentd.gaps[0].nodes)).toEqual(['count', 'names', 'pools']);
  expect(Object.keys(fluentd.gaps[0].reasons[0])).toEqual(['filter', 'code', 'message', 'remedies']);
  expect(Object.keys(fluentd.gaps[0].reasons[0].remedies[0])).toEqual(['text', 'typescript', 'yaml']);
  expect(Object.keys(cluster.roles[0])).toEqual(['name', 'daemonSets', 'gaps', 'overlaps']);
  expect(Object.keys(cluster.roles[0].overlaps[0])).toEqual(['daemonSets', 'nodes']);
  expect(Object.keys(cluster.exemptions[0])).toEqual(['nodes', 'daemonSet', 'reason', 'until', 'owner', 'stale']);
  expect(Object.keys(cluster.notJudged[0])).toEqual(['filter', 'message', 'daemonSets', 'nodes']);
  expect(Object.keys(cluster.findings[0])).toEqual(['code', 'severity', 'message', 'remedies', 'daemonSet', 'nodes', 'source']);
});

test('has the values and types of everynode.dev/check/v1', () => {
  expect(everything()).toEqual({
    schemaVersion: 'everynode.dev/check/v1',
    success: false,
    problems: [{ message: 'is empty', file: 'broken.yaml', line: 3 }],
    clusters: [{
      name: 'prod',
      success: false,
      nodes: 5,
      kubernetesVersion: '1.34',
      daemonSets: [
        {
          namespace: 'logging',
          name: 'fluentd',
          source: { constructPath: 'platform/Logs', file: 'dist/platform.k8s.yaml', line: 12 },
          role: 'log-collector',
          required: 3,
          running: 1,
          status: { desiredNumberScheduled: 1, numberMisscheduled: 0 },
          gaps: [{
            severity: 'error',
            outcome: 'NotEligible',
            nodes: { count: 2, names: ['gpu-0', 'gpu-1'], pools: ['gpu'] },
            reasons: [{
              filter: 'TaintToleration',
              code: 'UntoleratedTaint',
              message: 'untolerated taint nvidia.com/gpu=present:NoSchedule',
              remedies: [
                {
                  text: 'tolerate nvidia.com/gpu with operator Exists, effect NoSchedule',
                  typescript: "agent.tolerate(Toleration.exists('nvidia.com/gpu'))",
                  yaml: { path: 'spec.template.spec.tolerations', add: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] },
                },
              ],
            }],
          }],
        },
        expect.objectContaining({ namespace: 'monitoring', name: 'foreign', required: 4, running: 0 }),
        expect.objectContaining({ namespace: 'monitoring', name: 'other', role: 'log-collector', required: 0, running: 1, gaps: [] }),
        expect.objectContaining({ namespace: 'storage', name: 'ceph', source: {}, required: 0, running: 0, gaps: [] }),
      ],
      roles: [{
        name: 'log-collector',
        daemonSets: ['logging/fluentd', 'monitoring/other'],
        gaps: [],
        overlaps: [{ daemonSets: ['logging/fluentd', 'monitoring/other'], nodes: { count: 1, names: ['w-0'], pools: ['w'] } }],
      }],
      exemptions: [{ nodes: { count: 1, names: ['s'], pools: [] }, daemonSet: 'logging/fluentd', reason: 'no customer data', until: '2027-01-01', owner: 'privacy', stale: false }],
      virtualNodes: { count: 1, names: ['v'], pools: [] },
      notJudged: [{ filter: 'SchedulerName', message: expect.stringContaining('volcano'), daemonSets: ['monitoring/foreign'], nodes: { count: 1, names: ['w-0'], pools: ['w'] } }],
      findings: [{ code: 'SelectsNoNode', severity: 'error', message: expect.any(String), remedies: expect.any(Array), daemonSet: 'storage/ceph', nodes: null, source: {} }],
    }],
  });
});

test('a finding without a DaemonSet says null', () => {
  expect(json(covered([], [node('v', { virtual: true })])).clusters[0].findings).toMatchObject([{ daemonSet: null, nodes: { count: 1, names: ['v'], pools: [] }, source: {} }]);
});

test('a list holds 20 names, and counts the rest, unless all are asked for', () => {
  const cluster = covered([daemonSet()], pool('w', 25, { taints: ['a:NoSchedule'] }));
  const nodes = (report: any) => report.clusters[0].daemonSets[0].gaps[0].nodes;

  expect(nodes(json(cluster))).toMatchObject({ count: 25, names: { length: 20 } });
  expect(nodes(json(cluster, true))).toMatchObject({ count: 25, names: { length: 25 } });
});

test('a problem of a construct says which', () => {
  expect(problemJson({ message: 'cannot be rendered', constructPath: 'platform/Logs' })).toEqual({ message: 'cannot be rendered', constructPath: 'platform/Logs' });
});
