import * as fc from 'fast-check';
import { labelsOf, podSelectorOf, readPodTemplate, resourcesOf } from '../../src/manifest/pod-template-reader';
import { WirePodSpec } from '../../src/manifest/wire';
import { conformity } from '../../src/manifest/wire-types';

const read = (spec: WirePodSpec, comparisons?: boolean) => readPodTemplate({ metadata: { labels: { app: 'a' } }, spec }, comparisons);
const shown = (resources: ReturnType<typeof resourcesOf>) => Object.fromEntries([...resources].map(([name, amount]) => [name, amount.toString()]));

describe('a pod template', () => {
  test.each([{}, { spec: null }, { metadata: null, spec: {} }, { metadata: { labels: null }, spec: { nodeSelector: null, containers: null, affinity: null, tolerations: null, volumes: null } }])('that says nothing has the defaults of Kubernetes: %j', template => {
    expect(readPodTemplate(template)).toMatchObject({
      labels: new Map(),
      nodeSelector: new Map(),
      tolerations: [],
      hostNetwork: false,
      containers: [],
      initContainers: [],
      overhead: new Map(),
      podAffinity: [],
      podAntiAffinity: [],
      spreadConstraints: [],
      schedulerName: 'default-scheduler',
      schedulingGates: [],
      hostPaths: [],
    });
    expect(Object.keys(readPodTemplate(template))).not.toEqual(expect.arrayContaining(['nodeName', 'nodeAffinity', 'requests', 'limits', 'priorityClassName']));
  });

  test('knows what others provide, and for which operating system it is', () => {
    const volumes = [{ name: 'a', persistentVolumeClaim: { claimName: 'x' } }, { name: 'b', ephemeral: { volumeClaimTemplate: {} } }, { name: 'c', emptyDir: {} }];

    expect(readPodTemplate({ spec: { volumes, resourceClaims: [{ name: 'gpu' }], os: { name: 'windows' } } }))
      .toMatchObject({ volumeClaims: ['a', 'b'], resourceClaims: ['gpu'], osName: 'windows' });
    expect(readPodTemplate({ spec: { os: null } })).not.toHaveProperty('osName');
  });

  test.each([
    [{ nodeName: 'w-1' }, 'w-1'], [{ nodeName: '' }, undefined], [{ nodeName: null }, undefined],
  ])('of %j names the node %s', (spec, nodeName) => {
    expect(read(spec).nodeName).toBe(nodeName);
  });

  test('selects nodes by label, where null is the empty value', () => {
    expect(read({ nodeSelector: { disk: 'ssd', gpu: null } }).nodeSelector).toEqual(new Map([['disk', 'ssd'], ['gpu', '']]));
  });

  test.each<[string, WirePodSpec, boolean | undefined]>([
    ['no affinity', {}, undefined],
    ['preferred affinity only', { affinity: { nodeAffinity: {} } }, undefined],
    ['no terms', { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } } }, false],
    ['a term that matches', { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['w-1'] }] }] } } } }, true],
    ['a term that does not', { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'gpu', operator: 'Exists' }] }] } } } }, false],
    ['an empty term', { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{}] } } } }, false],
  ])('with %s matches w-1: %3$s', (_, spec, expected) => {
    expect(read(spec).nodeAffinity?.matches('w-1', new Map())).toBe(expected);
  });

  test('tolerates as written, and what every DaemonSet does', () => {
    const template = read({ tolerations: [{ key: 'gpu', operator: '', value: '', effect: '', tolerationSeconds: 30 }, { operator: 'Exists' }, { key: null }] });

    expect(template.tolerations).toEqual([{ key: 'gpu', tolerationSeconds: 30 }, { operator: 'Exists' }, {}]);
    expect(template.effectiveTolerations).toHaveLength(3 + 6);
    expect(read({ hostNetwork: true }).effectiveTolerations).toHaveLength(7);
  });

  test('compares values of taints only where the feature gate is on', () => {
    const spec = { tolerations: [{ key: 'level', operator: 'Gt', value: '3' }, { key: 'level', operator: 'Lt', value: '9' }] };

    expect(read(spec).effectiveTolerations).toHaveLength(6);
    expect(read(spec, true).effectiveTolerations).toHaveLength(8);
    expect(read(spec).tolerations).toHaveLength(2);
  });

  test('asks for resources and ports', () => {
    const [container] = read({
      containers: [{
        name: 'c',
        resources: { requests: { 'cpu': '0.1m', 'memory': ' 1.5Gi ', 'nvidia.com/gpu': 1 }, limits: { cpu: 0.5 } },
        ports: [{ containerPort: 80 }, { containerPort: 9100, hostPort: 9100, protocol: 'UDP', hostIP: '10.0.0.1' }],
      }],
    }).containers;

    expect(shown(container!.requests)).toEqual({ 'cpu': '1m', 'memory': '1536Mi', 'nvidia.com/gpu': '1' });
    expect(shown(container!.limits)).toEqual({ cpu: '500m' });
    expect(container!.ports).toEqual([{ containerPort: 80, hostPort: 0, protocol: 'TCP', hostIp: '' }, { containerPort: 9100, hostPort: 9100, protocol: 'UDP', hostIp: '10.0.0.1' }]);
  });

  test('may have a sidecar among its init containers', () => {
    expect(read({ initContainers: [{ name: 'a', restartPolicy: 'Always' }, { name: 'b' }] }).initContainers.map(({ restartPolicy }) => restartPolicy)).toEqual(['Always', undefined]);
  });

  test('may have resources of its own', () => {
    const template = read({ resources: { requests: { cpu: 1 }, limits: { cpu: 2 } }, overhead: { memory: '10Mi' } });

    expect([template.requests, template.limits, template.overhead].map(resources => shown(resources!))).toEqual([{ cpu: '1' }, { cpu: '2' }, { memory: '10Mi' }]);
  });

  test.each([
    ['is only read', [{ name: 'log', mountPath: '/log', readOnly: true }], [], false],
    ['is written', [{ name: 'log', mountPath: '/log' }], [], true],
    ['is written by an init container', [{ name: 'log', mountPath: '/log', readOnly: true }], [{ name: 'log', mountPath: '/log' }], true],
    ['is mounted nowhere', [{ name: 'other', mountPath: '/log' }], [], false],
  ])('may see a path of the node, which %s', (_, volumeMounts, initMounts, writable) => {
    const volumes = [{ name: 'log', hostPath: { path: '/var/log' } }, { name: 'tmp', emptyDir: {} }];

    expect(read({ volumes, containers: [{ name: 'c', volumeMounts }], initContainers: [{ name: 'i', volumeMounts: initMounts }] }).hostPaths).toEqual([{ name: 'log', path: '/var/log', type: '', writable }]);
    expect(read({ volumes: [{ name: 'log', hostPath: { path: '/var/log', type: 'Directory' } }] }).hostPaths).toMatchObject([{ type: 'Directory' }]);
  });

  test('may need other pods, and keep away from them', () => {
    const terms = [{ topologyKey: 'zone', labelSelector: { matchLabels: { app: 'a' } }, namespaceSelector: {}, matchLabelKeys: ['v'] }];
    const template = read({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms }, podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'host' }] } } });

    expect(template.podAffinity).toEqual([{
      topologyKey: 'zone', selector: [{ key: 'app', operator: 'In', values: ['a'] }], namespaces: [], namespaceSelector: [], matchLabelKeys: ['v'], mismatchLabelKeys: [],
    }]);
    expect(template.podAntiAffinity).toEqual([{ topologyKey: 'host', selector: undefined, namespaces: [], namespaceSelector: undefined, matchLabelKeys: [], mismatchLabelKeys: [] }]);
  });

  test('may spread', () => {
    expect(read({ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }] }).spreadConstraints).toEqual([
      { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', selector: undefined, nodeAffinityPolicy: 'Honor', nodeTaintsPolicy: 'Ignore', matchLabelKeys: [] },
    ]);
  });

  test('may name who decides about it', () => {
    expect(read({ schedulerName: 'volcano', schedulingGates: [{ name: 'a/b' }], priorityClassName: 'p', priority: 0, preemptionPolicy: 'Never', runtimeClassName: 'gvisor' })).toMatchObject({
      schedulerName: 'volcano', schedulingGates: ['a/b'], priorityClassName: 'p', priority: 0, preemptionPolicy: 'Never', runtimeClassName: 'gvisor',
    });
  });
});

describe('labels', () => {
  test('keep keys that objects have by nature', () => {
    expect([...labelsOf(JSON.parse('{"__proto__": "a", "constructor": "b", "toString": null}'))]).toEqual([['__proto__', 'a'], ['constructor', 'b'], ['toString', '']]);
    expect(labelsOf(undefined).get('constructor')).toBeUndefined();
  });
});

describe('a pod selector', () => {
  test('is nothing where there is none, and everything where it is empty', () => {
    expect([podSelectorOf(undefined), podSelectorOf(null), podSelectorOf({})]).toEqual([undefined, undefined, []]);
  });

  test('has labels and expressions', () => {
    expect(podSelectorOf({ matchLabels: { a: 'b', c: null }, matchExpressions: [{ key: 'd', operator: 'Exists' }] })).toEqual([
      { key: 'a', operator: 'In', values: ['b'] }, { key: 'c', operator: 'In', values: [''] }, { key: 'd', operator: 'Exists', values: [] },
    ]);
  });
});

test('whatever has the right types is read', () => {
  const scalar = fc.constantFrom<unknown>('a', '', 'Exists', 'In', 5, true, null, '1Gi');
  const key = fc.constantFrom('nodeName', 'nodeSelector', 'tolerations', 'key', 'operator', 'containers', 'name', 'resources', 'requests', 'cpu', 'affinity', 'nodeAffinity', 'hostNetwork', 'volumes', 'hostPath', 'path');
  const { any } = fc.letrec(tie => ({ any: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('any'), { maxLength: 2 }), fc.dictionary(key, tie('any'), { maxKeys: 4 })) }));

  fc.assert(fc.property(fc.dictionary(key, any), spec => {
    if (conformity(spec, 'PodSpec').problems.length === 0) { expect(readPodTemplate({ spec })).toHaveProperty('nodeSelector'); }
  }), { numRuns: 1000 });
});
