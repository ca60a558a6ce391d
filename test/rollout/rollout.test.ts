import { named, planned, READY, rolloutInput, sizes } from './updates';
import { NO_OBJECTS } from '../../src/model/cluster-objects';
import { Quantity } from '../../src/model/quantity';
import { rollout } from '../../src/rollout/rollout';
import { daemonSet, declares, ManifestOverrides, node, pool, surging } from '../builders';

const TOLERANT = { tolerations: [{ operator: 'Exists' }] };
const NEEDS_SSD = { nodeSelector: { disk: 'ssd' } };
const requests = (cpu: string) => ({ containers: [{ name: 'a', image: 'a:1', resources: { requests: { cpu } } }] });
const amounts = { cpu: '1', memory: '8Gi', pods: '110' };
const quantities = new Map(Object.entries(amounts).map(([resource, text]) => [resource, Quantity.parse(text)]));
const small = { allocatable: { quantities, undeclared: new Set<string>() } };
const HOST_PORT = { containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 9100, hostPort: 9100 }] }] };
const limited = (maxUnavailable: number | string) => ({ updateStrategy: { rollingUpdate: { maxUnavailable } } });

/** Why the update of a DaemonSet stalls. */
function stall(...[manifest, nodes, overrides]: Parameters<typeof planned>) {
  const { finishes, stall: found, totalSeconds } = planned(manifest, nodes, overrides);
  expect([finishes, totalSeconds]).toEqual([false, undefined]);
  return found!;
}

describe('any change', () => {
  test('replaces every pod once, in the order of names', () => {
    const plan = planned({}, [node('b'), node('c'), node('a')]);

    expect(plan.waves.map(({ nodes, startSeconds }) => [startSeconds, nodes])).toEqual([[0, ['a']], [10, ['b']], [20, ['c']]]);
    expect(plan).toMatchObject({ finishes: true, totalSeconds: 30, desiredNumberScheduled: 3, left: [], removed: [] });
    expect(plan.limits).toEqual({ maxUnavailable: 1, maxSurge: 0 });
  });

  test('takes as long as nodes, image and pod need', () => {
    const conditions = { readySecondsOn: ({ name }: { name: string }) => name === 'w-0' ? 100 : undefined, pullSeconds: 5, stopSeconds: 2 };

    expect(planned({ spec: { minReadySeconds: 3 } }, pool('w', 2), { conditions }).totalSeconds).toBe((2 + 5 + 100 + 3) + (2 + 5 + 10 + 3));
  });

  test('takes the grace period to stop where nobody says how long that is', () => {
    expect(planned({ pod: { terminationGracePeriodSeconds: 45 } }, pool('w', 1), { conditions: { stopSeconds: undefined } }).totalSeconds).toBe(45 + READY);
    expect(planned({}, pool('w', 1), { conditions: { stopSeconds: undefined } }).totalSeconds).toBe(30 + READY);
  });

  test('concerns the nodes that the controller wants a pod on, and no other', () => {
    const plan = planned({}, [...pool('w', 2), node('t', { taints: ['a:NoSchedule'] })]);

    expect(plan.waves.flatMap(({ nodes }) => nodes)).toEqual(['w-0', 'w-1']);
    expect(plan.finishes).toBe(true);
  });
});

describe('from one template to another', () => {
  const change = (before: ManifestOverrides, after: ManifestOverrides, nodes = [node('s', { labels: { disk: 'ssd' } }), node('h')]) =>
    planned(after, nodes, { from: [daemonSet(before)] });

  test('the same template replaces nothing', () => {
    expect(change({}, { spec: { minReadySeconds: 5 } })).toMatchObject({ finishes: true, totalSeconds: 0, waves: [], notes: [{ code: 'UnchangedTemplate' }] });
    expect(change({}, { pod: { hostPID: true } }).waves).toHaveLength(2);
  });

  test('nodes that the new one leaves out lose their pod at once', () => {
    expect(change({}, { pod: NEEDS_SSD })).toMatchObject({ finishes: true, removed: ['h'], waves: [{ nodes: ['s'] }] });
  });

  test('nodes that only the new one reaches get their pod at once', () => {
    expect(change({ pod: NEEDS_SSD }, {})).toMatchObject({
      finishes: true, removed: [], waves: [{ nodes: ['h'], startSeconds: 0 }, { nodes: ['s'], startSeconds: READY }],
    });
  });

  test('a toleration that is dropped leaves a misscheduled pod, which goes within the limit', () => {
    const nodes = [node('a'), node('b', { taints: ['x:NoSchedule'] }), node('c')];

    expect(change({ pod: TOLERANT }, {}, nodes)).toMatchObject({ finishes: true, removed: ['b'], waves: [{ nodes: ['a'] }, { nodes: ['c'] }] });
  });

  test('a DaemonSet that is new starts everywhere at once', () => {
    expect(planned({}, pool('w', 3), { from: [daemonSet({ name: 'other' })] })).toMatchObject({ finishes: true, waves: [{ nodes: ['w-0', 'w-1', 'w-2'] }] });
  });

  test('one that is not among the new ones is no update, and is named', () => {
    const { plans, gone } = rollout(rolloutInput([daemonSet()], pool('w', 1), { from: [daemonSet({ name: 'z' }), daemonSet()] }));

    expect([plans.length, gone]).toEqual([1, ['monitoring/z']]);
  });
});

describe('what stops it for ever', () => {
  test('as many dead nodes as may be unavailable', () => {
    const found = stall({ spec: limited(2) }, pool('w', 5), { conditions: { down: named('w-1', 'w-3') } });

    expect(found).toMatchObject({ code: 'NodeDown', nodes: ['w-1', 'w-3'], others: [] });
    expect(found.message).toContain('uses up maxUnavailable 2 for ever, so 3 other nodes keep their old pods');
    expect(found.remedies.map(({ yaml }) => yaml)).toContainEqual({ path: 'spec.updateStrategy.rollingUpdate.maxUnavailable', set: 3 });
  });

  test('one dead node less: the others are done, and only the dead one is left', () => {
    const plan = planned({ spec: limited(2) }, pool('w', 5), { conditions: { down: named('w-1') } });

    expect(plan).toMatchObject({ finishes: false, left: ['w-1'], stall: { code: 'NodeDown', nodes: ['w-1'] } });
    expect(sizes(plan)).toEqual([1, 1, 1, 1]);
  });

  test('a dead node of the inventory is one, too; one that is only new is not', () => {
    const dead = node('d', { taints: ['node.kubernetes.io/unreachable:NoSchedule', 'node.kubernetes.io/unreachable:NoExecute'] });
    const joining = node('j', { taints: ['node.kubernetes.io/not-ready:NoSchedule'] });

    expect(stall({}, [...pool('w', 2), dead])).toMatchObject({ code: 'NodeDown', nodes: ['d'] });
    expect(planned({}, [...pool('w', 2), joining])).toMatchObject({ finishes: true, desiredNumberScheduled: 2 });
  });

  test.each([
    ['stays where the pods tolerate everything', { pod: TOLERANT }, 3],
    ['is none that the controller wants a pod on', {}, 2],
  ])('a dead node %s', (_, manifest, desired) => {
    expect(planned(manifest, pool('w', 3), { conditions: { down: named('w-0') } }).desiredNumberScheduled).toBe(desired);
  });

  test('new pods that never get ready', () => {
    expect(stall({}, pool('w', 3), { conditions: { neverReady: () => true } })).toMatchObject({ code: 'NeverReady', nodes: ['w-0'] });
  });

  test('raising the limit is advised only where it helps, and far enough', () => {
    const raised = (count: number) => stall({}, pool('w', 5), { conditions: { neverReady: ({ name }) => Number(name.slice(2)) < count } }).remedies
      .flatMap(({ yaml }) => yaml ? [yaml.set] : []);

    expect(raised(3)).toEqual([4]); // only one of the three is stuck when it stalls
    expect(raised(5)).toEqual([]);
    expect(planned({ spec: limited(4) }, pool('w', 5), { conditions: { neverReady: ({ name }) => Number(name.slice(2)) < 3 } }).left).toEqual([]);
    expect(planned({ spec: limited(3) }, pool('w', 5), { conditions: { neverReady: ({ name }) => Number(name.slice(2)) < 3 } }).left).toHaveLength(2);
  });

  test('an image without a variant for the node', () => {
    const nodes = [...pool('arm', 1, { labels: { 'kubernetes.io/arch': 'arm64' } }), ...pool('w', 2)];

    expect(stall({}, nodes, { conditions: { imagePlatforms: ['linux/amd64'] } })).toMatchObject({ code: 'NoImageForPlatform', nodes: ['arm-0'] });
    expect(planned({}, nodes, { conditions: { imagePlatforms: ['linux/amd64', 'linux/arm64'] } }).finishes).toBe(true);
  });

  test('a host port that the old pod keeps while the new one waits for it', () => {
    const found = stall({ pod: HOST_PORT, spec: surging() }, pool('w', 3));

    expect(found).toMatchObject({ code: 'HostPortBesideOldPod', nodes: ['w-0'] });
    expect(planned({ pod: HOST_PORT }, pool('w', 3)).finishes).toBe(true); // the old pod goes first
  });

  test('a host port that only the new one wants', () => {
    expect(planned({ pod: HOST_PORT, spec: surging() }, pool('w', 3), { from: [daemonSet()] }).finishes).toBe(true);
  });

  test('room for one of them only', () => {
    expect(stall({ pod: requests('600m'), spec: surging() }, pool('w', 2, small))).toMatchObject({ code: 'NoRoomBesideOldPod', nodes: ['w-0'] });
    expect(planned({ pod: requests('500m'), spec: surging() }, pool('w', 2, small)).finishes).toBe(true);
    expect(planned({ pod: requests('600m') }, pool('w', 2, small)).finishes).toBe(true);
  });

  test('requests that do not fit at all, although those of now do', () => {
    expect(stall({ pod: requests('2') }, pool('w', 2, small), { from: [daemonSet({ pod: requests('500m') })] })).toMatchObject({ code: 'NewPodPending', nodes: ['w-0'] });
  });

  test('pod anti-affinity against its own kind', () => {
    const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'agent' } } };
    const pod = { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };

    expect(stall({ pod, spec: surging() }, pool('w', 3))).toMatchObject({ code: 'KeptAwayByOldPod', nodes: ['w-0'] });
    expect(planned({ pod }, pool('w', 3)).finishes).toBe(true);
  });

  test('a quota that has no place for one pod more', () => {
    const quota = { namespace: 'monitoring', name: 'q', hard: new Map([['pods', Quantity.of(3)]]), scopes: [] };
    const objects = { ...NO_OBJECTS, resourceQuotas: [quota] };

    expect(stall({ spec: surging() }, pool('w', 3), { objects })).toMatchObject({ code: 'NewPodRefused' });
    expect(planned({ spec: surging() }, pool('w', 2), { objects }).finishes).toBe(true);
  });

  test('a virtual node', () => {
    expect(stall({}, [node('v', { labels: { type: 'virtual-kubelet' } }), node('w')])).toMatchObject({ code: 'UpdatesVirtualNode', nodes: ['v'] });
    expect(stall({ pod: requests('2') }, [node('v', { ...small, labels: { type: 'virtual-kubelet' } }), node('w')])).toMatchObject({ code: 'UpdatesVirtualNode', nodes: ['v'] });
  });

  test('nobody who deletes pods', () => {
    const plan = planned({ spec: { updateStrategy: { type: 'OnDelete' } } }, pool('w', 3));

    expect(plan).toMatchObject({ finishes: false, waves: [], left: ['w-0', 'w-1', 'w-2'], stall: { code: 'OnDelete', nodes: ['w-0', 'w-1', 'w-2'] } });
    expect(plan.limits).toBeUndefined();
    expect(plan.stall!.message).toContain('unbounded');
  });
});

describe('what else is on the nodes', () => {
  test('another DaemonSet takes the room that a surge needs', () => {
    const other = daemonSet({ name: 'other', pod: requests('300m') });

    expect(stall({ pod: requests('400m'), spec: surging() }, pool('w', 2, small), { also: [other] }).code).toBe('NoRoomBesideOldPod');
    expect(planned({ pod: requests('400m'), spec: surging() }, pool('w', 2, small)).finishes).toBe(true);
  });

  test('old pods that are not ready are replaced first', () => {
    expect(planned({}, pool('w', 3), { conditions: { unready: named('w-2') } }).waves[0]!.nodes).toEqual(['w-2']);
  });
});

describe('what is said beside', () => {
  const codes = (...args: Parameters<typeof planned>) => planned(...args).notes.map(({ code }) => code);
  const budget = { namespace: 'monitoring', name: 'agents', selector: [{ key: 'app', operator: 'In' as const, values: ['agent'] }] };

  test('a PodDisruptionBudget does not bind', () => {
    expect(codes({}, pool('w', 1), { disruptionBudgets: [budget] })).toEqual(['DisruptionBudgetDoesNotBind']);
    expect(codes({ name: 'b' }, pool('w', 1), { disruptionBudgets: [budget] })).toEqual([]);
    expect(codes({}, pool('w', 1), { disruptionBudgets: [{ ...budget, namespace: 'other' }] })).toEqual([]);
    expect(codes({}, pool('w', 1), { disruptionBudgets: [{ ...budget, selector: undefined }] })).toEqual([]);
  });

  test('two pods may want one port of the host network', () => {
    expect(codes({ pod: { hostNetwork: true }, spec: surging() }, pool('w', 1))).toEqual(['SharesHostNetwork']);
    expect(codes({ pod: { hostNetwork: true } }, pool('w', 1))).toEqual([]);
  });

  test('no node is wanted', () => {
    expect(codes({ pod: NEEDS_SSD }, pool('w', 1))).toEqual(['UpdatesNoNode']);
  });

  test('room that nobody declared is not judged', () => {
    const nodes = pool('w', 2, { allocatable: 'undeclared' });

    expect(planned({ pod: requests('1'), spec: surging() }, nodes)).toMatchObject({
      finishes: true, notJudged: [{ filter: 'NodeResourcesFit', nodes: ['w-0', 'w-1'] }],
    });
    expect(planned({ pod: { schedulerName: 'mine' } }, nodes).notJudged).toMatchObject([{ filter: 'SchedulerName' }]);
    expect(planned({ pod: requests('1') }, pool('w', 2)).notJudged).toEqual([]);
  });
});

describe('zones and roles', () => {
  const zoned = (name: string, zone: string) => node(name, { labels: { 'topology.kubernetes.io/zone': zone } });

  test('a zone says how many may be without a pod, whatever the order', () => {
    const { zones } = planned({ spec: limited(2) }, [zoned('a-1', 'a'), zoned('a-2', 'a'), zoned('a-3', 'a'), zoned('b-1', 'b'), node('none')]);

    expect(zones).toEqual([
      { zone: 'a', nodes: 3, mostUnavailable: 2, mayBeUnavailable: 2 },
      { zone: 'b', nodes: 1, mostUnavailable: 1, mayBeUnavailable: 1 },
    ]);
  });

  test('a role adds up what its members leave without a pod', () => {
    const member = (name: string, disk: string, spec: object) =>
      daemonSet({ name, annotations: declares({ role: 'logs' }), pod: { nodeSelector: { disk } }, spec: { ...spec } });
    const nodes = [...pool('s', 4, { labels: { disk: 'ssd' } }), ...pool('h', 4, { labels: { disk: 'hdd' } })];

    expect(rollout(rolloutInput([member('b', 'hdd', limited(2)), member('a', 'ssd', {})], nodes)).roles).toEqual([
      { role: 'logs', daemonSets: ['monitoring/a', 'monitoring/b'], nodes: 8, mostUnavailable: 3 },
    ]);
  });
});
