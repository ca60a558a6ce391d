import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Include, JsonPatch } from 'cdk8s';
import { parse } from 'yaml';
import { errorsOf } from './coverage';
import { FLAGS } from './evidence/nvidia-device-plugin-options';
import { containerOf, daemonSetOf, Manifest, manifests, newChart, podOf, yamlOf } from './manifests';
import {
  Coverage, CoverageReport, DeviceIdStrategy, DeviceListStrategy, GpuSharing, MigStrategy, NodeInventory, NodePool, NodeSelection, NvidiaDevicePluginDaemonSet,
  NvidiaDevicePluginDaemonSetProps, TaintEffect, UpdateStrategy,
} from '../../src';

const plugin = (props: NvidiaDevicePluginDaemonSetProps = {}) => new NvidiaDevicePluginDaemonSet(newChart(), 'Gpus', { metadata: { name: 'gpus' }, ...props });
const products = (...values: string[]) => NodeSelection.matching(`nvidia.com/gpu.product in (${values.join(',')})`);
const t4 = products('Tesla-T4', 'Tesla-T4-SHARED');
const a100 = products('NVIDIA-A100-SXM4-40GB');
const fourth = GpuSharing.timeSlicing({ replicas: { 'nvidia.com/gpu': 4 } });
const byKind = (props: NvidiaDevicePluginDaemonSetProps = {}) => plugin({
  kinds: { a100: { nodes: a100, migStrategy: MigStrategy.MIXED }, t4: { nodes: t4, sharing: fourth } },
  ...props,
});

const named = (kind: string, name: string, agent: NvidiaDevicePluginDaemonSet): Manifest =>
  manifests(agent).find(object => object.kind === kind && object.metadata.name === name);
const containerIn = (name: string, agent: NvidiaDevicePluginDaemonSet): Manifest => named('DaemonSet', name, agent).spec.template.spec.containers[0];

/** What the plugin reads on the nodes of a DaemonSet: the file that its variable names, in the ConfigMap that is mounted there. */
function configOf(agent: NvidiaDevicePluginDaemonSet, daemonSet = 'gpus'): Manifest {
  const { volumes, containers: [container] } = named('DaemonSet', daemonSet, agent).spec.template.spec;
  const path: string = container.env.find(({ name }: Manifest) => name === 'CONFIG_FILE').value;
  const mount = container.volumeMounts.find(({ mountPath }: Manifest) => path.startsWith(`${mountPath}/`));
  const { configMap } = volumes.find(({ name }: Manifest) => name === mount.name);
  const { key } = configMap.items.find((item: Manifest) => item.path === path.slice(mount.mountPath.length + 1));
  return parse(named('ConfigMap', configMap.name, agent).data[key]);
}

const gpuTaint = { key: 'nvidia.com/gpu', value: 'present', effect: TaintEffect.NO_SCHEDULE };
const gpus = (name: string, product: string, count = 2): NodePool =>
  ({ name, count, labels: { 'nvidia.com/gpu.present': 'true', 'nvidia.com/gpu.product': product }, taints: [gpuTaint] });
const others: NodePool = { name: 'others', count: 3 };
const clusterOf = (agent: { readonly node: NvidiaDevicePluginDaemonSet['node'] }, ...pools: NodePool[]) =>
  CoverageReport.of(manifests(agent as NvidiaDevicePluginDaemonSet), NodeInventory.ofPools(...pools))._report.clusters[0]!;
const shares = (agent: NvidiaDevicePluginDaemonSet, ...pools: NodePool[]) => clusterOf(agent, ...pools).daemonSets.map(({ name, required, running }) => `${name} ${running}/${required}`);

describe('the device plugin', () => {
  test('looks like this', () => {
    expect(yamlOf(plugin())).toMatchSnapshot();
  });

  test('looks like this with everything on', () => {
    expect(yamlOf(byKind({
      migStrategy: MigStrategy.SINGLE,
      sharing: GpuSharing.timeSlicing({ replicas: { 'nvidia.com/gpu': 2 }, renameByDefault: true, failRequestsGreaterThanOne: false }),
      failOnInitError: false,
      deviceListStrategies: [DeviceListStrategy.VOLUME_MOUNTS, DeviceListStrategy.CDI_CRI],
      deviceIdStrategy: DeviceIdStrategy.INDEX,
      nvidiaDriverRoot: '/run/nvidia/driver',
      cdiHookPath: '/usr/local/nvidia/toolkit/nvidia-cdi-hook',
      devicePluginsPath: '/var/snap/kubelet/device-plugins',
      runtimeClassName: 'nvidia',
      priorityClassName: 'gpus',
      kinds: {
        a100: { nodes: a100, migStrategy: MigStrategy.MIXED, sharing: GpuSharing.none(), passDeviceSpecs: true },
        t4: { nodes: t4, migStrategy: MigStrategy.NONE, sharing: fourth },
      },
    }))).toMatchSnapshot();
  });

  test('says every option in its configuration, so that no default of another version counts', () => {
    expect(configOf(plugin())).toEqual({
      version: 'v1',
      flags: {
        migStrategy: 'none',
        failOnInitError: true,
        nvidiaDriverRoot: '/',
        plugin: { passDeviceSpecs: false, deviceListStrategy: ['envvar'], deviceIDStrategy: 'uuid' },
      },
    });
    expect(configOf(plugin({ sharing: GpuSharing.none() }))).not.toHaveProperty('sharing');
  });

  test('writes to the directory of device plugins and nowhere else, whichever directory that is', () => {
    const written = (agent: NvidiaDevicePluginDaemonSet) =>
      containerOf(agent).volumeMounts.filter(({ readOnly }: Manifest) => !readOnly).map(({ mountPath }: Manifest) => mountPath);
    const moved = plugin({ devicePluginsPath: '/data/kubelet/device-plugins/' });

    expect(podOf(plugin()).volumes).toContainEqual({ name: 'device-plugins', hostPath: { path: '/var/lib/kubelet/device-plugins', type: 'Directory' } });
    expect(podOf(moved).volumes).toContainEqual({ name: 'device-plugins', hostPath: { path: '/data/kubelet/device-plugins', type: 'Directory' } });
    expect([written(plugin()), written(moved)]).toEqual([['/var/lib/kubelet/device-plugins'], ['/var/lib/kubelet/device-plugins']]); // where the plugin looks for it
  });

  test('is root without a capability, and without a token', () => {
    expect(containerOf(plugin()).securityContext)
      .toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: false, runAsUser: 0 });
    expect(podOf(plugin())).toMatchObject({ automountServiceAccountToken: false, securityContext: { seccompProfile: { type: 'RuntimeDefault' } } });
    expect(manifests(plugin()).map(({ kind }) => kind).sort()).toEqual(['ConfigMap', 'DaemonSet']);
  });

  test.each<[string, NvidiaDevicePluginDaemonSetProps, string[]]>([
    ['whole GPUs', { migStrategy: MigStrategy.NONE }, []],
    ['instances of one size', { migStrategy: MigStrategy.SINGLE }, ['SYS_ADMIN']],
    ['instances of several sizes', { migStrategy: MigStrategy.MIXED }, ['SYS_ADMIN']],
    ['a runtime that takes no variable', { deviceListStrategies: [DeviceListStrategy.VOLUME_MOUNTS] }, ['SYS_ADMIN']],
    ['a runtime with CDI', { deviceListStrategies: [DeviceListStrategy.CDI_ANNOTATIONS] }, []],
  ])('has just the capability that it needs for %s', (_, props, capabilities) => {
    const { add = [], drop } = containerOf(plugin(props)).securityContext.capabilities;

    expect([add, drop]).toEqual([capabilities, ['ALL']]);
  });

  test('watches instances of GPUs where there are any', () => {
    const watches = (migStrategy: MigStrategy) => containerOf(plugin({ migStrategy })).env.some(({ name }: Manifest) => name === 'NVIDIA_MIG_MONITOR_DEVICES');

    expect([MigStrategy.NONE, MigStrategy.SINGLE, MigStrategy.MIXED].map(watches)).toEqual([false, true, true]);
  });

  test('is privileged where it passes device files, and says why', () => {
    const passing = plugin({ passDeviceSpecs: true, migStrategy: MigStrategy.MIXED });

    expect(containerOf(passing).securityContext).toEqual({ privileged: true, readOnlyRootFilesystem: false, runAsUser: 0 });
    expect(JSON.stringify(daemonSetOf(passing).metadata.annotations)).toContain('NVIDIA asks for it');
    expect(JSON.stringify(daemonSetOf(plugin()).metadata.annotations)).not.toContain('NVIDIA asks for it');
  });

  test('sees the driver where it writes CDI or where the driver is elsewhere, and writes CDI only then', () => {
    const pathsOf = (props: NvidiaDevicePluginDaemonSetProps) =>
      podOf(plugin(props)).volumes.flatMap(({ hostPath }: Manifest) => hostPath ? [hostPath.path] : []).slice(1);
    const driverMount = (props: NvidiaDevicePluginDaemonSetProps) =>
      containerOf(plugin(props)).volumeMounts.find(({ mountPath }: Manifest) => mountPath === '/driver-root');

    expect(pathsOf({})).toEqual([]);
    expect(pathsOf({ deviceListStrategies: [DeviceListStrategy.CDI_CRI] })).toEqual(['/var/run/cdi', '/']);
    expect(pathsOf({ nvidiaDriverRoot: '/run/nvidia/driver' })).toEqual(['/run/nvidia/driver']);
    expect(driverMount({ nvidiaDriverRoot: '/run/nvidia/driver' })).toMatchObject({ readOnly: true, mountPropagation: 'HostToContainer' });
    expect(driverMount({ nvidiaDriverRoot: '/' })).toEqual({ name: 'driver-root', mountPath: '/driver-root', readOnly: true });
  });

  test('is of the most important pods in kube-system, and states nothing that is refused elsewhere', () => {
    const inKubeSystem = (props: NvidiaDevicePluginDaemonSetProps = {}) => new NvidiaDevicePluginDaemonSet(newChart('kube-system'), 'Gpus', props);

    expect(podOf(inKubeSystem()).priorityClassName).toBe('system-node-critical');
    expect(podOf(inKubeSystem({ priorityClassName: 'gpus' })).priorityClassName).toBe('gpus');
    expect(podOf(plugin())).not.toHaveProperty('priorityClassName');
  });

  test('is updated node by node, and never starts beside its predecessor', () => {
    expect(daemonSetOf(plugin()).spec.updateStrategy).toEqual({ type: 'RollingUpdate' }); // one node at a time, as Kubernetes does it
    expect(() => plugin({ updateStrategy: UpdateStrategy.rollingUpdate({ maxSurge: 1 }) })).toThrow('platform/Gpus: updateStrategy: with maxSurge two pods would offer the same GPUs');
    expect(daemonSetOf(plugin({ updateStrategy: UpdateStrategy.rollingUpdate({ maxUnavailable: '25%' }) })).spec.updateStrategy.rollingUpdate).toEqual({ maxUnavailable: '25%' });
  });
});

describe('the sharing of GPUs', () => {
  const timeSlicing = (replicas: { [resource: string]: number }) => GpuSharing.timeSlicing({ replicas });

  test('is by time, for each resource, and refuses a container that asks for several turns', () => {
    const agent = plugin({ migStrategy: MigStrategy.MIXED, sharing: timeSlicing({ 'nvidia.com/mig-1g.5gb': 2, 'nvidia.com/gpu': 4 }) });

    expect(configOf(agent).sharing).toEqual({
      timeSlicing: {
        renameByDefault: false,
        failRequestsGreaterThanOne: true,
        resources: [{ name: 'nvidia.com/gpu', replicas: 4 }, { name: 'nvidia.com/mig-1g.5gb', replicas: 2 }],
      },
    });
  });

  test('can have names of its own, and let containers ask for several turns', () => {
    const sharing = GpuSharing.timeSlicing({ replicas: { 'nvidia.com/gpu': 2 }, renameByDefault: true, failRequestsGreaterThanOne: false });

    expect(configOf(plugin({ sharing })).sharing.timeSlicing).toMatchObject({ renameByDefault: true, failRequestsGreaterThanOne: false });
  });

  test('does not follow what becomes of the options later', () => {
    const replicas = { 'nvidia.com/gpu': 4 };
    const sharing = GpuSharing.timeSlicing({ replicas });
    replicas['nvidia.com/gpu'] = 1;

    expect(configOf(plugin({ sharing })).sharing.timeSlicing.resources).toEqual([{ name: 'nvidia.com/gpu', replicas: 4 }]);
  });

  test.each([['nvidia.com/gpu'], ['nvidia.com/mig-1g.5gb'], ['nvidia.com/mig-1g.10gb.me'], ['nvidia.com/mig-7g.80gb']])('is known of %s', resource => {
    expect(() => timeSlicing({ [resource]: 2 })).not.toThrow();
  });

  test.each([['gpu'], ['nvidia.com/gpu.shared'], ['nvidia.com/mig'], ['nvidia.com/mig-1g'], ['amd.com/gpu'], ['nvidia.com/mig-1g.10gb+me']])('is not known of %s', resource => {
    expect(() => timeSlicing({ [resource]: 2 })).toThrow(`GpuSharing.timeSlicing: replicas: a resource is nvidia.com/gpu, or a part of a GPU such as nvidia.com/mig-1g.5gb, got "${resource}"`);
  });

  test.each([[1], [0], [-2], [2.5], [NaN]])('is not among %s', replicas => { // the plugin would not start
    expect(() => timeSlicing({ 'nvidia.com/gpu': replicas })).toThrow(`nvidia.com/gpu: must be a whole number of at least 2, got ${replicas}`);
  });

  test('names what is shared, and only what is there', () => {
    expect(() => timeSlicing({})).toThrow('GpuSharing.timeSlicing: replicas: must name at least one resource');
    expect(() => plugin({ sharing: timeSlicing({ 'nvidia.com/mig-1g.5gb': 2 }) })).toThrow('platform/Gpus: sharing: nvidia.com/mig-1g.5gb is there only with migStrategy: MigStrategy.MIXED, got "none"');
    expect(() => plugin({ sharing: timeSlicing({ 'nvidia.com/mig-1g.5gb': 2 }), migStrategy: MigStrategy.SINGLE })).toThrow('got "single"');
    expect(() => byKind({ sharing: timeSlicing({ 'nvidia.com/mig-1g.5gb': 2 }), migStrategy: MigStrategy.MIXED, kinds: { t4: { nodes: t4, migStrategy: MigStrategy.NONE } } }))
      .toThrow('platform/Gpus: kind "t4": sharing: nvidia.com/mig-1g.5gb is there only');
  });

  test('by MPS is refused, because nothing here runs its daemon', () => {
    expect(() => plugin({ env: { MPS_ROOT: '/run/nvidia/mps' } })).toThrow('platform/Gpus: env: MPS_ROOT: MPS needs a control daemon beside the plugin on each node, which is not made here');
    expect(() => plugin({ extraArgs: ['--mps-root', '/run/nvidia/mps'] })).toThrow('platform/Gpus: extraArgs: --mps-root: MPS needs a control daemon');
  });
});

describe('what would win over the configuration', () => {
  test.each<[string, NvidiaDevicePluginDaemonSetProps]>([
    ['env: MIG_STRATEGY: would win over the configuration, and the pods would not have what it needs; state migStrategy', { env: { MIG_STRATEGY: 'mixed' } }],
    ['secretEnv: PASS_DEVICE_SPECS: would win', { secretEnv: { PASS_DEVICE_SPECS: { secretName: 's', key: 'k' } } }],
    ['env: CONFIG_FILE: would win over the configuration, and the pods would not have what it needs; state what it says in the options of the agent', { env: { CONFIG_FILE: '/x/y' } }],
    ['extraArgs: --device-list-strategy: would win', { extraArgs: ['--device-list-strategy=volume-mounts'] }],
    ['extraArgs: --mig-strategy: would win', { extraArgs: ['-mig-strategy', 'mixed'] }],
    ['kind "t4": env: FAIL_ON_INIT_ERROR: would win', { kinds: { t4: { nodes: t4, env: { FAIL_ON_INIT_ERROR: 'false' } } } }],
    ['variant "big": env: KUBELET_SOCKET: would win', { variants: { big: { nodes: NodeSelection.labeled({ size: 'big' }), env: { KUBELET_SOCKET: '/x' } } } }],
  ])('is an error: %s', (problem, props) => {
    expect(() => plugin(props)).toThrow(`platform/Gpus: ${problem}`);
  });

  test('is each of its flags and variables that has an option here, and no other', () => {
    const refused = (props: NvidiaDevicePluginDaemonSetProps) => { try { plugin(props); return false; } catch { return true; } };
    const free = ['cdi-annotation-prefix', 'cdi-feature-flags', 'dev-root', 'device-discovery-strategy', 'gdrcopy-enabled', 'gds-enabled',
      'imex-channel-ids', 'imex-required', 'mofed-enabled', 'nvidia-dev-root'];

    expect(FLAGS.filter(([flag]) => !refused({ extraArgs: [`${flag}=x`] })).map(([flag]) => flag.slice(2))).toEqual(free);
    expect(FLAGS.filter(([flag, variable]) => refused({ env: { [variable]: 'x' } }) === free.includes(flag.slice(2)))).toEqual([]);
  });

  test('is not what has no option here', () => {
    const agent = plugin({ env: { GDS_ENABLED: 'true', NVIDIA_VISIBLE_DEVICES: '0,1' }, extraArgs: ['--gdrcopy-enabled'] });

    expect(containerOf(agent).env).toEqual(expect.arrayContaining([{ name: 'GDS_ENABLED', value: 'true' }, { name: 'NVIDIA_VISIBLE_DEVICES', value: '0,1' }]));
    expect(containerOf(agent).args).toEqual(['--gdrcopy-enabled']);
  });
});

test.each<[string, NvidiaDevicePluginDaemonSetProps]>([
  ['deviceListStrategies: must name at least one', { deviceListStrategies: [] }],
  ['deviceListStrategies: "envvar" is stated twice', { deviceListStrategies: [DeviceListStrategy.ENVVAR, DeviceListStrategy.ENVVAR] }],
  ['nvidiaDriverRoot: must be an absolute path, got "driver"', { nvidiaDriverRoot: 'driver' }],
  ['cdiHookPath: must be an absolute path, got "nvidia-ctk"', { cdiHookPath: 'nvidia-ctk' }],
  ['devicePluginsPath: must be an absolute path, got "device-plugins"', { devicePluginsPath: 'device-plugins' }],
  ['kinds: "t4" is a variant, too', { kinds: { t4: { nodes: t4 } }, variants: { t4: { nodes: NodeSelection.labeled({ size: 's' }) } } }],
])('fails with what could never work: %s', (problem, props) => {
  expect(() => plugin(props)).toThrow(`platform/Gpus: ${problem}`);
});

describe('kinds of GPUs', () => {
  test('have a configuration each, and just the privileges that it needs', () => {
    const agent = byKind();

    expect(configOf(agent, 'gpus-a100')).toMatchObject({ flags: { migStrategy: 'mixed' } });
    expect(configOf(agent, 'gpus-a100')).not.toHaveProperty('sharing');
    expect(configOf(agent, 'gpus-t4')).toMatchObject({ flags: { migStrategy: 'none' }, sharing: { timeSlicing: { resources: [{ name: 'nvidia.com/gpu', replicas: 4 }] } } });
    expect(configOf(agent, 'gpus')).toEqual(configOf(plugin()));
    expect(['gpus', 'gpus-a100', 'gpus-t4'].map(name => containerIn(name, agent).securityContext.capabilities.add)).toEqual([undefined, ['SYS_ADMIN'], undefined]);
  });

  test('are as the other nodes in all that they do not state', () => {
    const agent = byKind({
      sharing: GpuSharing.timeSlicing({ replicas: { 'nvidia.com/gpu': 2 }, renameByDefault: true }),
      deviceIdStrategy: DeviceIdStrategy.INDEX,
      kinds: { a100: { nodes: a100, sharing: GpuSharing.none() }, t4: { nodes: t4 } },
    });

    expect(configOf(agent, 'gpus-a100')).not.toHaveProperty('sharing');
    expect(configOf(agent, 'gpus-t4')).toEqual(configOf(agent, 'gpus'));
    expect(configOf(agent, 'gpus-t4')).toMatchObject({ flags: { plugin: { deviceIDStrategy: 'index' } }, sharing: { timeSlicing: { renameByDefault: true } } });
  });

  test('take what a variant takes, and leave room for other variants', () => {
    const agent = plugin({
      kinds: { t4: { nodes: t4, sharing: fourth, requests: { memory: '128Mi' }, env: { GDS_ENABLED: 'true' } } },
      variants: { h100: { nodes: products('NVIDIA-H100-80GB-HBM3'), requests: { memory: '256Mi' } } },
    });

    expect(containerIn('gpus-t4', agent).resources.requests.memory).toBe('128Mi');
    expect(containerIn('gpus-t4', agent).env).toContainEqual({ name: 'GDS_ENABLED', value: 'true' });
    expect(containerIn('gpus-h100', agent).resources.requests.memory).toBe('256Mi');
    expect(configOf(agent, 'gpus-h100')).toEqual(configOf(agent));
  });

  test('have exactly one plugin on each node with a GPU, whatever its taints, and none on others', () => {
    const pools = [gpus('t4', 'Tesla-T4'), gpus('a100', 'NVIDIA-A100-SXM4-40GB', 1), gpus('l4', 'NVIDIA-L4', 3), others];

    expect(errorsOf(byKind(), ...pools)).toEqual([]);
    expect(shares(byKind(), ...pools)).toEqual(['gpus 3/3', 'gpus-a100 1/1', 'gpus-t4 2/2']);
    expect(clusterOf(byKind(), ...pools)).toMatchObject({ roles: [{ name: 'gpu-device-plugin', gaps: [], overlaps: [] }] });
    expect(errorsOf(byKind(), others)).toEqual([]);
  });

  test('would be found out if two configurations met on a node', () => {
    const agent = byKind();
    ApiObject.of(agent).addJsonPatch(JsonPatch.remove('/spec/template/spec/affinity'));

    expect(clusterOf(agent, gpus('t4', 'Tesla-T4')).roles[0]!.overlaps).toMatchObject([{ daemonSets: ['monitoring/gpus', 'monitoring/gpus-t4'] }]);
  });

  test('that could share a node are an error at once', () => {
    expect(() => plugin({ kinds: { t4: { nodes: t4 }, shared: { nodes: NodeSelection.labeled({ shared: 'true' }) } } }))
      .toThrow('variants "shared" (shared=true) and "t4" (nvidia.com/gpu.product in (Tesla-T4,Tesla-T4-SHARED)) could share a node');
    expect(() => plugin({ kinds: { one: { nodes: products('A', 'B') }, two: { nodes: products('B', 'C') } } })).toThrow('could share a node, which would then run two pods');
    expect(() => plugin({ kinds: { one: { nodes: products('A') }, two: { nodes: products('B') } } })).not.toThrow();
  });
});

describe('the name of a product', () => {
  const slicing = (renameByDefault: boolean) => GpuSharing.timeSlicing({ replicas: { 'nvidia.com/gpu': 4 }, renameByDefault });

  test('changes once its GPUs are shared: a kind that knows only the first one is refused', () => {
    expect(() => plugin({ kinds: { t4: { nodes: products('Tesla-T4'), sharing: fourth } } }))
      .toThrow('platform/Gpus: kind "t4": nodes: the label nvidia.com/gpu.product of a node with Tesla-T4 becomes Tesla-T4-SHARED once GPU feature discovery knows this configuration, and the node leaves');
    expect(() => plugin({ nodes: products('Tesla-T4'), sharing: fourth })).toThrow('platform/Gpus: nodes: the label nvidia.com/gpu.product');
    expect(() => plugin({ sharing: fourth, kinds: { t4: { nodes: products('Tesla-T4') } } })).toThrow('kind "t4"'); // as on the other nodes
  });

  test('stays where the shared resource has a name of its own, and where other labels select', () => {
    expect(() => plugin({ kinds: { t4: { nodes: products('Tesla-T4'), sharing: slicing(true) } } })).not.toThrow();
    expect(() => plugin({ kinds: { t4: { nodes: NodeSelection.labeled({ 'nvidia.com/gpu.family': 'turing' }), sharing: slicing(false) } } })).not.toThrow();
    expect(() => plugin({ kinds: { a100: { nodes: a100, migStrategy: MigStrategy.MIXED, sharing: GpuSharing.timeSlicing({ replicas: { 'nvidia.com/mig-1g.5gb': 2 } }) } } })).not.toThrow();
  });

  test('changes with each division of GPUs that are offered as one resource', () => {
    const divided = (migStrategy: MigStrategy, nodes: NodeSelection) => () => plugin({ kinds: { a100: { nodes, migStrategy } } });

    expect(divided(MigStrategy.SINGLE, products('A100', 'A100-MIG-1g.5gb')))
      .toThrow('platform/Gpus: kind "a100": nodes: with MigStrategy.SINGLE GPU feature discovery writes into the label nvidia.com/gpu.product how the GPUs are divided, and a node with A100 leaves');
    expect(divided(MigStrategy.MIXED, products('A100'))).not.toThrow();
    expect(divided(MigStrategy.SINGLE, NodeSelection.labeled({ 'nvidia.com/gpu.family': 'ampere' }))).not.toThrow();
    expect(() => plugin({ migStrategy: MigStrategy.SINGLE, kinds: { t4: { nodes: t4 } } })).toThrow('or state MigStrategy.NONE where these GPUs are not divided');
    expect(() => plugin({ migStrategy: MigStrategy.SINGLE, kinds: { t4: { nodes: t4, migStrategy: MigStrategy.NONE } } })).not.toThrow();
  });

  test('is looked at where nodes are left to the others, and where a variant is told by it', () => {
    const rest = NodeSelection.matching('nvidia.com/gpu.product notin (Tesla-T4)');

    expect(() => plugin({ sharing: fourth, kinds: { rest: { nodes: rest, sharing: GpuSharing.none() } } })).toThrow('platform/Gpus: nodes: the label nvidia.com/gpu.product of a node with Tesla-T4');
    expect(() => plugin({ kinds: { rest: { nodes: rest, sharing: fourth } } })).not.toThrow();
    expect(() => plugin({ sharing: fourth, variants: { big: { nodes: products('H100') } } })).toThrow('platform/Gpus: variant "big": nodes: the label nvidia.com/gpu.product of a node with H100');
    expect(() => plugin({ sharing: fourth, variants: { big: { nodes: products('H100', 'H100-SHARED') } } })).not.toThrow();
  });

  test('is looked at among the products of the agent itself', () => {
    const two = (nodes: NodeSelection, kind: NodeSelection, sharing: GpuSharing, elsewhere?: GpuSharing) => () =>
      plugin({ nodes, sharing: elsewhere, kinds: { one: { nodes: kind, sharing } } });
    const zone = NodeSelection.labeled({ zone: 'a' });

    expect(two(products('A', 'B'), zone, fourth)).toThrow('platform/Gpus: kind "one": nodes: the label nvidia.com/gpu.product of a node with A becomes A-SHARED');
    expect(two(products('A', 'B'), products('A', 'A-SHARED'), fourth)).toThrow('of a node with A becomes A-SHARED'); // the agent leaves it out
    expect(two(products('A', 'A-SHARED', 'B'), products('A', 'A-SHARED'), fourth)).not.toThrow();
    expect(two(products('A', 'A-SHARED', 'B'), products('B'), GpuSharing.none(), fourth)).not.toThrow(); // B is not shared
    expect(two(products('A', 'A-SHARED', 'B'), zone, GpuSharing.none(), fourth)).toThrow('platform/Gpus: nodes: the label nvidia.com/gpu.product of a node with B becomes');
  });

  test('keeps its nodes with the same kind when it changes', () => {
    expect(shares(byKind(), gpus('before', 'Tesla-T4', 1), gpus('after', 'Tesla-T4-SHARED', 1))).toEqual(['gpus 0/0', 'gpus-a100 0/0', 'gpus-t4 2/2']);
  });
});

describe('the nodes with GPUs', () => {
  test('are those with the label that NVIDIA gives; without it there is nothing, and a selection of one\'s own says so', () => {
    const unlabeled: NodePool = { name: 'gpu', count: 1, taints: [gpuTaint] };

    expect(podOf(plugin())).toMatchObject({ nodeSelector: { 'nvidia.com/gpu.present': 'true' }, tolerations: [{ operator: 'Exists' }] });
    expect(errorsOf(plugin(), unlabeled)).toEqual([]);
    expect(errorsOf(plugin({ nodes: NodeSelection.labeled({ 'nvidia.com/gpu.present': 'true' }) }), unlabeled).join()).toContain('nvidia.com/gpu.present=true');
  });

  test('run one plugin: a second one on the same nodes is found', () => {
    const two = (nodes?: NodeSelection) => {
      const chart = newChart();
      new NvidiaDevicePluginDaemonSet(chart, 'One', { metadata: { name: 'one' }, nodes: nodes && NodeSelection.labeled({ gpu: 'a' }) });
      new NvidiaDevicePluginDaemonSet(chart, 'Two', { metadata: { name: 'two' }, nodes, migStrategy: MigStrategy.MIXED });
      return chart;
    };
    const pool = (name: string, gpu: string): NodePool => ({ ...gpus(name, 'Tesla-T4'), labels: { gpu, 'nvidia.com/gpu.present': 'true' } });

    expect(clusterOf(two(), pool('a', 'a')).roles).toMatchObject([{ name: 'gpu-device-plugin', overlaps: [{ daemonSets: ['monitoring/one', 'monitoring/two'], nodes: { names: ['a-0', 'a-1'] } }] }]);
    expect(errorsOf(two(), pool('a', 'a')).join()).toMatch(/gpu-device-plugin/);
    expect(errorsOf(two(NodeSelection.labeled({ gpu: 'b' })), pool('a', 'a'), pool('b', 'b'))).toEqual([]);
  });

  test('run one plugin: that of NVIDIA\'s own manifest is found, too, once its role is stated', () => {
    const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
    const url = join(folder, 'theirs.yaml');
    writeFileSync(url, JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'theirs', namespace: 'kube-system' },
      spec: {
        selector: { matchLabels: { name: 'theirs' } },
        template: {
          metadata: { labels: { name: 'theirs' } },
          spec: {
            tolerations: [{ operator: 'Exists' }],
            nodeSelector: { 'kubernetes.io/os': 'linux' },
            containers: [{ name: 'plugin', image: 'nvcr.io/nvidia/k8s-device-plugin:v0.20.0' }],
          },
        },
      },
    }));
    const ours = plugin();
    const theirs = new Include(ours.node.scope!, 'Theirs', { url });
    rmSync(folder, { recursive: true });
    Coverage.of(theirs).require({ role: 'gpu-device-plugin', nodes: NodeSelection.labeled({ 'nvidia.com/gpu.present': 'true' }).orNone() });

    expect(clusterOf(ours, gpus('gpu', 'Tesla-T4')).roles[0]!.overlaps).toMatchObject([{ daemonSets: ['kube-system/theirs', 'monitoring/gpus'] }]);
  });
});
