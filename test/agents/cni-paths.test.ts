import { newChart, podOf } from './manifests';
import { CalicoDaemonSet, CiliumDaemonSet, CniPaths } from '../../src';
import { CNI_CONFIGURATION } from '../../src/coverage/findings/shared-cni-configuration';
import { isReadOnly, osImageOf } from '../../src/coverage/os-image';

/**
 * What each system tells its container runtime, read on 2026-11-27:
 * - k3s with flannel: k3s-io/k3s#10868; without: pkg/agent/templates/templates_linux.go at 06be48b674f7, where the section is left out
 * - Talos: docs.siderolabs.com, "Deploying Cilium CNI"
 * - Bottlerocket: packages/containerd/containerd-config-toml_k8s_containerd_sock at 188d69ed9e93
 * - GKE: docs.cilium.io, "Installation using Helm"
 */
const SYSTEMS: [string, CniPaths, string, string][] = [
  ['standard', CniPaths.standard(), '/opt/cni/bin', '/etc/cni/net.d'],
  ['k3s', CniPaths.k3s(), '/var/lib/rancher/k3s/data/cni', '/var/lib/rancher/k3s/agent/etc/cni/net.d'],
  ['Talos', CniPaths.talos(), '/opt/cni/bin', '/etc/cni/net.d'],
  ['Bottlerocket', CniPaths.bottlerocket(), '/opt/cni/bin', '/etc/cni/net.d'],
  ['GKE', CniPaths.gke(), '/home/kubernetes/bin', '/etc/cni/net.d'],
  ['one of one\'s own', CniPaths.at('/a/bin/', '/a/conf'), '/a/bin', '/a/conf'],
];

describe.each(SYSTEMS)('the directories of network plugins of %s', (_, paths, programs, configuration) => {
  test('are those where its container runtime looks', () => {
    expect([paths.programs, paths.configuration]).toEqual([programs, configuration]);
  });

  test.each<[string, typeof CalicoDaemonSet | typeof CiliumDaemonSet]>([['Calico', CalicoDaemonSet], ['Cilium', CiliumDaemonSet]])('are where %s is installed, and no others', (__, Plugin) => {
    const mounted = podOf(new Plugin(newChart(), 'Plugin', { cniPaths: paths })).volumes.flatMap(({ hostPath }: { hostPath?: { path: string } }) => hostPath?.path ?? []) as string[];

    expect(mounted).toEqual(expect.arrayContaining([programs, configuration]));
    expect(mounted.filter(path => /cni\/bin|data\/cni|net\.d|kubernetes\/bin/.test(path) && path !== programs && path !== configuration)).toEqual([]);
  });
});

test('the check knows the directories of configuration, so that two plugins on one node are found', () => {
  expect([...new Set(SYSTEMS.slice(0, -1).map(([, { configuration }]) => configuration))].filter(path => !CNI_CONFIGURATION.includes(path))).toEqual([]);
});

test.each([
  ['Talos (v1.11.0)', CniPaths.talos()],
  ['Bottlerocket OS 1.50.0 (aws-k8s-1.34)', CniPaths.bottlerocket()],
  ['Container-Optimized OS from Google', CniPaths.gke()],
])('can be written to on %s', (osImage, { programs, configuration }) => {
  const image = osImageOf(osImage)!;

  expect([programs, configuration].filter(path => isReadOnly(image, path))).toEqual([]);
  expect(isReadOnly(image, '/usr/bin')).toBe(true);
});

test('fail where they are no absolute paths', () => {
  expect(() => CniPaths.at('opt/cni', '/etc/cni/net.d')).toThrow('CniPaths.at: programs: must be an absolute path, got "opt/cni"');
  expect(() => CniPaths.at('/opt/cni/bin', 'etc/cni')).toThrow('CniPaths.at: configuration: must be an absolute path, got "etc/cni"');
});
