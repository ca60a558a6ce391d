import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { AgentContainer } from './agent-container';
import { agentLabels, variantsLabels } from './agent-labels';
import { bufferBytes, checkDirectory, checkedDestination, checkedJournal, checkFeatures, checkMetricsPort, excludedLogs } from './collection-checks';
import { checkOnePodAtATime, collectorStatePath } from './collector-state';
import { DaemonSetName, daemonSetName, variantNames } from './daemon-set-name';
import { ILogCollector, LogCollection, LogCollectorProgram } from './i-log-collector';
import { ContainerLogFormat, LogCollectionOptions, WhenBufferFull } from './log-collection-options';
import { LogCollector } from './log-collector';
import { LogCollectorFeature } from './log-collector-feature';
import { LogDestination } from './log-destination';
import { MetricsEndpoint } from './metrics-endpoint';
import { MetricsMonitor } from './metrics-monitor';
import { MetricsService } from './metrics-service';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { ownLogs } from './own-logs';
import { toldAt } from './told-at';

/** Choices for the logs of all containers. */
export interface LogCollectorDaemonSetProps extends NodeAgentDaemonSetOptions, LogCollectionOptions {
  /**
   * The program that reads and sends.
   *
   * @default LogCollector.fluentd()
   */
  readonly collector?: ILogCollector;

  /**
   * The Service in front of the collectors, by which their metrics are found.
   *
   * @default - MetricsService.HEADLESS for a ServiceMonitor, which finds them by it; else MetricsService.NONE
   */
  readonly service?: MetricsService;

  /**
   * How Prometheus is told of the metrics of the collectors. Logstash has none in its format.
   *
   * @default - it is not told
   */
  readonly monitor?: MetricsMonitor;
}

const DEFAULT_BUFFER_LIMIT = '512Mi';
const DEFAULT_TERMINATION_GRACE_PERIOD = Duration.seconds(60);

/**
 * The logs of all containers of every node, sent to one place. Positions and what could not be sent yet are kept on the
 * node, so that a restart loses and repeats nothing; the collector never reads what it writes itself.
 *
 * It reads what the kubelet keeps in `/var/log`, in the format of containerd and CRI-O unless `format` says otherwise. With
 * Elasticsearch or OpenSearch, dots in the keys of labels become underscores. Without a namespace in the chart or in `metadata`, its
 * permissions are those of the namespace `default`: name the namespace that it is deployed to.
 *
 * @see https://kubernetes.io/docs/concepts/cluster-administration/logging/
 */
export class LogCollectorDaemonSet extends NodeAgentDaemonSet {
  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: LogCollectorDaemonSetProps = {}) {
    const { agent, endpoint } = logCollector(`${scope.node.path}/${id}`, props, daemonSetName(scope, id, props.metadata));
    super(scope, id, agent);
    endpoint?.createFor(this);
  }
}

/** The agent, and where its metrics are, if anybody asks for them. */
function logCollector(place: string, props: LogCollectorDaemonSetProps, name: DaemonSetName): { agent: NodeAgentDaemonSetProps; endpoint?: MetricsEndpoint } {
  checkOnePodAtATime(place, props.updateStrategy);
  const collector = props.collector ?? LogCollector.fluentd();
  const variants = variantNames(place, name, props.variants);
  const common = commonCollection(place, props, collector, [name, ...variants.values()]);
  if (props.statePath !== undefined) { checkDirectory(`${place}: statePath`, props.statePath); }
  const programOf = (member: DaemonSetName, variant?: string) => toldAt(place, () => collector.programFor({
    ...common,
    statePath: collectorStatePath(name, member, props.statePath, variant),
    memoryLimit: (variant === undefined ? undefined : props.variants?.[variant]?.limits?.memory) ?? props.limits?.memory,
  }));
  const containerOf = ({ container }: LogCollectorProgram): AgentContainer => ({ ...container, name: collector.programName });
  const program = programOf(name);
  const endpoint = metricsEndpoint(place, props, collector, program);
  return {
    agent: {
      ...props,
      role: props.role ?? 'log-collector',
      terminationGracePeriod: props.terminationGracePeriod ?? program.terminationGracePeriod ?? DEFAULT_TERMINATION_GRACE_PERIOD,
      permissions: program.permissions,
      privilegeReasons: program.privilegeReasons,
      podAnnotations: { ...endpoint?.podAnnotations, ...props.podAnnotations },
      container: containerOf(program),
      variantContainers: Object.fromEntries([...variants].map(([variant, member]) => [variant, containerOf(programOf(member, variant))])),
    },
    endpoint,
  };
}

/** @throws where somebody asks for metrics that there are not */
function metricsEndpoint(
  place: string, { monitor, service }: LogCollectorDaemonSetProps, { programName }: ILogCollector, { container, metrics }: LogCollectorProgram,
): MetricsEndpoint | undefined {
  const asked = monitor ? 'monitor' : service && service !== MetricsService.NONE ? 'service' : undefined;
  if (!asked) { return undefined; }
  if (!metrics) { throw new Error(`${place}: ${asked}: ${programName} serves no metrics in the format of Prometheus; leave it out`); }
  const port = container.ports?.find(({ name }) => name === metrics.portName);
  if (!port) { throw new Error(`${place}: ${asked}: ${programName} has no port "${metrics.portName}", on which its metrics are said to be; name it in the container's ports`); }
  const found = service ?? (monitor?.kind === 'ServiceMonitor' ? MetricsService.HEADLESS : MetricsService.NONE);
  return new MetricsEndpoint({ portName: metrics.portName, port: port.number, path: metrics.path, service: found, monitor });
}

/** What is the same in every DaemonSet of the agent: none of them reads what another one writes. */
function commonCollection(
  place: string, props: LogCollectorDaemonSetProps, collector: ILogCollector, members: readonly DaemonSetName[],
): Omit<LogCollection, 'statePath'> {
  const [{ name, namespace }] = members as [DaemonSetName];
  checkFeatures(place, collector, props);
  checkMetricsPort(place, props.metricsPort);
  return {
    destination: checkedDestination(place, collector, props.destination ?? LogDestination.standardOutput()),
    bufferBytes: bufferBytes(`${place}: bufferLimit`, props.bufferLimit ?? DEFAULT_BUFFER_LIMIT),
    ownLogs: ownLogs(members, collector.programName, props.sidecars),
    ownLabels: members.length > 1 ? variantsLabels(name) : props.matchLabels ?? agentLabels(collector.programName, name),
    ownNamespace: namespace,
    excludedLogs: excludedLogs(place, props),
    format: props.format ?? ContainerLogFormat.CRI,
    journal: checkedJournal(place, props.journal),
    multiline: props.multiline,
    podMetadata: props.podMetadata ?? collector.features.includes(LogCollectorFeature.POD_METADATA),
    whenFull: props.whenFull ?? WhenBufferFull.WAIT,
    metricsPort: props.metricsPort,
  };
}
