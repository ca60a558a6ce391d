import { ApiObject, Chart, Include, JsonPatch, Lazy, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { chart, file, rawDaemonSet, TOLERANT } from './tree';
import { LogCollectorDaemonSet, NodeExporterDaemonSet } from '../../src';
import { constructPathOf, readTree } from '../../src/checks/daemon-sets-in-tree';
import { manifest } from '../builders';

const read = (scope: Construct) => readTree([scope], 34);
const found = (scope: Construct) => read(scope).daemonSets.map(({ namespace, name, source }) => `${namespace}/${name} (${source.constructPath})`);

describe('finds every DaemonSet, whoever made it', () => {
  test('a typed agent', () => {
    const platform = chart();
    new LogCollectorDaemonSet(platform, 'Logs', { metadata: { name: 'logs' } });

    expect(found(platform)).toEqual(['monitoring/logs (platform/Logs)']);
  });

  test('a typed agent deep in a tree', () => {
    const platform = chart();
    new NodeExporterDaemonSet(new Construct(platform, 'Observability'), 'Metrics', { metadata: { name: 'metrics' } });

    expect(found(platform)).toEqual(['monitoring/metrics (platform/Observability/Metrics)']);
  });

  test('a plain ApiObject', () => {
    const platform = chart();
    rawDaemonSet(platform, 'Agent');

    expect(found(platform)).toEqual(['monitoring/agent (platform/Agent)']);
  });

  test('a cdk8s-plus DaemonSet', () => {
    const platform = chart();
    new kplus.DaemonSet(platform, 'Plus', { metadata: { name: 'plus' }, containers: [{ image: 'agent:1' }] });

    expect(found(platform)).toEqual(['monitoring/plus (platform/Plus)']);
  });

  test('an included file', () => {
    const platform = chart();
    new Include(platform, 'Chart', { url: file('agent.yaml', JSON.stringify(manifest({ name: 'cilium', namespace: 'kube-system' }))) });

    expect(found(platform)).toEqual(['kube-system/cilium (platform/Chart/cilium-daemonset-kube-system)']);
  });

  test('lists in lists', () => {
    const platform = chart();
    new ApiObject(platform, 'List', { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'List', items: [manifest({ name: 'a' })] }, manifest({ name: 'b' })] });
    new ApiObject(platform, 'Typed', { apiVersion: 'apps/v1', kind: 'DaemonSetList', items: [manifest({ name: 'c' })] });

    expect(found(platform)).toEqual(['monitoring/a (platform/List)', 'monitoring/b (platform/List)', 'monitoring/c (platform/Typed)']);
  });

  test('of several charts', () => {
    const app = Testing.app();
    rawDaemonSet(new Chart(app, 'one'), 'A');
    rawDaemonSet(new Chart(new Chart(app, 'two'), 'three'), 'B');

    expect(found(app)).toEqual(['monitoring/a (one/A)', 'monitoring/b (two/three/B)']);
  });
});

test('reads what is in the manifest: patches and lazy values included', () => {
  const platform = chart();
  const patched = rawDaemonSet(platform, 'Patched');
  patched.addJsonPatch(JsonPatch.add('/spec/template/spec/tolerations', TOLERANT.tolerations));
  rawDaemonSet(platform, 'Lazy', { pod: { nodeSelector: Lazy.any({ produce: () => ({ disk: 'ssd' }) }) } });
  const [first, second] = read(platform).daemonSets;

  expect(first!.template.tolerations).toEqual([{ operator: 'Exists' }]);
  expect([...second!.template.nodeSelector]).toEqual([['disk', 'ssd']]);
});

test('a construct below two scopes is read once', () => {
  const platform = chart();
  rawDaemonSet(platform, 'Agent');

  expect(readTree([platform, platform.node.root, platform], 34).daemonSetCount).toBe(1);
});

test('objects that say nothing about agents are not even rendered', () => {
  const platform = chart();
  new ApiObject(platform, 'Config', { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce: () => { throw new Error('rendered'); } }) });

  expect(read(platform)).toMatchObject({ daemonSets: [], workloads: [], daemonSetCount: 0, problems: [] });
});

test('Deployments are seen, with their paths of the node', () => {
  const platform = chart();
  new ApiObject(platform, 'App', { ...manifest(), kind: 'Deployment', spec: { template: { spec: { volumes: [{ name: 'v', hostPath: { path: '/proc' } }] } } } });

  expect(read(platform).workloads).toMatchObject([{ kind: 'Deployment', hostPaths: ['/proc'], source: { constructPath: 'platform/App' } }]);
});

describe('reports with the construct\'s path', () => {
  test('an object that cannot be rendered, and reads the others', () => {
    const platform = chart();
    rawDaemonSet(platform, 'Broken', { pod: { nodeSelector: Lazy.any({ produce: () => { throw new Error('no zone is known'); } }) } });
    rawDaemonSet(platform, 'Sound');

    expect(read(platform).problems).toEqual([{ message: 'cannot be rendered: no zone is known', constructPath: 'platform/Broken' }]);
    expect(found(platform)).toEqual(['monitoring/sound (platform/Sound)']);
  });

  test('an invalid DaemonSet, and reads the others', () => {
    const platform = chart();
    rawDaemonSet(platform, 'Invalid', { pod: { hostNetwork: 'yes' } });
    rawDaemonSet(platform, 'Sound');

    expect(read(platform)).toMatchObject({
      daemonSetCount: 2,
      problems: [{ constructPath: 'platform/Invalid', message: expect.stringContaining('DaemonSet monitoring/invalid: spec.template.spec.hostNetwork must be true or false, got "yes"') }],
    });
    expect(found(platform)).toEqual(['monitoring/sound (platform/Sound)']);
  });

  test('an item of a list that is no object', () => {
    const platform = chart();
    new ApiObject(platform, 'List', { apiVersion: 'v1', kind: 'List', items: ['a', manifest({ name: 'b' })] });

    expect(read(platform).problems).toMatchObject([{ constructPath: 'platform/List', message: expect.stringContaining('items[0] is no Kubernetes object') }]);
  });
});

test('an object without a kind is passed over', () => {
  const platform = chart();
  new ApiObject(platform, 'Nothing', { apiVersion: 'v1' } as never);

  expect(read(platform).problems).toEqual([]);
});

test.each([
  ['platform/Logs/Resource/Resource', 'platform/Logs'],
  ['platform/Logs/Resource', 'platform/Logs'],
  ['platform/Logs', 'platform/Logs'],
  ['platform/Resource/Logs', 'platform/Resource/Logs'],
  ['platform/MyResource', 'platform/MyResource'],
])('the construct of %s is %s', (path, expected) => {
  const construct = path.split('/').reduce<Construct>((scope, id) => new Construct(scope, id), Testing.app());

  expect(constructPathOf(construct)).toBe(expected);
});
