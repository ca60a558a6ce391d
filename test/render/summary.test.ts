import { ClusterReport } from '../../src/coverage/report';
import { ownScenario, scenariosNamed } from '../../src/model/scenario';
import { summaryOf } from '../../src/render/summary';
import { covered, daemonSet, declares, node, taint, workload } from '../builders';
import { policy } from '../coverage/policies';

const summary = (cluster: ClusterReport, problems: { message: string }[] = []) =>
  summaryOf({ success: cluster.success && problems.length === 0, problems, clusters: [cluster] });

const ENOUGH = policy({ requirements: [{ daemonSet: 'monitoring/agent', nodes: '', minimum: 1 }] });
const [NOT_READY, NEW_NODE] = [scenariosNamed(['not-ready']).scenarios, scenariosNamed(['new-node']).scenarios];
const EVICTING = [ownScenario('own', { addTaints: [taint('b:NoExecute')] })];
const tainted = node('t', { taints: ['a:NoSchedule'] });
const unused = daemonSet({ annotations: declares({ exempt: [{ nodes: 'a=b', reason: 'r' }] }) });
const foreign = daemonSet({ name: 'foreign', pod: { schedulerName: 'volcano' } });
const lost = daemonSet({ name: 'lost', pod: { nodeSelector: { a: 'b' } } });
const member = (name: string) => daemonSet({ name, annotations: declares({ role: 'logs' }) });

test.each<[string, ClusterReport, string]>([
  ['all is well', covered([daemonSet()], [node('n')]), 'every required node runs exactly one of each'],
  ['not everything was judged', covered([foreign], [node('n')]), 'every required node runs exactly one of each, as far as that was judged'],
  ['a warning', covered([unused], [node('n')]), 'every required node runs exactly one of each; 1 warning'],
  ['a gap', covered([daemonSet()], [node('n'), tainted]), '1 gap'],
  ['an overlap and a gap', covered([member('a'), member('b'), daemonSet()], [node('n'), tainted]), '2 gaps, 1 overlap'],
  ['an error that is no gap', covered([lost], [node('n')]), '1 error'],
  ['a gap and an error', covered([lost, daemonSet()], [node('n'), tainted]), '1 gap, 1 other error'],
  ['a gap and a warning', covered([unused], [tainted]), '1 gap, 1 warning'],
  ['gaps that a minimum allows', covered([daemonSet()], [node('n'), tainted], { policy: ENOUGH }), 'as many required nodes as the policy asks for run exactly one of each; 1 gap that a minimum allows'],
  ['a gap, and one that a minimum allows', covered([daemonSet(), daemonSet({ name: 'b' })], [node('n'), tainted], { policy: ENOUGH }), '1 gap, 1 gap that a minimum allows'],
  ['a warning in a scenario', covered([daemonSet()], [node('n')], { scenarios: NOT_READY }), 'every required node runs exactly one of each; 1 warning in scenarios'],
  ['a note in a scenario', covered([daemonSet()], [node('n')], { scenarios: NEW_NODE }), 'every required node runs exactly one of each'],
  ['an error in a scenario and a gap', covered([daemonSet()], [node('n'), tainted], { scenarios: EVICTING }), '1 gap, 1 error in scenarios'],
  ['a warning in a scenario, strictly', covered([daemonSet()], [node('n')], { scenarios: NOT_READY }, true), 'strictly, that is not enough: 1 warning in scenarios'],
  ['a note', covered([daemonSet()], [node('n')], { workloads: [workload(['/'])] }), 'every required node runs exactly one of each'],
  ['no DaemonSet', covered([], [node('n')], { workloads: [workload(['/'])] }), 'there is no DaemonSet to check'],
  ['a warning, strictly', covered([unused], [node('n')], {}, true), 'strictly, that is not enough: 1 warning'],
  ['something not judged, strictly', covered([foreign], [node('n')], {}, true), 'strictly, that is not enough: not everything was judged'],
])('%s', (_, cluster, expected) => {
  expect(summary(cluster)).toBe(expected);
});

test('problems with the input are counted, whatever was judged', () => {
  expect(summary(covered([daemonSet()], [node('n')]), [{ message: 'is empty' }])).toBe('1 problem with the input');
  expect(summary(covered([daemonSet()], [tainted]), [{ message: 'is empty' }, { message: 'is none' }])).toBe('1 gap, 2 problems with the input');
});
