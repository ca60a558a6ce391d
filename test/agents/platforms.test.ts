import { AgentEvidence, MakeAgent } from './evidence/agent-evidence';
import { AGENTS } from './evidence/agents';
import { Manifest, manifests, newChart } from './manifests';
import {
  CalicoDaemonSet, CiliumDaemonSet, CniPaths, CoverageReport, FlannelDaemonSet, NodeInventory, NodePool, OsImageProfile, PlatformNodePool,
} from '../../src';

const pool = (os = 'linux', osImage?: string): NodePool => ({
  name: 'pool',
  count: 2,
  labels: { 'kubernetes.io/os': os, 'nvidia.com/gpu.present': 'true', 'storagenode': 'glusterfs' },
  ...osImage === undefined ? {} : { osImage },
});

const PLATFORMS: { readonly [platform: string]: NodePool } = {
  'Talos': pool('linux', OsImageProfile.TALOS),
  'Bottlerocket': pool('linux', OsImageProfile.BOTTLEROCKET),
  'Flatcar': pool('linux', OsImageProfile.FLATCAR),
  'Container-Optimized OS': pool('linux', OsImageProfile.CONTAINER_OPTIMIZED_OS),
  'Windows': pool('windows', OsImageProfile.WINDOWS),
  'the control plane of kubeadm': PlatformNodePool.kubeadmControlPlane(pool()),
  'EKS': PlatformNodePool.eks(pool(), { spot: true }),
  'EKS Auto Mode': PlatformNodePool.eksAuto({ ...pool(), name: 'system' }),
  'EKS Fargate': PlatformNodePool.eksFargate(pool()),
  'GKE': PlatformNodePool.gke({ ...pool(), allocatable: { 'cpu': '16', 'memory': '64Gi', 'nvidia.com/gpu': '1' } }),
  'GKE Autopilot': PlatformNodePool.gkeAutopilot(pool()),
  'AKS': PlatformNodePool.aks(pool(), { spot: true }),
  'virtual nodes of AKS': PlatformNodePool.aksVirtualNodes(pool()),
};

/** What cannot be on a platform as it is, by agent: what the check says, and nothing else. */
const SAID: { readonly [platform: string]: { readonly [program: string]: readonly string[] } } = {
  'Talos': { glusterfs: ['ReadOnlyHostPath'] }, // GlusterFS keeps its configuration in /etc, and cannot run there
  'Container-Optimized OS': { calico: ['ReadOnlyHostPath'], cilium: ['ReadOnlyHostPath'], flannel: ['ReadOnlyHostPath'] }, // CniPaths.gke(), see below
  'GKE': { calico: ['ReadOnlyHostPath'], cilium: ['ReadOnlyHostPath'], flannel: ['ReadOnlyHostPath'] },
};

/** The agents that ask of their nodes less than Autopilot refuses, but for the paths that they read and write. */
const UNPRIVILEGED = ['alloy', 'datadog', 'filebeat', 'fluent-bit', 'fluentd', 'logstash', 'nvidia-device-plugin', 'opentelemetry-collector', 'opentelemetry-node', 'vector'];

/** Those of which a cluster may have none. */
const OR_NONE = ['dcgm-exporter', 'nvidia-device-plugin'];

/** What is of the agents' systems, and is in the cluster besides them. */
const GIVEN: Manifest[] = [
  { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'clusterinformations.crd.projectcalico.org' } },
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cilium-operator', namespace: 'kube-system' } },
];

function saidOf(make: MakeAgent, on: NodePool): string[] {
  const { findings, daemonSets } = CoverageReport.of([...GIVEN, ...manifests(make(newChart('kube-system'), 'Agent'))], NodeInventory.ofPools(on))._report.clusters[0]!;
  const codes = [...findings.filter(({ severity }) => severity !== 'note').map(({ code }) => code), ...daemonSets.flatMap(({ gaps }) => gaps.map(({ outcome }) => outcome))];
  return [...new Set(codes)].sort();
}

function expectedOf({ program }: AgentEvidence, platform: string): readonly string[] {
  const isOnNoNode = /Fargate|virtual/.test(platform) || (program === 'windows-exporter') !== (platform === 'Windows');
  if (isOnNoNode) { return OR_NONE.includes(program) ? [] : ['SelectsNoNode']; }
  if (platform === 'GKE Autopilot') { return ['HostPathOnAutopilot', ...UNPRIVILEGED.includes(program) ? [] : ['PrivilegeOnAutopilot'], ...SAID.GKE?.[program] ?? []]; }
  return SAID[platform]?.[program] ?? [];
}

describe.each(Object.entries(PLATFORMS))('on %s', (platform, on) => {
  test.each(AGENTS.map(evidence => [evidence.program, evidence] as const))('%s runs on every node, or the check says why it cannot', (_, evidence) => {
    expect(saidOf(evidence.make, on)).toEqual(expectedOf(evidence, platform));
  });
});

test.each([
  ['Calico', (paths: CniPaths) => new CalicoDaemonSet(newChart('kube-system'), 'Agent', { cniPaths: paths })],
  ['flannel', (paths: CniPaths) => new FlannelDaemonSet(newChart('kube-system'), 'Agent', { cniPaths: paths })],
  ['Cilium', (paths: CniPaths) => new CiliumDaemonSet(newChart('kube-system'), 'Agent', { cniPaths: paths })],
])('%s with the paths of GKE runs there', (_, make) => {
  const said = (paths: CniPaths) => saidOf(() => make(paths), PLATFORMS.GKE!);

  expect(said(CniPaths.standard())).toEqual(['ReadOnlyHostPath']);
  expect(said(CniPaths.gke())).toEqual([]);
});
