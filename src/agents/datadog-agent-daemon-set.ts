import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkServiceName } from './agent-service-name';
import { ClusterPermission } from './cluster-permission';
import { daemonSetName } from './daemon-set-name';
import { DatadogAgentDaemonSetProps } from './datadog-agent-daemon-set-props';
import { agent, initConfig, initVolume, traceAgent } from './datadog-containers';
import { createAgentService, datadogPorts } from './datadog-service';
import { DatadogSettings, datadogSettings } from './datadog-settings';
import { seccompSetup, systemProbeAnnotations, systemProbeContainers } from './datadog-system-probe';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { compatible } from '../model/compatible-requirements';
import { NodeSelection } from '../model/node-selection';

/**
 * Datadog's agent on every node: metrics of the node and its containers, and what applications send to it, metrics to a socket of the node
 * and traces to another one. Logs, processes and what is seen in the kernel are features of their own, and each brings just what it needs.
 *
 * The key of the account is in a Secret that somebody else makes: `datadog-secret`, with the key `api-key`, unless `apiKey` says another.
 * The Datadog Cluster Agent is not deployed here; `clusterAgent` says how it is reached.
 *
 * @see https://docs.datadoghq.com/containers/kubernetes/
 */
export class DatadogAgentDaemonSet extends NodeAgentDaemonSet {
  /** Where applications find its sockets; undefined where it takes nothing of them. */
  private readonly sockets: string | undefined;
  private readonly nodes: NodeSelection;

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: DatadogAgentDaemonSetProps = {}) {
    const place = `${scope.node.path}/${id}`;
    const name = daemonSetName(scope, id, props.metadata);
    checkSurge(place, props);
    const settings = datadogSettings(place, name, props);
    const ports = props.service === false ? [] : datadogPorts(settings);
    if (ports.length > 0) { checkServiceName(place, name.name, 'service: false'); }
    super(scope, id, agentProps(settings, props));
    if (ports.length > 0) { createAgentService(this, ports); }
    this.sockets = settings.dogstatsd || settings.apm ? settings.socketDirectory : undefined;
    this.nodes = props.nodes ?? NodeSelection.everyNode();
    this.node.addValidation({ validate: () => this.sharedSockets() });
  }

  /** What another agent of the chart would take from this one: the sockets on a node of both. */
  private sharedSockets(): string[] {
    const agents = Chart.of(this).node.findAll().filter((construct): construct is DatadogAgentDaemonSet => construct instanceof DatadogAgentDaemonSet);
    return agents.filter(other => other.node.path < this.node.path && this.sharesSockets(other))
      .map(other => `socketDirectory: "${this.sockets}" is that of ${other.node.path}, too, and a node may run both; give one of them another directory, or nodes of its own`);
  }

  private sharesSockets({ sockets, nodes }: DatadogAgentDaemonSet): boolean {
    return sockets !== undefined && sockets === this.sockets && compatible([...nodes._requirements, ...this.nodes._requirements]);
  }
}

function agentProps(settings: DatadogSettings, props: DatadogAgentDaemonSetProps): NodeAgentDaemonSetProps {
  const { apm, dogstatsd, processes, systemProbe } = settings;
  return {
    ...props,
    role: props.role ?? 'datadog-agent',
    podLabels: { 'admission.datadoghq.com/enabled': 'false', ...props.podLabels },
    podAnnotations: { ...systemProbeAnnotations(settings), ...props.podAnnotations },
    hostPid: processes !== undefined || systemProbe !== undefined || dogstatsd?.originDetection === true,
    permissions: permissions(settings),
    privilegeReasons: {
      root: 'sockets and logs of its node are root\'s',
      hostPid: 'it knows by the processes of its node which container sends, and what runs',
      hostPorts: 'applications send to the address of their node',
      hostPaths: 'it reads what its node and its containers do, and has sockets there for applications',
      permissions: 'it asks the kubelet what runs on its node',
    },
    container: agent(settings),
    sidecars: [
      ...(apm ? [traceAgent(settings, apm)] : []),
      ...(systemProbe ? systemProbeContainers(settings, systemProbe) : []),
      ...props.sidecars ?? [],
    ],
    initContainers: [initVolume(settings), initConfig(settings), ...(systemProbe ? [seccompSetup(settings)] : [])],
  };
}

/** What the kubelet lets it read: it asks the API server. Leases tell which of the control plane's programs leads, for their checks. */
function permissions({ kubelet }: DatadogSettings): ClusterPermission[] {
  const instead = kubelet.fineGrainedAuthorization ? ['nodes/configz', 'nodes/healthz', 'nodes/pods'] : ['nodes/proxy'];
  return [
    { resources: ['nodes/metrics', 'nodes/stats', ...instead], verbs: ['get'] },
    { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get'] },
  ];
}

/** Two pods on one node would take the sockets of applications from each other. */
function checkSurge(place: string, { updateStrategy }: DatadogAgentDaemonSetProps): void {
  if (updateStrategy?.surges) {
    throw new Error(`${place}: updateStrategy: with maxSurge two pods would take the sockets of applications from each other; use maxUnavailable`);
  }
}
