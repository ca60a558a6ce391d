import { place, placeOne } from '../../src/placement/place';
import { daemonSet, node } from '../builders';
import { Answers, clusterPods, nodeWith, objects, onPorts, requesting, runningPod } from './cluster-builders';

const term = (app: string, topologyKey = 'kubernetes.io/hostname') => ({ topologyKey, labelSelector: { matchLabels: { app } } });
const required = (...terms: object[]) => ({ requiredDuringSchedulingIgnoredDuringExecution: terms });
const affine = (app: string, topologyKey?: string) => ({ affinity: { podAffinity: required(term(app, topologyKey)) } });
const apart = (app: string, topologyKey?: string) => ({ affinity: { podAntiAffinity: required(term(app, topologyKey)) } });
const priorityClass = (name: string, value: number, more: object = {}) => ({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value, ...more });

describe('the order', () => {
  const small = nodeWith('n', { cpu: '1' });

  test('gives the room to the higher priority, whoever is named first', () => {
    const answers = new Answers([
      daemonSet({ name: 'a', pod: requesting({ cpu: '800m' }) }),
      daemonSet({ name: 'b', pod: requesting({ cpu: '800m' }, { priorityClassName: 'system-node-critical' }) }),
    ], [small]);

    expect(answers.outcomes('a n', 'b n')).toEqual(['Pending', 'Runs']);
    expect(answers.messages('a', 'n')).toEqual(['needs 600m more cpu: 1 allocatable, 800m taken by monitoring/b 800m']);
  });

  test('goes by namespace and name among equals, and tells that it is a race', () => {
    const first = daemonSet({ name: 'z', namespace: 'a', pod: requesting({ cpu: '800m' }) });
    const second = daemonSet({ name: 'a', namespace: 'b', pod: requesting({ cpu: '800m' }) });

    const { contentions, placements } = place({ nodes: [small], daemonSets: [second, first], minor: 37 });

    expect(placements.map(row => row.map(({ outcome }) => outcome))).toEqual([['Pending'], ['Runs']]);
    expect(contentions.map(({ daemonSet: { name }, nodes, peers }) => [name, nodes.nodes.length, peers.map(peer => peer.name)])).toEqual([['a', 1, ['z']]]);
  });

  test('is no race where no order would let the pod in', () => {
    const { contentions } = place({ nodes: [small], daemonSets: [daemonSet({ name: 'a', pod: requesting({ cpu: '100m' }) }), daemonSet({ name: 'b', pod: requesting({ cpu: '2' }) })], minor: 37 });

    expect(contentions).toEqual([]);
  });

  test('is no race between priorities that differ', () => {
    const high = daemonSet({ name: 'b', pod: requesting({ cpu: '800m' }, { priorityClassName: 'system-node-critical' }) });

    expect(place({ nodes: [small], daemonSets: [daemonSet({ name: 'a', pod: requesting({ cpu: '800m' }) }), high], minor: 37 }).contentions).toEqual([]);
  });

  test('lets a race with DaemonSets that nobody asks about be seen from the other side', () => {
    const asked = daemonSet({ name: 'a', pod: onPorts({ hostPort: 80 }) });
    const also = daemonSet({ name: 'b', pod: onPorts({ hostPort: 80 }) });

    const { contentions } = place({ nodes: [small], daemonSets: [asked], also: [also], minor: 37 });

    expect(contentions.map(({ daemonSet: { name }, peers }) => [name, peers.map(peer => peer.name)])).toEqual([['a', ['b']]]);
  });

  test('begins with pods whose template names the node: they run whatever room there is, and take it', () => {
    const answers = new Answers([
      daemonSet({ name: 'a', pod: requesting({ cpu: '800m' }, { priorityClassName: 'system-node-critical' }) }),
      daemonSet({ name: 'bound', pod: requesting({ cpu: '3' }, { nodeName: 'n' }) }),
    ], [small]);

    expect(answers.outcomes('bound n', 'a n')).toEqual(['Runs', 'Pending']);
  });

  test('tries again what waits for a peer that comes later', () => {
    const answers = new Answers([daemonSet({ name: 'a', pod: affine('b') }), daemonSet({ name: 'b' }), daemonSet({ name: 'c', pod: affine('nobody') })], [node('n')]);

    expect(answers.outcomes('a n', 'b n', 'c n')).toEqual(['Runs', 'Runs', 'Pending']);
    expect(answers.messages('c', 'n')).toEqual(['its pod affinity needs a pod with app=nobody on this node, and none runs there']);
  });
});

describe('what else is in the cluster', () => {
  const small = nodeWith('n', { cpu: '1' });

  test('DaemonSets that run there, too, take room and are not answered for', () => {
    const { placements } = place({
      nodes: [small],
      daemonSets: [daemonSet({ name: 'b', pod: requesting({ cpu: '800m' }) })],
      also: [daemonSet({ name: 'a', pod: requesting({ cpu: '800m' }) })],
      minor: 37,
    });

    expect(placements.map(row => row.map(({ outcome }) => outcome))).toEqual([['Pending']]);
  });

  test('pods take room and ports on their own node alone', () => {
    const pods = clusterPods(runningPod('web', 'n', requesting({ cpu: '900m' })), runningPod('proxy', 'm', onPorts({ hostPort: 80 })));
    const daemonSets = [daemonSet({ name: 'a', pod: requesting({ cpu: '200m' }) }), daemonSet({ name: 'b', pod: onPorts({ hostPort: 80 }) })];
    const answers = new Answers(daemonSets, [small, nodeWith('m', { cpu: '1' }), nodeWith('o', { cpu: '1' })], { pods });

    expect(answers.outcomes('a n', 'a m', 'a o', 'b n', 'b m', 'b o')).toEqual(['Pending', 'Runs', 'Runs', 'Runs', 'Pending', 'Runs']);
    expect(answers.messages('a', 'n')).toEqual(['needs 100m more cpu: 1 allocatable, 900m taken by 1 other pod 900m']);
    expect(answers.messages('b', 'm')).toEqual(['host port 80/TCP is taken by pod default/proxy']);
  });

  test('pods of the DaemonSets that are placed do not count twice, those of others do', () => {
    const owned = (name: string) => ({ namespace: 'monitoring', ownerReferences: [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name, uid: 'u', controller: true }] });
    const pods = (name: string) => clusterPods(runningPod('p', 'n', requesting({ cpu: '800m' }), owned(name)));
    const asked = [daemonSet({ name: 'a', pod: requesting({ cpu: '800m' }) })];

    expect(new Answers(asked, [small], { pods: pods('a') }).outcomes('a n')).toEqual(['Runs']);
    expect(new Answers(asked, [small], { pods: pods('other') }).outcomes('a n')).toEqual(['Pending']);
  });

  test('finished pods take nothing, those that are being deleted do', () => {
    const finished = { ...runningPod('p', 'n', requesting({ cpu: '800m' })), status: { phase: 'Succeeded' } };
    const deleted = runningPod('p', 'n', requesting({ cpu: '800m' }), { deletionTimestamp: '2026-11-20T08:00:00Z' });
    const asked = [daemonSet({ name: 'a', pod: requesting({ cpu: '800m' }) })];

    expect(new Answers(asked, [small], { pods: clusterPods(finished) }).outcomes('a n')).toEqual(['Runs']);
    expect(new Answers(asked, [small], { pods: clusterPods(deleted) }).outcomes('a n')).toEqual(['Pending']);
  });

  test('pods of a lower priority are pushed off, unless the class never does that', () => {
    const pods = clusterPods(runningPod('web', 'n', requesting({ cpu: '800m' }, { priority: 5 })));
    const classes = objects(priorityClass('high', 10), priorityClass('polite', 10, { preemptionPolicy: 'Never' }), priorityClass('equal', 5));
    const outcome = (priorityClassName: string) =>
      new Answers([daemonSet({ name: 'a', pod: requesting({ cpu: '800m' }, { priorityClassName }) })], [small], { pods, objects: classes }).outcomes('a n');

    expect([outcome('high'), outcome('polite'), outcome('equal')]).toEqual([['Runs'], ['Pending'], ['Pending']]);
  });

  test('only as many pods are pushed off as it takes, so that what comes after finds the others there', () => {
    const pods = clusterPods(runningPod('x', 'n', requesting({ cpu: '400m' }, { priority: 1 })), runningPod('y', 'n', requesting({ cpu: '400m' }, { priority: 2 })));
    const daemonSets = [
      daemonSet({ name: 'a', pod: requesting({ cpu: '500m' }, { priorityClassName: 'system-node-critical' }) }),
      daemonSet({ name: 'b', pod: requesting({ cpu: '300m' }) }),
    ];
    const answers = new Answers(daemonSets, [small], { pods });

    expect(answers.outcomes('a n', 'b n')).toEqual(['Runs', 'Pending']);
    expect(answers.messages('b', 'n')).toEqual(['needs 200m more cpu: 1 allocatable, 900m taken by monitoring/a 500m, 1 other pod 400m']);
  });
});

describe('what is not judged', () => {
  test('a node that declares no room: the pod runs, and the report says so', () => {
    expect(placeOne(daemonSet().template, node('n', { allocatable: 'undeclared' }))).toMatchObject({
      outcome: 'Runs', notJudged: [{ filter: 'NodeResourcesFit', message: 'no allocatable is declared' }],
    });
  });

  test.each`
    requests                             | notJudged
    ${{ cpu: '1' }}                      | ${['cpu is not declared']}
    ${{ cpu: '1', memory: '1Gi' }}       | ${['cpu, memory are not declared']}
    ${{}}                                | ${[]}
  `('resources that a hand-written inventory leaves open: $requests', ({ requests, notJudged }) => {
    const open = node('n', { allocatable: { quantities: nodeWith('n', {}).allocatable!.quantities, undeclared: new Set(['cpu', 'memory']) } });

    expect(placeOne(daemonSet({ pod: requesting(requests) }).template, open).notJudged.map(({ message }) => message)).toEqual(notJudged);
  });

  test('a pod of another scheduler takes its room all the same, one behind a gate does not', () => {
    const second = daemonSet({ name: 'b', pod: requesting({ cpu: '800m' }) });
    const behind = (more: object) => new Answers([daemonSet({ name: 'a', pod: requesting({ cpu: '800m' }, more) }), second], [nodeWith('n', { cpu: '1' })]).outcomes('a n', 'b n');

    expect(behind({ schedulerName: 'custom' })).toEqual(['NotJudged', 'Pending']);
    expect(behind({ schedulingGates: [{ name: 'example.com/wait' }] })).toEqual(['NotJudged', 'Runs']);
  });
});

describe('classes', () => {
  const zone = (name: string, value: string) => node(name, { labels: { 'topology.kubernetes.io/zone': value } });

  test('nodes that pod anti-affinity answers differently fall apart, and the others stay together', () => {
    const nodes = [zone('a1', 'a'), zone('a2', 'a'), zone('a3', 'a'), zone('b1', 'b')];

    const { classes, placements } = place({ nodes, daemonSets: [daemonSet({ name: 'one', pod: apart('one', 'topology.kubernetes.io/zone') }), daemonSet({ name: 'all' })], minor: 37 });

    expect(classes.map(nodeClass => nodeClass.nodes.map(({ name }) => name))).toEqual([['a1', 'b1'], ['a2', 'a3']]);
    expect(placements[0]!.map(({ outcome }) => outcome)).toEqual(['Runs', 'Pending']);
    expect(placements[0]![1]!.reasons.map(({ message }) => message)).toEqual(['its pod anti-affinity keeps it away from its own pod in topology.kubernetes.io/zone=a']);
  });

  test('the hostname splits no class where only a spread that bends asks for it', () => {
    const spread = { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: {} }] };

    expect(place({ nodes: [node('a'), node('b')], daemonSets: [daemonSet({ pod: spread })], minor: 37 }).classes).toHaveLength(1);
  });
});
