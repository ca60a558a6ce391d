import { Random } from './random';
import { WireObject } from './vectors';

/** The vocabularies are small, so that matches happen. */
export const LABELS: { readonly [key: string]: readonly string[] } = {
  'kubernetes.io/os': ['linux', 'windows'],
  'kubernetes.io/arch': ['amd64', 'arm64'],
  'topology.kubernetes.io/zone': ['a', 'b', ''],
  'disk': ['ssd', 'hdd', '5', '007', ''],
  'cores': ['4', '8', '16', 'many'],
  'node-role.kubernetes.io/control-plane': [''],
};

/** Taints that nodes have and that DaemonSets tolerate, or nearly so. */
export const TAINTS: readonly { readonly key: string; readonly value?: string; readonly effect: string }[] = [
  { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' },
  { key: 'dedicated', value: 'infra', effect: 'NoExecute' },
  { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
  { key: 'spot', effect: 'PreferNoSchedule' },
  { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/network-unavailable', effect: 'NoSchedule' },
  { key: 'level', value: '5', effect: 'NoSchedule' },
];

/** The resources of nodes, in the spellings that people use. */
const ALLOCATABLE: { readonly [resource: string]: readonly (string | number)[] } = {
  'cpu': ['500m', '1', '2', '3920m', '1e0', 4, '0.5', '1999m', '16', '32'],
  'memory': ['64Mi', '128Mi', '1Gi', '134217728', '1500M', '0.5Gi', '5e8', '16Gi', '32e9'],
  'ephemeral-storage': ['1Gi', '10G', '100Gi', '0'],
  'hugepages-2Mi': ['0', '4Mi', '64Mi'],
  'nvidia.com/gpu': ['0', '1', '2'],
  'example.com/fpga': ['1', '3'],
};

const NAMES = ['node-0', 'gpu-1', 'cp-2', 'ip-10-0-0-3.ec2.internal'];

/** Nodes of a cluster; now and then a label, a resource or all of them are missing. */
export function randomNodes(random: Random, count: number): WireObject[] {
  return Array.from({ length: count }, (_, index) => randomNode(random, index < NAMES.length ? NAMES[index] as string : `node-${index}`));
}

function randomNode(random: Random, name: string): WireObject {
  const taints = random.times(0, random.chance(50) ? 0 : 3, () => random.pick(TAINTS));
  const distinct = [...new Map(taints.map(taint => [`${taint.key}:${taint.effect}`, taint])).values()];
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { ...random.maybe(90, 'kubernetes.io/hostname', () => name), ...randomLabels(random, 70) } },
    spec: { ...distinct.length > 0 ? { taints: distinct } : {}, ...random.maybe(10, 'unschedulable', () => true) },
    status: random.chance(5) ? {} : { allocatable: randomAllocatable(random) },
  };
}

/** Each label with a chance. */
export function randomLabels(random: Random, percent: number): { [key: string]: string } {
  return Object.fromEntries(Object.entries(LABELS).filter(() => random.chance(percent)).map(([key, values]) => [key, random.pick(values)]));
}

function randomAllocatable(random: Random): { [resource: string]: string | number } {
  const listed = Object.entries(ALLOCATABLE).filter(([resource]) => random.chance(['cpu', 'memory', 'ephemeral-storage'].includes(resource) ? 95 : 60));
  return { ...Object.fromEntries(listed.map(([resource, amounts]) => [resource, random.pick(amounts)])), ...random.maybe(95, 'pods', () => random.pick(['110', 110, '30', '5', '2'])) };
}
