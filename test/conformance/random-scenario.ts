import { Random } from './random';
import { randomDaemonSets } from './random-daemon-sets';
import { randomNodes } from './random-nodes';
import { WireObject } from './vectors';

/** A scenario that nobody has answered yet. */
export interface Question {
  readonly name: string;
  readonly kubernetesVersion: string;
  readonly stage: 'controller' | 'scheduler';
  readonly nodes: readonly WireObject[];
  readonly daemonSets: readonly WireObject[];
  readonly objects: readonly WireObject[];
}

/** One DaemonSet and one node: only the controller is asked. */
export function randomPair(random: Random, name: string, kubernetesVersion: string): Question {
  return {
    name,
    kubernetesVersion,
    stage: 'controller',
    nodes: randomNodes(random, 1),
    daemonSets: randomDaemonSets(random, 1, { affinity: false, admission: false }),
    objects: [],
  };
}

/** A cluster: of three, one has no pod affinity, one has, and one is about admission. */
export function randomCluster(random: Random, name: string, kubernetesVersion: string): Question {
  const theme = random.pick([{ affinity: false, admission: false }, { affinity: true, admission: false }, { affinity: random.chance(30), admission: true }]);
  const large = !theme.affinity && !theme.admission;
  return {
    name,
    kubernetesVersion,
    stage: 'scheduler',
    nodes: randomNodes(random, large ? random.between(5, 40) : random.between(3, 12)),
    daemonSets: randomDaemonSets(random, large ? random.between(3, 15) : random.between(2, 7), theme),
    objects: [...randomClasses(random, theme.admission), ...theme.admission ? randomRestrictions(random) : []],
  };
}

function randomClasses(random: Random, admission: boolean): WireObject[] {
  const priority = (name: string, value: number, more: object = {}): WireObject => ({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value, ...more });
  const runtime = (name: string, more: object): WireObject => ({ apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name }, handler: 'runc', ...more });
  const overhead = { podFixed: { cpu: '250m', memory: '16Mi' } };
  return [
    priority('high', 1000, admission ? random.maybe(20, 'preemptionPolicy', () => 'Never') : {}),
    priority('low', -5, admission ? random.maybe(30, 'globalDefault', () => true) : {}),
    runtime('plain', {}),
    runtime('heavy', { overhead }),
    runtime('picky', { ...random.maybe(50, 'overhead', () => overhead), scheduling: { nodeSelector: { 'kubernetes.io/os': random.pick(['linux', 'windows']) } } }),
  ];
}

/** What namespaces demand of their pods. */
function randomRestrictions(random: Random): WireObject[] {
  const namespaces = ['default', 'kube-system', 'monitoring'];
  const level = () => random.pick(['privileged', 'baseline', 'restricted']);
  const version = () => random.pick(['latest', 'v1.24', 'v1.28', 'v1.33']);
  const limits = () => random.times(1, 2, () => random.pick<object>([
    { type: 'Container', default: { cpu: '200m' }, defaultRequest: { cpu: '100m', memory: '32Mi' } },
    { type: 'Container', max: { memory: '1Gi' } },
    { type: 'Container', min: { cpu: '10m' } },
    { type: 'Container', maxLimitRequestRatio: { cpu: '4' } },
    { type: 'Pod', max: { cpu: '2' } },
    { type: 'Pod', min: { memory: '32Mi' } },
  ]));
  return [
    ...namespaces.filter(() => random.chance(40)).map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { ...random.maybe(40, 'team', () => random.pick(['a', 'b'])), ...random.maybe(50, 'pod-security.kubernetes.io/enforce', level), ...random.maybe(20, 'pod-security.kubernetes.io/enforce-version', version) } },
    })),
    ...namespaces.filter(() => random.chance(25)).map(namespace => ({ apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'limits', namespace }, spec: { limits: limits() } })),
    ...namespaces.filter(() => random.chance(20)).map(namespace => ({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota', namespace }, spec: randomQuota(random) })),
  ];
}

function randomQuota(random: Random): object {
  const scopes = random.pick<object>([
    {},
    { scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: random.pick(['In', 'NotIn']), values: [random.pick(['high', 'system-node-critical'])] }] } },
    { scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: random.pick(['Exists', 'DoesNotExist']) }] } },
  ]);
  return { hard: random.pick<object>([{ pods: '0' }, { pods: '3' }, { 'requests.cpu': '1' }, { 'limits.memory': '1Gi' }, { cpu: '500m', pods: '10' }]), ...scopes };
}
