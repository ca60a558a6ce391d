import { App, Chart, Testing } from 'cdk8s';
import { CoverageCheck, LogCollectorDaemonSet, NodeInventory, NodeSelection, TaintEffect, Toleration } from '../../src';
import '../../src/testing';

const gpuPool = NodeInventory.ofPools({ name: 'gpu', min: 0, max: 40, taints: [{ key: 'nvidia.com/gpu', effect: TaintEffect.NO_SCHEDULE }] });

const chartWithLogs = (nodes?: NodeSelection) => {
  const chart = Testing.chart();
  const logs = new LogCollectorDaemonSet(chart, 'Logs', { metadata: { name: 'logs', namespace: 'logging' }, ...nodes ? { nodes } : {} });
  return { chart, logs };
};

const picky = () => chartWithLogs(NodeSelection.everyNode().toleratingOnly());

const YAML = `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec: { containers: [{ name: agent, image: "agent:1" }] }
`;

/** What a failing expectation says. */
const messageOf = (expectation: () => void): string => {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the expectation did not fail');
};

test('a chart covers a tainted node once it tolerates the taint', () => {
  const { chart, logs } = picky();
  expect(chart).toMiss(gpuPool, { pools: ['gpu'], code: 'UntoleratedTaint' });
  expect(chart).not.toCover(gpuPool);

  logs.tolerate(Toleration.exists('nvidia.com/gpu'));

  expect(chart).toCover(gpuPool);
  expect(chart).not.toMiss(gpuPool, { pools: ['gpu'] });
});

test('a failing toCover lists gaps, reasons and remedies', () => {
  expect(messageOf(() => expect(picky().chart).toCover(gpuPool))).toMatchInlineSnapshot(`
"expected every required node to run exactly one pod of each DaemonSet:
  logging/logs (test/Logs) misses 1 of 1 node (gpu-0, which may come): untolerated taint nvidia.com/gpu:NoSchedule: add Toleration.exists('nvidia.com/gpu')"
`);
});

describe('all that a chart can be given as', () => {
  test('an app with several charts, and with a check that would fail its synth', () => {
    const app = new App();
    new LogCollectorDaemonSet(new Chart(app, 'one'), 'Logs', { nodes: NodeSelection.everyNode().toleratingOnly() });
    new CoverageCheck(app, 'Check', { inventory: gpuPool });

    expect(app).toMiss(gpuPool, { nodes: ['gpu-0'] });
  });

  test('manifests', () => expect(Testing.synth(chartWithLogs().chart)).toCover(gpuPool));

  test('YAML text', () => expect(YAML).toMiss(gpuPool, { nodes: ['gpu-0'], code: 'UntoleratedTaint' }));

  test('but nothing else', () => {
    expect(() => expect(42).toCover(gpuPool)).toThrow('expected a cdk8s chart or app, a list of manifests, or YAML text, got number');
  });
});

describe('.not.toCover', () => {
  test('fails where every node is covered', () => {
    expect(() => expect(chartWithLogs().chart).not.toCover(gpuPool)).toThrow('no required node is left out');
  });

  test('fails where the input is invalid, which proves no gap', () => {
    const invalid = YAML.replace('app: agent', 'app: other');

    expect(() => expect(invalid).not.toCover(gpuPool)).toThrow('the input is invalid');
    expect(() => expect(invalid).toCover(gpuPool)).toThrow('selector');
  });

  test('fails where another scheduler decides, which proves no gap either', () => {
    const foreign = `${YAML.replace('spec: { containers', 'spec: { tolerations: [{ operator: Exists }], schedulerName: other, containers')}`;

    expect(() => expect(foreign).not.toCover(gpuPool)).toThrow('no required node is left out');
  });
});

describe('toMiss', () => {
  test('fails where the node is left out for another reason', () => {
    expect(() => expect(picky().chart).toMiss(gpuPool, { nodes: ['gpu-0'], code: 'UnmatchedNodeSelector' })).toThrow('expected node gpu-0 to be left out for UnmatchedNodeSelector');
  });

  test('fails where one of several named nodes is covered', () => {
    const two = NodeInventory.ofPools({ name: 'plain', count: 1 }, { name: 'gpu', count: 1, taints: [{ key: 'gpu', effect: TaintEffect.NO_EXECUTE }] });

    expect(picky().chart).toMiss(two, { pools: ['gpu'] });
    expect(() => expect(picky().chart).toMiss(two, { pools: ['gpu', 'plain'] })).toThrow('expected pool plain to be left out');
  });

  test('fails for a name that the inventory does not have, turned around or not', () => {
    expect(() => expect(picky().chart).toMiss(gpuPool, { pools: ['gpus'] })).toThrow('the inventory has no pool "gpus"; it has gpu');
    expect(() => expect(picky().chart).not.toMiss(gpuPool, { nodes: ['gpu-1'] })).toThrow('the inventory has no node "gpu-1"; it has gpu-0');
  });

  test('without a name, passes where any node is left out', () => {
    expect(picky().chart).toMiss(gpuPool);
    expect(() => expect(chartWithLogs().chart).toMiss(gpuPool)).toThrow('expected at least one node to be left out, but found no gap');
  });
});
