import * as fc from 'fast-check';
import { gapsOf } from '../../src/coverage/gaps';
import { requires } from '../../src/coverage/requirement';
import { InventoryNode } from '../../src/model/node';
import { Remedy } from '../../src/placement/placement';
import { daemonSet, declares, matrix, node } from '../builders';
import { clusterPods, nodeWith, requesting, runningPod } from '../placement/cluster-builders';

const gpu = node('gpu', { taints: ['gpu:NoSchedule'] });
const fargate = node('fargate', { virtual: true, taints: ['compute=fargate:NoSchedule'] });
const sandbox = node('sandbox', { labels: { sandbox: 'true' }, taints: ['sandbox:NoSchedule'] });

type Agent = Parameters<typeof daemonSet>[0];

const gapsFor = (agent: Agent, nodes: InventoryNode[], others: Agent[] = []) => {
  const found = matrix([agent, ...others].map(one => daemonSet(one)), nodes);
  return gapsOf(found, found.rows.find(({ daemonSet: { name } }) => name === daemonSet(agent).name)!);
};
const remediesFor = (agent: Agent, nodes: InventoryNode[], others: Agent[] = []): Remedy[] =>
  gapsFor(agent, nodes, others).flatMap(({ reasons }) => reasons.flatMap(({ remedies }) => remedies));
const textsFor = (...input: Parameters<typeof remediesFor>) => remediesFor(...input).map(({ text }) => text);

const NARROW = 'tolerate gpu with operator Exists, effect NoSchedule';
const WIDE = 'tolerate every taint: operator Exists without a key';

test('both tolerations are offered where neither brings a pod to a node that must not run one', () => {
  expect(textsFor({}, [node('plain'), gpu])).toEqual([NARROW, WIDE]);
});

describe('tolerating every taint is not offered where it would bring a pod to', () => {
  test('a virtual node', () => expect(textsFor({}, [gpu, fargate])).toEqual([NARROW]));

  test('an exempt node', () => {
    expect(textsFor({ annotations: declares({ exempt: [{ nodes: 'sandbox=true', reason: 'r' }] }) }, [gpu, sandbox])).toEqual([NARROW]);
  });

  test('a node that is not required', () => {
    expect(textsFor({ annotations: declares({ required: '!sandbox' }) }, [gpu, sandbox])).toEqual([NARROW]);
  });

  test('a node that runs another one of its role', () => {
    const other: Agent = {
      name: 'other',
      pod: { nodeSelector: { sandbox: 'true' }, tolerations: [{ operator: 'Exists' }] },
      annotations: declares({ role: 'logs', required: 'sandbox' }),
    };
    const agent: Agent = { annotations: declares({ role: 'logs', required: '' }) };

    expect(textsFor(agent, [gpu], [])).toEqual([NARROW, WIDE]);
    const [gap] = gapsFor(agent, [gpu, sandbox], [other]).filter(({ nodes }) => nodes.names.includes('gpu'));
    expect(gap!.reasons.flatMap(({ remedies }) => remedies.map(({ text }) => text))).toEqual([NARROW]);
  });
});

test('where even the narrowest opens something, it says what', () => {
  const spare = node('spare', { labels: { spare: '' }, taints: ['gpu:NoSchedule'] });

  expect(remediesFor({ annotations: declares({ required: '!spare' }) }, [gpu, spare])).toEqual([
    { text: `${NARROW}, and leave out by required node affinity what would then run it, too: spare` },
  ]);
});

test('a toleration that is offered brings pods to required nodes only', () => {
  const taints = fc.subarray(['a:NoSchedule', 'b=x:NoExecute', 'c:NoSchedule']);
  const nodes = fc.array(fc.record({ taints, spare: fc.boolean(), virtual: fc.boolean() }), { minLength: 1, maxLength: 6 })
    .map(list => list.map(({ spare, ...rest }, index) => node(`n${index}`, { ...rest, ...spare ? { labels: { spare: '' } } : {} })));

  fc.assert(fc.property(nodes, inventory => {
    const annotations = declares({ required: '!spare' });
    for (const { yaml } of remediesFor({ annotations }, inventory).filter(remedy => remedy.yaml !== undefined)) {
      const before = matrix([daemonSet({ annotations })], inventory);
      const after = matrix([daemonSet({ annotations, pod: { tolerations: yaml!.add as object[] } })], inventory);
      after.classes.forEach(({ node: one }, index) => {
        const was = before.rows[0]!.placements[before.classes.findIndex(({ nodes: all }) => all.includes(one))]!;
        const opened = after.rows[0]!.placements[index]!.shouldRun && !was.shouldRun;
        expect(opened && !requires(before.rows[0]!.daemonSet, one)).toBe(false);
      });
    }
  }));
});

test('a taint that goes away by itself is waited for first, and one that stays is not', () => {
  const wait = expect.stringContaining('list the nodes again when this one is ready');

  expect(textsFor({}, [node('plain'), node('rebooting', { taints: ['node.kubernetes.io/not-ready:NoSchedule'] })])[0]).toEqual(wait);
  expect(textsFor({}, [node('plain'), gpu])).not.toContainEqual(wait);
});

describe('a priority class is offered', () => {
  const full = nodeWith('n', { cpu: '1' });
  const agent: Agent = { name: 'b', pod: requesting({ cpu: '800m' }) };
  const CLASS = expect.objectContaining({ yaml: { path: 'spec.template.spec.priorityClassName', set: 'system-node-critical' } });

  test('not where another DaemonSet would lose its place', () => {
    const remedies = remediesFor(agent, [full], [{ name: 'a', pod: requesting({ cpu: '800m' }) }]);

    expect(remedies).not.toContainEqual(CLASS);
    expect(remedies.map(({ yaml }) => yaml)).toContainEqual({ path: 'spec.template.spec.containers[0].resources.requests.cpu', set: '200m' });
  });

  test('where only pods that are no DaemonSet give way', () => {
    const pods = clusterPods(runningPod('app', 'n', requesting({ cpu: '800m' })));
    const found = matrix([daemonSet(agent)], [full], { pods });

    expect(gapsOf(found, found.rows[0]!)[0]!.reasons[0]!.remedies).toContainEqual(CLASS);
  });
});

test('a toleration says what is still in the way then', () => {
  const small = nodeWith('n', { cpu: '100m' }, { taints: ['gpu:NoSchedule'] });

  expect(textsFor({ pod: requesting({ cpu: '1' }) }, [small])[0]).toBe(`${NARROW}; then it stays Pending (InsufficientResource)`);
});

test('a toleration is told in words where a race for the room of another DaemonSet would begin, and is an edit where there is room for both', () => {
  const other: Agent = { name: 'a', pod: requesting({ cpu: '800m' }, { tolerations: [{ operator: 'Exists' }] }) };
  const first = (cpu: string) => remediesFor({ name: 'b', pod: requesting({ cpu: '800m' }) }, [nodeWith('n', { cpu }, { taints: ['gpu:NoSchedule'] })], [other])[0]!;

  expect(first('1')).toEqual({ text: `${NARROW}, and decide by priority classes what would then be a race of monitoring/b with others: n` });
  expect(first('2').yaml).toBeDefined();
});

test('several reasons of a gap have edits that open nothing together, or are told in words', () => {
  const both = node('both', { taints: ['a:NoSchedule', 'b:NoSchedule'] });
  const spare = node('spare', { labels: { spare: '' }, taints: ['a:NoSchedule', 'b:NoSchedule'] });
  const annotations = declares({ required: '!spare' });

  expect(remediesFor({ annotations }, [both]).filter(({ yaml }) => yaml)).toHaveLength(4);
  expect(remediesFor({ annotations }, [both, spare])).toEqual(['a', 'b'].map(key => ({
    text: `tolerate ${key} with operator Exists, effect NoSchedule, and leave out by required node affinity what would then run it, too: spare`,
  })));
});

describe('a typed agent', () => {
  const typed = { 'everynode.dev/agent': 'X' };
  const typescript = (agent: Agent, nodes: InventoryNode[]) => remediesFor(agent, nodes).map(remedy => remedy.typescript);

  test('tolerates a key, and the effect only where another effect must stay out', () => {
    const evicting = node('evicting', { virtual: true, taints: ['gpu:NoExecute'] });

    expect(typescript({ annotations: typed }, [gpu])[0]).toBe("agent.tolerate(Toleration.exists('gpu'))");
    expect(typescript({ annotations: typed }, [gpu, evicting])[0]).toBe("agent.tolerate(Toleration.exists('gpu', TaintEffect.NO_SCHEDULE))");
  });

  test('requests less', () => {
    expect(typescript({ annotations: typed, pod: requesting({ cpu: '2' }) }, [nodeWith('n', { cpu: '1500m' })])[0]).toBe("requests: { cpu: '1500m' }");
    expect(typescript({ pod: requesting({ cpu: '2' }) }, [nodeWith('n', { cpu: '1500m' })])[0]).toBeUndefined();
  });
});

describe('ports', () => {
  const taking = (port: number, more: object = {}) => ({ containers: [{ name: 'agent', image: 'registry.example.com/agent:1.0', ports: [{ containerPort: port, hostPort: port }] }], ...more });
  const others: Agent[] = [{ name: 'a', pod: taking(9100) }, { name: 'c', pod: { ...taking(9101), priorityClassName: 'system-node-critical' } }];

  test('the next free one is offered, then none at all', () => {
    expect(remediesFor({ name: 'b', pod: taking(9100) }, [node('n')], others).map(({ yaml }) => yaml)).toEqual([
      { path: 'spec.template.spec.containers[0].ports[0].hostPort', set: 9102 },
      { path: 'spec.template.spec.containers[0].ports[0].hostPort', set: null },
      undefined,
    ]);
  });

  test('not on the host network, where the program itself takes it', () => {
    expect(remediesFor({ name: 'b', pod: taking(9100, { hostNetwork: true }) }, [node('n')], others).map(({ yaml }) => yaml)).toEqual([undefined, undefined]);
  });
});

describe('required node affinity', () => {
  const terms = (...nodeSelectorTerms: object[]) => ({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } });
  const TERMS = 'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
  const every = declares({ required: '' });
  const edits = (pod: Record<string, unknown>, ...nodes: InventoryNode[]) => remediesFor({ pod, annotations: every }, nodes).map(({ yaml }) => yaml);
  const hdd = node('n', { labels: { disk: 'hdd' } });

  test.each<[string, Record<string, unknown>, unknown[]]>([
    ['gets the value', terms({ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }), [
      { path: `${TERMS}[0].matchExpressions[0].values`, add: ['hdd'] }, undefined, { path: TERMS.replace('.nodeSelectorTerms', ''), set: null },
    ]],
    ['loses the value', terms({ matchExpressions: [{ key: 'disk', operator: 'NotIn', values: ['hdd', 'x'] }, { key: 'a', operator: 'DoesNotExist' }] }), [
      { path: `${TERMS}[0].matchExpressions[0].values`, set: ['x'] }, undefined, { path: `${TERMS}[0].matchExpressions[0]`, set: null },
    ]],
    ['gets the key that was meant', terms({ matchExpressions: [{ key: 'dsik', operator: 'Exists' }] }), [
      { path: `${TERMS}[0].matchExpressions[0].key`, set: 'disk' }, undefined, { path: TERMS.replace('.nodeSelectorTerms', ''), set: null },
    ]],
    ['is left to its author where a term has two such conditions', terms({ matchExpressions: [{ key: 'a', operator: 'Exists' }, { key: 'b', operator: 'Exists' }] }), [undefined]],
  ])('%s', (_, pod, expected) => {
    expect(edits(pod, hdd)).toEqual(expected);
  });
});

test('a nodeSelector gets the value that was meant, and loses a key only where no other node would run it then', () => {
  const selecting: Agent = { pod: { nodeSelector: { disk: 'sdd' } }, annotations: declares({ required: 'disk' }) };
  const ssd = node('n', { labels: { disk: 'ssd' } });
  const drop = { path: 'spec.template.spec.nodeSelector.disk', set: null };

  expect(remediesFor(selecting, [ssd]).map(({ yaml }) => yaml)).toEqual([{ path: 'spec.template.spec.nodeSelector.disk', set: 'ssd' }, undefined, drop]);
  expect(remediesFor(selecting, [ssd, node('other')]).map(({ yaml }) => yaml)).not.toContainEqual(drop);
});

test('what says no operating system and runs on one is sent to no other', () => {
  const on = (name: string, os: string, ...taints: string[]) => node(name, { labels: { 'kubernetes.io/os': os }, taints });
  const tainted = on('w', 'windows', 'os:NoSchedule');
  const tolerate = 'tolerate os with operator Exists, effect NoSchedule';
  const conditional = `${tolerate}, and leave out the nodes of another operating system that would then run it: w`;

  expect(textsFor({}, [on('l', 'linux'), tainted])).toEqual([conditional]);
  expect(textsFor({}, [on('v', 'windows'), tainted])).toContain(tolerate);
  expect(textsFor({ pod: { os: { name: 'windows' } } }, [on('v', 'windows'), tainted])).toContain(tolerate);
  expect(textsFor({}, [on('l', 'linux'), on('w', 'linux', 'os:NoSchedule')])).toContain(tolerate);
  expect(textsFor({}, [on('l', 'linux'), on('k', 'linux', 'os:NoSchedule'), tainted])).not.toContain(tolerate);
  expect(textsFor({}, [tainted])).toContain(tolerate);
});

test('nodes that each need an edit of their own are tried until that is too much, and then told in words', () => {
  const nodes = Array.from({ length: 800 }, (_, index) => nodeWith(`n${String(index).padStart(4, '0')}`, { memory: String(2_000_000 + index), pods: '110' }));
  const gaps = gapsFor({ pod: requesting({ memory: '1Gi' }) }, nodes);
  const edits = gaps.map(({ reasons }) => reasons.some(({ remedies }) => remedies.some(({ yaml }) => yaml !== undefined)));

  expect(gaps).toHaveLength(800);
  expect([edits[0], edits.at(-1)]).toEqual([true, false]);
  expect(gaps.at(-1)!.reasons[0]!.remedies.map(({ text }) => text)).toContainEqual(expect.stringContaining('(not tried: the cluster is too large)'));
});

test('what is too large to be tried is told in words, and a little less is tried', () => {
  const apart = { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'x' } } }] } } };
  const many = (count: number) => [gpu, ...Array.from({ length: count - 1 }, (_, index) => node(`n${index}`))];

  expect(remediesFor({ pod: apart }, many(200_001))).toEqual([
    { text: `${NARROW} (not tried: the cluster is too large)` }, { text: `${WIDE} (not tried: the cluster is too large)` },
  ]);
  expect(remediesFor({ pod: apart }, many(2_000)).map(({ text, yaml }) => [text, yaml !== undefined])).toEqual([[NARROW, true], [WIDE, true]]);
});
