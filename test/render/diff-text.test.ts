import { agent, asking, diff, tolerations } from './diffs';
import { diffText } from '../../src/render/diff-text';
import { daemonSet, declares, node } from '../builders';

const text = (...sides: Parameters<typeof diff>) => diffText({ success: true, problems: [], clusters: [diff(...sides)] });

describe('text says', () => {
  test('what is lost, why and what to change, and what is requested', () => {
    expect(text([agent('logs', { tolerations }), agent('other')], [agent('logs', { containers: asking('100m') }), agent('other')])).toMatchInlineSnapshot(`
"prod: this change removes monitoring/logs from 2 nodes and replaces the pods of 1 DaemonSet

  ✗ monitoring/logs  changed, its pods are replaced (rolling update)
      differs in spec.template.spec.containers[0].image, spec.template.spec.containers[0].resources, spec.template.spec.tolerations
      lost on gpu-0, gpu-1: no pod is created
        untolerated taint gpu:NoSchedule
          → tolerate gpu with operator Exists, effect NoSchedule
              spec.template.spec.tolerations: add { key: gpu, operator: Exists, effect: NoSchedule }
          → tolerate every taint: operator Exists without a key
              spec.template.spec.tolerations: add { operator: Exists }

  1 DaemonSet stays as it is

  What all DaemonSets request of each node
    general-0, general-1, general-2, general-3: cpu 0 → 100m of 1G
    gpu-0, gpu-1: pods 1 → 0 of 1G
"
`);
  });

  test('that nothing is lost', () => {
    expect(text([agent('logs')], [agent('logs')])).toMatchInlineSnapshot(`
"prod: this change takes no DaemonSet from a node that requires it

  1 DaemonSet stays as it is
"
`);
  });

  test('what is renamed', () => {
    expect(text([agent('logs', { tolerations })], [agent('logging', { tolerations })])).toMatchInlineSnapshot(`
"prod: this change renames monitoring/logs to monitoring/logging (delete and recreate)

  · monitoring/logging  added
      was monitoring/logs: that one is deleted and this one created, not updated
      runs now on general-0, general-1, general-2 and 3 more, pools general, gpu
  ✗ monitoring/logs  removed
      renamed to monitoring/logging: that is delete and recreate, so every node loses it until the new pods are ready
      lost on general-0, general-1, general-2 and 3 more, pools general, gpu: it is removed
"
`);
  });

  test('what moves within a role', () => {
    const role = { annotations: declares({ role: 'log-collector' }) };

    expect(text([agent('blue', { tolerations }, role)], [agent('green', { tolerations, containers: [{ name: 'other', image: 'b:1' }] }, role)])).toMatchInlineSnapshot(`
"prod: this change takes no DaemonSet from a node that requires it, renames monitoring/blue to monitoring/green (delete and recreate) and hands on log-collector (monitoring/blue) on all 6 nodes within the role

  ! monitoring/blue  removed
      renamed to monitoring/green: that is delete and recreate, so every node loses it until the new pods are ready
      moved to monitoring/green on general-0, general-1, general-2 and 3 more, pools general, gpu
  · monitoring/green  added
      was monitoring/blue: that one is deleted and this one created, not updated
      runs now on general-0, general-1, general-2 and 3 more, pools general, gpu
"
`);
  });

  test('that another selector is refused', () => {
    const selecting = (matchLabels: object) => daemonSet({ spec: { selector: { matchLabels }, template: { metadata: { labels: { a: 'b', c: 'd' } }, spec: { tolerations, containers: asking('1m') } } } });

    expect(text([selecting({ a: 'b' })], [selecting({ c: 'd' })])).toMatchInlineSnapshot(`
"prod: this change takes no DaemonSet from a node that requires it and asks for another selector of monitoring/agent, which is refused

  ! monitoring/agent  changed, and the API server refuses it: spec.selector cannot be changed, so delete it and create it anew, and every node is without it in between
      differs in spec.selector.matchLabels.a, spec.selector.matchLabels.c
"
`);
  });

  test('which nodes join and leave, and what does not reach them', () => {
    expect(text([agent('logs')], [agent('logs')], [node('a'), node('gone')], [node('a'), node('new', { taints: ['x:NoSchedule'] })])).toMatchInlineSnapshot(`
"prod: this change takes no DaemonSet from a node that requires it; 1 node joins, 1 node leaves

  ! monitoring/logs  unchanged
      does not reach new: no pod is created
        untolerated taint x:NoSchedule
          → tolerate x with operator Exists, effect NoSchedule
              spec.template.spec.tolerations: add { key: x, operator: Exists, effect: NoSchedule }
          → tolerate every taint: operator Exists without a key
              spec.template.spec.tolerations: add { operator: Exists }

  Nodes
    join: new
    leave: gone

  What all DaemonSets request of each node
    gone: pods 1 → 0 of 1G
"
`);
  });

  test('what is exempt from now on, what stops, and what somebody else decides', () => {
    const declared = { annotations: declares({ required: 'kubernetes.io/hostname=gpu-0' }) };
    const exempt = { annotations: declares({ required: 'kubernetes.io/hostname=gpu-0', exempt: [{ nodes: '', reason: 'not needed there' }] }) };

    expect(text([agent('logs', { tolerations }, declared), agent('x')], [agent('logs', {}, exempt), agent('x', { schedulerName: 'mine' })])).toMatchInlineSnapshot(`
"prod: this change removes monitoring/logs from 1 node and replaces the pods of 2 DaemonSets

  ✗ monitoring/logs  changed, its pods are replaced (rolling update)
      differs in metadata.annotations["everynode.dev/exempt"], spec.template.spec.tolerations
      lost on gpu-0: no pod is created (exempt from now on: not needed there)
        untolerated taint gpu:NoSchedule
      runs no more on gpu-1, which did not have to run it
  · monitoring/x  changed, its pods are replaced (rolling update)
      differs in spec.template.spec.schedulerName
      Runs → NotJudged on general-0, general-1, general-2, general-3: the scheduler mine decides, and its rules are unknown

  What all DaemonSets request of each node
    general-0, general-1, general-2, general-3: pods 2 → 1 of 1G
    gpu-0, gpu-1: pods 1 → 0 of 1G

  Not judged
    ? the scheduler mine decides, and its rules are unknown: general-0, general-1, general-2, general-3 (monitoring/x)
"
`);
  });

  test('every field of a few, and how many more', () => {
    const many = { hostPID: true, hostIPC: true, dnsPolicy: 'Default', enableServiceLinks: false, priority: 0, subdomain: 'x' };

    expect(text([agent('logs')], [agent('logs', many)])).toContain('differs in spec.template.spec.dnsPolicy, spec.template.spec.enableServiceLinks, spec.template.spec.hostIPC, spec.template.spec.hostPID and 2 more fields\n');
  });

  test('that an update waits', () => {
    const spec = { updateStrategy: { type: 'OnDelete' } };

    expect(text([agent('logs', {}, { spec })], [agent('logs', { hostPID: true }, { spec })])).toContain('changed, a pod is replaced when somebody deletes it (OnDelete)');
    expect(text([agent('logs')], [agent('logs', {}, { annotations: { a: 'b' } })])).toContain('changed, its pods stay');
  });

  test('that what is added runs nowhere', () => {
    expect(text([], [agent('logs', { nodeSelector: { a: 'b' } })])).toContain('added, and runs on no node');
  });
});
