import { ApiObject, App, Chart, Include, JsonPatch, Lazy, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { chart, errorsOf, file, INVENTORY, rawDaemonSet, TOLERANT } from './tree';
import { CoverageCheck, CoverageCheckProps, LogCollectorDaemonSet, NodeExporterDaemonSet, NodeInventory, NodeSelection, OnFindings, TaintEffect, Toleration } from '../../src';
import { VERSION_RULE } from '../../src/model/kubernetes-version';
import { declares, manifest } from '../builders';

const check = (scope: Chart | App, props: Partial<CoverageCheckProps> = {}) => new CoverageCheck(scope, 'Check', { inventory: INVENTORY, ...props });

const MISSES = 'misses 2 of 5 nodes (gpu-0, gpu-1): untolerated taint nvidia.com/gpu=present:NoSchedule: tolerate nvidia.com/gpu with operator Exists, effect NoSchedule';

let stderr: jest.SpyInstance;
const warnings = () => stderr.mock.calls.map(([text]) => text as string);

beforeEach(() => { stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterEach(() => stderr.mockRestore());

test('the documented app fails with the documented line', () => {
  const inventory = NodeInventory.ofPools(
    { name: 'general', count: 3, allocatable: { cpu: '3920m', memory: '14Gi' } },
    {
      name: 'gpu',
      count: 2,
      labels: { 'nvidia.com/gpu.present': 'true' },
      taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: TaintEffect.NO_SCHEDULE }],
    },
  );
  const app = Testing.app();
  const agents = new Chart(app, 'node-agents', { namespace: 'monitoring' });
  new LogCollectorDaemonSet(agents, 'Logs');
  const metrics = new NodeExporterDaemonSet(agents, 'NodeMetrics', {
    nodes: NodeSelection.everyNode().toleratingOnly(Toleration.exists('node-role.kubernetes.io/control-plane')),
  });
  new CoverageCheck(app, 'Coverage', { inventory });

  expect(() => app.synth()).toThrow(new Error('Validation failed with the following errors:\n'
    + '  [Coverage] monitoring/node-agents-nodemetrics-c8bf48aa (node-agents/NodeMetrics) misses 2 of 5 nodes (gpu-0, gpu-1): '
    + "untolerated taint nvidia.com/gpu=present:NoSchedule: add Toleration.exists('nvidia.com/gpu')"));

  metrics.tolerate(Toleration.exists('nvidia.com/gpu')); // what the line says

  expect(errorsOf(app)).toEqual([]);
  expect(warnings()).toEqual([]);
});

describe('every door is checked by the same code', () => {
  test.each<[string, (platform: Chart) => void, string]>([
    ['an ApiObject', platform => { rawDaemonSet(platform, 'Agent'); }, 'monitoring/agent (platform/Agent)'],
    ['an included file', platform => { new Include(platform, 'Chart', { url: file('a.yaml', JSON.stringify(manifest())) }); }, 'monitoring/agent (platform/Chart/agent-daemonset-monitoring)'],
    ['a list', platform => { new ApiObject(platform, 'List', { apiVersion: 'v1', kind: 'List', items: [manifest()] }); }, 'monitoring/agent (platform/List)'],
    ['a cdk8s-plus DaemonSet', platform => { new kplus.DaemonSet(platform, 'Plus', { metadata: { name: 'agent' }, containers: [{ image: 'a:1', resources: {} }] }); }, 'monitoring/agent (platform/Plus)'],
    ['a lazy value', platform => { rawDaemonSet(platform, 'Agent', { pod: { tolerations: Lazy.any({ produce: () => [] }) } }); }, 'monitoring/agent (platform/Agent)'],
  ])('%s', (_, add, subject) => {
    const platform = chart();
    add(platform);
    check(platform);

    expect(errorsOf(platform)).toEqual([`[platform/Check] ${subject} ${MISSES}`]);
  });
});

test('a JSON patch counts', () => {
  const platform = chart();
  const agent = rawDaemonSet(platform, 'Agent');
  check(platform);

  expect(errorsOf(platform)).toHaveLength(1);

  agent.addJsonPatch(JsonPatch.add('/spec/template/spec/tolerations', TOLERANT.tolerations));

  expect(errorsOf(platform)).toEqual([]);
});

test('one line for each DaemonSet and cause', () => {
  const platform = chart();
  rawDaemonSet(platform, 'B');
  rawDaemonSet(platform, 'A', { pod: { nodeSelector: { disk: 'sdd' } } });
  check(platform);

  expect(errorsOf(platform)).toEqual([
    `[platform/Check] monitoring/b (platform/B) ${MISSES}`,
    '[platform/Check] monitoring/a (platform/A): SelectsNoNode: requires and reaches no node of the inventory: no node has disk=sdd; none has the label disk: '
      + 'correct its nodeSelector or node affinity, or the labels of the inventory',
  ]);
});

describe('what it looks at', () => {
  const two = () => {
    const app = Testing.app();
    const [sound, broken] = [new Chart(app, 'sound', { namespace: 'a' }), new Chart(app, 'broken', { namespace: 'b' })];
    rawDaemonSet(sound, 'Sound', { namespace: 'a', pod: TOLERANT });
    rawDaemonSet(broken, 'Broken', { namespace: 'b' });
    return { app, sound, broken };
  };

  test('everything below its scope', () => {
    const { app } = two();
    check(app);

    expect(errorsOf(app)).toEqual([`[Check] b/broken (broken/Broken) ${MISSES}`]);
  });

  test('nothing above it', () => {
    const { app, sound } = two();
    check(sound);

    expect(errorsOf(app)).toEqual([]);
  });

  test('its scopes, wherever it is itself', () => {
    const { app, sound, broken } = two();
    check(app, { scopes: [sound] });
    check(sound, { scopes: [broken, sound] });

    expect(errorsOf(app)).toEqual([`[sound/Check] b/broken (broken/Broken) ${MISSES}`]);
  });

  test('several clusters, one check each', () => {
    const { app } = two();
    new CoverageCheck(app, 'Plain', { inventory: NodeInventory.ofPools({ name: 'w', count: 1, allocatable: { 'cpu': '1', 'memory': '1Gi', 'ephemeral-storage': '1Gi' } }) });
    new CoverageCheck(app, 'Gpu', { inventory: INVENTORY });

    expect(errorsOf(app)).toEqual([expect.stringMatching(/^\[Gpu\] b\/broken/)]);
  });

  test('fails when there is nothing to look at', () => {
    const platform = chart();
    check(platform);

    expect(errorsOf(platform)).toEqual(['[platform/Check] there is no DaemonSet to check below its scopes']);
  });

  test.each([
    ['a Deployment that mounts no path of the node is nothing to check', '/data', 1],
    ['a Deployment that should be one is a note, and no error', '/var/log', 0],
  ])('%s', (_, path, errors) => {
    const platform = chart();
    new ApiObject(platform, 'App', { ...manifest(), kind: 'Deployment', spec: { template: { spec: { volumes: [{ name: 'v', hostPath: { path } }] } } } });
    check(platform);

    expect(errorsOf(platform)).toHaveLength(errors);
  });
});

describe('never throws out of the validator', () => {
  test('where an object cannot be rendered', () => {
    const platform = chart();
    rawDaemonSet(platform, 'Broken', { pod: { nodeSelector: Lazy.any({ produce: () => { throw new Error('no zone is known'); } }) } });
    rawDaemonSet(platform, 'Agent');
    const { node } = check(platform);

    expect(node.validate()).toEqual(['platform/Broken: cannot be rendered: no zone is known', `monitoring/agent (platform/Agent) ${MISSES}`]);
  });

  test('where an object is invalid: all that is wrong is said, and the others are judged', () => {
    const platform = chart();
    rawDaemonSet(platform, 'Invalid', { pod: { tolerations: [{ key: 'a', effect: 'Noschedule' }] }, annotations: { 'everynode.dev/exempt': 'x' } });
    rawDaemonSet(platform, 'Agent');
    const { node } = check(platform);

    expect(node.validate()).toEqual([
      expect.stringMatching(/^platform\/Invalid: DaemonSet monitoring\/invalid: spec\.template\.spec\.tolerations\[0\]\.effect .*"Noschedule"/),
      expect.stringMatching(/^platform\/Invalid: DaemonSet monitoring\/invalid: metadata\.annotations\["everynode.dev\/exempt"\] is invalid/),
      `monitoring/agent (platform/Agent) ${MISSES}`,
    ]);
  });

  test('where our own code fails', () => {
    const platform = chart();
    const { node } = check(platform, { scopes: [{ node: { findAll: () => { throw new Error('boom'); } } } as unknown as Chart] });

    expect(node.validate()).toEqual(['this is a bug in cdk8s-everynode, please report it: boom']);
  });
});

describe('cdk8s validates once and once more for every chart', () => {
  const counting = () => {
    const app = Testing.app();
    const platforms = ['a', 'b', 'c'].map(id => new Chart(app, id, { namespace: id }));
    const rendered: string[] = [];
    platforms.forEach((platform, index) => rawDaemonSet(platform, `Agent${index}`, {
      pod: { tolerations: Lazy.any({ produce: () => { rendered.push(platform.node.id); return TOLERANT.tolerations; } }) },
    }));
    return { app, platforms, rendered };
  };

  test('the work is done once within one synth', () => {
    const { app, rendered } = counting();
    app.synth();
    const without = rendered.splice(0).length;
    check(app);
    app.synth();

    expect(rendered).toHaveLength(without + 3);
  });

  test('several checks render an object once', () => {
    const { app, rendered } = counting();
    app.synth();
    const without = rendered.splice(0).length;
    ['One', 'Two'].forEach(id => new CoverageCheck(app, id, { inventory: INVENTORY }));
    app.synth();

    expect(rendered).toHaveLength(without + 3);
  });

  test('each synth of one chart looks anew', () => {
    const platform = chart();
    const agent = new LogCollectorDaemonSet(platform, 'Logs', { nodes: NodeSelection.everyNode().toleratingOnly() });
    check(platform);

    expect(() => Testing.synth(platform)).toThrow('misses 2 of 5 nodes');

    agent.tolerate(Toleration.exists('nvidia.com/gpu'));

    expect(Testing.synth(platform).length).toBeGreaterThan(0);
  });

  test('what changes between two synths is seen', () => {
    const platform = chart();
    rawDaemonSet(platform, 'Sound', { pod: TOLERANT });
    check(platform);

    expect(errorsOf(platform)).toEqual([]);

    rawDaemonSet(platform, 'Later');

    expect(errorsOf(platform)).toEqual([expect.stringContaining('monitoring/later')]);
    expect(() => (platform.node.root as App).synthYaml()).toThrow('monitoring/later');
  });
});

describe('warnings', () => {
  const withReplicas = (props: Partial<CoverageCheckProps> = {}) => {
    const platform = chart();
    const agent = rawDaemonSet(platform, 'Agent', { pod: TOLERANT, spec: { replicas: 1 } });
    check(platform, props);
    return { platform, agent };
  };
  const REPLICAS = 'monitoring/agent (platform/Agent): UnknownField: spec.replicas is no field of a DaemonSet: kubectl refuses it, and other clients drop it in silence: '
    + 'a DaemonSet runs one pod on each node that it selects: remove it';

  test('go to standard error, once, and the synth succeeds', () => {
    const { platform } = withReplicas();

    expect(errorsOf(platform)).toEqual([]);
    expect(errorsOf(platform)).toEqual([]);
    expect(warnings()).toEqual([`Coverage warnings:\n  [platform/Check] ${REPLICAS}\n`]);
  });

  test('are there besides errors', () => {
    const { platform } = withReplicas();
    rawDaemonSet(platform, 'Other');

    expect(errorsOf(platform)).toEqual([`[platform/Check] monitoring/other (platform/Other) ${MISSES}`]);
    expect(warnings()).toHaveLength(1);
  });

  test('OnFindings.WARN makes errors of them, too: one block, and the synth goes on', () => {
    const { platform } = withReplicas({ onFindings: OnFindings.WARN });
    rawDaemonSet(platform, 'Other');
    rawDaemonSet(platform, 'Invalid', { pod: { hostNetwork: 'x' } });

    expect(errorsOf(platform)).toEqual([]);
    expect(errorsOf(platform)).toEqual([]);
    expect(warnings()).toEqual([
      'Coverage warnings:\n'
        + '  [platform/Check] platform/Invalid: DaemonSet monitoring/invalid: spec.template.spec.hostNetwork must be true or false, got "x"\n'
        + `  [platform/Check] monitoring/other (platform/Other) ${MISSES}\n`
        + `  [platform/Check] ${REPLICAS}\n`,
    ]);
  });

  test('that change are written again', () => {
    const { platform } = withReplicas({ onFindings: OnFindings.WARN });
    errorsOf(platform);
    rawDaemonSet(platform, 'Other');
    errorsOf(platform);

    expect(warnings()).toHaveLength(2);
    expect(warnings()[1]).toContain('monitoring/other');
  });

  test('notes are not written', () => {
    const platform = chart();
    rawDaemonSet(platform, 'Agent', { pod: TOLERANT });
    check(platform, { inventory: NodeInventory.ofNodes({ name: 'n' }), onFindings: OnFindings.WARN });

    errorsOf(platform);

    expect(warnings()).toEqual([]);
  });
});

describe('annotations of an agent that somebody else made', () => {
  test('are a contract: a role is held together', () => {
    const platform = chart();
    ['a', 'b'].forEach(id => rawDaemonSet(platform, id, { pod: TOLERANT, annotations: declares({ role: 'logs' }) }));
    check(platform);

    expect(errorsOf(platform)).toEqual([
      '[platform/Check] role logs: monitoring/a and monitoring/b both run on general-0, general-1, general-2 and 2 more, pools general, gpu, where exactly one of them should',
    ]);
  });
});

describe('the version of Kubernetes', () => {
  test.each(['1.26', '2.0', 'latest'])('"%s" is refused when the check is made', kubernetesVersion => {
    expect(() => check(chart(), { kubernetesVersion })).toThrow(`platform/Check: kubernetesVersion ${VERSION_RULE}, got "${kubernetesVersion}"`);
  });

  test.each([
    ['the check', '1.34', '1.32', true],
    ['the check', '1.32', '1.34', false],
    ['the inventory, where the check says nothing', undefined, '1.34', true],
    ['the inventory, where the check says nothing', undefined, '1.32', false],
  ])('is that of %s (%s, inventory %s)', (_, kubernetesVersion, declared, refused) => {
    const platform = chart();
    const resizePolicy = [{ resourceName: 'gpu', restartPolicy: 'NotRequired' }]; // looked at since 1.33
    rawDaemonSet(platform, 'Agent', { pod: { containers: [{ name: 'a', image: 'a:1', resizePolicy }] } });
    check(platform, { inventory: NodeInventory.of({ kubernetesVersion: declared, nodes: [{ name: 'n' }] }), ...kubernetesVersion ? { kubernetesVersion } : {} });

    expect(errorsOf(platform).some(error => error.includes('resizePolicy'))).toBe(refused);
  });
});

test('synthesizing twice gives the same bytes', () => {
  const build = () => {
    const app = Testing.app();
    const platform = new Chart(app, 'platform', { namespace: 'monitoring' });
    new LogCollectorDaemonSet(platform, 'Logs');
    new CoverageCheck(app, 'Check', { inventory: INVENTORY });
    return app;
  };
  const app = build();

  expect(app.synthYaml()).toBe(app.synthYaml());
  expect(app.synthYaml()).toBe(build().synthYaml());
});
