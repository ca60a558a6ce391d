import * as fc from 'fast-check';
import { gapsOf } from '../../src/coverage/gaps';
import { requires } from '../../src/coverage/requirement';
import { InventoryNode } from '../../src/model/node';
import { Remedy } from '../../src/placement/placement';
import { daemonSet, declares, matrix, node } from '../builders';

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
