import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { AgentContainer } from './agent-container';
import { agentLabels, variantsLabels } from './agent-labels';
import { DaemonSetName, daemonSetName, podNamePrefix, variantNames } from './daemon-set-name';
import { ILogCollector, LogCollection, LogCollectorProgram } from './i-log-collector';
import { LogCollector } from './log-collector';
import { LogDestination } from './log-destination';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { containerName } from './pod-container';
import { dnsLabelProblem } from '../model/label';
import { Quantity, quantityProblem } from '../model/quantity';

/** Choices for the logs of all containers. */
export interface LogCollectorDaemonSetProps extends NodeAgentDaemonSetOptions {
  /**
   * The program that reads and sends.
   *
   * @default LogCollector.fluentd()
   */
  readonly collector?: ILogCollector;

  /**
   * Where the logs go.
   *
   * @default LogDestination.standardOutput()
   */
  readonly destination?: LogDestination;

  /**
   * The namespaces whose logs are not read.
   *
   * @default - all are read
   */
  readonly excludeNamespaces?: string[];

  /**
   * The directory of the node where read positions and what could not be sent yet are kept. Another directory begins anew: what
   * is still on the node is then sent once more. That of a variant has `-` and the variant's name behind it.
   *
   * @default - `/var/lib/everynode/<namespace>/<name of the DaemonSet>`, with `default` where the chart has no namespace
   */
  readonly statePath?: string;

  /**
   * How much may wait in that directory while the destination is away. When it is full, reading waits, too.
   *
   * @default '512Mi'
   */
  readonly bufferLimit?: string;
}

const DEFAULT_BUFFER_LIMIT = '512Mi';
const SMALLEST_BUFFER = 16 * 1024 * 1024;
const DEFAULT_TERMINATION_GRACE_PERIOD = Duration.seconds(60);

/**
 * The logs of all containers of every node, sent to one place. Positions and what could not be sent yet are kept on the
 * node, so that a restart loses and repeats nothing; the collector never reads what it writes itself.
 *
 * It reads what the kubelet keeps in `/var/log`, in the format of containerd and CRI-O. With Elasticsearch or
 * OpenSearch, dots in the keys of labels become underscores. Without a namespace in the chart or in `metadata`, its permissions
 * are those of the namespace `default`: name the namespace that it is deployed to.
 *
 * @see https://kubernetes.io/docs/concepts/cluster-administration/logging/
 */
export class LogCollectorDaemonSet extends NodeAgentDaemonSet {
  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: LogCollectorDaemonSetProps = {}) {
    super(scope, id, agentProps(`${scope.node.path}/${id}`, props, daemonSetName(scope, id, props.metadata)));
  }
}

function agentProps(place: string, props: LogCollectorDaemonSetProps, name: DaemonSetName): NodeAgentDaemonSetProps {
  const collector = props.collector ?? LogCollector.fluentd();
  const variants = variantNames(place, name, props.variants);
  const common = commonCollection(place, props, collector, [name, ...variants.values()]);
  const statePath = checkedStatePath(place, props.statePath);
  const programOf = (member: DaemonSetName, variant?: string) => collector.programFor({
    ...common,
    statePath: statePath === undefined
      ? `/var/lib/everynode/${name.namespace ?? 'default'}/${member.name}`
      : `${statePath}${variant === undefined ? '' : `-${variant}`}`,
  });
  const containerOf = ({ container }: LogCollectorProgram): AgentContainer => ({ ...container, name: collector.programName });
  const program = programOf(name);
  return {
    ...props,
    role: props.role ?? 'log-collector',
    terminationGracePeriod: props.terminationGracePeriod ?? program.terminationGracePeriod ?? DEFAULT_TERMINATION_GRACE_PERIOD,
    permissions: program.permissions,
    container: containerOf(program),
    variantContainers: Object.fromEntries([...variants].map(([variant, member]) => [variant, containerOf(programOf(member, variant))])),
  };
}

/** What is the same in every DaemonSet of the agent: none of them reads what another one writes. */
function commonCollection(place: string, props: LogCollectorDaemonSetProps, collector: ILogCollector, members: readonly DaemonSetName[]): Omit<LogCollection, 'statePath'> {
  const [{ name, namespace }] = members as [DaemonSetName];
  const containers = [collector.programName, ...(props.sidecars ?? []).map(containerName)];
  return {
    destination: checkedDestination(place, collector, props.destination ?? LogDestination.standardOutput()),
    bufferBytes: bytes(`${place}: bufferLimit`, props.bufferLimit ?? DEFAULT_BUFFER_LIMIT),
    ownLogs: members.flatMap(member => ownLogs(member, containers)),
    ownLabels: members.length > 1 ? variantsLabels(name) : props.matchLabels ?? agentLabels(collector.programName, name),
    ownNamespace: namespace,
    excludedNamespaces: checkedNamespaces(place, props.excludeNamespaces ?? []),
  };
}

/** The log files of its own containers, by the names that Kubernetes gives them, and of no neighbour's. */
function ownLogs({ name, namespace }: DaemonSetName, containers: readonly string[]): string[] {
  return containers.map(container => `/var/log/containers/${podNamePrefix(name)}?????_${namespace ?? '*'}_${container}-*.log`);
}

function checkedDestination(place: string, { programName, destinationKinds }: ILogCollector, destination: LogDestination): LogDestination {
  if (destinationKinds.includes(destination.kind)) { return destination; }
  throw new Error(`${place}: destination: ${programName} cannot send to ${destination.kind}, only to ${destinationKinds.join(', ')}`);
}

function checkedNamespaces(place: string, namespaces: readonly string[]): string[] {
  for (const namespace of namespaces) {
    const problem = dnsLabelProblem(namespace);
    if (problem) { throw new Error(`${place}: excludeNamespaces: a namespace ${problem}, got "${namespace}"`); }
  }
  return [...namespaces];
}

function checkedStatePath(place: string, path: string | undefined): string | undefined {
  if (path !== undefined && !/^(\/[-._A-Za-z0-9]+)+$/.test(path)) {
    throw new Error(`${place}: statePath: must be an absolute path of letters, digits, "-", "_" and ".", got "${path}"`);
  }
  return path;
}

function bytes(place: string, text: string): number {
  const problem = quantityProblem(text);
  if (problem) { throw new Error(`${place}: ${problem}, got "${text}"`); }
  const amount = Number(Quantity.parse(text).value);
  if (amount < SMALLEST_BUFFER) { throw new Error(`${place}: must be at least 16Mi, got "${text}"`); }
  return amount;
}
