import { findingSentence, problemSentence, sentences, showRemedy } from '../../src/render/sentence';
import { covered, daemonSet, declares, node, pool, workload } from '../builders';
import { policy } from '../coverage/policies';

const gpu = pool('gpu', 2, { taints: ['nvidia.com/gpu=present:NoSchedule'] });
const from = (constructPath: string, overrides = {}) => ({ ...daemonSet(overrides), source: { constructPath } });

test('a gap is one line, however many nodes there are', () => {
  const many = pool('gpu', 500, { taints: ['nvidia.com/gpu=present:NoSchedule'] });

  expect(sentences(covered([from('platform/Logs')], many)).errors).toEqual([
    'monitoring/agent (platform/Logs) misses 500 of 500 nodes (gpu-0, gpu-1, gpu-10 and 497 more, pool gpu): '
      + 'untolerated taint nvidia.com/gpu=present:NoSchedule: tolerate nvidia.com/gpu with operator Exists, effect NoSchedule',
  ]);
});

test('a typed agent is told what to add', () => {
  const typed = from('platform/Logs', { annotations: { 'everynode.dev/agent': 'LogCollectorDaemonSet' } });

  expect(sentences(covered([typed], gpu)).errors[0]).toMatch(/: add Toleration\.exists\('nvidia\.com\/gpu'\)$/);
});

test('every reason is in the line, with its first remedy', () => {
  const one = node('n', { taints: ['a:NoSchedule', 'b:NoSchedule'] });

  expect(sentences(covered([daemonSet()], [one])).errors).toEqual([
    'monitoring/agent misses 1 of 1 node (n): untolerated taint a:NoSchedule: tolerate a with operator Exists, effect NoSchedule; '
      + 'untolerated taint b:NoSchedule: tolerate b with operator Exists, effect NoSchedule',
  ]);
});

test('gaps and overlaps of roles are errors', () => {
  const member = (name: string, pod = {}) => daemonSet({ name, pod, annotations: declares({ role: 'logs' }) });
  const nodes = [node('w'), node('x'), ...gpu];

  expect(sentences(covered([member('a'), member('b')], nodes)).errors).toEqual([
    'role logs (monitoring/a, monitoring/b) misses gpu-0, gpu-1: untolerated taint nvidia.com/gpu=present:NoSchedule: tolerate nvidia.com/gpu with operator Exists, effect NoSchedule',
    'role logs: monitoring/a and monitoring/b both run on w, x, where exactly one of them should',
  ]);
  expect(sentences(covered([member('a'), member('b'), member('c')], [node('w')])).errors).toEqual([
    'role logs: monitoring/a, monitoring/b and monitoring/c all run on w, where exactly one of them should',
  ]);
});

test('warnings are apart from errors, and notes are in neither', () => {
  const { errors, warnings } = sentences(covered([daemonSet({ spec: { replicas: 1 } })], [node('n')], { workloads: [workload(['/'])] }));

  expect(errors).toEqual([]);
  expect(warnings).toEqual([
    'monitoring/agent: UnknownField: spec.replicas is no field of a DaemonSet: kubectl refuses it, and other clients drop it in silence: '
      + 'a DaemonSet runs one pod on each node that it selects: remove it',
  ]);
});

test('a finding names its nodes, and its place where it is about no DaemonSet', () => {
  const [virtual] = covered([], [node('v', { virtual: true })]).findings;
  const [deployment] = covered([], [node('n')], { workloads: [workload(['/'], { source: { file: 'app.yaml', line: 3 } })] }).findings;

  expect(findingSentence(virtual!)).toMatch(/^VirtualNodeWithoutLabel: declared virtual .* \(v\): declare the label/);
  expect(findingSentence(deployment!)).toMatch(/^AgentAsDeployment \(app\.yaml:3\): Deployment default\/app reads/);
});

test.each([
  [{ message: 'is empty', file: 'a.yaml' }, 'a.yaml: is empty'],
  [{ message: 'is empty', file: 'a.yaml', line: 3, column: 5 }, 'a.yaml:3: is empty'],
  [{ message: 'cannot be rendered', constructPath: 'platform/Logs' }, 'platform/Logs: cannot be rendered'],
  [{ message: 'no manifest is given' }, 'no manifest is given'],
])('problem %j: %s', (problem, expected) => {
  expect(problemSentence(problem)).toBe(expected);
});

test.each([
  [{ text: 'tolerate it' }, 'tolerate it'],
  [{ text: 'tolerate it', typescript: 'agent.tolerate(Toleration.everything())' }, 'add Toleration.everything()'],
  [{ text: 'say it', typescript: 'nodes: NodeSelection.….orNone()' }, 'nodes: NodeSelection.….orNone()'],
])('remedy %j: %s', (remedy, expected) => {
  expect(showRemedy(remedy)).toBe(expected);
});

test('a minimum is said, and gaps that it allows are no errors', () => {
  const member = daemonSet({ annotations: declares({ role: 'logs' }) });
  const under = (minimum: number) => sentences(covered([member], [node('w'), node('t', { taints: ['a:NoSchedule'] })], { policy: policy({ requirements: [{ role: 'logs', nodes: '', minimum }] }) }));

  expect(under(1)).toEqual({ errors: [], warnings: [] });
  expect(under(2).errors).toEqual([expect.stringContaining('role logs (monitoring/agent) misses t, runs on 1 and must on 2 at least: untolerated taint a:NoSchedule')]);
});
