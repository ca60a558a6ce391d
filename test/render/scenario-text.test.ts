import { ownScenario, scenariosNamed } from '../../src/model/scenario';
import { checkJson } from '../../src/render/json';
import { sentences } from '../../src/render/sentence';
import { checkText } from '../../src/render/text';
import { covered, daemonSet, declares, node, pool, taint } from '../builders';

const SECONDS = { key: 'maintenance', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 };
const cluster = covered(
  [
    daemonSet({ name: 'a', pod: { tolerations: [SECONDS] } }),
    daemonSet({ name: 'b', annotations: declares({ role: 'logs' }) }),
    daemonSet({ name: 'c', pod: { tolerations: [{ operator: 'Exists' }] } }),
  ],
  [...pool('w', 2), node('g', { taints: ['gpu:NoSchedule'] })],
  { scenarios: [ownScenario('maintenance', { addTaints: [taint('maintenance:NoExecute')] }), ...scenariosNamed(['new-node']).scenarios] },
);
const report = { success: false, problems: [], clusters: [cluster] };

test('a scenario is a section of its own: how many pods fare how, and the gaps that it opens', () => {
  expect(checkText(report)).toMatchInlineSnapshot(`
"prod: 3 nodes, Kubernetes 1.34

  ✗ monitoring/a  2 of 3 nodes
      no pod is created on g
        untolerated taint gpu:NoSchedule
          → tolerate gpu with operator Exists, effect NoSchedule
              spec.template.spec.tolerations: add { key: gpu, operator: Exists, effect: NoSchedule }
          → tolerate every taint: operator Exists without a key
              spec.template.spec.tolerations: add { operator: Exists }
  ✓ monitoring/b  runs on 2 nodes for the role logs
  ✓ monitoring/c  3 of 3 nodes
  ✗ role logs  (monitoring/b)
      no pod is created on g
        untolerated taint gpu:NoSchedule
          → tolerate gpu with operator Exists, effect NoSchedule
              spec.template.spec.tolerations: add { key: gpu, operator: Exists, effect: NoSchedule }
          → tolerate every taint: operator Exists without a key
              spec.template.spec.tolerations: add { operator: Exists }

  Scenario maintenance (+maintenance:NoExecute) on g, w-0, w-1
    ✗ monitoring/a  is evicted again and again on 2 nodes
          the pod is evicted after 60 s and created anew, again and again, on w-0, w-1
            spec.template.spec.tolerations[0] tolerates maintenance:NoExecute for 60 s only
              → remove spec.template.spec.tolerations[0].tolerationSeconds
                  spec.template.spec.tolerations[0].tolerationSeconds: remove
    · monitoring/b  is evicted on 2 nodes
    ✓ monitoring/c  runs on 3 nodes
    ✗ role logs  (monitoring/b)
          the pod is deleted at once on w-0, w-1
            untolerated taint maintenance:NoExecute
              → tolerate maintenance with operator Exists, effect NoExecute
                  spec.template.spec.tolerations: add { key: maintenance, operator: Exists, effect: NoExecute }
              → tolerate every taint: operator Exists without a key
                  spec.template.spec.tolerations: add { operator: Exists }

  Scenario new-node (+node.kubernetes.io/not-ready:NoSchedule) on g, w-0, w-1
    · monitoring/a  waits on 2 nodes
          the pod waits at first on w-0, w-1
            waits until node.kubernetes.io/not-ready:NoSchedule is gone
              → tolerate node.kubernetes.io/not-ready with operator Exists, effect NoSchedule
                  spec.template.spec.tolerations: add { key: node.kubernetes.io/not-ready, operator: Exists, effect: NoSchedule }
              → tolerate every taint: operator Exists without a key
                  spec.template.spec.tolerations: add { operator: Exists }
    · monitoring/b  waits on 2 nodes
    ✓ monitoring/c  runs on 3 nodes
    · role logs  (monitoring/b)
          the pod waits at first on w-0, w-1
            waits until node.kubernetes.io/not-ready:NoSchedule is gone
              → tolerate node.kubernetes.io/not-ready with operator Exists, effect NoSchedule
                  spec.template.spec.tolerations: add { key: node.kubernetes.io/not-ready, operator: Exists, effect: NoSchedule }
              → tolerate every taint: operator Exists without a key
                  spec.template.spec.tolerations: add { operator: Exists }

2 gaps, 2 errors in scenarios
"
`);
});

test('lines name the scenario', () => {
  expect(sentences(cluster).errors).toMatchInlineSnapshot(`
[
  "monitoring/a misses 1 of 3 nodes (g): untolerated taint gpu:NoSchedule: tolerate gpu with operator Exists, effect NoSchedule",
  "monitoring/a, scenario maintenance: the pod is evicted after 60 s and created anew, again and again, on w-0, w-1: spec.template.spec.tolerations[0] tolerates maintenance:NoExecute for 60 s only: remove spec.template.spec.tolerations[0].tolerationSeconds",
  "role logs (monitoring/b) misses g: untolerated taint gpu:NoSchedule: tolerate gpu with operator Exists, effect NoSchedule",
  "role logs (monitoring/b), scenario maintenance: the pod is deleted at once on w-0, w-1: untolerated taint maintenance:NoExecute: tolerate maintenance with operator Exists, effect NoExecute",
]
`);
  expect(sentences(cluster).warnings).toEqual([]);
});

test('JSON has the scenario in each of its gaps, and the counts beside the findings', () => {
  const { clusters: [json] } = checkJson(report) as { clusters: any[] };

  const withoutReasons = ({ scenario, severity, outcome, fate, afterSeconds, nodes }: any) =>
    ({ scenario, severity, outcome, fate, afterSeconds, nodes: nodes.names });

  expect(json.daemonSets[0].gaps.map(withoutReasons)).toEqual([
    { scenario: undefined, severity: 'error', outcome: 'NotEligible', fate: undefined, afterSeconds: undefined, nodes: ['g'] },
    { scenario: 'maintenance', severity: 'error', outcome: 'Runs', fate: 'Loops', afterSeconds: 60, nodes: ['w-0', 'w-1'] },
    { scenario: 'new-node', severity: 'note', outcome: 'NotEligible', fate: 'Waits', afterSeconds: undefined, nodes: ['w-0', 'w-1'] },
  ]);
  expect(Object.keys(json.daemonSets[0].gaps[0])).toEqual(['severity', 'outcome', 'nodes', 'reasons']);
  expect(json.scenarios[0]).toEqual({
    name: 'maintenance',
    changes: ['+maintenance:NoExecute'],
    nodes: { count: 3, names: ['g', 'w-0', 'w-1'], pools: ['w'] },
    daemonSets: [
      { namespace: 'monitoring', name: 'a', runs: 0, stays: 0, evicted: 0, loops: 2, waits: 0, waitsForEver: 0 },
      { namespace: 'monitoring', name: 'b', runs: 0, stays: 0, evicted: 2, loops: 0, waits: 0, waitsForEver: 0 },
      { namespace: 'monitoring', name: 'c', runs: 3, stays: 0, evicted: 0, loops: 0, waits: 0, waitsForEver: 0 },
    ],
  });
  expect(Object.keys(checkJson({ ...report, clusters: [{ ...cluster, scenarios: [] }] }) as object)).toEqual(['schemaVersion', 'success', 'problems', 'clusters']);
});

test('where nothing was asked for, there is no key for it', () => {
  const plain = covered([daemonSet()], [node('n')]);

  expect(checkJson({ success: true, problems: [], clusters: [plain] })).not.toHaveProperty('clusters.0.scenarios');
});
