import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { containerOf, daemonSetOf, newAgent, newChart, only, podOf, yamlOf } from './manifests';
import { NodeSelection } from '../../src';

describe('what is done to agent.daemonSet reaches the output', () => {
  test('a volume and a mount', () => {
    const agent = newAgent();
    const volume = kplus.Volume.fromEmptyDir(agent, 'Cache', 'cache');
    agent.daemonSet.addVolume(kplus.Volume.fromEmptyDir(agent, 'Spare', 'spare'));
    agent.daemonSet.containers[0]!.mount('/cache', volume);

    expect(podOf(agent).volumes).toEqual([{ name: 'cache', emptyDir: {} }, { name: 'spare', emptyDir: {} }]);
    expect(containerOf(agent).volumeMounts).toEqual([{ name: 'cache', mountPath: '/cache' }]);
  });

  test('a container, with the settings that it was given', () => {
    const agent = newAgent();
    agent.daemonSet.attachContainer(new kplus.Container({ name: 'extra', image: 'extra:1', imagePullPolicy: kplus.ImagePullPolicy.ALWAYS }));

    expect(containerOf(agent, 'extra')).toMatchObject({ image: 'extra:1', imagePullPolicy: 'Always' });
    expect(containerOf(agent)).not.toHaveProperty('imagePullPolicy');
  });

  test('an init container', () => {
    const agent = newAgent();
    agent.daemonSet.addInitContainer({ image: 'init:1' });

    expect(podOf(agent).initContainers[0].image).toBe('init:1');
  });

  test('a variable, a label and an annotation', () => {
    const agent = newAgent({ podLabels: { a: '1' } });
    agent.daemonSet.containers[0]!.env.addVariable('LEVEL', kplus.EnvValue.fromValue('debug'));
    agent.daemonSet.podMetadata.addLabel('b', '2');
    agent.daemonSet.podMetadata.addAnnotation('c', '3');
    agent.daemonSet.metadata.addAnnotation('d', '4');

    expect(containerOf(agent).env).toEqual([{ name: 'LEVEL', value: 'debug' }]);
    expect(daemonSetOf(agent).spec.template.metadata).toMatchObject({ labels: { a: '1', b: '2' }, annotations: { c: '3' } });
    expect(daemonSetOf(agent).metadata.annotations.d).toBe('4');
  });

  test('a toleration, once', () => {
    const agent = newAgent({ nodes: NodeSelection.everyNode().toleratingOnly() });
    agent.daemonSet.scheduling.tolerate(kplus.Node.tainted(kplus.NodeTaintQuery.exists('a')));

    expect(podOf(agent).tolerations).toEqual([{ key: 'a', operator: 'Exists' }]);
    expect(yamlOf(agent)).toBe(yamlOf(agent));
  });

  test('a required node affinity, which must then hold together with the agent\'s own', () => {
    const agent = newAgent({ nodes: NodeSelection.everyNode().excluding('a=1,b=2', 'test') });
    agent.daemonSet.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.is('zone', 'x')));
    agent.daemonSet.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.is('zone', 'y')));

    const { nodeSelectorTerms } = podOf(agent).affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    const shown = nodeSelectorTerms.map((term: { matchExpressions: { key: string; operator: string; values: string[] }[] }) =>
      term.matchExpressions.filter(({ key }) => ['a', 'b', 'zone'].includes(key)).map(({ key, operator, values }) => `${key} ${operator} ${values}`));
    expect(shown).toEqual([
      ['a NotIn 1', 'zone In x'], ['a NotIn 1', 'zone In y'], ['b NotIn 2', 'zone In x'], ['b NotIn 2', 'zone In y'],
    ]);
  });

  test('a preferred node affinity, beside the agent\'s own', () => {
    const agent = newAgent();
    agent.daemonSet.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.is('zone', 'x')), { weight: 5 });

    const { nodeAffinity } = podOf(agent).affinity;
    expect(nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight).toBe(5);
    expect(nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms).toHaveLength(1);
  });

  test('a network policy, which selects the pods by the labels that they really have', () => {
    const chart = newChart();
    const agent = newAgent({ metadata: { name: 'a' } }, chart);
    new kplus.NetworkPolicy(chart, 'Policy', { selector: agent.daemonSet });

    expect(only('NetworkPolicy', chart).spec.podSelector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'agent', 'app.kubernetes.io/instance': 'a' } });
  });

  test('fails when two containers get one name', () => {
    const agent = newAgent();
    agent.daemonSet.attachContainer(new kplus.Container({ name: 'agent', image: 'extra:1' }));

    expect(() => yamlOf(agent)).toThrow('two containers are called "agent"');
  });
});

describe('a patch of ApiObject.of(agent)', () => {
  const patched = (...patches: JsonPatch[]) => {
    const agent = newAgent({ container: { image: 'agent:1', requests: { cpu: '10m', memory: '1Mi' } } });
    ApiObject.of(agent).addJsonPatch(...patches);
    return daemonSetOf(agent);
  };

  test('is of the DaemonSet', () => {
    expect(ApiObject.of(newAgent()).kind).toBe('DaemonSet');
  });

  test.each<[string, unknown]>([
    ['/spec/template/spec/hostPID', true],
    ['/spec/template/spec/hostIPC', true],
    ['/spec/updateStrategy/rollingUpdate/maxUnavailable', '25%'],
    ['/spec/updateStrategy/rollingUpdate/maxSurge', 0],
    ['/spec/template/spec/containers/0/resources/requests/cpu', '50m'],
    ['/spec/template/spec/containers/0/resources/requests/nvidia.com~1gpu', '1'],
    ['/spec/template/spec/securityContext/appArmorProfile', { type: 'Unconfined' }],
    ['/spec/template/spec/topologySpreadConstraints', [{ maxSkew: 1 }]],
    ['/spec/template/spec/containers/0/imagePullPolicy', 'Always'],
    ['/metadata/finalizers', ['x']],
  ])('is applied in Kubernetes\' own spelling: %s', (path, value) => {
    const read = path.slice(1).split('/').reduce<any>((object, key) => object[key.replace('~1', '/')], patched(JsonPatch.add(path, value)));

    expect(read).toEqual(value);
  });

  test('removes what an agent sets by itself', () => {
    const { spec } = patched(JsonPatch.remove('/spec/template/spec/tolerations'), JsonPatch.remove('/spec/template/spec/containers/0/resources'));

    expect(spec.template.spec).not.toHaveProperty('tolerations');
    expect(spec.template.spec.containers[0]).not.toHaveProperty('resources');
  });

  test('is applied once, however often it is synthesized', () => {
    const agent = newAgent();
    ApiObject.of(agent).addJsonPatch(JsonPatch.add('/spec/template/spec/tolerations/-', { key: 'x', operator: 'Exists' }));

    expect(yamlOf(agent)).toBe(yamlOf(agent));
    expect(podOf(agent).tolerations).toEqual([{ operator: 'Exists' }, { key: 'x', operator: 'Exists' }]);
  });

  test('fails with the path of the construct when it does not fit', () => {
    const agent = newAgent();
    ApiObject.of(agent).addJsonPatch(JsonPatch.add('/spec/nowhere/field', 1));

    expect(() => yamlOf(agent)).toThrow('platform/Agent');
  });
});
