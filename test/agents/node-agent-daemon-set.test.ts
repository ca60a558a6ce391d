import { App, Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { containerOf, daemonSetOf, manifests, newAgent, newChart, only, podOf, yamlOf } from './manifests';
import {
  AgentContainer, AgentProbe, HostPath, NodeAgentDaemonSet, NodeAgentDaemonSetOptions, NodeAgentDaemonSetProps, NodeSelection, PodDnsPolicy, PortProtocol,
  TaintEffect, Toleration,
} from '../../src';

/** The agent of one's own of the documentation. */
class GpuExporterDaemonSet extends NodeAgentDaemonSet {
  constructor(scope: Construct, id: string, props: NodeAgentDaemonSetOptions = {}) {
    super(scope, id, {
      role: 'gpu-metrics',
      nodes: NodeSelection.labeled({ 'nvidia.com/gpu.present': 'true' }).orNone(),
      ...props,
      container: {
        image: 'nvcr.io/nvidia/k8s/dcgm-exporter:4.5.3-4.8.2-distroless',
        requests: { cpu: '100m', memory: '512Mi' },
        ports: [{ name: 'metrics', number: 9400 }],
        mounts: [HostPath.readOnly('/var/lib/kubelet/pod-resources')],
      },
    });
  }
}

describe('an agent of one\'s own', () => {
  test('looks like this', () => {
    const chart = newChart();
    new GpuExporterDaemonSet(chart, 'Gpu');

    expect(yamlOf(chart)).toMatchSnapshot();
  });

  test('gives way to what its user chooses', () => {
    const agent = new GpuExporterDaemonSet(newChart(), 'Gpu', {
      image: 'registry.corp/dcgm:1', requests: { cpu: '200m' }, nodes: NodeSelection.workers(), role: 'metrics', env: { DCGM: '1' }, extraArgs: ['--verbose'],
    });

    expect(containerOf(agent)).toMatchObject({
      name: 'dcgm-exporter',
      image: 'registry.corp/dcgm:1',
      args: ['--verbose'],
      env: [{ name: 'DCGM', value: '1' }],
      resources: { requests: { cpu: '200m', memory: '512Mi' } },
    });
    expect(daemonSetOf(agent).metadata.annotations).toMatchObject({
      'everynode.dev/role': 'metrics', 'everynode.dev/required-nodes': 'kubernetes.io/os=linux,!node-role.kubernetes.io/control-plane',
    });
  });

  test('says of which class it is, and what is required of it', () => {
    expect(daemonSetOf(new GpuExporterDaemonSet(newChart(), 'Gpu')).metadata.annotations).toEqual({
      'everynode.dev/agent': 'GpuExporterDaemonSet',
      'everynode.dev/role': 'gpu-metrics',
      'everynode.dev/required-nodes': 'kubernetes.io/os=linux,nvidia.com/gpu.present=true',
      'everynode.dev/may-select-none': 'true',
    });
  });
});

describe('the nodes of an agent', () => {
  test('are all of them, whatever their taints, without virtual ones', () => {
    const pod = podOf(newAgent());

    expect(pod.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
    expect(pod.tolerations).toEqual([{ operator: 'Exists' }]);
    expect(pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms).toEqual([{
      matchExpressions: [
        { key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] },
        { key: 'type', operator: 'NotIn', values: ['virtual-kubelet'] },
      ],
    }]);
  });

  test('are left out of the manifest, too, when they are excluded, and the reason is written down', () => {
    const agent = newAgent({ nodes: NodeSelection.everyNode().excluding('sandbox=true', 'no customer data may leave', '2027-01-01') });

    expect(podOf(agent).affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions)
      .toContainEqual({ key: 'sandbox', operator: 'NotIn', values: ['true'] });
    expect(JSON.parse(daemonSetOf(agent).metadata.annotations['everynode.dev/exempt']))
      .toEqual([{ nodes: 'sandbox=true', reason: 'no customer data may leave', until: '2027-01-01' }]);
  });

  test('may be told by the taints that are tolerated, and tolerate adds to them, also after construction', () => {
    const agent = newAgent({ nodes: NodeSelection.everyNode().toleratingOnly(Toleration.exists('node-role.kubernetes.io/control-plane', TaintEffect.NO_SCHEDULE)) });
    agent.tolerate(Toleration.exists('nvidia.com/gpu'), Toleration.equal('dedicated', ''));

    expect(podOf(agent).tolerations).toEqual([
      { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
      { key: 'nvidia.com/gpu', operator: 'Exists' },
      { key: 'dedicated', operator: 'Equal', value: '' },
    ]);
  });

  test('are no more when every taint is tolerated already', () => {
    const agent = newAgent();
    agent.tolerate(Toleration.exists('nvidia.com/gpu'));

    expect(podOf(agent).tolerations).toEqual([{ operator: 'Exists' }]);
  });
});

describe('the names of an agent', () => {
  const named = (scope: Construct, id: string) => newAgent({
    metadata: { name: 'logs', namespace: 'logging' },
    container: { image: 'agent:1', configFiles: { '/etc/agent/agent.conf': 'x' } },
    permissions: [{ resources: ['pods'], verbs: ['get'] }],
  }, new Construct(scope, id));

  test('do not change when the construct moves in the tree', () => {
    const here = named(newChart(), 'Here');
    const there = named(new Construct(new Chart(new App(), 'elsewhere'), 'Deep'), 'Down');

    expect(manifests(there)).toEqual(manifests(here));
    expect(manifests(here).map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`).sort()).toEqual([
      'ClusterRole undefined/logging:logs', 'ClusterRoleBinding undefined/logging:logs', 'ConfigMap logging/logs', 'DaemonSet logging/logs', 'ServiceAccount logging/logs',
    ]);
  });

  test('are written in the order in which they are needed: the pods come last', () => {
    expect(manifests(named(newChart(), 'Here')).map(({ kind }) => kind).at(-1)).toBe('DaemonSet');
  });

  test('are the program and the DaemonSet in its selector, and never a hash of the path', () => {
    const agent = named(newChart(), 'Here');

    expect(daemonSetOf(agent).spec.selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'agent', 'app.kubernetes.io/instance': 'logs' } });
    expect(daemonSetOf(agent).spec.template.metadata.labels).toEqual({ 'app.kubernetes.io/name': 'agent', 'app.kubernetes.io/instance': 'logs' });
    expect(yamlOf(agent)).not.toContain('cdk8s.io/metadata.addr');
  });

  test('are those that the chart gives when none are stated', () => {
    class Company extends Chart {
      public override generateObjectName(): string { return 'corp-agent'; }
    }

    expect(newAgent({}, new Company(new App(), 'c')).daemonSetName).toBe('corp-agent');
    expect(newAgent().daemonSetName).toBe(daemonSetOf(newAgent()).metadata.name);
    expect(newAgent().daemonSetName).toMatch(/^platform-agent-[0-9a-f]{8}$/);
  });

  test('fail when they are too long for the label that selects the pods', () => {
    expect(newAgent({ metadata: { name: 'a'.repeat(63) } }).daemonSetName).toHaveLength(63);
    expect(() => newAgent({ metadata: { name: 'a'.repeat(64) } })).toThrow('must have at most 63 characters');

    class Talkative extends Chart {
      public override generateObjectName(): string { return 'a'.repeat(64); }
    }
    expect(() => newAgent({}, new Talkative(new App(), 'c'))).toThrow(/must have at most 63 characters, got "a+" \(64\); set metadata\.name/);
  });

  test.each(['Logs', 'my_logs', '-logs', ''])('fail when Kubernetes would not take them: "%s"', name => {
    expect(() => newAgent({ metadata: { name } })).toThrow(`platform/Agent: the name of the DaemonSet must be 1-253 lower case letters, digits, "-" and ".", each part beginning and ending with a letter or digit, got "${name}"`);
  });

  test('leave the tree as it was when the construct fails', () => {
    const chart = newChart();
    expect(() => newAgent({ image: 'latest:latest' }, chart)).toThrow();

    expect(chart.node.tryFindChild('Resource')).toBeUndefined();
  });

  test('of two agents in two namespaces never collide in the cluster', () => {
    const chart = newChart();
    const permissions = [{ resources: ['pods'], verbs: ['get'] }];
    newAgent({ metadata: { namespace: 'a', name: 'b-c' }, permissions }, new Construct(chart, 'One'));
    newAgent({ metadata: { namespace: 'a-b', name: 'c' }, permissions }, new Construct(chart, 'Two'));

    expect(manifests(chart).filter(({ kind }) => kind === 'ClusterRole').map(({ metadata }) => metadata.name)).toEqual(['a:b-c', 'a-b:c']);
  });

  test('take over a DaemonSet that runs already', () => {
    const agent = newAgent({ metadata: { name: 'fluentd' }, matchLabels: { 'k8s-app': 'fluentd-logging', 'version': 'v1' }, podLabels: { team: 'a' } });

    expect(daemonSetOf(agent).spec.selector).toEqual({ matchLabels: { 'k8s-app': 'fluentd-logging', 'version': 'v1' } });
    expect(daemonSetOf(agent).spec.template.metadata.labels).toEqual({ 'k8s-app': 'fluentd-logging', 'version': 'v1', 'team': 'a' });
    expect(agent.matchLabels).toEqual({ 'k8s-app': 'fluentd-logging', 'version': 'v1' });
  });

  test('fail when no label or a torn one selects the pods', () => {
    expect(() => newAgent({ matchLabels: {} })).toThrow('matchLabels must have at least one label');
    expect(() => newAgent({ podLabels: { 'app.kubernetes.io/name': 'other' } }))
      .toThrow('podLabels: app.kubernetes.io/name must be "agent", by which the DaemonSet selects its pods, got "other"; to select by another value use matchLabels');
  });
});

describe('the labels and annotations of an agent', () => {
  test('are its own, those of the chart and those that are stated, which win', () => {
    const chart = new Chart(new App(), 'platform', { labels: { team: 'platform' } });
    const agent = newAgent({
      labels: { 'app.kubernetes.io/part-of': 'logging' },
      annotations: { 'everynode.dev/agent': 'Mine', 'note': 'x' },
      podLabels: { sidecar: 'no' },
      podAnnotations: { note: 'y' },
      metadata: { labels: { from: 'metadata' }, annotations: { from: 'metadata' } },
    }, chart);

    expect(daemonSetOf(agent).metadata.labels).toMatchObject({ 'team': 'platform', 'app.kubernetes.io/part-of': 'logging', 'app.kubernetes.io/name': 'agent', 'from': 'metadata' });
    expect(daemonSetOf(agent).metadata.annotations).toMatchObject({ 'everynode.dev/agent': 'Mine', 'note': 'x', 'from': 'metadata' });
    expect(daemonSetOf(agent).spec.template.metadata).toMatchObject({ labels: { sidecar: 'no' }, annotations: { note: 'y' } });
  });

  test('fail when Kubernetes would not take them', () => {
    expect(() => newAgent({ labels: { 'a b': 'x' } })).toThrow('platform/Agent: labels: key must begin and end with a letter or digit');
    expect(() => newAgent({ podLabels: { a: 'x y' } })).toThrow('platform/Agent: podLabels: the value of a must be empty, or begin and end with a letter or digit');
    expect(() => newAgent({ annotations: { 'a/b/c': 'x' } })).toThrow('platform/Agent: annotations: key must have at most one "/"');
  });

  test('name no role where there is none', () => {
    expect(daemonSetOf(newAgent()).metadata.annotations).not.toHaveProperty('everynode.dev/role');
    expect(daemonSetOf(newAgent({ role: '' })).metadata.annotations).not.toHaveProperty('everynode.dev/role');
  });
});

describe('the pod of an agent', () => {
  test('takes what is stated of it', () => {
    const agent = newAgent({
      imagePullSecrets: ['registry', 'mirror'],
      minReady: Duration.minutes(1),
      revisionHistoryLimit: 0,
      priorityClassName: 'agents',
      terminationGracePeriod: Duration.seconds(0),
    });

    expect(daemonSetOf(agent).spec).toMatchObject({ minReadySeconds: 60, revisionHistoryLimit: 0 });
    expect(podOf(agent)).toMatchObject({
      imagePullSecrets: [{ name: 'registry' }, { name: 'mirror' }], priorityClassName: 'agents', terminationGracePeriodSeconds: 0, enableServiceLinks: false,
    });
  });

  test('has nothing that nobody asked for', () => {
    const { spec } = daemonSetOf(newAgent());

    expect(Object.keys(spec)).toEqual(['selector', 'template', 'updateStrategy']);
    expect(Object.keys(spec.template.spec)).toEqual([
      'affinity', 'automountServiceAccountToken', 'containers', 'dnsPolicy', 'enableServiceLinks', 'nodeSelector', 'restartPolicy',
      'securityContext', 'terminationGracePeriodSeconds', 'tolerations',
    ]);
    expect(spec.template.spec).toMatchObject({ automountServiceAccountToken: false, dnsPolicy: 'ClusterFirst' });
  });

  test('finds Services on the host network, too, unless stated otherwise', () => {
    expect(podOf(newAgent({ hostNetwork: true, hostPid: true }))).toMatchObject({ hostNetwork: true, hostPID: true, dnsPolicy: 'ClusterFirstWithHostNet' });
    expect(podOf(newAgent({ hostNetwork: true, dnsPolicy: PodDnsPolicy.DEFAULT })).dnsPolicy).toBe('Default');
  });

  test('fails with numbers and names that Kubernetes would not take', () => {
    expect(() => newAgent({ revisionHistoryLimit: -1 })).toThrow('revisionHistoryLimit: must be a whole number of at least 0, got -1');
    expect(() => newAgent({ minReady: Duration.millis(1500) })).toThrow('platform/Agent: minReady: must be a whole number of seconds, got 1.5');
    expect(() => newAgent({ terminationGracePeriod: Duration.millis(1) })).toThrow('terminationGracePeriod: must be a whole number of seconds, got 0.001');
    expect(() => newAgent({ imagePullSecrets: ['My_Secret'] })).toThrow('imagePullSecrets: the name of a Secret must be 1-253 lower case letters');
    expect(() => newAgent({ secretEnv: { A: { secretName: '', key: 'k' } } })).toThrow('platform/Agent: the name of a Secret must be');
    expect(() => newAgent({ container: { image: 'agent:1', user: -1 } })).toThrow('platform/Agent: user: must be a whole number of at least 0, got -1');
  });

  test('has sidecars, held to the same rules', () => {
    const agent = newAgent({ sidecars: [{ name: 'proxy', image: 'proxy:1', args: ['-v'], configFiles: { '/etc/proxy/proxy.yaml': 'a: 1' } }] });

    expect(containerOf(agent, 'proxy')).toMatchObject({ args: ['-v'], securityContext: { capabilities: { drop: ['ALL'] }, runAsNonRoot: true } });
    expect(only('ConfigMap', agent).metadata.name).toBe(`${agent.daemonSetName}-proxy`);
    expect(() => newAgent({ sidecars: [{ image: 'other/agent:1' }] })).toThrow('two containers are called "agent"');
  });
});

describe('containers that run before', () => {
  const agent = newAgent({
    container: { image: 'agent:1', sharedDirs: [{ name: 'made', mountPath: '/made', readOnly: true }] },
    initContainers: [
      { image: 'tools/first:1', user: 0, sharedDirs: [{ name: 'made', mountPath: '/make' }], requests: { memory: '64Mi' } },
      { image: 'tools/second:1', configFiles: { '/etc/second/a.conf': 'x' } },
    ],
  });

  test('are written in their order, held to the same rules', () => {
    expect(podOf(agent).initContainers).toMatchObject([
      { name: 'first', image: 'tools/first:1', resources: { requests: { memory: '64Mi' } }, securityContext: { capabilities: { drop: ['ALL'] }, runAsUser: 0 } },
      { name: 'second', image: 'tools/second:1', securityContext: { runAsNonRoot: true } },
    ]);
    expect(podOf(agent).containers).toHaveLength(1);
    expect(podOf(newAgent())).not.toHaveProperty('initContainers');
  });

  test('share a directory with the containers that they prepare', () => {
    expect(podOf(agent).volumes).toContainEqual({ name: 'made', emptyDir: {} });
    expect(podOf(agent).containers[0].volumeMounts).toEqual([{ name: 'made', mountPath: '/made', readOnly: true }]);
    expect(podOf(agent).initContainers[0].volumeMounts).toEqual([{ name: 'made', mountPath: '/make' }]);
  });

  test('have configuration files of their own, which change the pods, too', () => {
    const hashOf = (text: string) => daemonSetOf(newAgent({ initContainers: [{ image: 'second:1', configFiles: { '/etc/second/a.conf': text } }] }))
      .spec.template.metadata.annotations['everynode.dev/config-hash'];

    expect(only('ConfigMap', agent)).toMatchObject({ metadata: { name: `${agent.daemonSetName}-second` }, data: { 'a.conf': 'x' } });
    expect(hashOf('x')).toBe(hashOf('x'));
    expect(hashOf('x')).not.toBe(hashOf('y'));
  });

  test('fail when Kubernetes would not take them', () => {
    const make = (container: Partial<AgentContainer>) => () => newAgent({ initContainers: [{ image: 'first:1', ...container }] });

    expect(make({ name: 'agent' })).toThrow('platform/Agent: two containers are called "agent"');
    expect(make({ image: 'first' })).toThrow('platform/Agent: init container "first": image: "first" may be another program');
    expect(make({ sharedDirs: [{ name: 'A_B', mountPath: '/x' }] })).toThrow('platform/Agent: init container "first": sharedDirs: the name ');
    expect(make({ sharedDirs: [{ name: 'a', mountPath: 'x' }] })).toThrow('platform/Agent: init container "first": sharedDirs: "a": must be an absolute path, got "x"');
    expect(make({ sharedDirs: [{ name: 'a', mountPath: '/tmp' }], emptyDirs: ['/tmp'] })).toThrow('two volumes are mounted at /tmp');
  });
});

describe('an agent that asks the API server', () => {
  test('has a ServiceAccount, a ClusterRole and a binding of its own', () => {
    const agent = newAgent({ metadata: { name: 'logs' }, permissions: [{ resources: ['pods'], verbs: ['get', 'list'] }, { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get'] }] });

    expect(podOf(agent)).toMatchObject({ serviceAccountName: 'logs', automountServiceAccountToken: true });
    expect(only('ServiceAccount', agent).metadata).toMatchObject({ name: 'logs', namespace: 'monitoring' });
    expect(only('ClusterRole', agent)).toMatchObject({
      metadata: { name: 'monitoring:logs' },
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }, { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get'] }],
    });
    expect(only('ClusterRoleBinding', agent)).toMatchObject({
      metadata: { name: 'monitoring:logs' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'monitoring:logs' },
      subjects: [{ kind: 'ServiceAccount', name: 'logs', namespace: 'monitoring' }],
    });
    expect(only('ClusterRole', agent).metadata).not.toHaveProperty('namespace');
  });

  test('is bound to a role that the cluster has, beside its own, or without one', () => {
    const rolesOf = (props: Partial<NodeAgentDaemonSetProps>) => manifests(newAgent({ metadata: { name: 'logs' }, ...props }))
      .filter(({ kind }) => /Role/.test(kind)).map(({ kind, metadata, roleRef }) => [kind, metadata.name, roleRef?.name]);
    const own = [['ClusterRole', 'monitoring:logs', undefined], ['ClusterRoleBinding', 'monitoring:logs', 'monitoring:logs']];
    const existing = ['ClusterRoleBinding', 'monitoring:logs:view', 'view'];

    expect(rolesOf({ clusterRole: 'view' })).toEqual([existing]);
    expect(rolesOf({ clusterRole: 'view', permissions: [{ resources: ['pods'], verbs: ['get'] }] })).toEqual([...own, existing]);
    expect(rolesOf({ clusterRole: 'view', permissions: [] })).toEqual([existing]);
    expect(rolesOf({})).toEqual([]);
    expect(podOf(newAgent({ metadata: { name: 'logs' }, clusterRole: 'view' }))).toMatchObject({ serviceAccountName: 'logs', automountServiceAccountToken: true });
  });

  test('is bound in the namespace default where the chart names none, which a binding cannot leave open', () => {
    const agent = newAgent({ permissions: [{ resources: ['pods'], verbs: ['get'] }] }, new Chart(new App(), 'c'));

    expect(only('ClusterRoleBinding', agent).subjects[0].namespace).toBe('default');
    expect(only('ServiceAccount', agent).metadata).not.toHaveProperty('namespace');
  });

  test('is the exception: others hold no token', () => {
    expect(manifests(newAgent()).map(({ kind }) => kind)).toEqual(['DaemonSet']);
  });
});

describe('the container of an agent', () => {
  test('takes what its agent says', () => {
    const agent = newAgent({
      container: {
        image: 'agent:1',
        command: ['/agent'],
        args: ['run'],
        ports: [{ name: 'statsd', number: 8125, hostPort: 8125, protocol: PortProtocol.UDP }, { name: 'http', number: 80 }],
        env: { LEVEL: 'info' },
        fieldEnv: { NODE_NAME: 'spec.nodeName' },
        secretEnv: { TOKEN: { secretName: 's', key: 'k' } },
        liveness: AgentProbe.httpGet('/live', 80, { initialDelay: Duration.seconds(5), period: Duration.seconds(15), timeout: Duration.seconds(2), failureThreshold: 6 }),
        readiness: AgentProbe.tcpSocket(80),
        startup: AgentProbe.exec(['/agent', 'ok']),
      },
    });

    expect(containerOf(agent)).toMatchObject({
      command: ['/agent'],
      args: ['run'],
      ports: [{ name: 'statsd', containerPort: 8125, hostPort: 8125, protocol: 'UDP' }, { name: 'http', containerPort: 80 }],
      env: [
        { name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
        { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
        { name: 'LEVEL', value: 'info' },
      ],
      livenessProbe: { httpGet: { path: '/live', port: 80 }, initialDelaySeconds: 5, periodSeconds: 15, timeoutSeconds: 2, failureThreshold: 6 },
      readinessProbe: { tcpSocket: { port: 80 } },
      startupProbe: { exec: { command: ['/agent', 'ok'] } },
    });
  });

  test('has no probe of cdk8s-plus\' own', () => {
    const container = containerOf(newAgent({ container: { image: 'agent:1', ports: [{ name: 'http', number: 80 }] } }));

    expect(Object.keys(container).filter(key => key.endsWith('Probe'))).toEqual([]);
  });

  test('has the variables of its user in place of its own', () => {
    const agent = newAgent({
      container: { image: 'agent:1', env: { A: 'agent', B: 'agent' }, fieldEnv: { C: 'spec.nodeName' } },
      env: { A: 'user', C: '' },
      secretEnv: { B: { secretName: 's', key: 'k' } },
    });

    expect(containerOf(agent).env).toEqual([
      { name: 'C', value: '' }, { name: 'A', value: 'user' }, { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
    ]);
  });

  test('fails when a variable is said twice or badly', () => {
    expect(() => newAgent({ env: { A: '1' }, secretEnv: { A: { secretName: 's', key: 'k' } } })).toThrow('"A" is both in env and in secretEnv');
    expect(() => newAgent({ env: { '1A': 'x' } })).toThrow('env: a name has letters, digits, "_", "-" and "." and does not begin with a digit, got "1A"');
  });

  test('takes the same port of the node on the host network', () => {
    const port = { name: 'metrics', number: 9100 };

    expect(containerOf(newAgent({ hostNetwork: true, container: { image: 'agent:1', ports: [port] } })).ports).toEqual([{ name: 'metrics', containerPort: 9100, hostPort: 9100 }]);
    expect(containerOf(newAgent({ container: { image: 'agent:1', ports: [port] } })).ports).toEqual([{ name: 'metrics', containerPort: 9100 }]);
    expect(() => newAgent({ hostNetwork: true, container: { image: 'agent:1', ports: [{ ...port, hostPort: 9101 }] } })).toThrow('hostPort must be 9100 on the host network, got 9101');
  });

  test.each([
    [{ name: 'metrics', number: 0 }, 'port "metrics": must be a port from 1 to 65535, got 0'],
    [{ name: 'metrics', number: 80, hostPort: 65536 }, 'port "metrics": hostPort: must be a port from 1 to 65535, got 65536'],
    [{ name: 'much-too-long-name', number: 80 }, 'port "much-too-long-name": name must be 1-15 lower case letters'],
    [{ name: '80', number: 80 }, 'port "80": name must be'],
  ])('fails with the port %j', (port, message) => {
    expect(() => newAgent({ container: { image: 'agent:1', ports: [port] } })).toThrow(message);
  });
});

describe('the configuration files of an agent', () => {
  const configured = (text: string) => newAgent({ metadata: { name: 'a' }, container: { image: 'agent:1', configFiles: { '/etc/agent/agent.conf': text, '/etc/agent/extra.conf': '' } } });

  test('are in a ConfigMap that is mounted over their directory', () => {
    const agent = configured('level info\n');

    expect(only('ConfigMap', agent)).toMatchObject({ metadata: { name: 'a', namespace: 'monitoring' }, data: { 'agent.conf': 'level info\n', 'extra.conf': '' } });
    expect(podOf(agent).volumes).toEqual([{ name: 'config', configMap: { name: 'a', items: [{ key: 'agent.conf', path: 'agent.conf' }, { key: 'extra.conf', path: 'extra.conf' }] } }]);
    expect(containerOf(agent).volumeMounts).toEqual([{ name: 'config', mountPath: '/etc/agent', readOnly: true }]);
  });

  test('change the pods when they change, and only then', () => {
    const hash = (text: string) => daemonSetOf(configured(text)).spec.template.metadata.annotations['everynode.dev/config-hash'];

    expect(hash('a')).toMatch(/^[0-9a-f]{16}$/);
    expect(hash('a')).toBe(hash('a'));
    expect(hash('a')).not.toBe(hash('b'));
    expect(daemonSetOf(newAgent()).spec.template.metadata).not.toHaveProperty('annotations');
  });

  test('may share a name in two directories', () => {
    const agent = newAgent({ container: { image: 'agent:1', configFiles: { '/etc/a/c.yaml': '1', '/etc/b/c.yaml': '2' } } });

    expect(only('ConfigMap', agent).data).toEqual({ 'etc.a.c.yaml': '1', 'etc.b.c.yaml': '2' });
    expect(podOf(agent).volumes.map((volume: { configMap: { items: object[] } }) => volume.configMap.items)).toEqual([
      [{ key: 'etc.a.c.yaml', path: 'c.yaml' }], [{ key: 'etc.b.c.yaml', path: 'c.yaml' }],
    ]);
  });

  test.each(['agent.conf', '/agent.conf', '/etc/../agent.conf', '/etc/agent conf/x'])('fail at the path %s', path => {
    expect(() => newAgent({ container: { image: 'agent:1', configFiles: { [path]: '' } } })).toThrow(`configFiles: must be an absolute path of a file in a directory, of letters, digits, "-", "_" and ".", got "${path}"`);
  });

  test('fail when a ConfigMap cannot hold them', () => {
    expect(() => configured('x'.repeat(1024 * 1024 + 1))).toThrow('a ConfigMap holds at most 1048576 bytes, got 1048577');
  });

  test('fail when another volume is at their directory', () => {
    expect(() => newAgent({ container: { image: 'agent:1', configFiles: { '/etc/agent/a.conf': '' } }, hostPaths: [HostPath.readOnly('/etc/agent')] }))
      .toThrow('two volumes are mounted at /etc/agent');
  });

  test('may be secret', () => {
    const agent = newAgent({ container: { image: 'agent:1', secretFiles: { '/certificates/ca.crt': { secretName: 'es-certs', key: 'tls.ca' } } } });

    expect(podOf(agent).volumes).toEqual([{ name: 'secret', secret: { secretName: 'es-certs', items: [{ key: 'tls.ca', path: 'ca.crt' }] } }]);
    expect(containerOf(agent).volumeMounts).toEqual([{ name: 'secret', mountPath: '/certificates', readOnly: true }]);
  });
});

describe('an agent that works on the node itself', () => {
  test('has commands for its start and its end, and none unless stated', () => {
    const container = { image: 'registry.example/agent:1.0', postStart: ['/bin/begin'], preStop: ['/bin/end', '-now'] };

    expect(containerOf(newAgent({ container })).lifecycle).toEqual({ postStart: { exec: { command: ['/bin/begin'] } }, preStop: { exec: { command: ['/bin/end', '-now'] } } });
    expect(containerOf(newAgent())).not.toHaveProperty('lifecycle');
  });

  test('is asked where it listens, with the headers that it wants', () => {
    const startup = AgentProbe.httpGet('/healthz', 9879, { host: '127.0.0.1', headers: { brief: 'true' } });
    const readiness = AgentProbe.httpGet('/ready', 9879);
    const container = containerOf(newAgent({ container: { image: 'registry.example/agent:1.0', startup, readiness } }));

    expect(container.startupProbe.httpGet).toEqual({ host: '127.0.0.1', httpHeaders: [{ name: 'brief', value: 'true' }], path: '/healthz', port: 9879, scheme: 'HTTP' });
    expect(container.readinessProbe.httpGet).toEqual({ path: '/ready', port: 9879, scheme: 'HTTP' });
  });

  test('knows its own limits', () => {
    const container = { image: 'registry.example/agent:1.0', limits: { memory: '1Gi' }, resourceEnv: { GOMEMLIMIT: 'limits.memory' } };

    expect(containerOf(newAgent({ container })).env).toEqual([{ name: 'GOMEMLIMIT', valueFrom: { resourceFieldRef: { resource: 'limits.memory' } } }]);
  });

  test('is held back by no profile of the node, where it says so', () => {
    const agent = newAgent({ unconfined: true, container: { image: 'registry.example/agent:1.0', seLinuxType: 'spc_t', allowPrivilegeEscalation: true } });

    expect(podOf(agent).securityContext).toEqual({ appArmorProfile: { type: 'Unconfined' }, seccompProfile: { type: 'Unconfined' } });
    expect(containerOf(agent).securityContext.seLinuxOptions).toEqual({ level: 's0', type: 'spc_t' });
    expect(containerOf(agent).securityContext.allowPrivilegeEscalation).toBe(true);
    expect(containerOf(newAgent()).securityContext.allowPrivilegeEscalation).toBe(false);
    expect(podOf(newAgent()).securityContext).toEqual({ seccompProfile: { type: 'RuntimeDefault' } });
    expect(containerOf(newAgent()).securityContext).not.toHaveProperty('seLinuxOptions');
  });

  test('may ask for some objects only', () => {
    const agent = newAgent({ permissions: [{ resources: ['serviceaccounts/token'], resourceNames: ['plugin'], verbs: ['create'] }] });

    expect(only('ClusterRole', agent).rules).toEqual([{ apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['plugin'], verbs: ['create'] }]);
  });
});
