import { DaemonSet } from '../../../src/model/daemon-set';
import { daemonSet, node } from '../../builders';
import { Answers, objects, requesting } from '../cluster-builders';

const priorityClass = (name: string, value: number, more: object = {}) => ({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value, ...more });
const runtimeClass = (name: string, more: object = {}) => ({ apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name }, handler: 'runc', ...more });
const namespaced = (kind: string, spec: object) => ({ apiVersion: 'v1', kind, metadata: { name: 'it', namespace: 'monitoring' }, spec });
const namespace = (labels: object) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring', labels } });

/** The outcome and the codes of its reasons, in a cluster with these objects. */
function answer(asked: DaemonSet, held: object[] = [], minor = 37): string {
  const { outcome, reasons } = new Answers([asked], [node('n')], { objects: objects(...held), minor }).of(asked.name, 'n');
  return [outcome, ...reasons.map(({ filter, code }) => `${filter}/${code}`)].join(' ');
}

describe('priority', () => {
  test.each`
    pod                                                         | held                                                    | is                                              | because
    ${{ priorityClassName: 'system-node-critical' }}            | ${[]}                                                   | ${'Runs'}                                       | ${'every cluster has the system classes'}
    ${{ priorityClassName: 'high' }}                            | ${[priorityClass('high', 10)]}                          | ${'Runs'}                                       | ${'the class is there'}
    ${{ priorityClassName: 'hihg' }}                            | ${[priorityClass('high', 10)]}                          | ${'NotCreated Admission/MissingPriorityClass'}  | ${'there are classes, and it is none of them'}
    ${{ priorityClassName: 'high' }}                            | ${[]}                                                   | ${'NotJudged Admission/UnknownPriorityClass'}   | ${'nobody told us of any class'}
    ${{ priority: 0 }}                                          | ${[]}                                                   | ${'Runs'}                                       | ${'without a class it is 0'}
    ${{ priority: 5 }}                                          | ${[]}                                                   | ${'NotCreated Admission/ContradictedPriority'}  | ${'without a class it is 0'}
    ${{ priority: 5 }}                                          | ${[priorityClass('usual', 5, { globalDefault: true })]} | ${'Runs'}                                       | ${'the default class is 5'}
    ${{ priority: 0 }}                                          | ${[priorityClass('usual', 5, { globalDefault: true })]} | ${'NotCreated Admission/ContradictedPriority'}  | ${'the default class is 5'}
    ${{ priority: 10, priorityClassName: 'high' }}              | ${[priorityClass('high', 10)]}                          | ${'Runs'}                                       | ${'that is what the class says'}
    ${{ priority: 11, priorityClassName: 'high' }}              | ${[priorityClass('high', 10)]}                          | ${'NotCreated Admission/ContradictedPriority'}  | ${'the class says otherwise'}
    ${{ preemptionPolicy: 'Never' }}                            | ${[]}                                                   | ${'NotCreated Admission/ContradictedPreemptionPolicy'} | ${'without a class pods preempt'}
    ${{ preemptionPolicy: 'Never', priorityClassName: 'high' }} | ${[priorityClass('high', 10, { preemptionPolicy: 'Never' })]} | ${'Runs'}                                 | ${'that is what the class says'}
  `('$pod: $is, as $because', ({ pod, held, is }) => expect(answer(daemonSet({ pod }), held as object[])).toBe(is));

  test('of several default classes the lowest counts', () => {
    expect(answer(daemonSet({ pod: { priority: 3 } }), [priorityClass('a', 5, { globalDefault: true }), priorityClass('b', 3, { globalDefault: true })])).toBe('Runs');
  });
});

describe('runtime class', () => {
  const overhead = { overhead: { podFixed: { cpu: '250m' } } };

  test.each`
    pod                                                      | held                                  | is                                              | because
    ${{ runtimeClassName: 'sandbox' }}                       | ${[runtimeClass('sandbox')]}          | ${'Runs'}                                       | ${'the class is there'}
    ${{ runtimeClassName: 'sandbox' }}                       | ${[runtimeClass('other')]}            | ${'NotCreated Admission/MissingRuntimeClass'}   | ${'there are classes, and it is none of them'}
    ${{ runtimeClassName: 'sandbox' }}                       | ${[]}                                 | ${'NotJudged Admission/UnknownRuntimeClass'}    | ${'nobody told us of any class'}
    ${{ runtimeClassName: 'sandbox', overhead: { cpu: '250m' } }}  | ${[runtimeClass('sandbox', overhead)]} | ${'Runs'}                                | ${'that is what the class says'}
    ${{ runtimeClassName: 'sandbox', overhead: { cpu: '0.25' } }}  | ${[runtimeClass('sandbox', overhead)]} | ${'Runs'}                                | ${'that is the same amount'}
    ${{ runtimeClassName: 'sandbox', overhead: { cpu: '1' } }}     | ${[runtimeClass('sandbox', overhead)]} | ${'NotCreated Admission/ContradictedOverhead'} | ${'the class says otherwise'}
    ${{ overhead: { cpu: '250m' } }}                         | ${[runtimeClass('sandbox', overhead)]} | ${'NotCreated Admission/ContradictedOverhead'} | ${'it names no class'}
    ${{ runtimeClassName: 's', nodeSelector: { disk: 'hdd' } }}    | ${[runtimeClass('s', { scheduling: { nodeSelector: { disk: 'ssd' } } })]} | ${'NotEligible NodeAffinity/UnmatchedNodeSelector'} | ${'the node has neither'}
    ${{ runtimeClassName: 's' }}                             | ${[runtimeClass('s', { scheduling: { nodeSelector: { disk: 'ssd' } } })]} | ${'Pending NodeAffinity/UnmatchedRuntimeClass'} | ${'only the pod asks for the label'}
  `('$pod: $is, as $because', ({ pod, held, is }) => expect(answer(daemonSet({ pod }), held as object[])).toBe(is));

  test('a selector that says otherwise than the template\'s is refused', () => {
    const held = objects(runtimeClass('s', { scheduling: { nodeSelector: { disk: 'ssd' } } }));
    const asked = daemonSet({ pod: { runtimeClassName: 's', nodeSelector: { disk: 'hdd' } } });

    expect(new Answers([asked], [node('n', { labels: { disk: 'hdd' } })], { objects: held }).of('agent', 'n').reasons.map(({ code }) => code)).toEqual(['ContradictedNodeSelector']);
  });
});

describe('limit range', () => {
  const limits = (...items: object[]) => [namespaced('LimitRange', { limits: items })];

  test.each`
    requests             | items                                                      | is                                         | because
    ${{ cpu: '1' }}      | ${[{ type: 'Container', max: { cpu: '2' } }]}              | ${'Runs'}                                  | ${'the maximum becomes its limit'}
    ${{ cpu: '3' }}      | ${[{ type: 'Container', max: { cpu: '2' } }]}              | ${'NotCreated Admission/InvalidPod Admission/RefusedByLimitRange'} | ${'it asks for more than the limit that it gets'}
    ${{ cpu: '1' }}      | ${[{ type: 'Container', min: { cpu: '2' } }]}              | ${'NotCreated Admission/RefusedByLimitRange'} | ${'it asks for less than the minimum'}
    ${{}}                | ${[{ type: 'Container', min: { cpu: '2' } }]}              | ${'Runs'}                                  | ${'the minimum becomes its request'}
    ${{}}                | ${[{ type: 'Pod', min: { cpu: '2' } }]}                    | ${'NotCreated Admission/RefusedByLimitRange'} | ${'nothing is filled in for pods'}
    ${{ cpu: '1' }}      | ${[{ type: 'Container', default: { cpu: '4' }, maxLimitRequestRatio: { cpu: '2' } }]} | ${'NotCreated Admission/RefusedByLimitRange'} | ${'the limit that it gets is four times its request'}
    ${{ cpu: '1' }}      | ${[{ type: 'PersistentVolumeClaim', max: { storage: '1Gi' } }]} | ${'Runs'}                             | ${'that concerns no pod'}
  `('$requests under $items: $is, as $because', ({ requests, items, is }) => expect(answer(daemonSet({ pod: requesting(requests) }), limits(...items as object[]))).toBe(is));

  test('what it fills in takes room', () => {
    const held = limits({ type: 'Container', defaultRequest: { 'example.com/license': '1' } });

    expect(answer(daemonSet(), held)).toBe('Pending NodeResourcesFit/InsufficientResource');
    expect(answer(daemonSet({ namespace: 'elsewhere' }), held)).toBe('Runs');
  });
});

describe('pod security', () => {
  const enforce = (level: string, version?: string) => [namespace({ 'pod-security.kubernetes.io/enforce': level, ...version ? { 'pod-security.kubernetes.io/enforce-version': version } : {} })];
  const hostPath = { volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }] };

  test.each`
    level           | pod         | is                                            | because
    ${'privileged'} | ${hostPath} | ${'Runs'}                                     | ${'everything is allowed'}
    ${'baseline'}   | ${{}}       | ${'Runs'}                                     | ${'it asks for nothing'}
    ${'baseline'}   | ${hostPath} | ${'NotCreated Admission/ViolatesPodSecurity'} | ${'it reads the node'}
    ${'baseline'}   | ${{ hostNetwork: true }} | ${'NotCreated Admission/ViolatesPodSecurity'} | ${'it is on the host network'}
  `('$level: $is, as $because', ({ level, pod, is }) => expect(answer(daemonSet({ pod: pod as Record<string, unknown> }), enforce(level))).toBe(is));

  test('the strictest level refuses a pod that states nothing, with every reason', () => {
    const messages = new Answers([daemonSet()], [node('n')], { objects: objects(...enforce('restricted')) }).messages('agent', 'n');

    expect(messages).toEqual(['allowPrivilegeEscalation != false', 'unrestricted capabilities', 'runAsNonRoot != true', 'seccompProfile not set']
      .map(what => `the namespace monitoring enforces the Pod Security level restricted, which forbids ${what} (container "agent"): no pod is created`));
  });

  test('a pinned version counts, and never a newer one than the cluster\'s', () => {
    const probed = daemonSet({ pod: { containers: [{ name: 'c', image: 'i', livenessProbe: { httpGet: { port: 80, host: '127.0.0.1' } } }] } });

    expect(answer(probed, enforce('baseline'))).toBe('NotCreated Admission/ViolatesPodSecurity');
    expect(answer(probed, enforce('baseline', 'v1.33'))).toBe('Runs');
    expect(answer(probed, enforce('baseline', 'v1.34'), 33)).toBe('Runs');
  });
});

describe('resource quota', () => {
  const scoped = (operator: string, values?: string[]) => ({ scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator, ...values ? { values } : {} }] } });

  test.each`
    spec                                                                   | is                                        | because
    ${{ hard: { pods: '1' } }}                                             | ${'Runs'}                                 | ${'one pod is allowed'}
    ${{ hard: { pods: '0' } }}                                             | ${'NotCreated Admission/ExceededQuota'}   | ${'none is'}
    ${{ hard: { pods: '0' }, ...scoped('In', ['system-node-critical']) }}  | ${'NotCreated Admission/ExceededQuota'}   | ${'it has that class'}
    ${{ hard: { pods: '0' }, ...scoped('In', ['other']) }}                 | ${'Runs'}                                 | ${'it has another class'}
    ${{ hard: { pods: '0' }, ...scoped('DoesNotExist') }}                  | ${'Runs'}                                 | ${'it has a class'}
    ${{ hard: { 'requests.cpu': '500m' } }}                                | ${'NotCreated Admission/ExceededQuota'}   | ${'it asks for one'}
    ${{ hard: { 'limits.memory': '1Gi' } }}                                | ${'NotCreated Admission/RequiredByQuota'} | ${'it states no limit'}
    ${{ hard: { configmaps: '0' } }}                                       | ${'Runs'}                                 | ${'that counts no pods'}
  `('$spec: $is, as $because', ({ spec, is }) => {
    expect(answer(daemonSet({ pod: requesting({ cpu: '1' }, { priorityClassName: 'system-node-critical' }) }), [namespaced('ResourceQuota', spec as object)])).toBe(is);
  });

  test('one that is used up on the way lets the first pods in', () => {
    const held = objects(namespaced('ResourceQuota', { hard: { pods: '2' } }));
    const answers = new Answers([daemonSet()], ['a', 'b', 'c'].map(name => node(name)), { objects: held });

    expect(answers.outcomes('agent a', 'agent b', 'agent c')).toEqual(['Runs', 'Runs', 'NotCreated']);
    expect(answers.messages('agent', 'c')).toEqual(['the ResourceQuota monitoring/it allows 2 of pods, 2 are used and 1 are asked for: no pod is created; on which nodes that happens is left to chance']);
  });
});

describe('what only pods have', () => {
  const container = (name: string, containerPort: number) => ({ name, image: 'i', ports: [{ containerPort }] });

  test('on the host network a port can be had once', () => {
    const both = (hostNetwork: boolean) => answer(daemonSet({ pod: { hostNetwork, containers: [container('a', 80), container('b', 80)] } }));

    expect(both(true)).toBe('NotCreated Admission/InvalidPod');
    expect(both(false)).toBe('Runs');
  });

  test('from 1.31 on, a label is not selected twice in pod affinity', () => {
    const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', labelSelector: { matchLabels: { app: 'agent' } }, matchLabelKeys: ['app'] }] };
    const asked = daemonSet({ pod: { affinity: { podAntiAffinity } } });

    expect([30, 31].map(minor => answer(asked, [], minor))).toEqual(['Runs', 'NotCreated Admission/InvalidPod']);
  });

  test('pod-level limits must cover what the containers ask for', () => {
    const asked = daemonSet({ pod: requesting({ cpu: '2' }, { resources: { limits: { cpu: '1' } } }) });

    expect([33, 34].map(minor => answer(asked, [], minor))).toEqual(['Runs', 'NotCreated Admission/InvalidPod']);
  });
});
