import { AgentEvidence } from './agent-evidence';
import { recordedConfiguration } from './datadog-configuration';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { DatadogAgentDaemonSet, DatadogSite } from '../../../src';
import { allContainersOf, Manifest } from '../manifests';

/** Variables that are not the Agent's own, with what reads them. */
const OTHERS: { readonly [name: string]: string } = {
  KUBERNETES: 'https://github.com/DataDog/datadog-agent/blob/main/Dockerfiles/agent/cont-init.d/50-kubernetes.sh',
  DOCKER_HOST: 'https://docs.datadoghq.com/containers/docker/',
  HOST_ROOT: 'https://github.com/DataDog/helm-charts/blob/main/charts/datadog/templates/_container-system-probe.yaml',
};

/** What the Agent must make of the variables, by its own names. */
export const MEANT = {
  defaults: { 'site': 'datadoghq.com', 'cluster_agent.enabled': false, 'auth_token_file_path': '/var/run/datadog-auth/token', 'kubernetes_kubelet_host': '10.0.0.1' },
  everything: {
    'site': 'datadoghq.eu',
    'cluster_name': 'prod-eu',
    'tags': ['env:production', 'team:shop'],
    'cluster_agent.enabled': true,
    'cluster_agent.url': 'https://datadog-cluster-agent.monitoring.svc:5005',
    'system-probe: system_probe_config.enabled': true,
    'system-probe: system_probe_config.sysprobe_socket': '/var/run/sysprobe/sysprobe.sock',
  },
  agent: {
    'health_port': 5555,
    'use_dogstatsd': true,
    'dogstatsd_port': 8125,
    'dogstatsd_socket': '/var/run/datadog/dsd.socket',
    'dogstatsd_non_local_traffic': true,
    'apm_config.enabled': true,
    'apm_config.receiver_port': 8126,
    'apm_config.receiver_socket': '/var/run/datadog/apm.socket',
    'cri_socket_path': '/host/var/run/containerd/containerd.sock',
    'logs_enabled': false,
    'process_config.process_collection.enabled': false,
    'kubernetes_collect_metadata_tags': false,
    'system-probe: discovery.enabled': false,
  },
  agentWithEverything: {
    'logs_enabled': true,
    'logs_config.container_collect_all': true,
    'dogstatsd_origin_detection': true,
    'process_config.process_collection.enabled': true,
    'process_config.strip_proc_arguments': true,
    'kubelet_client_ca': '/host/kubelet-ca.crt',
    'extra_config_providers': ['clusterchecks', 'endpointschecks'],
  },
  systemProbe: {
    'system-probe: network_config.enabled': true,
    'system-probe: service_monitoring_config.enabled': true,
    'system-probe: discovery.enabled': true,
    'system-probe: system_probe_config.enable_oom_kill': true,
    'system-probe: system_probe_config.enable_tcp_queue_length': true,
  },
};

const SOCKETS = '/var/run/datadog';
const DEBUG = '/sys/kernel/debug';

export const DATADOG: AgentEvidence = {
  program: 'datadog',
  exportedAs: 'DatadogAgentDaemonSet',
  make: (scope, id, stated = {}) => new DatadogAgentDaemonSet(scope, id, stated),
  makeSecond: (scope, id, stated = {}) => new DatadogAgentDaemonSet(scope, id, { socketDirectory: '/var/run/datadog-second', ...stated }),
  makeWithEverything: (scope, id, stated = {}) => new DatadogAgentDaemonSet(scope, id, {
    site: DatadogSite.EU1,
    clusterName: 'prod-eu',
    tags: ['env:production', 'team:shop'],
    dogstatsd: { originDetection: true },
    logs: {},
    processes: { stripArguments: true },
    systemProbe: { networkMonitoring: true, serviceMonitoring: true, serviceDiscovery: true, oomKill: true, tcpQueueLength: true },
    clusterAgent: { serviceName: 'datadog-cluster-agent', token: { secretName: 'datadog-cluster-agent', key: 'token' } },
    kubelet: { certificateAuthority: '/etc/kubernetes/pki/kubelet-ca.crt', fineGrainedAuthorization: true },
    checks: { redisdb: 'ad_identifiers: [redis]\ninit_config:\ninstances: [{ host: "%%host%%", port: 6379 }]\n' },
    priorityClassName: 'node-agents',
    ...stated,
  }),
  takenBy: {
    who: `The Agent's own configuration code, of the release in the image, takes the variables of each container: it knows every one of them, and its settings
then are what is meant (github.com/DataDog/datadog-agent/pkg/config/setup v0.81.1; the answers are recorded, and asked anew where Go is there). The
Agent as a whole was not run: its image could not be had for a test.`,
    problemsOf: objects => objects.filter(({ kind }) => kind === 'DaemonSet')
      .flatMap(({ spec }) => allContainersOf(spec.template.spec))
      .flatMap(({ env = [] }) => env as Manifest[])
      .filter(({ name }) => !known().has(name)).map(({ name }) => `no such variable: ${name}`),
    broken: { from: 'DD_USE_DOGSTATSD', to: 'DD_WITH_DOGSTATSD', found: /no such variable: DD_WITH_DOGSTATSD/ },
  },
  vendor: {
    source: `DataDog/helm-charts, datadog 3.240.0 at 79f7c74fd252 (2026-08-21), with its defaults; the lists of variables and mounts as the chart's own tests render
them (test/datadog/baseline/manifests/discovery_spl_enabled_by_default.yaml at 66c940df2aa1)`,
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: 'the recommended ones, with the version, and agent.datadoghq.com/component', why: 'what it is and which one of them; no version, which would change with each release' },
      { field: 'metadata.name', vendor: '"<release>-datadog"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: 'that of the release', why: 'that of its chart' },
      { field: 'spec.revisionHistoryLimit', vendor: '10', why: 'Kubernetes\' default, left to it' },
      { field: 'spec.selector.matchLabels', vendor: '{"app":"<release>-datadog"}', why: 'the program and the DaemonSet, in the labels that other tools know; `matchLabels` takes over a DaemonSet that runs' },
      { field: 'spec.template.metadata.annotations', vendor: 'six checksums', why: 'nothing that could change is mounted; with checks or system-probe there is one for all' },
      { field: 'spec.template.metadata.labels', vendor: 'the recommended ones besides', why: 'those of the selector, and the one that keeps the Cluster Agent from changing the pods of the agent itself' },
      inPod('tolerations', '–', 'applications on tainted nodes send to the agent of their node, too, and would find no socket there'),
      inPod('affinity', '–', 'virtual nodes run no DaemonSet pods'),
      inPod('hostPID', 'true', 'only with processes, system-probe or the origin of metrics, which ask about processes of the node'),
      inPod('serviceAccountName', '"<release>-datadog"', 'an account of its own, by its name'),
      inPod('dnsPolicy', '–', 'Kubernetes\' default, written out'),
      inPod('securityContext', '{"runAsUser":0}', 'said of each container; system calls that they do not need are refused'),
      inPod('terminationGracePeriodSeconds', '–', 'Kubernetes\' default, written out'),
      inContainer('name', '"agent"', 'the name of an agent\'s container is also its label `app.kubernetes.io/name`'),
      inContainer('env', 'the same features with 46 variables; DD_CLUSTER_AGENT_KUBERNETES_SERVICE_NAME, DD_IGNORE_AUTOCONF, DD_INSTRUMENTATION_* and others', 'what is not the Agent\'s own default, or decides about a feature. The Cluster Agent is said by its address, since the pods have no variables of Services; how it was installed is not told'),
      inContainer('ports', '8125/UDP as dogstatsdport', 'the same port'),
      inContainer('resources', '–', 'without requests it is the first to be evicted when memory gets short'),
      inContainer('securityContext', '{"readOnlyRootFilesystem":true}', 'root, as there, because sockets and logs of the node are root\'s, but without a capability and without a way to gain one'),
      inContainer('volumeMounts', '/proc, /sys/fs/cgroup, /etc/os-release, /etc/passwd, all of /var/run, /var/run/datadog; install_info by subPath', 'of /var/run only the directory of the runtime\'s socket; users only with processes; the token of its containers outside of the configuration, so that others can mount that read-only'),
      { field: 'spec.template.spec.containers[1].env', vendor: 'the common ones, those of the Cluster Agent and of APM, DD_INSTRUMENTATION_*', why: 'as in the first container' },
      { field: 'spec.template.spec.containers[1].ports', vendor: '8126/TCP as traceport', why: 'the same port' },
      { field: 'spec.template.spec.containers[1].resources', vendor: '–', why: 'without requests it is the first to be evicted when memory gets short' },
      { field: 'spec.template.spec.containers[1].securityContext', vendor: '{"readOnlyRootFilesystem":true}', why: 'as in the first container' },
      { field: 'spec.template.spec.containers[1].volumeMounts', vendor: 'the first one\'s, with all of /var/run', why: 'every pod may talk to this container: it sees no socket of the container runtime' },
      { field: 'spec.template.spec.containers[2]', vendor: 'system-probe with nine capabilities, for the discovery of services', why: 'off unless `systemProbe` asks for it: programs in the kernel of each node are a decision of their user' },
      { field: 'spec.template.spec.initContainers[0]', vendor: 'init-volume: bash -c "cp -r /etc/datadog-agent /opt"', why: 'the same without a shell, and with small requests' },
      { field: 'spec.template.spec.initContainers[1]', vendor: 'init-config: runs the scripts below /etc/cont-init.d; sees all of /var/run', why: 'the same scripts; none of them asks the container runtime' },
      { field: 'spec.template.spec.initContainers[2]', vendor: 'seccomp-setup: copies a profile into /var/lib/kubelet/seccomp', why: 'only with system-probe; into a directory of its own below that, so that it can change no other profile and two agents do not share one' },
      inPod('volumes', 'the same and those of system-probe, without a type except DirectoryOrCreate for sockets', 'what must be there is stated: a missing path is an event of the pod, and no directory called os-release'),
    ],
    same: [
      'apiVersion', 'kind', 'spec.updateStrategy', 'spec.template.spec.automountServiceAccountToken', 'spec.template.spec.nodeSelector',
      'spec.template.spec.containers[0].image', 'spec.template.spec.containers[0].command', 'spec.template.spec.containers[0].livenessProbe',
      'spec.template.spec.containers[0].readinessProbe', 'spec.template.spec.containers[0].startupProbe',
      'spec.template.spec.containers[1].name', 'spec.template.spec.containers[1].image', 'spec.template.spec.containers[1].command',
      'spec.template.spec.containers[1].livenessProbe',
    ],
  },
  ownPaths: pod => pod.volumes.filter(({ name }: Manifest) => name === 'state' || name === 'seccomp').map(({ hostPath }: Manifest) => hostPath.path),
  sharedPaths: [SOCKETS, DEBUG],
  reasons: {
    '/host/proc': 'processors, memory and processes of the node, and which container a process is of',
    '/host/sys/fs/cgroup': 'what each container uses',
    '/host/etc/os-release': 'what the node is',
    '/host/var/run/containerd': 'the socket of the container runtime: which containers there are; whoever may ask it may do anything on the node',
    '/host/kubelet-ca.crt': 'with `kubelet.certificateAuthority`: by whom the kubelet\'s certificate is signed',
    [SOCKETS]: 'where applications find the sockets for metrics and traces: a directory that they mount, too',
    '/etc/passwd': 'with `processes`: the names of users',
    '/var/log/pods': 'with `logs`: the log files of all containers',
    '/var/log/containers': 'with `logs`: links to them, by the names of pods',
    'state': 'with `logs`: how far each file was read',
    '/opt/datadog-agent/run': 'what it keeps while it runs',
    '/tmp': 'the root file system cannot be written',
    '/etc/datadog-agent': 'the configuration of the image, copied to where it may be written; only the agent\'s own container may',
    '/var/run/datadog-auth': 'the token by which its containers know each other',
    '/var/log/datadog': 'its own log files',
    '/var/run/sysprobe': 'with `systemProbe`: where its containers ask system-probe',
    [DEBUG]: 'with `systemProbe`: where the kernel is told what to trace',
    '/sys/fs/bpf': 'with `systemProbe.networkMonitoring`: maps of eBPF programs of others',
    '/host/root': 'with `systemProbe.serviceMonitoring`: the libraries and programs whose calls are traced',
    '/var/tmp/datadog-agent/system-probe': 'with `systemProbe`: types of the kernel, unpacked',
    '/opt/datadog-agent-config': 'where the configuration is copied to',
    '/conf.d': 'with `checks`: their configurations',
    '/host/seccomp': 'with `systemProbe`: its seccomp profile, below the kubelet\'s directory of profiles',
    '/etc/config': 'with `systemProbe`: its seccomp profile, to be copied',
    'dogstatsd': 'metrics by UDP; the Service leads there',
    'traces': 'traces by TCP; the Service leads there',
    'SYS_ADMIN': 'loads eBPF programs, also where the kernel has no capability of its own for that, and enters the networks of pods',
    'SYS_RESOURCE': 'locks as much memory as the maps of eBPF programs need',
    'SYS_PTRACE': 'reads what is below /proc of processes of other users',
    'NET_ADMIN': 'asks the kernel for its table of connections',
    'NET_BROADCAST': 'hears of new connections in that table',
    'NET_RAW': 'reads answers of name servers on the wire',
    'IPC_LOCK': 'keeps the memory of the maps from being swapped',
    'CHOWN': 'gives its socket to the other containers',
    'DAC_READ_SEARCH': 'reads files of the node whoever owns them',
    'nodes/metrics,nodes/spec,nodes/stats,nodes/proxy': 'what the kubelet tells of its pods and containers; `nodes/proxy` also allows to run commands in each of them',
    'nodes/metrics,nodes/spec,nodes/stats,nodes/configz,nodes/healthz,nodes/pods': 'the same with `kubelet.fineGrainedAuthorization`, and no commands',
    'leases': 'which of the programs of the control plane leads, for their checks',
  },
  limits: [
    'The Secret with the key of the account is not made here: `datadog-secret` with the key `api-key`, unless `apiKey` says another.',
    'The Cluster Agent is not deployed here, nor what only it does: events, the state of the cluster\'s objects, injection into pods. Without `clusterAgent`, Services are missing as tags.',
    'A kubelet that signed its own certificate, as kubeadm\'s do, cannot be verified: say `kubelet: { verifyCertificate: false }`, or have them signed.',
    'Its permission `nodes/proxy` allows to run commands in each pod. From Kubernetes 1.33 on, `kubelet: { fineGrainedAuthorization: true }` does without. The chart\'s ClusterRole has more: endpoints, control plane metrics of EKS, `use` of OpenShift\'s constraints.',
    'The pods wait where there is no containerd at its usual socket: say `runtimeSocket` for another runtime or another path, as in k3s.',
    'Two of them in one chart that could be on one node must not have one `socketDirectory`; the synthesis fails then. In two charts, the check finds that their role is there twice.',
    'An application that starts on a new node before the agent finds no socket yet, and some libraries do not look again. A PriorityClass of your own makes that rarer.',
    'What is seen in the kernel needs the types of the kernel (BTF). Most kernels from 5.8 on have them, and the Agent brings those of many older ones; kernel headers are not mounted, and none are loaded.',
    'That it runs as root without a capability and without a root file system that it may write, and `trace-agent` without the socket of the runtime, follows from its documents and scripts and was not tried. `env` and `hostPaths` reach what is missing.',
    'GKE Autopilot, OpenShift\'s constraints and Windows are not covered.',
  ],
};

/** The variables that the Agent's own code was asked about and knows, and those of others. */
function known(): ReadonlySet<string> {
  const names = Object.values(recordedConfiguration().answers).flatMap(({ asked, unknown }) => Object.keys(asked).filter(name => name.startsWith('DD_') && !unknown.includes(name)));
  return new Set([...names, ...Object.keys(OTHERS)]);
}
