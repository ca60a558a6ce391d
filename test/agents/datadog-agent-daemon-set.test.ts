import { containerOf, daemonSetOf, Manifest, manifests, newChart, only, podOf, yamlOf } from './manifests';
import {
  CoverageReport, DatadogAgentDaemonSet, DatadogAgentDaemonSetProps, DatadogSite, DatadogSystemProbeOptions, HostPath, NodeInventory, NodeSelection,
  UpdateStrategy,
} from '../../src';

const datadog = (props: DatadogAgentDaemonSetProps = {}) => new DatadogAgentDaemonSet(newChart(), 'Datadog', { metadata: { name: 'datadog' }, ...props });
const everySystemProbe: DatadogSystemProbeOptions = {
  networkMonitoring: true, serviceMonitoring: true, serviceDiscovery: true, oomKill: true, tcpQueueLength: true,
};
const everything: DatadogAgentDaemonSetProps = {
  site: DatadogSite.EU1,
  clusterName: 'prod-eu',
  tags: ['env:production', 'team:shop'],
  dogstatsd: { hostPort: 8125, originDetection: true },
  apm: { hostPort: 8126 },
  logs: {},
  processes: { stripArguments: true },
  systemProbe: everySystemProbe,
  clusterAgent: { serviceName: 'datadog-cluster-agent', token: { secretName: 'datadog-cluster-agent', key: 'token' } },
  kubelet: { certificateAuthority: '/etc/kubernetes/pki/kubelet-ca.crt', fineGrainedAuthorization: true },
  checks: { redisdb: 'ad_identifiers: [redis]\ninit_config:\ninstances: [{ host: "%%host%%", port: 6379 }]\n' },
};

const containersOf = (agent: DatadogAgentDaemonSet): Manifest[] => [...podOf(agent).containers, ...podOf(agent).initContainers];
const namesOf = (agent: DatadogAgentDaemonSet): string[] => containersOf(agent).map(({ name }) => name);
const variablesOf = (agent: DatadogAgentDaemonSet, container?: string): Manifest => Object.fromEntries(
  containersOf(agent).find(({ name }) => name === (container ?? 'datadog-agent')).env.map(({ name, value, valueFrom }: Manifest) => [name, value ?? valueFrom]),
);
const hostPathsOf = (agent: DatadogAgentDaemonSet): string[] => podOf(agent).volumes.flatMap(({ hostPath }: Manifest) => hostPath ? [hostPath.path] : []);
const capabilitiesOf = (agent: DatadogAgentDaemonSet): Manifest => Object.fromEntries(
  containersOf(agent).flatMap(({ name, securityContext }) => securityContext.capabilities.add ? [[name, securityContext.capabilities.add]] : []),
);

/** What a feature adds to an agent without it. */
const addedBy = (props: DatadogAgentDaemonSetProps) => {
  const [less, more] = [datadog(), datadog(props)];
  const variables = variablesOf(less);
  return {
    containers: namesOf(more).filter(name => !namesOf(less).includes(name)),
    hostPaths: hostPathsOf(more).filter(path => !hostPathsOf(less).includes(path)),
    capabilities: capabilitiesOf(more),
    hostPID: podOf(more).hostPID,
    variables: Object.fromEntries(Object.entries(variablesOf(more)).filter(([name, value]) => variables[name] !== value && typeof value === 'string')),
  };
};

describe('Datadog\'s agent', () => {
  test('looks like this', () => {
    expect(yamlOf(datadog())).toMatchSnapshot();
  });

  test('looks like this with everything on', () => {
    expect(yamlOf(datadog(everything))).toMatchSnapshot();
  });

  test('takes metrics and traces by default, and may do nothing more than that', () => {
    expect(namesOf(datadog())).toEqual(['datadog-agent', 'trace-agent', 'init-volume', 'init-config']);
    expect(capabilitiesOf(datadog())).toEqual({});
    expect(podOf(datadog())).not.toHaveProperty('hostPID');
    expect(podOf(datadog())).not.toHaveProperty('hostNetwork');
    expect(hostPathsOf(datadog())).toEqual(['/proc', '/sys/fs/cgroup', '/etc/os-release', '/var/run/containerd', '/var/run/datadog']);
  });

  test('writes to one directory of the node only, where applications find its sockets', () => {
    const mounts = containersOf(datadog()).flatMap(({ volumeMounts }) => volumeMounts as Manifest[]);
    const written = new Set(mounts.filter(({ readOnly }) => !readOnly).map(({ name }) => name as string));

    expect(podOf(datadog()).volumes.filter(({ name, hostPath }: Manifest) => hostPath && written.has(name)).map(({ hostPath }: Manifest) => hostPath)).toEqual([
      { path: '/var/run/datadog', type: 'DirectoryOrCreate' },
    ]);
    expect(variablesOf(datadog())).toMatchObject({ DD_DOGSTATSD_SOCKET: '/var/run/datadog/dsd.socket', DD_APM_RECEIVER_SOCKET: '/var/run/datadog/apm.socket' });
    expect(variablesOf(datadog(), 'trace-agent')).toMatchObject({ DD_APM_RECEIVER_SOCKET: '/var/run/datadog/apm.socket' });
  });

  test('gives the socket of the container runtime to the containers that ask it, and not to the one that every pod may talk to', () => {
    const sees = (agent: DatadogAgentDaemonSet) => containersOf(agent).filter(({ volumeMounts }) => volumeMounts.some(({ mountPath }: Manifest) => mountPath === '/host/var/run/containerd'));

    expect(sees(datadog(everything)).map(({ name }) => name)).toEqual(['datadog-agent', 'process-agent']);
    expect(variablesOf(datadog()).DD_CRI_SOCKET_PATH).toBe('/host/var/run/containerd/containerd.sock');
    expect(variablesOf(datadog(), 'trace-agent')).not.toHaveProperty('DD_CRI_SOCKET_PATH');
  });

  test('gets the key of the account from a Secret, in every container of Datadog that runs it', () => {
    const keyOf = (agent: DatadogAgentDaemonSet, container?: string) => variablesOf(agent, container).DD_API_KEY;

    expect(keyOf(datadog())).toEqual({ secretKeyRef: { name: 'datadog-secret', key: 'api-key' } });
    for (const container of ['datadog-agent', 'trace-agent', 'process-agent', 'system-probe', 'init-config']) {
      expect(keyOf(datadog({ ...everything, apiKey: { secretName: 'account', key: 'key' } }), container)).toEqual({ secretKeyRef: { name: 'account', key: 'key' } });
    }
  });

  test('runs one image in all of its containers', () => {
    const images = (agent: DatadogAgentDaemonSet) => [...new Set(containersOf(agent).map(({ image }) => image))];

    expect(images(datadog(everything))).toEqual(['registry.datadoghq.com/agent:7.81.1']);
    expect(images(datadog({ ...everything, image: 'registry.corp/datadog/agent:7.80.0' }))).toEqual(['registry.corp/datadog/agent:7.80.0']);
  });

  test('has the variables of its user in all of its containers, in place of its own', () => {
    const agent = datadog({ env: { DD_SITE: 'proxy.corp', DD_PROXY_HTTPS: 'http://proxy.corp:3128' }, secretEnv: { DD_CLUSTER_AGENT_ENABLED: { secretName: 's', key: 'k' } } });

    for (const container of ['datadog-agent', 'trace-agent', 'init-config']) {
      expect(variablesOf(agent, container)).toMatchObject({
        DD_SITE: 'proxy.corp', DD_PROXY_HTTPS: 'http://proxy.corp:3128', DD_CLUSTER_AGENT_ENABLED: { secretKeyRef: { name: 's', key: 'k' } },
      });
    }
  });

  test('has the variables that tell its containers what they are over those of all, and those of its user over both', () => {
    expect(variablesOf(datadog({ env: { DD_APM_ENABLED: 'false' } }), 'trace-agent').DD_APM_ENABLED).toBe('false');
    expect(variablesOf(datadog(), 'trace-agent').DD_APM_ENABLED).toBe('true');
  });

  test('gives way to what its user chooses', () => {
    const agent = datadog({
      requests: { memory: '1Gi' },
      podLabels: { 'admission.datadoghq.com/enabled': 'true' },
      sidecars: [{ image: 'registry.example/helper:1' }],
      hostPaths: [HostPath.readOnly('/etc/checks', { mountPath: '/checks.d' })],
    });

    expect(containerOf(agent).resources).toEqual({ requests: { cpu: '200m', memory: '1Gi' }, limits: { memory: '1Gi' } });
    expect(daemonSetOf(agent).spec.template.metadata.labels['admission.datadoghq.com/enabled']).toBe('true');
    expect(podOf(agent).containers.map(({ name }: Manifest) => name)).toEqual(['datadog-agent', 'trace-agent', 'helper']);
    expect(containerOf(agent).volumeMounts).toContainEqual({ name: 'etc-checks', mountPath: '/checks.d', readOnly: true });
  });

  test('is there once on each node: its role tells when it is there twice', () => {
    const chart = newChart();
    new DatadogAgentDaemonSet(chart, 'One');
    new DatadogAgentDaemonSet(chart, 'Two', { socketDirectory: '/var/run/datadog-two' });
    const [cluster] = CoverageReport.of(manifests(chart), NodeInventory.ofNodes({ name: 'n1' }))._report.clusters;

    expect(cluster!.roles).toMatchObject([{ name: 'datadog-agent', overlaps: [{ nodes: { names: ['n1'] } }] }]);
  });

  test('fails where another one would take the sockets of applications from it', () => {
    const both = (one: DatadogAgentDaemonSetProps, two: DatadogAgentDaemonSetProps) => () => {
      const chart = newChart();
      new DatadogAgentDaemonSet(chart, 'One', one);
      new DatadogAgentDaemonSet(chart, 'Two', two);
      return yamlOf(chart);
    };
    const small = NodeSelection.labeled({ size: 's' });

    expect(both({}, { role: 'other' })).toThrow('[platform/Two] socketDirectory: "/var/run/datadog" is that of platform/One, too, and a node may run both; give one of them another directory, or nodes of its own');
    expect(both({}, { nodes: small })).toThrow('socketDirectory');
    expect(both({ nodes: NodeSelection.labeled({ size: '4xl' }) }, { nodes: small })).not.toThrow();
    expect(both({}, { socketDirectory: '/run/datadog-two' })).not.toThrow();
    expect(both({}, { apm: { enabled: false }, dogstatsd: { enabled: false } })).not.toThrow();
  });

  test('may share its nodes with a second one that has another role and another directory of sockets', () => {
    const chart = newChart();
    new DatadogAgentDaemonSet(chart, 'One', { systemProbe: { oomKill: true }, logs: {} });
    new DatadogAgentDaemonSet(chart, 'Two', { systemProbe: { oomKill: true }, logs: {}, role: 'second-account', socketDirectory: '/var/run/datadog-second' });
    const report = CoverageReport.of(manifests(chart), NodeInventory.ofNodes({ name: 'n1' }));

    expect(report.success).toBe(true);
    expect(report._report.clusters[0]!.findings).toEqual([]);
  });

  test('may be one agent with variants', () => {
    const agent = datadog({ variants: { big: { nodes: NodeSelection.labeled({ size: '4xl' }), requests: { memory: '1Gi' } } } });
    const daemonSets = manifests(agent).filter(({ kind }) => kind === 'DaemonSet');

    expect(daemonSets.map(({ metadata }) => metadata.name)).toEqual(['datadog', 'datadog-big']);
    expect(daemonSets[1].spec.template.spec.containers[0].resources.requests.memory).toBe('1Gi');
    expect(only('Service', agent).spec.selector).toEqual({ 'everynode.dev/variants-of': 'datadog' });
  });
});

describe('each feature of Datadog\'s agent adds just what it needs:', () => {
  test('logs', () => {
    expect(addedBy({ logs: {} })).toEqual({
      containers: [],
      hostPaths: ['/var/log/pods', '/var/log/containers', '/var/lib/everynode/monitoring/datadog'],
      capabilities: {},
      hostPID: undefined,
      variables: { DD_LOGS_ENABLED: 'true', DD_LOGS_CONFIG_CONTAINER_COLLECT_ALL: 'true', DD_LOGS_CONFIG_K8S_CONTAINER_USE_FILE: 'true' },
    });
    expect(variablesOf(datadog({ logs: { collectAll: false } })).DD_LOGS_CONFIG_CONTAINER_COLLECT_ALL).toBe('false');
    expect(hostPathsOf(datadog({ logs: { statePath: '/var/lib/dd' } }))).toContain('/var/lib/dd');
  });

  test('processes', () => {
    expect(addedBy({ processes: {} })).toEqual({
      containers: [],
      hostPaths: ['/etc/passwd'],
      capabilities: {},
      hostPID: true,
      variables: { DD_PROCESS_CONFIG_PROCESS_COLLECTION_ENABLED: 'true', DD_PROCESS_CONFIG_PROCESS_DISCOVERY_ENABLED: 'true' },
    });
    expect(variablesOf(datadog({ processes: { stripArguments: true } })).DD_STRIP_PROCESS_ARGS).toBe('true');
  });

  test('the origin of metrics', () => {
    expect(addedBy({ dogstatsd: { originDetection: true } })).toEqual({
      containers: [], hostPaths: [], capabilities: {}, hostPID: true, variables: { DD_DOGSTATSD_ORIGIN_DETECTION: 'true', DD_DOGSTATSD_ORIGIN_DETECTION_CLIENT: 'true' },
    });
  });

  const kernel = (options: DatadogSystemProbeOptions) => {
    const { containers, hostPaths, capabilities, hostPID, variables } = addedBy({ systemProbe: options });
    const on = Object.entries(variables).filter(([, value]) => value === 'true').map(([name]) => name);
    return { containers, hostPaths, capabilities: Object.keys(capabilities), hostPID, on };
  };
  const always = ['/sys/kernel/debug', '/var/lib/kubelet/seccomp/everynode/monitoring/datadog'];

  test.each<[keyof DatadogSystemProbeOptions, string[], string[], string]>([
    ['networkMonitoring', ['process-agent'], ['/sys/fs/bpf'], 'DD_SYSTEM_PROBE_NETWORK_ENABLED'],
    ['serviceMonitoring', ['process-agent'], ['/'], 'DD_SYSTEM_PROBE_SERVICE_MONITORING_ENABLED'],
    ['serviceDiscovery', [], [], 'DD_DISCOVERY_ENABLED'],
    ['oomKill', [], [], 'DD_SYSTEM_PROBE_CONFIG_ENABLE_OOM_KILL'],
    ['tcpQueueLength', [], [], 'DD_SYSTEM_PROBE_CONFIG_ENABLE_TCP_QUEUE_LENGTH'],
  ])('%s', (feature, containers, hostPaths, variable) => {
    const added = kernel({ [feature]: true });

    expect(added.containers).toEqual([...containers, 'system-probe', 'seccomp-setup']);
    expect([...added.hostPaths].sort()).toEqual([...always, ...hostPaths].sort());
    expect(added.capabilities).toEqual(['system-probe']);
    expect(added.hostPID).toBe(true);
    expect(added.on).toEqual(['DD_SYSTEM_PROBE_ENABLED', variable]);
  });

  test('a system-probe runs under a profile that is put where the kubelet looks, in a directory of its own', () => {
    const agent = datadog({ systemProbe: { oomKill: true }, kubelet: { directory: '/var/lib/k0s/kubelet' } });
    const profile = JSON.parse(manifests(agent).find(({ metadata }) => metadata.name === 'datadog-seccomp-setup').data['system-probe.json']);

    expect(containerOf(agent, 'system-probe').securityContext).toMatchObject({
      seccompProfile: { type: 'Localhost', localhostProfile: 'everynode/monitoring/datadog/system-probe.json' }, allowPrivilegeEscalation: false,
    });
    expect(hostPathsOf(agent)).toContain('/var/lib/k0s/kubelet/seccomp/everynode/monitoring/datadog');
    expect(podOf(agent).initContainers.at(-1)).toMatchObject({
      name: 'seccomp-setup', command: ['cp', '/etc/config/system-probe.json', '/host/seccomp/system-probe.json'],
    });
    expect(profile.defaultAction).toBe('SCMP_ACT_ERRNO');
    expect(profile.syscalls[0].names).toEqual(expect.arrayContaining(['bpf', 'perf_event_open', 'setns']));
    expect(profile.syscalls[0].names).not.toContain('kill');
    expect(new Set(profile.syscalls[0].names).size).toBe(profile.syscalls[0].names.length);
    expect(daemonSetOf(agent).spec.template.metadata.annotations).toHaveProperty(['container.apparmor.security.beta.kubernetes.io/system-probe'], 'unconfined');
    expect(daemonSetOf(datadog({ logs: {} })).spec.template.metadata).not.toHaveProperty('annotations');
  });

  test('the Cluster Agent, by its address: its Service is not among the variables of the pods', () => {
    const clusterAgent = { serviceName: 'dca', token: { secretName: 'dca', key: 'token' } };

    expect(addedBy({ clusterAgent })).toEqual({
      containers: [],
      hostPaths: [],
      capabilities: {},
      hostPID: undefined,
      variables: {
        DD_CLUSTER_AGENT_ENABLED: 'true',
        DD_CLUSTER_AGENT_URL: 'https://dca.monitoring.svc:5005',
        DD_KUBERNETES_COLLECT_METADATA_TAGS: 'true',
        DD_ORCHESTRATOR_EXPLORER_ENABLED: 'true',
        DD_EXTRA_CONFIG_PROVIDERS: 'clusterchecks endpointschecks',
      },
    });
    expect(podOf(datadog({ clusterAgent })).enableServiceLinks).toBe(false);
    expect(variablesOf(datadog({ clusterAgent }), 'trace-agent').DD_CLUSTER_AGENT_AUTH_TOKEN).toEqual({ secretKeyRef: { name: 'dca', key: 'token' } });
    expect(variablesOf(datadog({ clusterAgent: { ...clusterAgent, namespace: 'datadog', port: 5006 } })).DD_CLUSTER_AGENT_URL).toBe('https://dca.datadog.svc:5006');
    expect(variablesOf(datadog({ clusterAgent: { ...clusterAgent, clusterChecks: false } }))).not.toHaveProperty('DD_EXTRA_CONFIG_PROVIDERS');
  });

  test('ports of the node', () => {
    const agent = datadog({ dogstatsd: { port: 8225, hostPort: 8325 }, apm: { port: 8226, hostPort: 8326 } });

    expect(containerOf(agent).ports).toEqual([{ name: 'dogstatsd', containerPort: 8225, hostPort: 8325, protocol: 'UDP' }]);
    expect(containerOf(agent, 'trace-agent').ports).toEqual([{ name: 'traces', containerPort: 8226, hostPort: 8326 }]);
    expect(containerOf(agent, 'trace-agent').livenessProbe.tcpSocket.port).toBe(8226);
    expect(variablesOf(agent)).toMatchObject({ DD_DOGSTATSD_PORT: '8225', DD_APM_RECEIVER_PORT: '8226' });
    expect(variablesOf(agent, 'trace-agent')).toMatchObject({ DD_APM_RECEIVER_PORT: '8226' });
    expect(only('Service', agent).spec.ports.map(({ port }: Manifest) => port)).toEqual([8225, 8226]);
  });

  test('checks', () => {
    const agent = datadog({ checks: { redisdb: 'init_config:\n', http_check: 'init_config:\n' } });

    expect(manifests(agent).find(({ metadata }) => metadata.name === 'datadog-init-config').data).toEqual({ 'http_check.yaml': 'init_config:\n', 'redisdb.yaml': 'init_config:\n' });
    expect(podOf(agent).initContainers[1].volumeMounts).toContainEqual({ name: 'config', mountPath: '/conf.d', readOnly: true });
    expect(daemonSetOf(agent).spec.template.metadata.annotations).toHaveProperty(['everynode.dev/config-hash']);
  });
});

describe('what Datadog\'s agent does not take', () => {
  test('needs nothing', () => {
    const without = datadog({ dogstatsd: { enabled: false }, apm: { enabled: false } });

    expect(namesOf(without)).toEqual(['datadog-agent', 'init-volume', 'init-config']);
    expect(hostPathsOf(without)).not.toContain('/var/run/datadog');
    expect(containerOf(without)).not.toHaveProperty('ports');
    expect(variablesOf(without)).toMatchObject({ DD_USE_DOGSTATSD: 'false', DD_APM_ENABLED: 'false' });
    expect(manifests(without).map(({ kind }) => kind)).not.toContain('Service');
    expect(namesOf(datadog({ apm: { enabled: false } }))).not.toContain('trace-agent');
  });

  test('has no port in its Service', () => {
    expect(only('Service', datadog({ apm: { enabled: false } })).spec.ports.map(({ name }: Manifest) => name)).toEqual(['dogstatsd']);
    expect(only('Service', datadog({ dogstatsd: { enabled: false } })).spec.ports.map(({ name }: Manifest) => name)).toEqual(['traces']);
  });
});

describe('the Service of Datadog\'s agent', () => {
  test('leads to the agent of one\'s own node only', () => {
    expect(only('Service', datadog()).spec).toEqual({
      type: 'ClusterIP',
      internalTrafficPolicy: 'Local',
      selector: { 'app.kubernetes.io/name': 'datadog-agent', 'app.kubernetes.io/instance': 'datadog' },
      ports: [
        { name: 'dogstatsd', port: 8125, protocol: 'UDP', targetPort: 'dogstatsd' },
        { name: 'traces', port: 8126, protocol: 'TCP', targetPort: 'traces' },
      ],
    });
  });

  test('is left out where nobody wants it, and where it cannot have the name that must be said', () => {
    expect(manifests(datadog({ service: false })).map(({ kind }) => kind)).not.toContain('Service');
    expect(() => datadog({ metadata: { name: '1.datadog' } })).toThrow('platform/Datadog: a Service must begin with a letter and have only lower case letters, digits and "-", got "1.datadog"; choose another metadata.name, or service: false');
    expect(datadog({ metadata: { name: '1.datadog' }, service: false }).daemonSetName).toBe('1.datadog');
  });
});

describe('the node, to Datadog\'s agent,', () => {
  test('may run another container runtime', () => {
    const crio = datadog({ runtimeSocket: '/var/run/crio/crio.sock', logs: {} });
    const docker = datadog({ runtimeSocket: '/var/run/docker.sock', logs: {} });

    expect(variablesOf(crio).DD_CRI_SOCKET_PATH).toBe('/host/var/run/crio/crio.sock');
    expect(hostPathsOf(crio)).toContain('/var/run/crio');
    expect(hostPathsOf(crio)).not.toContain('/var/lib/docker/containers');
    expect(variablesOf(docker)).toMatchObject({ DOCKER_HOST: 'unix:///host/var/run/docker.sock' });
    expect(variablesOf(docker)).not.toHaveProperty('DD_CRI_SOCKET_PATH');
    expect(hostPathsOf(docker)).toEqual(expect.arrayContaining(['/var/run', '/var/lib/docker/containers']));
  });

  test('has a kubelet that is trusted in one way or another', () => {
    const authority = datadog({ kubelet: { certificateAuthority: '/etc/kubernetes/pki/kubelet-ca.crt' } });

    expect(podOf(authority).volumes).toContainEqual({ name: 'kubelet-ca', hostPath: { path: '/etc/kubernetes/pki/kubelet-ca.crt', type: 'File' } });
    expect(variablesOf(authority).DD_KUBELET_CLIENT_CA).toBe('/host/kubelet-ca.crt');
    expect(variablesOf(datadog({ kubelet: { verifyCertificate: false } })).DD_KUBELET_TLS_VERIFY).toBe('false');
    expect(variablesOf(datadog())).not.toHaveProperty('DD_KUBELET_TLS_VERIFY');
  });

  test('has a kubelet that is asked with the least permission that it knows', () => {
    const resourcesOf = (agent: DatadogAgentDaemonSet) => only('ClusterRole', agent).rules[0].resources;

    expect(resourcesOf(datadog())).toEqual(['nodes/metrics', 'nodes/spec', 'nodes/stats', 'nodes/proxy']);
    expect(resourcesOf(datadog({ kubelet: { fineGrainedAuthorization: true } }))).toEqual(['nodes/metrics', 'nodes/spec', 'nodes/stats', 'nodes/configz', 'nodes/healthz', 'nodes/pods']);
    expect(only('ClusterRole', datadog(everything)).rules.flatMap(({ verbs }: Manifest) => verbs)).toEqual(['get', 'get']);
  });
});

describe('resources of the containers of Datadog\'s agent', () => {
  test('are stated of each by its feature', () => {
    const agent = datadog({
      apm: { requests: { memory: '1Gi' } },
      systemProbe: { networkMonitoring: true, limits: { memory: '128Mi' }, processAgentRequests: { cpu: '1' } },
    });

    expect(containerOf(agent, 'trace-agent').resources).toEqual({ requests: { cpu: '50m', memory: '1Gi' }, limits: { memory: '1Gi' } });
    expect(containerOf(agent, 'system-probe').resources).toEqual({ requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } });
    expect(containerOf(agent, 'process-agent').resources).toEqual({ requests: { cpu: '1', memory: '128Mi' }, limits: { memory: '512Mi' } });
  });
});

describe('Datadog\'s agent fails', () => {
  const token = { secretName: 'dca', key: 'token' };

  test.each<[string, DatadogAgentDaemonSetProps, string]>([
    ['without the name of a Secret', { apiKey: { secretName: '', key: 'api-key' } }, 'apiKey: the name of a Secret must be '],
    ['with a key that no Secret has', { apiKey: { secretName: 's', key: 'a key' } }, 'apiKey: a key of a Secret has letters, digits, "-", "_" and ".", got "a key"'],
    ['with a site that nobody knows', { site: 'datadog.com' as DatadogSite }, 'site: must be one of datadoghq.com, us3.datadoghq.com, '],
    ['with a name of a cluster in capitals', { clusterName: 'Prod' }, 'clusterName: must be at most 80 lower case letters, digits, "-" and ".", each part beginning with a letter, got "Prod"'],
    ['with a name of a cluster that is too long', { clusterName: 'a'.repeat(81) }, 'clusterName: must be at most 80'],
    ['with a tag without a value', { tags: ['env:production', 'team'] }, 'tags: must be "<key>:<value>" without a space and a comma, got "team"'],
    ['with two tags in one', { tags: ['a:b c:d'] }, 'tags: must be "<key>:<value>" without a space and a comma, got "a:b c:d"'],
    ['with a port of metrics that is none', { dogstatsd: { port: 0 } }, 'dogstatsd: port: must be a port from 1 to 65535, got 0'],
    ['with a port of the node that is none', { apm: { hostPort: 70000 } }, 'apm: hostPort: must be a port from 1 to 65535, got 70000'],
    ['with a relative directory of sockets', { socketDirectory: 'run/datadog' }, 'socketDirectory: must be an absolute path of letters, digits, "-", "_" and ".", got "run/datadog"'],
    ['with a relative socket of the runtime', { runtimeSocket: 'containerd.sock' }, 'runtimeSocket: must be an absolute path of letters, digits, "-", "_" and ".", got "containerd.sock"'],
    ['with a file of the node that is none', { osRelease: '/etc/../x' }, 'osRelease: must be an absolute path of letters, digits, "-", "_" and ".", got "/etc/../x"'],
    ['with a relative state', { logs: { statePath: 'x' } }, 'logs: statePath: must be an absolute path of letters, digits, "-", "_" and ".", got "x"'],
    ['with a system-probe without a task', { systemProbe: { oomKill: false } }, 'systemProbe: must switch on at least one of networkMonitoring, serviceMonitoring, serviceDiscovery, oomKill, tcpQueueLength; leave it out for none'],
    ['without the name of a Service', { clusterAgent: { serviceName: '', token } }, 'clusterAgent: serviceName must be '],
    ['without a token', { clusterAgent: { serviceName: 'dca', token: { secretName: '', key: 'token' } } }, 'clusterAgent: token: the name of a Secret must be '],
    ['with a namespace that is none', { clusterAgent: { serviceName: 'dca', token, namespace: 'A' } }, 'clusterAgent: namespace must be '],
    ['with a port of the Cluster Agent that is none', { clusterAgent: { serviceName: 'dca', token, port: -1 } }, 'clusterAgent: port: must be a port from 1 to 65535, got -1'],
    ['with a relative directory of the kubelet', { kubelet: { directory: 'kubelet' } }, 'kubelet: directory: must be an absolute path'],
    ['with a relative certificate authority', { kubelet: { certificateAuthority: 'ca.crt' } }, 'kubelet: certificateAuthority: must be an absolute path'],
    ['with a certificate authority that nobody asks', { kubelet: { certificateAuthority: '/ca.crt', verifyCertificate: false } }, 'kubelet: certificateAuthority is of no use while verifyCertificate is false; leave one of them out'],
    ['with a check that is a path', { checks: { 'redis/a': 'x' } }, 'checks: the name of a check has lower case letters, digits and "_", got "redis/a"'],
    ['with a check of nothing', { checks: { redis: ' ' } }, 'checks: "redis" must be the configuration of the check as YAML, got an empty text'],
    ['with an update that surges', { updateStrategy: UpdateStrategy.rollingUpdate({ maxSurge: 1 }) }, 'updateStrategy: with maxSurge two pods would take the sockets of applications from each other; use maxUnavailable'],
    ['with a quantity that is none', { apm: { limits: { memory: 'much' } } }, 'apm: limits.memory: '],
    ['with an image that may be another one tomorrow', { image: 'registry.corp/agent:latest' }, 'image: "registry.corp/agent:latest" may be another program'],
  ])('%s', (_, props, message) => {
    expect(() => datadog(props)).toThrow(`platform/Datadog: ${message}`);
  });

  test('with a Cluster Agent in no namespace', () => {
    expect(() => new DatadogAgentDaemonSet(newChart(null), 'Datadog', { clusterAgent: { serviceName: 'dca', token } }))
      .toThrow('platform/Datadog: clusterAgent: namespace is missing: neither the agent nor its chart names one');
  });
});
