import { Random } from './random';
import { LABELS, randomLabels, TAINTS } from './random-nodes';
import { randomAnnotations, randomContainerSecurity, randomPodSecurity } from './random-security';
import { WireObject } from './vectors';

/** What a scenario is about. */
export interface Theme {
  /** Pod affinity, anti-affinity and spread constraints. */
  readonly affinity: boolean;

  /** Classes, limits, quotas and Pod Security. */
  readonly admission: boolean;
}

type Json = { readonly [key: string]: unknown };

const NAMESPACES = ['default', 'kube-system', 'monitoring'];
const REQUESTS: { readonly [resource: string]: readonly string[] } = {
  'cpu': ['0', '0.5m', '50m', '100m', '5e-1', '1', '2'],
  'memory': ['0', '16Mi', '50M', '64Mi', '100Mi', '500Mi'],
  'ephemeral-storage': ['0', '10Mi', '500M', '1Gi'],
};
const EXTENDED: { readonly [resource: string]: readonly string[] } = { 'nvidia.com/gpu': ['0', '1', '2'], 'example.com/fpga': ['1'], 'hugepages-2Mi': ['2Mi', '4Mi'] };
const PORTS = [80, 443, 8080, 9100, 10250];
const KEYS = Object.keys(LABELS);

/** DaemonSets of a cluster. */
export function randomDaemonSets(random: Random, count: number, theme: Theme): WireObject[] {
  return Array.from({ length: count }, (_, index) => randomDaemonSet(random, `agent-${index}`, theme));
}

function randomDaemonSet(random: Random, name: string, theme: Theme): WireObject {
  const namespace = random.chance(60) ? 'default' : random.pick(NAMESPACES);
  const labels = { app: name, ...random.maybe(60, 'tier', () => random.pick(['node', 'edge'])), ...random.maybe(30, 'track', () => random.pick(['stable', 'next'])) };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, ...namespace === 'default' && random.chance(50) ? {} : { namespace } },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels, ...theme.admission ? randomAnnotations(random) : {} }, spec: randomPodSpec(random, theme) },
    },
  };
}

function randomPodSpec(random: Random, theme: Theme): Json {
  const affinity = {
    ...random.maybe(30, 'nodeAffinity', () => ({ requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: random.times(1, 3, () => randomTerm(random)) } })),
    ...theme.affinity ? random.maybe(25, 'podAffinity', () => required(random, () => randomPeerTerm(random))) : {},
    ...theme.affinity ? random.maybe(40, 'podAntiAffinity', () => required(random, () => randomPeerTerm(random))) : {},
  };
  return {
    ...random.maybe(4, 'nodeName', () => random.pick(['node-0', 'gpu-1', 'elsewhere'])),
    ...random.maybe(20, 'nodeSelector', () => randomLabels(random, 15)),
    ...Object.keys(affinity).length > 0 ? { affinity } : {},
    ...random.maybe(70, 'tolerations', () => random.times(0, 4, () => randomToleration(random))),
    ...random.maybe(30, 'hostNetwork', () => true),
    containers: random.times(1, 3, index => randomContainer(random, `c${index}`, false, theme)),
    ...random.maybe(25, 'initContainers', () => random.times(1, 3, index => randomContainer(random, `i${index}`, random.chance(40), theme))),
    ...random.maybe(8, 'resources', () => randomPodLevel(random)),
    ...theme.affinity ? random.maybe(40, 'topologySpreadConstraints', () => [randomSpread(random)]) : {},
    ...random.maybe(50, 'priorityClassName', () => random.pick(['system-node-critical', 'system-cluster-critical', 'high', 'low', ...theme.admission ? ['missing'] : []])),
    ...theme.admission ? random.maybe(10, 'priority', () => random.pick([0, 1000, 2000001000])) : {},
    ...theme.admission ? random.maybe(5, 'preemptionPolicy', () => random.pick(['Never', 'PreemptLowerPriority'])) : {},
    ...random.maybe(15, 'runtimeClassName', () => random.pick(['plain', 'heavy', 'picky', ...theme.admission ? ['absent'] : []])),
    ...theme.admission ? random.maybe(5, 'overhead', () => ({ cpu: '250m', memory: '16Mi' })) : {},
    ...theme.admission ? randomPodSecurity(random) : {},
  };
}

function randomTerm(random: Random): Json {
  return {
    ...random.maybe(90, 'matchExpressions', () => random.times(0, 3, () => randomExpression(random))),
    ...random.maybe(15, 'matchFields', () => [{ key: 'metadata.name', operator: random.pick(['In', 'NotIn']), values: [random.pick(['node-0', 'gpu-1', 'cp-2'])] }]),
  };
}

function randomExpression(random: Random): Json {
  const key = random.pick([...KEYS, 'kubernetes.io/hostname', 'absent']);
  const operator = random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']);
  if (operator === 'Exists' || operator === 'DoesNotExist') { return { key, operator }; }
  if (operator === 'Gt' || operator === 'Lt') { return { key: random.pick(['cores', 'disk']), operator, values: [random.pick(['4', '8', '05', 'x', '9223372036854775808'])] }; }
  return { key, operator, values: random.times(1, 3, () => random.pick([...LABELS[key] ?? ['node-0'], 'other'])) };
}

function randomToleration(random: Random): Json {
  const { key, value, effect } = random.pick(TAINTS);
  switch (random.between(0, 6)) {
    case 0: return { operator: 'Exists' };
    case 1: return { operator: 'Exists', effect };
    case 2: return { key, operator: 'Exists' };
    case 3: return { key, operator: 'Exists', effect: random.pick(['NoSchedule', 'NoExecute', 'PreferNoSchedule']) };
    case 4: return { key, value, effect };
    case 5: return { key, operator: 'Equal', value: random.pick([value ?? '', '', 'GPU']) };
    default: return { key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: random.pick([0, 30, 300]) };
  }
}

function randomContainer(random: Random, name: string, sidecar: boolean, theme: Theme): Json {
  const requests = randomAmounts(random, 40);
  const limits = random.chance(25) ? Object.fromEntries(Object.entries(requests).map(([resource, amount]) => [resource, random.chance(50) ? amount : '4Gi'])) : {};
  const extended = random.chance(12) ? randomExtended(random) : {};
  const implied = random.chance(20) ? randomAmounts(random, 30) : {};
  const needsMore = Object.keys(extended).some(resource => resource.startsWith('hugepages')); // huge pages alone are refused
  return {
    name,
    image: 'example.com/agent:1',
    resources: { requests: { ...requests, ...needsMore ? { cpu: '10m' } : {} }, limits: { ...implied, ...limits, ...extended } },
    ...random.maybe(35, 'ports', () => random.times(1, 3, () => randomPort(random))),
    ...sidecar ? { restartPolicy: 'Always' } : {},
    ...theme.admission ? randomContainerSecurity(random) : {},
  };
}

function randomExtended(random: Random): { [resource: string]: string } {
  const [resource, amounts] = random.pick(Object.entries(EXTENDED));
  return { [resource]: random.pick(amounts) };
}

function randomAmounts(random: Random, percent: number): { [resource: string]: string } {
  return Object.fromEntries(Object.entries(REQUESTS).filter(() => random.chance(percent)).map(([resource, amounts]) => [resource, random.pick(amounts)]));
}

function randomPodLevel(random: Random): Json {
  const cpu = random.pick(['100m', '3', '8']);
  const memory = random.pick(['512Mi', '2Gi', '8Gi']);
  return random.pick<Json>([{ requests: { cpu } }, { limits: { cpu: '8', memory } }, { requests: { memory }, limits: { memory } }, { requests: { cpu, memory } }, { limits: { memory } }]);
}

function randomPort(random: Random): Json {
  const port = random.pick(PORTS);
  return {
    containerPort: port,
    ...random.maybe(60, 'hostPort', () => port),
    ...random.maybe(25, 'protocol', () => random.pick(['UDP', 'TCP', 'SCTP'])),
    ...random.maybe(25, 'hostIP', () => random.pick(['127.0.0.1', '10.0.0.1', '0.0.0.0', '::'])),
  };
}

function required(random: Random, draw: () => Json): Json {
  return { requiredDuringSchedulingIgnoredDuringExecution: random.times(1, 2, draw) };
}

function randomSelector(random: Random): Json | undefined {
  return random.pick<Json | undefined>([
    { matchLabels: { tier: 'node' } }, { matchLabels: { track: 'stable' } }, { matchLabels: { app: `agent-${random.between(0, 4)}` } }, {}, undefined,
    { matchExpressions: [{ key: 'tier', operator: random.pick(['Exists', 'DoesNotExist']) }] }, { matchExpressions: [{ key: 'track', operator: 'NotIn', values: ['stable'] }] },
  ]);
}

function randomPeerTerm(random: Random): Json {
  const labelSelector = randomSelector(random);
  return {
    topologyKey: random.pick(['kubernetes.io/hostname', 'topology.kubernetes.io/zone', 'disk']),
    ...labelSelector ? { labelSelector } : {},
    ...random.maybe(20, 'namespaces', () => random.times(1, 2, () => random.pick(NAMESPACES))),
    ...random.maybe(20, 'namespaceSelector', () => random.pick([{}, { matchLabels: { team: 'a' } }, { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }])),
    ...labelSelector ? random.maybe(10, 'matchLabelKeys', () => [random.pick(['tier', 'pod-template-generation'])]) : {},
    ...labelSelector ? random.maybe(5, 'mismatchLabelKeys', () => ['controller-revision-hash']) : {},
  };
}

function randomSpread(random: Random): Json {
  const labelSelector = randomSelector(random);
  return {
    topologyKey: random.pick(['kubernetes.io/hostname', 'topology.kubernetes.io/zone', 'disk']),
    maxSkew: random.between(1, 3),
    whenUnsatisfiable: random.chance(80) ? 'DoNotSchedule' : 'ScheduleAnyway',
    ...labelSelector ? { labelSelector } : {},
    ...random.maybe(25, 'minDomains', () => random.between(1, 3)),
    ...random.maybe(60, 'nodeAffinityPolicy', () => random.pick(['Ignore', 'Ignore', 'Honor'])),
    ...random.maybe(30, 'nodeTaintsPolicy', () => random.pick(['Ignore', 'Honor'])),
    ...labelSelector ? random.maybe(10, 'matchLabelKeys', () => [random.pick(['tier', 'controller-revision-hash'])]) : {},
  };
}
