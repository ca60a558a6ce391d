import { App, Chart, Duration, Include, Testing } from 'cdk8s';
import { errorsOf, file, rawDaemonSet, TOLERANT } from './tree';
import { LogCollectorDaemonSet, NodeInventory, OnFindings, RolloutCheck, RolloutCheckProps, RolloutLimits, UpdateStrategy } from '../../src';
import { VERSION_RULE } from '../../src/model/kubernetes-version';
import * as placing from '../../src/placement/place';
import { declares, manifest, surging } from '../builders';

const zoned = (name: string, count: number) => ({ name, count, labels: { 'topology.kubernetes.io/zone': name }, allocatable: { cpu: '4', memory: '8Gi' } });
const INVENTORY = NodeInventory.ofPools(zoned('a', 6), zoned('b', 4));
const limited = (maxUnavailable: number | string) => ({ spec: { updateStrategy: { rollingUpdate: { maxUnavailable } } }, pod: TOLERANT });

let stderr: jest.SpyInstance;
const warnings = () => stderr.mock.calls.map(([text]) => text as string);

beforeEach(() => { stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterEach(() => stderr.mockRestore());

/** A chart in an app with a check of these limits. */
function checked(limits: RolloutLimits, props: Partial<RolloutCheckProps> = {}): Chart {
  const app = Testing.app();
  new RolloutCheck(app, 'Updates', { inventory: INVENTORY, limits, readyIn: Duration.seconds(30), stopIn: Duration.seconds(0), ...props });
  return new Chart(app, 'platform', { namespace: 'monitoring' });
}

test('limits that are kept are silent', () => {
  const platform = checked({ maxUnavailable: '20%', neverWholeZone: true, within: Duration.minutes(3), nodesDown: 1 });
  rawDaemonSet(platform, 'Agent', limited(2));

  expect(errorsOf(platform)).toEqual([]);
  expect(warnings()).toEqual([]);
});

describe('a limit that is broken fails the synth, by how much, and with the setting that keeps to all', () => {
  test.each<[string, RolloutLimits, number | string, string]>([
    ['too many at once', { maxUnavailable: '20%' }, 3, 'leaves 3 of 10 nodes without a pod at once, the limit is 20%: maxUnavailable 1 keeps to all limits'],
    ['a percentage that Kubernetes rounds up', { maxUnavailable: '15%' }, '15%', 'leaves 2 of 10 nodes without a pod at once, the limit is 15%: maxUnavailable 1 keeps to all limits'],
    ['a whole zone', { neverWholeZone: true }, 4, 'may leave the whole zone b (4 nodes) without a pod at once: maxUnavailable 1 keeps to all limits'],
    ['too slow', { within: Duration.minutes(2) }, 1, 'takes 5 min, the limit is 2 min: maxUnavailable 3 keeps to all limits'],
    ['nodes that are down', { nodesDown: 2 }, 2, 'stalls with 2 nodes down, so 8 other nodes are never updated: maxUnavailable 3 keeps to all limits'],
    ['both sides', { maxUnavailable: '2', within: Duration.minutes(3) }, 3, 'leaves 3 of 10 nodes without a pod at once, the limit is 2: maxUnavailable 2 keeps to all limits'],
    ['only a surge helps', { maxUnavailable: '2', within: Duration.minutes(1) }, 1, 'takes 5 min, the limit is 1 min: maxSurge 5 with maxUnavailable 0 keeps to all limits'],
  ])('%s', (_, limits, maxUnavailable, message) => {
    const platform = checked(limits);
    rawDaemonSet(platform, 'Agent', limited(maxUnavailable));

    expect(errorsOf(platform)).toEqual([`[Updates] monitoring/agent (platform/Agent): its update ${message}`]);
  });

  test('it says what stands against every setting where none keeps to all', () => {
    const platform = checked({ maxUnavailable: '2', within: Duration.minutes(1) });
    rawDaemonSet(platform, 'Agent', { pod: { containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 80, hostPort: 80 }] }] } });

    expect(errorsOf(platform)).toEqual([expect.stringMatching(
      /takes 5 min, the limit is 1 min: no setting keeps to all limits: with maxUnavailable 5 it leaves 5 of 10 .* the limit is 2; with maxSurge 10 .* it never finishes: .*host port 80\/TCP/,
    )]);
  });

  test('an update that never finishes is an error whatever the limits', () => {
    const platform = checked({});
    rawDaemonSet(platform, 'Agent', { pod: { hostNetwork: true, containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 80 }] }] }, spec: surging() });

    expect(errorsOf(platform)).toEqual([expect.stringMatching(/its update never finishes: .*: maxUnavailable 1 keeps to all limits$/)]);
  });

  test('images that are not built for every node', () => {
    const platform = checked({}, { inventory: NodeInventory.ofNodes({ name: 'n', labels: { 'kubernetes.io/arch': 'arm64' } }), imagePlatforms: ['linux/amd64'] });
    rawDaemonSet(platform, 'Agent', {});

    expect(errorsOf(platform)).toEqual([expect.stringContaining('never finishes: the image has no variant for linux/arm64')]);
  });

  test('OnDelete asked for a time is told that it is unbounded', () => {
    const platform = checked({ within: Duration.hours(1) });
    rawDaemonSet(platform, 'Agent', { spec: { updateStrategy: { type: 'OnDelete' } } });

    expect(errorsOf(platform)).toEqual([
      '[Updates] monitoring/agent (platform/Agent): its update takes an unbounded time, since OnDelete waits until somebody deletes each pod, the limit is 1 h: '
      + 'maxUnavailable 1 keeps to all limits',
    ]);
  });

  test('a typed agent is told in its own terms, and is then silent', () => {
    const app = (strategy?: UpdateStrategy) => {
      const platform = checked({ within: Duration.minutes(2) });
      new LogCollectorDaemonSet(platform, 'Logs', { metadata: { name: 'logs' }, ...strategy ? { updateStrategy: strategy } : {} });
      return platform;
    };

    expect(errorsOf(app(UpdateStrategy.rollingUpdate({ maxUnavailable: 1 })))).toEqual([
      expect.stringMatching(/monitoring\/logs \(platform\/Logs\): .* \(updateStrategy: UpdateStrategy\.rollingUpdate\({ maxUnavailable: 3 }\)\)$/),
    ]);
    expect(errorsOf(app(UpdateStrategy.rollingUpdate({ maxUnavailable: 3 })))).toEqual([]);
  });
});

describe('how long things take', () => {
  const limit = (props: Partial<RolloutCheckProps>) => {
    const platform = checked({ within: Duration.seconds(300) }, props);
    rawDaemonSet(platform, 'Agent', { pod: { terminationGracePeriodSeconds: 4 } });
    return errorsOf(platform);
  };

  test.each<[string, Partial<RolloutCheckProps>, string]>([
    ['the image', { pullIn: Duration.seconds(6) }, '6 min'],
    ['the stop', { stopIn: Duration.seconds(2) }, '5 min 20 s'],
    ['the grace period, where nobody states the stop', { stopIn: undefined }, '5 min 40 s'],
    ['nodes that need longer', { readyInOn: [{ nodes: 'topology.kubernetes.io/zone=b', readyIn: Duration.seconds(60) }] }, '7 min'],
  ])('%s', (_, props, time) => expect(limit(props)).toEqual([expect.stringContaining(`takes ${time}, the limit is 5 min`)]));

  test('just in time is in time', () => expect(limit({})).toEqual([]));
});

describe('several DaemonSets', () => {
  const member = (disk: string) => ({ annotations: declares({ role: 'logs' }), pod: { nodeSelector: { 'topology.kubernetes.io/zone': disk } }, spec: limited(2).spec });

  test('of one role count together', () => {
    const platform = checked({ maxUnavailable: '3' });
    rawDaemonSet(platform, 'A', member('a'));
    rawDaemonSet(platform, 'B', member('b'));

    expect(errorsOf(platform)).toEqual([
      '[Updates] role logs (monitoring/a, monitoring/b): updated together they leave 4 of 10 nodes without a pod of the role at once, the limit is 3: '
      + 'lower what each may take away, or change one after the other',
    ]);
  });

  test('without a role count each by itself', () => {
    const platform = checked({ maxUnavailable: '3' });
    rawDaemonSet(platform, 'A', { ...member('a'), annotations: {} });
    rawDaemonSet(platform, 'B', { ...member('b'), annotations: {} });

    expect(errorsOf(platform)).toEqual([]);
  });

  test('that run there, too, take up room', () => {
    const requests = (cpu: string) => ({ containers: [{ name: 'a', image: 'a:1', resources: { requests: { cpu } } }] });
    const others = file('others.json', JSON.stringify(manifest({ name: 'other', pod: requests('3') })));
    const app = (alsoRunning?: string[]) => {
      const platform = checked({}, { ...alsoRunning ? { alsoRunning } : {} });
      rawDaemonSet(platform, 'Agent', { pod: requests('600m'), spec: surging() });
      return errorsOf(platform);
    };

    expect(app()).toEqual([]);
    expect(app([others])).toEqual([expect.stringContaining('never finishes: the new pod stays Pending beside the old one')]);
  });
});

describe('what it says besides', () => {
  test('a PodDisruptionBudget does not bind', () => {
    const platform = checked({});
    rawDaemonSet(platform, 'Agent', limited(1));
    const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'b', namespace: 'monitoring' }, spec: { selector: { matchLabels: { app: 'agent' } } } };
    new Include(platform, 'Budget', { url: file('b.yaml', JSON.stringify(budget)) });

    expect(errorsOf(platform)).toEqual([]);
    expect(warnings()).toEqual([
      'Rollout warnings:\n  [Updates] monitoring/agent: the PodDisruptionBudget monitoring/b does not bind here: '
      + 'the DaemonSet controller deletes pods, and a budget binds only who evicts them\n',
    ]);
  });

  test('nodes without a zone are not judged by zone', () => {
    const platform = checked({ neverWholeZone: true }, { inventory: NodeInventory.ofPools(zoned('a', 3), { name: 'none', count: 2 }) });
    rawDaemonSet(platform, 'Agent', limited(1));

    expect(errorsOf(platform)).toEqual([]);
    expect(warnings()).toEqual([expect.stringContaining('monitoring/agent: not judged by zone on 2 nodes: without the label topology.kubernetes.io/zone')]);
  });

  test('OnFindings.WARN lets the synth go on', () => {
    const platform = checked({ maxUnavailable: '1' }, { onFindings: OnFindings.WARN });
    rawDaemonSet(platform, 'Agent', limited(2));

    expect(errorsOf(platform)).toEqual([]);
    expect(warnings()).toEqual([expect.stringContaining('leaves 2 of 10 nodes without a pod at once, the limit is 1')]);
  });

  test('an invalid DaemonSet and none at all are errors', () => {
    const platform = checked({});

    expect(errorsOf(platform)).toEqual(['[Updates] there is no DaemonSet to check below its scopes']);

    rawDaemonSet(platform, 'Agent', limited('101%'));

    expect(errorsOf(platform)).toEqual([expect.stringContaining('maxUnavailable must be at most 100%, got "101%"')]);
  });
});

test('works once in a synth, however many charts there are', () => {
  const platform = checked({});
  rawDaemonSet(platform, 'Agent', limited(1));
  for (const name of ['b', 'c', 'd']) { new Chart(platform.node.root as App, name); }
  const place = jest.spyOn(placing, 'place');

  errorsOf(platform);

  expect(place).toHaveBeenCalledTimes(1);
  place.mockRestore();
});

describe('fails when', () => {
  test.each<[string, RolloutLimits, Partial<RolloutCheckProps>, string]>([
    ['a percentage is above 100', { maxUnavailable: '101%' }, {}, 'Updates: limits.maxUnavailable must be a whole number or a percentage up to 100%, such as "3" or "10%", got "101%"'],
    ['a number is negative', { maxUnavailable: '-1' }, {}, 'Updates: limits.maxUnavailable must be a whole number or a percentage up to 100%, such as "3" or "10%", got "-1"'],
    ['nodesDown is negative', { nodesDown: -1 }, {}, 'Updates: limits.nodesDown must be a whole number of at least 0, got -1'],
    ['nodesDown is no whole number', { nodesDown: 0.5 }, {}, 'Updates: limits.nodesDown must be a whole number of at least 0, got 0.5'],
    ['within comes without readyIn', { within: Duration.hours(1) }, { readyIn: undefined }, 'Updates: readyIn must be stated where the limits say within: how long an update takes follows from it'],
    ['a platform is none', {}, { imagePlatforms: ['arm64'] }, 'Updates: imagePlatforms must be operating systems and architectures such as linux/arm64, got "arm64"'],
    ['the version is none', {}, { kubernetesVersion: '2' }, `Updates: kubernetesVersion ${VERSION_RULE}, got "2"`],
  ])('%s', (_, limits, props, message) => expect(() => checked(limits, props)).toThrow(new Error(message)));

  test('a selector is none', () => {
    expect(() => checked({}, { readyInOn: [{ nodes: 'a in (', readyIn: Duration.seconds(1) }] })).toThrow(/^Updates: readyInOn\[0\]\.nodes is invalid: /);
  });
});
