import { Duration } from 'cdk8s';
import { parse } from 'yaml';
import { containerOf, daemonSetOf, Manifest, manifests, newChart, only, podOf } from './manifests';
import {
  ContainerLogFormat, CoverageReport, HostMetricsScraper, KubeletAddress, KubeletCertificateAuthority, KubeletStatsGroup, LogCollectorDaemonSet, MetricsMonitor,
  MetricsService, MountPropagation, MultilineRule, NodeInventory, NodeSelection, OpenTelemetryLogLevel, OpenTelemetryNodeDaemonSet,
  OpenTelemetryNodeDaemonSetProps, TelemetryDestination, UpdateStrategy,
} from '../../src';

const OFF = { enabled: false };
const ONLY_HOST = { kubeletStats: OFF, logs: OFF };
const ONLY_KUBELET = { hostMetrics: OFF, logs: OFF };
const ONLY_LOGS = { hostMetrics: OFF, kubeletStats: OFF };
const otlp = TelemetryDestination.otlp({ url: 'http://receiver:4318' });

const agentOf = (props: OpenTelemetryNodeDaemonSetProps = {}) => new OpenTelemetryNodeDaemonSet(newChart(), 'Telemetry', { metadata: { name: 'telemetry' }, ...props });
const configOf = (props: OpenTelemetryNodeDaemonSetProps = {}): Manifest => parse(only('ConfigMap', agentOf(props)).data['collector.yaml']);
const scrapersOf = (props: OpenTelemetryNodeDaemonSetProps): Manifest => configOf(props).receivers.host_metrics.scrapers;
const mountsOf = (props: OpenTelemetryNodeDaemonSetProps) => containerOf(agentOf(props)).volumeMounts.map(({ mountPath }: Manifest) => mountPath);
const rulesOf = (props: OpenTelemetryNodeDaemonSetProps) => manifests(agentOf(props)).filter(({ kind }) => kind === 'ClusterRole').flatMap(({ rules }) => rules);
const variableOf = (props: OpenTelemetryNodeDaemonSetProps, name: string) => containerOf(agentOf(props)).env.find((one: Manifest) => one.name === name);
const state = '/var/lib/everynode/monitoring/telemetry';
const PODS = { apiGroups: [''], resources: ['pods', 'namespaces'], verbs: ['get', 'list', 'watch'] };
const STATS = { apiGroups: [''], resources: ['nodes/stats'], verbs: ['get'] };

describe('the OpenTelemetry Collector as an agent of its node', () => {
  test('uses the parts that it defines, and defines none that it does not use', () => {
    const credentials = { user: { secretName: 's', key: 'user' }, password: { secretName: 's', key: 'password' } };
    for (const props of [{}, ONLY_HOST, ONLY_KUBELET, ONLY_LOGS, { otlpReceiver: {}, destination: TelemetryDestination.otlp({ url: 'https://receiver', ...credentials }) }]) {
      const { extensions, receivers, processors, exporters, service } = configOf(props);
      const pipelines = Object.values(service.pipelines) as Manifest[];

      expect(service.extensions).toEqual(Object.keys(extensions));
      expect(new Set(pipelines.flatMap(pipeline => pipeline.receivers))).toEqual(new Set(Object.keys(receivers)));
      pipelines.forEach(pipeline => expect(pipeline).toMatchObject({ processors: Object.keys(processors), exporters: Object.keys(exporters) }));
    }
  });

  test('collects three things, and each can be switched off with all that it needs', () => {
    expect(Object.keys(configOf().receivers)).toEqual(['file_log', 'host_metrics', 'kubeletstats']);
    expect(mountsOf({})).toEqual(['/hostfs', '/var/log', state, '/tmp', '/etc/otelcol/config']);
    expect(rulesOf({})).toEqual([PODS, STATS]);

    expect(Object.keys(configOf(ONLY_HOST).receivers)).toEqual(['host_metrics']);
    expect(mountsOf(ONLY_HOST)).toEqual(['/hostfs', '/tmp', '/etc/otelcol/config']);
    expect([rulesOf(ONLY_HOST), podOf(agentOf(ONLY_HOST)).automountServiceAccountToken]).toEqual([[], false]);

    expect(Object.keys(configOf(ONLY_KUBELET).service.pipelines)).toEqual(['metrics']);
    expect(mountsOf(ONLY_KUBELET)).toEqual(['/tmp', '/etc/otelcol/config']);
    expect(rulesOf({ ...ONLY_KUBELET, podMetadata: false })).toEqual([STATS]);

    expect(Object.keys(configOf(ONLY_LOGS).service.pipelines)).toEqual(['logs']);
    expect(mountsOf(ONLY_LOGS)).toEqual(['/var/log', state, '/tmp', '/etc/otelcol/config']);
    expect([rulesOf(ONLY_LOGS), variableOf(ONLY_LOGS, 'K8S_NODE_IP')]).toEqual([[PODS], undefined]);
  });

  test('keeps on the node only what must outlast its pod', () => {
    expect(mountsOf({ ...ONLY_HOST, destination: otlp })).toContain(state);
    expect(configOf({ ...ONLY_HOST, destination: otlp }).exporters.otlp_http.sending_queue).toMatchObject({ storage: 'file_storage', queue_size: 512 * 1024 ** 2 });
    expect(configOf(ONLY_HOST).extensions).not.toHaveProperty('file_storage');
    expect(() => agentOf({ ...ONLY_HOST, statePath: '/data/telemetry' })).toThrow('platform/Telemetry: statePath: without logs and with standard output nothing is kept there; leave it out');
    expect(() => agentOf({ statePath: 'data' })).toThrow('platform/Telemetry: statePath: must be an absolute path of letters');
  });

  test('sees the root directory of its node, and what is mounted there later unless told otherwise', () => {
    const mountOf = (props: OpenTelemetryNodeDaemonSetProps) => containerOf(agentOf(props)).volumeMounts[0];

    expect(mountOf({})).toEqual({ name: 'root', mountPath: '/hostfs', readOnly: true, mountPropagation: 'HostToContainer' });
    expect(mountOf({ hostMetrics: { rootMountPropagation: MountPropagation.NONE } }).mountPropagation).toBe('None');
    expect(podOf(agentOf()).volumes[0]).toEqual({ name: 'root', hostPath: { path: '/', type: 'Directory' } });
    expect(configOf().receivers.host_metrics.root_path).toBe('/hostfs');
  });

  test('has no port of its node by itself', () => {
    expect(podOf(agentOf())).not.toHaveProperty('hostNetwork');
    expect(containerOf(agentOf({ otlpReceiver: {} })).ports.filter(({ hostPort }: Manifest) => hostPort)).toEqual([]);
  });

  test('is told by one Service of its own metrics, and by a monitor where one is stated', () => {
    expect(only('Service', agentOf()).spec).toMatchObject({ clusterIP: 'None', ports: [{ name: 'metrics', port: 8888, targetPort: 'metrics' }] });
    expect(manifests(agentOf({ service: MetricsService.NONE })).map(({ kind }) => kind)).not.toContain('Service');
    expect(only('ServiceMonitor', agentOf({ monitor: MetricsMonitor.serviceMonitor() })).spec.endpoints[0].port).toBe('metrics');
    expect(daemonSetOf(agentOf({ monitor: MetricsMonitor.scrapeAnnotations(), metricsPort: 9999 })).spec.template.metadata.annotations['prometheus.io/port']).toBe('9999');
    expect(agentOf({ metricsPort: 9999 }).metricsPort).toBe(9999);
    expect(configOf({ metricsPort: 9999, healthPort: 9998 })).toMatchObject({
      extensions: { health_check: { endpoint: '0.0.0.0:9998' } },
      service: { telemetry: { metrics: { readers: [{ pull: { exporter: { prometheus: { port: 9999 } } } }] } } },
    });
    expect(containerOf(agentOf({ healthPort: 9998 })).livenessProbe.httpGet.port).toBe(9998);
  });

  test('has a state and a memory limit of its own in each variant, and reads the logs of none', () => {
    const agent = agentOf({ variants: { big: { nodes: NodeSelection.labeled({ size: 'big' }), limits: { memory: '1Gi' } } }, statePath: '/data/telemetry' });
    const [big, own] = ['telemetry-big', 'telemetry'].map(name => manifests(agent).find(({ kind, metadata }) => kind === 'DaemonSet' && metadata.name === name)!.spec.template.spec);
    const [config] = manifests(agent).filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'telemetry').map(({ data }) => parse(data['collector.yaml']));

    expect([big, own].map(({ volumes }) => volumes.find(({ name }: Manifest) => name === 'state').hostPath.path)).toEqual(['/data/telemetry-big', '/data/telemetry']);
    expect([big, own].map(({ containers }) => containers[0].env.find(({ name }: Manifest) => name === 'GOMEMLIMIT').value)).toEqual(['819MiB', '409MiB']);
    expect(config.receivers.file_log.exclude).toEqual(['/var/log/pods/monitoring_telemetry-?????_*/opentelemetry-collector/*.log', '/var/log/pods/monitoring_telemetry-big-?????_*/opentelemetry-collector/*.log']);
  });

  test('takes configuration in its own words, and says as much of itself as it is asked to', () => {
    expect(configOf({ extraConfig: 'processors:\n  batch: {}\n', logLevel: OpenTelemetryLogLevel.WARN })).toMatchObject({
      processors: { batch: {}, resource: {} }, service: { telemetry: { logs: { level: 'warn' } } },
    });
    expect(() => agentOf({ extraConfig: 'receivers: { hostmetrics: {} }' })).toThrow('platform/Telemetry: extraConfig: receivers: "hostmetrics" is the old name of host_metrics');
    expect(configOf({ extraConfig: 'exporters: { otlphttp/second: { endpoint: "http://second" } }' }).exporters).toHaveProperty(['otlphttp/second']);
    expect(() => agentOf({ extraConfig: '- a' })).toThrow('platform/Telemetry: extraConfig: must be a map with sections such as processors and service');
    expect(() => agentOf({ limits: { memory: 'much' } })).toThrow('platform/Telemetry: limits.memory: must be a number');
  });

  test.each<[string, OpenTelemetryNodeDaemonSetProps, string]>([
    ['nothing to collect', { ...ONLY_HOST, hostMetrics: OFF }, 'nothing is collected; leave one of hostMetrics, kubeletStats and logs on, or state otlpReceiver'],
    ['pods of nothing', { ...ONLY_HOST, podMetadata: true }, 'podMetadata: nothing that is collected belongs to a pod; leave it out'],
    ['two pods on one node', { updateStrategy: UpdateStrategy.rollingUpdate({ maxSurge: 1 }) }, 'updateStrategy: with maxSurge two pods would share the read positions and the buffer of their node; use maxUnavailable'],
    ['no port', { metricsPort: 0 }, 'metricsPort: must be a port from 1 to 65535, got 0'],
    ['one port twice', { healthPort: 8888 }, 'healthPort: 8888 is the port of something else of this agent; choose another'],
    ['a receiver on a port of the agent', { otlpReceiver: { httpPort: 13133 } }, 'otlpReceiver: httpPort: 13133 is the port of something else of this agent; choose another'],
    ['a small buffer', { bufferLimit: '1Mi' }, 'bufferLimit: must be at least 16Mi, got "1Mi"'],
  ])('fails with %s', (_, props, message) => {
    expect(() => agentOf(props)).toThrow(`platform/Telemetry: ${message}`);
  });

  test('is a log collector to the check while it reads logs, so that a second one is found', () => {
    const nodes = NodeInventory.ofPools({ name: 'workers', count: 2 });
    const beside = (props: OpenTelemetryNodeDaemonSetProps) => {
      const chart = newChart();
      new LogCollectorDaemonSet(chart, 'Logs');
      new OpenTelemetryNodeDaemonSet(chart, 'Telemetry', props);
      return CoverageReport.of(manifests(chart), nodes).success;
    };
    const roleOf = (props: OpenTelemetryNodeDaemonSetProps) => daemonSetOf(agentOf(props)).metadata.annotations['everynode.dev/role'];

    expect([roleOf({}), roleOf({ logs: OFF }), roleOf({ role: 'telemetry' })]).toEqual(['log-collector', 'node-telemetry', 'telemetry']);
    expect([beside({}), beside({ logs: OFF })]).toEqual([false, true]);
  });
});

describe('metrics of the node itself', () => {
  test('are what can be had without the network of the node, every half minute', () => {
    expect(Object.keys(scrapersOf({}))).toEqual(['cpu', 'disk', 'filesystem', 'load', 'memory']);
    expect(configOf().receivers.host_metrics.collection_interval).toBe('30s');
    expect(configOf({ hostMetrics: { interval: Duration.minutes(2) } }).receivers.host_metrics.collection_interval).toBe('120s');
    expect(Object.keys(scrapersOf({ hostMetrics: { scrapers: [HostMetricsScraper.SYSTEM, HostMetricsScraper.CPU, HostMetricsScraper.CPU] } }))).toEqual(['cpu', 'system']);
  });

  test('tell of the network with that of the node only, whose ports are then taken', () => {
    const agent = agentOf({ hostNetwork: true, otlpReceiver: {} });

    expect(scrapersOf({ hostNetwork: true }).network.exclude).toEqual({ interfaces: ['^(veth.*|cali.*|lxc.*|[a-f0-9]{15})$$'], match_type: 'regexp' });
    expect(podOf(agent)).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
    expect(containerOf(agent).ports.map(({ hostPort }: Manifest) => hostPort)).toEqual([8888, 13133, 4317, 4318]);
    expect(agent.podSecurityReasons).toContain('hostNetwork: true');
    expect(() => agentOf({ hostMetrics: { scrapers: [HostMetricsScraper.NETWORK] } }))
      .toThrow('platform/Telemetry: hostMetrics: scrapers: without hostNetwork "network" would tell of the network of the pod; state hostNetwork: true, or leave it out');
  });

  test('are not those of what is left out', () => {
    const { filesystem, disk } = scrapersOf({ hostMetrics: { excludeMountPoints: ['/mnt/a.b/'], excludeFileSystemTypes: ['nfs4'], excludeDevices: ['loop*'] } });
    const [ofPods, stated] = filesystem.exclude_mount_points.mount_points.map((pattern: string) => new RegExp(pattern.replaceAll('$$', '$')));
    const both = (mountPoint: string) => [ofPods.test(mountPoint), stated.test(mountPoint)];

    expect(['/var/lib/kubelet/pods/0a/volumes/x', '/proc'].map(both)).toEqual([[true, false], [true, false]]);
    expect(['/mnt/a.b', '/mnt/a.b/c'].map(both)).toEqual([[false, true], [false, true]]);
    expect(['/', '/var/lib/kubelet', '/mnt/a.bc', '/mnt/aXb', '/srv/mnt/a.b'].map(both)).toEqual(Array(5).fill([false, false]));
    expect(filesystem.exclude_fs_types).toEqual({ fs_types: ['iso9660', 'squashfs', 'nfs4'], match_type: 'strict' });
    expect([filesystem.exclude_devices.devices, disk.exclude.devices]).toEqual([['^/dev/loop.*$$'], ['^loop.*$$']]);
  });

  test.each<[OpenTelemetryNodeDaemonSetProps['hostMetrics'], string]>([
    [{ scrapers: [] }, 'scrapers: must have at least one; to collect no metrics of the node say enabled: false'],
    [{ interval: Duration.millis(500) }, 'interval: must be a whole number of seconds of at least 1, got 0.5'],
    [{ interval: Duration.millis(1500) }, 'interval: must be a whole number of seconds of at least 1, got 1.5'],
    [{ excludeMountPoints: ['mnt'] }, 'excludeMountPoints: must be an absolute path, got "mnt"'],
    [{ excludeMountPoints: ['/'] }, 'excludeMountPoints: "/" is every file system; leave out HostMetricsScraper.FILESYSTEM instead'],
    [{ excludeDevices: ['*'] }, 'excludeDevices: must be the name of a disk in which "*" is any text, such as "loop*", got "*"'],
    [{ excludeDevices: ['/dev/sda'] }, 'excludeDevices: must be the name of a disk in which "*" is any text, such as "loop*", got "/dev/sda"'],
    [{ excludeFileSystemTypes: ['NFS 4'] }, 'excludeFileSystemTypes: must be a type of file system such as "nfs4", got "NFS 4"'],
    [{ excludeDevices: ['sda'], scrapers: [HostMetricsScraper.CPU] }, 'excludeDevices: is of no use without the scraper "filesystem" or "disk"; leave one of them out'],
    [{ excludeMountPoints: ['/mnt'], scrapers: [HostMetricsScraper.DISK] }, 'excludeMountPoints: is of no use without the scraper "filesystem"; leave one of them out'],
  ])('fail with %j', (hostMetrics, message) => {
    expect(() => agentOf({ hostMetrics })).toThrow(`platform/Telemetry: hostMetrics: ${message}`);
  });
});

describe('metrics of the kubelet', () => {
  const kubeletOf = (kubeletStats: OpenTelemetryNodeDaemonSetProps['kubeletStats']) => configOf({ kubeletStats }).receivers.kubeletstats;

  test('come from the own node, with the token of the agent', () => {
    expect(kubeletOf({})).toEqual({
      collection_interval: '30s', auth_type: 'serviceAccount', endpoint: 'https://${env:K8S_NODE_IP}:10250', insecure_skip_verify: true, metric_groups: ['container', 'node', 'pod'],
    });
    expect(variableOf({}, 'K8S_NODE_IP').valueFrom.fieldRef.fieldPath).toBe('status.hostIP');
    expect(kubeletOf({ address: KubeletAddress.NODE_NAME }).endpoint).toBe('https://${env:K8S_NODE_NAME}:10250');
    expect(kubeletOf({ groups: [KubeletStatsGroup.VOLUME, KubeletStatsGroup.NODE], interval: Duration.seconds(10) })).toMatchObject({ metric_groups: ['node', 'volume'], collection_interval: '10s' });
    expect(() => agentOf({ kubeletStats: { groups: [] } })).toThrow('platform/Telemetry: kubeletStats: groups: must have at least one; to ask the kubelet for nothing say enabled: false');
  });

  test('come from a kubelet that is verified, where it is said how', () => {
    const secret = { kubeletStats: { certificateAuthority: KubeletCertificateAuthority.secret({ secretName: 'kubelet', key: 'ca.crt' }) } };
    const file = { kubeletStats: { certificateAuthority: KubeletCertificateAuthority.nodeFile('/etc/kubernetes/certs/kubeletserver.crt') } };
    const ofCluster = kubeletOf({ certificateAuthority: KubeletCertificateAuthority.cluster() });

    expect([ofCluster.insecure_skip_verify, ofCluster.ca_file]).toEqual([undefined, undefined]);
    expect(configOf(secret).receivers.kubeletstats).toMatchObject({ ca_file: '/etc/otelcol/kubelet/ca.crt' });
    expect(configOf(secret).receivers.kubeletstats).not.toHaveProperty('insecure_skip_verify');
    expect(podOf(agentOf(secret)).volumes).toContainEqual(expect.objectContaining({ secret: { secretName: 'kubelet', items: [{ key: 'ca.crt', path: 'ca.crt' }] } }));
    expect(podOf(agentOf(file)).volumes).toContainEqual({ name: 'kubelet-ca', hostPath: { path: '/etc/kubernetes/certs/kubeletserver.crt', type: 'File' } });
    expect(containerOf(agentOf(file)).volumeMounts).toContainEqual({ name: 'kubelet-ca', mountPath: '/etc/otelcol/kubelet/ca.crt', readOnly: true });
    expect(() => KubeletCertificateAuthority.nodeFile('ca.crt')).toThrow('KubeletCertificateAuthority.nodeFile: must be an absolute path, got "ca.crt"');
    expect(() => KubeletCertificateAuthority.secret({ secretName: 'A', key: 'ca.crt' })).toThrow('KubeletCertificateAuthority.secret: certificate: ');
  });
});

describe('logs of containers', () => {
  test('are read as the log collector reads them', () => {
    const [agent, collector] = [
      configOf({ logs: { excludeNamespaces: ['a'], excludePods: ['shop/load-*'], multiline: MultilineRule.java() }, sidecars: [{ image: 'proxy:1' }] }),
      { exclude: ['/var/log/pods/monitoring_telemetry-?????_*/opentelemetry-collector/*.log', '/var/log/pods/monitoring_telemetry-?????_*/proxy/*.log', '/var/log/pods/a_*_*/*/*.log', '/var/log/pods/shop_load-*_*/*/*.log'] },
    ];

    expect(agent.receivers.file_log).toMatchObject(collector);
    expect(agent.receivers.file_log.operators.filter(({ id }: Manifest) => id?.startsWith('lines_of_'))).toHaveLength(2);
    expect(mountsOf({ logs: { format: ContainerLogFormat.DOCKER } })).toContain('/var/lib/docker/containers');
    expect(() => agentOf({ logs: { excludeNamespaces: ['A'] } })).toThrow('platform/Telemetry: logs: excludeNamespaces: a namespace ');
  });
});

describe('what pods send', () => {
  test('comes to the agent of their node, by a Service of its own', () => {
    const agent = agentOf({ otlpReceiver: { grpcPort: 14317 } });

    expect(manifests(agent).filter(({ kind }) => kind === 'Service').map(({ metadata, spec }) => [metadata.name, spec.internalTrafficPolicy, spec.ports.map(({ port }: Manifest) => port)])).toEqual([
      ['telemetry', undefined, [8888]], ['telemetry-otlp', 'Local', [14317, 4318]],
    ]);
    expect(Object.keys(configOf({ otlpReceiver: {} }).service.pipelines)).toEqual(['logs', 'metrics', 'traces']);
    expect(configOf({ otlpReceiver: { httpPort: 14318 } }).receivers.otlp.protocols).toEqual({ grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:14318' } });
    expect(configOf({ otlpReceiver: {} }).processors.k8s_attributes.pod_association.at(-1)).toEqual({ sources: [{ from: 'connection' }] });
    expect(configOf().processors.k8s_attributes.pod_association).toHaveLength(1);
  });

  test('may come to ports of the node', () => {
    const { ports } = containerOf(agentOf({ otlpReceiver: { hostPorts: true } }));

    expect(ports.map(({ hostPort }: Manifest) => hostPort)).toEqual([undefined, undefined, 4317, 4318]);
    expect(() => agentOf({ hostNetwork: true, otlpReceiver: { hostPorts: false } }))
      .toThrow('platform/Telemetry: otlpReceiver: hostPorts: with hostNetwork each port is one of the node; leave it out');
  });

  test('needs a Service whose name is one', () => {
    expect(() => agentOf({ otlpReceiver: {}, metadata: { name: 'a'.repeat(59) } })).toThrow('platform/Telemetry: the Service for OTLP must have a name of at most 63 characters');
    expect(() => agentOf({ otlpReceiver: {}, metadata: { name: '1-telemetry' }, service: MetricsService.NONE })).toThrow('platform/Telemetry: a Service must begin with a letter');
  });
});

describe('the destination', () => {
  test('is a receiver of OTLP, with credentials from Secrets', () => {
    const secret = (key: string) => ({ secretName: 'receiver', key });
    const destination = TelemetryDestination.otlp({ url: 'https://receiver', user: secret('user'), password: secret('password'), certificateAuthority: secret('ca.crt') });

    expect(configOf({ destination }).exporters).toMatchObject({ otlp_http: { endpoint: 'https://receiver', auth: { authenticator: 'basicauth' }, tls: { ca_file: '/etc/otelcol/certificates/ca.crt' } } });
    expect(variableOf({ destination }, 'DESTINATION_PASSWORD').valueFrom.secretKeyRef).toEqual({ name: 'receiver', key: 'password' });
    expect(() => TelemetryDestination.otlp({ url: 'receiver:4318' })).toThrow('TelemetryDestination.otlp: url: must be a URL');
  });

  test('is Kafka, with a topic for each kind of data', () => {
    const topicsOf = (options: Partial<Parameters<typeof TelemetryDestination.kafka>[0]>) => configOf({ destination: TelemetryDestination.kafka({ brokers: ['a:9092'], ...options }) }).exporters.kafka;

    expect(topicsOf({})).toMatchObject({ brokers: ['a:9092'], logs: { topic: 'otlp_logs', encoding: 'otlp_proto' }, metrics: { topic: 'otlp_metrics' }, traces: { topic: 'otlp_spans' } });
    expect(topicsOf({ logsTopic: 'logs' }).logs.topic).toBe('logs');
    expect(() => topicsOf({ logsTopic: 'a b' })).toThrow('TelemetryDestination.kafka: logsTopic: must be 1-249 letters, digits, "-", "_" and ".", got "a b"');
    expect(() => topicsOf({ tracesTopic: 'otlp_logs' })).toThrow('TelemetryDestination.kafka: logsTopic: one topic has one kind of data, but "otlp_logs" is stated twice');
    expect(() => topicsOf({ brokers: [] })).toThrow('TelemetryDestination.kafka: brokers: must name at least one');
  });

  test('is standard output, where nothing waits', () => {
    expect(configOf().exporters).toEqual({ debug: { verbosity: 'detailed', use_internal_logger: false } });
  });
});
