import { simulationJson } from '../../src/render/simulation-json';
import { simulationText } from '../../src/render/simulation-text';
import { simulate } from '../../src/simulation/simulate';
import { daemonSet, node, pool, taint } from '../builders';
import { at } from '../simulation/builders';

const simulation = simulate({
  name: 'prod',
  minor: 34,
  today: '2026-11-20',
  daemonSets: [daemonSet({ pod: { tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }] } })],
  nodes: pool('w', 2),
  events: [
    at(60, { kind: 'nodeJoins', node: node('w-2', { pool: 'w' }), readyAfterSeconds: 30 }),
    at(120, { kind: 'taintAdded', nodes: 'w-0', taint: taint('a:NoExecute') }),
    at(300, { kind: 'nodeLeaves', nodes: 'w-1' }),
  ],
});

test('a picture, what happens, and how long nodes were without an agent', () => {
  expect(simulationText(simulation)).toMatchInlineSnapshot(`
"prod: 5m, Kubernetes 1.34

  monitoring/agent
          0s              1m              2m               3m              4m              5m
    w-0   █████████████████████████████████████████████████~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    w-1   ██████████████████████████████████████████████████████████████████████████████████
    w-2                   .........█████████████████████████████████████████████████████████████████

    █ runs   ~ is evicted and created anew, again and again   . is missing

  What happens
          1m  w-2: joins the pool w
          1m  monitoring/agent on w-2: is not created: untolerated taint node.kubernetes.io/not-ready:NoSchedule (DaemonSets tolerate not-ready automatically only with the effect NoExecute)
       1m30s  w-2: loses node.kubernetes.io/not-ready:NoSchedule
       1m30s  w-2: is ready
       1m30s  monitoring/agent on w-2: is created
          2m  w-0: gets the taint a:NoExecute
          3m  monitoring/agent on w-0: is evicted: its node's taint was tolerated for 60 s only
          3m  monitoring/agent on w-0: is created anew
          3m  monitoring/agent on w-0: is evicted and created anew every 60 s from now on
          5m  w-1: leaves, and its pods with it

  Nodes without an agent
    w-2 is without monitoring/agent for 30s (1m to 1m30s)

  Agents that are evicted and created anew
    monitoring/agent on w-0 from 3m on

in the end: 1 agent evicted and created anew, again and again
"
`);
});

test('problems with the input are in it, too', () => {
  expect(simulationText(simulation, [{ message: 'is empty', file: 'a.yaml' }])).toContain('\nProblems with the input\n  ✗ a.yaml: is empty\n');
});

test('JSON has the keys of everynode.dev/simulate/v1', () => {
  const json = simulationJson([simulation], []) as any;

  expect(Object.keys(json)).toEqual(['schemaVersion', 'success', 'problems', 'simulations']);
  expect(json).toMatchObject({ schemaVersion: 'everynode.dev/simulate/v1', success: false, problems: [], simulations: [{ cluster: 'prod', success: false, kubernetesVersion: '1.34', endSeconds: 300 }] });
  expect(json.simulations[0].happenings[0]).toEqual({ atSeconds: 60, kind: 'nodeJoins', daemonSet: null, nodes: ['w-2'], message: 'joins the pool w' });
  expect(json.simulations[0].agents).toEqual([
    { daemonSet: 'monitoring/agent', node: 'w-0', withoutSeconds: 0, spans: [{ status: 'Runs', fromSeconds: 0, toSeconds: 180 }, { status: 'Loops', fromSeconds: 180, toSeconds: null }] },
    { daemonSet: 'monitoring/agent', node: 'w-1', withoutSeconds: 0, spans: [{ status: 'Runs', fromSeconds: 0, toSeconds: 300 }] },
    { daemonSet: 'monitoring/agent', node: 'w-2', withoutSeconds: 30, spans: [{ status: 'Missing', fromSeconds: 60, toSeconds: 90 }, { status: 'Runs', fromSeconds: 90, toSeconds: null }] },
  ]);
});

test('with problems there is no success, and what is missing in the end has no length', () => {
  const missing = simulate({ name: 'p', minor: 34, today: '2026-11-20', daemonSets: [daemonSet()], nodes: [node('n', { taints: ['a:NoSchedule'] })], events: [] });
  const json = simulationJson([missing], [{ message: 'm' }]) as any;

  expect([json.success, json.simulations[0].agents[0].withoutSeconds]).toEqual([false, null]);
  expect(simulationText(missing)).toContain('\nin the end: 1 required agent missing\n');
});
