import { diffOf } from '../../src/coverage/diff';
import { ClusterDiff, DaemonSetDiff } from '../../src/coverage/diff-report';
import { DaemonSet } from '../../src/model/daemon-set';
import { showPath } from '../../src/model/field-path';
import { InventoryNode } from '../../src/model/node';
import { Policy } from '../../src/model/policy';
import { clusterInput, daemonSet, declares, ManifestOverrides, node, pool } from '../builders';

const EVERYTHING = [{ operator: 'Exists' }];
const GPU = { taints: ['nvidia.com/gpu=present:NoSchedule'] };
const general = pool('general', 2);
const gpu = pool('gpu', 2, GPU);
const nodes = [...general, ...gpu];

const tolerant = (overrides: ManifestOverrides = {}) => daemonSet({ ...overrides, pod: { tolerations: EVERYTHING, ...overrides.pod } });
const agent = (pod: object = {}, overrides: ManifestOverrides = {}) => daemonSet({ ...overrides, pod: { ...pod } });
const diff = (base: readonly DaemonSet[], head: readonly DaemonSet[], before: readonly InventoryNode[] = nodes, after = before, policy?: Policy): ClusterDiff =>
  diffOf(clusterInput(base, before, policy ? { policy } : {}), clusterInput(head, after, policy ? { policy } : {}));

/** The diff of the one DaemonSet that there is. */
const only = ({ daemonSets }: ClusterDiff): DaemonSetDiff => {
  expect(daemonSets).toHaveLength(1);
  return daemonSets[0]!;
};
const named = ({ daemonSets }: ClusterDiff, name: string) => daemonSets.find(other => other.name === name)!;
const lostBy = (daemonSetDiff: DaemonSetDiff) => daemonSetDiff.lost.names;

describe('a required node that runs no pod any more is lost', () => {
  test('with the reasons, and what to change', () => {
    const result = diff([tolerant()], [agent()]);

    expect(result.success).toBe(false);
    expect(only(result)).toMatchObject({
      change: 'Changed',
      lost: { names: ['gpu-0', 'gpu-1'], pools: ['gpu'] },
      won: { names: [] },
      losses: [{
        nodes: { names: ['gpu-0', 'gpu-1'] },
        outcome: 'NotEligible',
        reasons: [{ code: 'UntoleratedTaint', remedies: [{ text: 'tolerate nvidia.com/gpu with operator Exists, effect NoSchedule' }, expect.anything()] }],
        exemptions: [],
      }],
      outcomes: [{ from: 'Runs', to: 'NotEligible', nodes: { names: ['gpu-0', 'gpu-1'] } }],
    });
  });

  test('although its own selector does not ask for it after the change', () => {
    const ssd = [node('a', { labels: { disk: 'ssd' } }), node('b')];

    expect(lostBy(only(diff([agent()], [agent({ nodeSelector: { disk: 'ssd' } })], ssd)))).toEqual(['b']);
  });

  test('although only what is declared after the change requires it', () => {
    const base = tolerant({ annotations: declares({ required: 'a=b' }) });
    const head = agent({}, { annotations: declares({ required: '' }) });

    expect(lostBy(only(diff([base], [head])))).toEqual(['gpu-0', 'gpu-1']);
  });

  test('although the nodes did it: a new taint, another label', () => {
    const tainted = [node('a', GPU), node('b')];

    expect(only(diff([agent()], [agent()], [node('a'), node('b')], tainted))).toMatchObject({ change: 'Unchanged', rollout: false, lost: { names: ['a'] } });
  });

  test('although it is exempt from now on, and says so', () => {
    const head = agent({}, { annotations: declares({ exempt: [{ nodes: 'kubernetes.io/hostname=gpu-0', reason: 'no logs there' }] }) });
    const result = diff([tolerant()], [head]);

    expect(result.success).toBe(false);
    expect(only(result).losses).toMatchObject([
      { nodes: { names: ['gpu-0'] }, exemptions: ['no logs there'] },
      { nodes: { names: ['gpu-1'] }, exemptions: [] },
    ]);
  });

  test('by a DaemonSet that is removed: where it ran and was required', () => {
    const result = diff([agent()], []);

    expect(result.success).toBe(false);
    expect(only(result)).toMatchObject({ change: 'Removed', rollout: false, lost: { names: ['general-0', 'general-1'] }, outcomes: [] });
    expect(only(result).losses).toEqual([{ nodes: expect.anything(), reasons: [], exemptions: [] }]);
  });

  test('by one that nobody touched, where another one takes its place', () => {
    const small = [node('a', { allocatable: 'undeclared' }), ...pool('tight', 1)];
    const wants = (port: number) => ({ containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: port, hostPort: port }] }] });
    const result = diff([agent(wants(9100), { name: 'b' })], [agent(wants(9100), { name: 'a' }), agent(wants(9100), { name: 'b' })], small);

    expect(named(result, 'b')).toMatchObject({ change: 'Unchanged', lost: { names: ['a', 'tight-0'] }, losses: [{ outcome: 'Pending', reasons: [{ code: 'HostPortTaken' }] }] });
  });
});

describe('nothing is lost where', () => {
  test.each<[string, ClusterDiff]>([
    ['nothing changes', diff([agent()], [agent()])],
    ['a node leaves', diff([agent()], [agent()], nodes, gpu)],
    ['a node leaves together with the DaemonSet', diff([agent()], [], general, [])],
    ['it did not run before', diff([agent()], [agent({ hostNetwork: true })])],
    ['it was not required, neither before nor after', diff(
      [tolerant({ annotations: declares({ required: 'a=b' }) })],
      [agent({}, { annotations: declares({ required: 'a=b' }) })],
    )],
    ['it was exempt before, and is so after', diff(
      [tolerant({ annotations: declares({ exempt: [{ nodes: '', reason: 'x' }] }) })],
      [agent({}, { annotations: declares({ exempt: [{ nodes: '', reason: 'x' }] }) })],
    )],
    ['the node is virtual', diff([tolerant()], [], [node('v', { virtual: true })])],
    ['somebody else decides from now on', diff([agent()], [agent({ schedulerName: 'other' })])],
  ])('%s', (_, result) => {
    expect(result.daemonSets.flatMap(lostBy)).toEqual([]);
    expect(result.success).toBe(true);
  });

  test('but what was not required and stops is told', () => {
    const declared = { annotations: declares({ required: 'a=b' }) };

    expect(only(diff([tolerant(declared)], [agent({}, declared)]))).toMatchObject({ stopped: { names: ['gpu-0', 'gpu-1'] }, lost: { names: [] } });
  });

  test('but that somebody else decides is told', () => {
    expect(only(diff([agent()], [agent({ schedulerName: 'other' })])).outcomes).toMatchObject([{ from: 'Runs', to: 'NotJudged', reasons: [{ code: 'ForeignScheduler' }] }]);
  });
});

describe('a node is won', () => {
  test('that runs it from now on', () => {
    expect(only(diff([agent()], [tolerant()])).won).toMatchObject({ names: ['gpu-0', 'gpu-1'], pools: ['gpu'] });
  });

  test('that joins', () => {
    const result = diff([agent()], [agent()], general, [...general, node('new')]);

    expect(only(result).won.names).toEqual(['new']);
    expect(result).toMatchObject({ joined: { names: ['new'] }, left: { names: [] } });
  });

  test('but not one where somebody else decided before', () => {
    expect(only(diff([agent({ schedulerName: 'other' })], [agent()])).won.names).toEqual([]);
  });
});

describe('a required node without it that did not lose it is a gap and no loss:', () => {
  test('one that joins', () => {
    const result = diff([agent()], [agent()], general, [...general, node('new', GPU)]);

    expect(result.success).toBe(true);
    expect(only(result).gaps).toMatchObject([{ nodes: { names: ['new'] }, outcome: 'NotEligible', reasons: [{ code: 'UntoleratedTaint' }] }]);
  });

  test('one of a DaemonSet that is added', () => {
    expect(only(diff([], [agent()]))).toMatchObject({ change: 'Added', won: { names: ['general-0', 'general-1'] }, gaps: [{ nodes: { names: ['gpu-0', 'gpu-1'] } }] });
  });

  test('one that is required only from now on', () => {
    const base = agent({}, { annotations: declares({ required: 'kubernetes.io/hostname=general-0' }) });

    expect(only(diff([base], [agent()])).gaps).toMatchObject([{ nodes: { names: ['gpu-0', 'gpu-1'] } }]);
  });

  test('one of which nobody knew whether it ran', () => {
    expect(only(diff([tolerant({ pod: { schedulerName: 'other' } })], [agent()])).gaps).toMatchObject([{ nodes: { names: ['gpu-0', 'gpu-1'] } }]);
  });

  test('but not one that was a gap before', () => {
    expect(only(diff([agent()], [agent({ hostPID: true })])).gaps).toEqual([]);
  });
});

describe('within a role', () => {
  const member = (name: string, pod: Record<string, unknown> = {}) => daemonSet({ name, annotations: declares({ role: 'logs' }), pod });
  const at = (...names: string[]) => ({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: names }] },
          ],
        },
      },
    },
  });
  const both = (blue: string[], green: string[]) => [member('blue', at(...blue)), member('green', at(...green))];
  const pair = [node('a'), node('b')];

  test('a node that goes from one member to another is moved, not lost', () => {
    const result = diff(both(['a', 'b'], ['x']), both(['a'], ['b']), pair);

    expect(result.success).toBe(true);
    expect(named(result, 'blue')).toMatchObject({ lost: { names: [] }, moved: [{ nodes: { names: ['b'] }, to: ['monitoring/green'] }] });
    expect(named(result, 'green')).toMatchObject({ won: { names: ['b'] }, moved: [] });
  });

  test('a member that is removed leaves its nodes to the others', () => {
    const result = diff([member('blue')], [member('green')], pair);

    expect(result.success).toBe(true);
    expect(named(result, 'blue')).toMatchObject({ change: 'Removed', lost: { names: [] }, moved: [{ to: ['monitoring/green'] }] });
  });

  test('a node that no member runs on any more is lost', () => {
    const result = diff(both(['a', 'b'], ['x']), both(['a'], ['x']), pair);

    expect(result.success).toBe(false);
    expect(named(result, 'blue')).toMatchObject({ lost: { names: ['b'] }, moved: [] });
  });

  test('a member that must run there itself is a gap, although the job is done', () => {
    const requiring = (name: string, pod: Record<string, unknown> = {}) => daemonSet({ name, annotations: declares({ role: 'logs', required: '' }), pod });
    const result = diff([requiring('blue'), member('green', at('x'))], [requiring('blue', at('a')), member('green', at('b'))], pair);

    expect(named(result, 'blue')).toMatchObject({ lost: { names: [] }, moved: [{ nodes: { names: ['b'] } }], gaps: [{ nodes: { names: ['b'] } }] });
  });

  test('another role does not do the job', () => {
    const other = daemonSet({ name: 'green', annotations: declares({ role: 'metrics' }) });

    expect(named(diff([member('blue')], [other], pair), 'blue')).toMatchObject({ lost: { names: ['a', 'b'] }, moved: [] });
  });

  test('the same object twice does not stand in for itself', () => {
    const result = diff([member('blue')], [member('blue', at('a')), member('blue', at('a'))], pair);

    expect(named(result, 'blue')).toMatchObject({ lost: { names: ['b'] }, moved: [] });
  });
});

describe('a policy', () => {
  const policy: Policy = {
    exemptionsFrom: 'anywhere',
    roles: [],
    maySelectNone: [],
    scenarios: [],
    exemptions: [],
    requirements: [{ daemonSet: 'monitoring/agent', nodes: { labels: { requirements: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['gpu-0'] }] } }, source: {} }],
  };

  test('says what is required, before and after', () => {
    expect(only(diff([tolerant()], [agent()], nodes, nodes, policy))).toMatchObject({ lost: { names: ['gpu-0'] }, stopped: { names: ['gpu-1'] } });
  });
});

describe('a rollout', () => {
  const containers = (image: string) => ({ containers: [{ name: 'agent', image }] });

  test.each<[string, boolean, DaemonSet, DaemonSet, string[]]>([
    ['comes of another image', true, agent(containers('a:1')), agent(containers('a:2')), ['spec.template.spec.containers[0].image']],
    ['comes of a label of the template', true, daemonSet(), daemonSet({ spec: { template: { metadata: { labels: { app: 'agent', a: 'b' } }, spec: containers('registry.example.com/agent:1.0') } } }), ['spec.template.metadata.labels.a']],
    ['does not come of a default that is written out', false, agent(), agent({ restartPolicy: 'Always', hostNetwork: false }), []],
    ['does not come of an annotation', false, daemonSet(), daemonSet({ annotations: { a: 'b' } }), ['metadata.annotations.a']],
    ['does not come of an update strategy', false, daemonSet(), daemonSet({ spec: { minReadySeconds: 5 } }), ['spec.minReadySeconds']],
  ])('%s', (_, rollout, before, after, fields) => {
    const result = only(diff([before], [after]));

    expect({ rollout: result.rollout, fields: result.fields.map(showPath), change: result.change }).toEqual({ rollout, fields, change: fields.length > 0 ? 'Changed' : 'Unchanged' });
  });

  test('waits for whoever deletes pods where the strategy is OnDelete', () => {
    const spec = { updateStrategy: { type: 'OnDelete' } };

    expect(only(diff([daemonSet({ spec })], [daemonSet({ spec, pod: { hostPID: true } })]))).toMatchObject({ rollout: true, onDelete: true });
  });

  test('does not come about where the selector is another one: that is refused', () => {
    const labels = { app: 'agent', tier: 'x' };
    const template = { metadata: { labels }, spec: containers('a:1') };
    const selecting = (matchLabels: object) => daemonSet({ spec: { selector: { matchLabels }, template } });

    expect(only(diff([selecting({ app: 'agent' })], [selecting(labels)]))).toMatchObject({ selectorChanged: true, rollout: false });
    expect(only(diff([selecting({ app: 'agent' })], [selecting({ app: 'agent' })]))).toMatchObject({ selectorChanged: false });
  });
});

describe('another name', () => {
  test('is delete and recreate: the old one loses every node that it was required and ran on', () => {
    const result = diff([agent({}, { name: 'logs' })], [agent({}, { name: 'logging' })]);

    expect(result.success).toBe(false);
    expect(named(result, 'logs')).toMatchObject({ change: 'Removed', renamedTo: 'monitoring/logging', lost: { names: ['general-0', 'general-1'] } });
    expect(named(result, 'logging')).toMatchObject({ change: 'Added', renamedFrom: 'monitoring/logs', won: { names: ['general-0', 'general-1'] } });
  });

  test('does not make old gaps new ones', () => {
    expect(named(diff([agent({}, { name: 'logs' })], [agent({}, { name: 'logging' })]), 'logging').gaps).toEqual([]);
    expect(named(diff([], [agent({}, { name: 'logging' })]), 'logging').gaps).toHaveLength(1);
  });
});

test('DaemonSets are in the order of their names, whatever the order of the manifests', () => {
  const [a, b, c] = [daemonSet({ name: 'a' }), daemonSet({ name: 'b' }), daemonSet({ name: 'a', namespace: 'z' })];

  expect(diff([c, b], [b, a, c]).daemonSets.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(['monitoring/a', 'monitoring/b', 'z/a']);
});

test('the order of nodes and manifests changes nothing', () => {
  const [base, head] = [[tolerant(), agent({}, { name: 'b' })], [agent(), agent({ hostPID: true }, { name: 'b' })]];

  expect(diff([...base].reverse(), [...head].reverse(), [...nodes].reverse())).toEqual(diff(base, head));
});
