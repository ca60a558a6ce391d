import { agentAsDeployment, looksLikeAgent } from '../../../src/coverage/findings/agent-as-deployment';
import { Workload } from '../../../src/model/workload';
import { matrix, node, workload } from '../../builders';

const find = (...workloads: Workload[]) => agentAsDeployment(matrix([], [node('n')], { workloads }));

test('a Deployment that reads the logs of the node is a note', () => {
  const source = { file: 'app.yaml', line: 4 };

  expect(find(workload(['/data', '/var/log', '/proc'], { namespace: 'logging', name: 'fluentd', source }))).toEqual([{
    code: 'AgentAsDeployment',
    severity: 'note',
    message: 'Deployment logging/fluentd reads /var/log, /proc of the node, but nothing makes it run once on each',
    remedies: [{ text: 'make it a DaemonSet if every node needs it' }],
    source,
  }]);
});

test.each([
  ['/', true],
  ['/proc', true],
  ['/proc/', true],
  ['/var/log', true],
  ['/var/log/', true],
  ['/var/log/pods', true],
  ['/var/logs', false],
  ['/var/lib', false],
  ['/process', false],
  ['/data/var/log', false],
])('%s looks like an agent: %s', (path, expected) => {
  expect(looksLikeAgent(workload([path]))).toBe(expected);
});

test('a StatefulSet is named as what it is; one without paths of the node is nothing', () => {
  expect(find(workload(['/'], { kind: 'StatefulSet' }), workload([]))).toMatchObject([{ message: expect.stringMatching(/^StatefulSet default\/app reads \/ of the node/) }]);
});

test('a path that is mounted twice is named once', () => {
  expect(find(workload(['/proc', '/proc']))[0]!.message).toContain('reads /proc of');
});
