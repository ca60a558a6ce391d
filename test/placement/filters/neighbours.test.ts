import { daemonSet, node } from '../../builders';
import { Answers, clusterPods, objects, runningPod } from '../cluster-builders';

const ZONE = 'topology.kubernetes.io/zone';
const zone = (name: string, value?: string) => node(name, { labels: value === undefined ? {} : { [ZONE]: value } });
const term = (more: object = {}) => ({ topologyKey: ZONE, labelSelector: { matchLabels: { app: 'web' } }, ...more });
const affinity = (kind: 'podAffinity' | 'podAntiAffinity', more?: object) => ({ affinity: { [kind]: { requiredDuringSchedulingIgnoredDuringExecution: [term(more)] } } });
const spread = (more: object = {}) => ({ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: ZONE, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'agent' } }, ...more }] });
const web = (nodeName: string, metadata: object = {}, spec: object = {}) => runningPod('web', nodeName, { containers: [{ name: 'c', image: 'i' }], ...spec }, { labels: { app: 'web' }, namespace: 'monitoring', ...metadata });

describe('pod affinity', () => {
  const pods = clusterPods(web('a1'));

  test('needs a matching pod in the domain of the node, and the label on the node', () => {
    const answers = new Answers([daemonSet({ pod: affinity('podAffinity') })], [zone('a1', 'a'), zone('a2', 'a'), zone('b1', 'b'), zone('c1')], { pods });

    expect(answers.outcomes('agent a1', 'agent a2', 'agent b1', 'agent c1')).toEqual(['Runs', 'Runs', 'Pending', 'Pending']);
    expect(answers.messages('agent', 'b1')).toEqual([`its pod affinity needs a pod with app=web in ${ZONE}=b, and none runs there`]);
    expect(answers.messages('agent', 'c1')).toEqual([`its pod affinity needs the label ${ZONE}, and the node has none`]);
  });

  test('lets the first of pods that ask for each other in, and only into its own domain the others', () => {
    const own = { ...affinity('podAffinity', { labelSelector: { matchLabels: { app: 'agent' } } }) };

    expect(new Answers([daemonSet({ pod: own })], [zone('a1', 'a'), zone('a2', 'a'), zone('b1', 'b')]).outcomes('agent a1', 'agent a2', 'agent b1')).toEqual(['Runs', 'Runs', 'Pending']);
  });

  test.each`
    namespaces                                                  | matches  | because
    ${{}}                                                       | ${false} | ${'only the own namespace counts'}
    ${{ namespaces: ['default'] }}                              | ${true}  | ${'it is named'}
    ${{ namespaceSelector: {} }}                                | ${true}  | ${'the empty selector selects every namespace'}
    ${{ namespaceSelector: { matchLabels: { team: 'x' } } }}    | ${true}  | ${'the namespace has that label'}
    ${{ namespaceSelector: { matchLabels: { team: 'y' } } }}    | ${false} | ${'the namespace has another'}
    ${{ labelSelector: {}, namespaceSelector: {} }}             | ${true}  | ${'the empty selector selects every pod'}
    ${{ labelSelector: null, namespaceSelector: {} }}           | ${false} | ${'no selector selects none'}
  `('looks where it is told to: $because', ({ namespaces, matches }) => {
    const held = objects({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default', labels: { team: 'x' } } });
    const answers = new Answers([daemonSet({ pod: affinity('podAffinity', namespaces as object) })], [zone('a1', 'a')], { pods: clusterPods(web('a1', { namespace: 'default' })), objects: held });

    expect(answers.outcomes('agent a1')).toEqual([matches ? 'Runs' : 'Pending']);
  });
});

describe('pod anti-affinity', () => {
  test('keeps a pod away from the domain of those that match', () => {
    const answers = new Answers([daemonSet({ pod: affinity('podAntiAffinity') })], [zone('a2', 'a'), zone('b1', 'b'), zone('a1', 'a'), zone('c1')], { pods: clusterPods(web('a1')) });

    expect(answers.outcomes('agent a2', 'agent b1', 'agent c1')).toEqual(['Pending', 'Runs', 'Runs']);
    expect(answers.messages('agent', 'a2')).toEqual([`its pod anti-affinity keeps it away from pod monitoring/web in ${ZONE}=a`]);
  });

  test('works both ways', () => {
    const hostile = web('a1', {}, { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term({ labelSelector: { matchLabels: { app: 'agent' } } })] } } });
    const answers = new Answers([daemonSet()], [zone('a1', 'a'), zone('b1', 'b')], { pods: clusterPods(hostile) });

    expect(answers.outcomes('agent a1', 'agent b1')).toEqual(['Pending', 'Runs']);
    expect(answers.messages('agent', 'a1')).toEqual([`the pod anti-affinity of pod monitoring/web keeps it away in ${ZONE}=a`]);
  });
});

describe('topology spread', () => {
  const nodes = [zone('a1', 'a'), zone('a2', 'a'), zone('a3', 'a'), zone('b1', 'b')];

  test('asks nothing of a pod that names its node, but that the node has the label', () => {
    const answers = new Answers([daemonSet({ pod: spread() })], [...nodes, zone('c1')]);

    expect(answers.outcomes('agent a1', 'agent a2', 'agent a3', 'agent c1')).toEqual(['Runs', 'Runs', 'Runs', 'Pending']);
    expect(answers.messages('agent', 'c1')).toEqual([`its spread over ${ZONE} needs that label, and the node has none`]);
  });

  test('gets stuck in the larger zone where node affinity is ignored, until the other zone has caught up', () => {
    const answers = new Answers([daemonSet({ pod: spread({ nodeAffinityPolicy: 'Ignore' }) })], nodes);

    expect(answers.outcomes('agent a1', 'agent a2', 'agent a3', 'agent b1')).toEqual(['Runs', 'Runs', 'Pending', 'Runs']);
    expect(answers.messages('agent', 'a3')).toEqual([`its spread over ${ZONE} allows a skew of 1: with it 2 pods with app=agent would run in ${ZONE}=a, and the fewest elsewhere are 0`]);
  });

  test.each`
    more                                                                   | is           | because
    ${{ whenUnsatisfiable: 'ScheduleAnyway' }}                             | ${'Runs'}    | ${'it bends'}
    ${{ labelSelector: {} }}                                               | ${'Runs'}    | ${'the empty selector counts nobody'}
    ${{ labelSelector: { matchLabels: { app: 'other' } } }}                | ${'Runs'}    | ${'nobody matches'}
    ${{ maxSkew: 2 }}                                                      | ${'Runs'}    | ${'it allows two'}
    ${{}}                                                                  | ${'Pending'} | ${'the third would be two ahead'}
  `('$because', ({ more, is }) => {
    expect(new Answers([daemonSet({ pod: spread({ nodeAffinityPolicy: 'Ignore', ...more as object }) })], [zone('a1', 'a'), zone('a2', 'a'), node('b1', { labels: { [ZONE]: 'b' }, taints: ['x:NoSchedule'] })])
      .outcomes('agent a2')).toEqual([is]);
  });
});
