import { DaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import { ClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import { ClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { Manifest, manifests, newAgent, newChart } from './manifests';
import {
  AgentProbe, DatadogAgentDaemonSet, HostPath, LogCollectorDaemonSet, LogDestination, MetricsMonitor, MountPropagation, NodeExporterDaemonSet, NodeSelection,
  Toleration, UpdateStrategy,
} from '../../src';

/** A schema of Kubernetes that is not cdk8s-plus' own. It finds wrong types, missing fields and values that do not exist. */
const MODELS: { readonly [kind: string]: new (data: Manifest) => { validate(): void } } = {
  DaemonSet, ClusterRole, ClusterRoleBinding, ConfigMap, Service, ServiceAccount,
};

const search = { host: 'es', userName: 'u', password: { secretName: 's', key: 'k' }, certificateAuthority: { secretName: 's', key: 'k' } };

const CASES: { readonly [title: string]: () => Manifest[] } = {
  'a log collector': () => manifests(new LogCollectorDaemonSet(newChart(), 'Logs')),
  'a log collector with Elasticsearch': () => manifests(new LogCollectorDaemonSet(newChart(), 'Logs', { destination: LogDestination.elasticsearch(search) })),
  'a log collector with OpenSearch': () => manifests(new LogCollectorDaemonSet(newChart(null), 'Logs', { destination: LogDestination.openSearch(search) })),
  'a node exporter': () => manifests(new NodeExporterDaemonSet(newChart(), 'Metrics', { monitor: MetricsMonitor.podMonitor() })),
  'Datadog\'s agent': () => manifests(new DatadogAgentDaemonSet(newChart(), 'Datadog')),
  'Datadog\'s agent with system-probe': () => manifests(new DatadogAgentDaemonSet(newChart(null), 'Datadog', {
    systemProbe: { networkMonitoring: true, serviceMonitoring: true }, logs: {}, apm: { hostPort: 8126 }, checks: { redisdb: 'instances: []' },
  })),
  'a log collector with variants': () => manifests(new LogCollectorDaemonSet(newChart(), 'Logs', {
    nodes: NodeSelection.everyNode().excluding('sandbox=true', 'test'),
    variants: { big: { nodes: NodeSelection.labeled({ size: '4xl' }), requests: { memory: '1Gi' } }, small: { nodes: NodeSelection.matching('size in (s,m)') } },
  })),
  'an agent with everything': () => manifests(newAgent({
    nodes: NodeSelection.matching('zone in (a,b),!spot,size>4').excluding('x=1,y', 'test').toleratingOnly(Toleration.equal('a', '')),
    updateStrategy: UpdateStrategy.rollingUpdate({ maxSurge: '5%' }),
    hostPid: true,
    imagePullSecrets: ['s'],
    revisionHistoryLimit: 3,
    priorityClassName: 'p',
    sidecars: [{ image: 'proxy:1', privileged: true, mounts: [HostPath.readWrite('/plugins', { propagation: MountPropagation.BIDIRECTIONAL })] }],
    container: {
      image: 'agent:1',
      capabilities: ['NET_RAW'],
      emptyDirs: ['/tmp'],
      configFiles: { '/etc/agent/a.conf': 'x' },
      secretFiles: { '/secrets/a': { secretName: 's', key: 'k' } },
      requests: { 'cpu': '1.5', 'nvidia.com/gpu': '1' },
      liveness: AgentProbe.exec(['true']),
      readiness: AgentProbe.tcpSocket(80),
      startup: AgentProbe.httpGet('/', 80),
    },
  })),
};

describe('Kubernetes takes every object', () => {
  test.each(Object.entries(CASES))('of %s', (_, make) => {
    const known = make().filter(({ kind }) => MODELS[kind]);

    expect(known.length).toBeGreaterThan(0);
    for (const manifest of known) {
      expect(() => new MODELS[manifest.kind]!(manifest).validate()).not.toThrow();
    }
  });

  test('would be found out with a field of another type', () => {
    const [daemonSet] = manifests(newAgent());
    daemonSet.spec.template.spec.hostPID = 'yes';

    expect(() => new DaemonSet(daemonSet).validate()).toThrow('hostPID');
  });
});
