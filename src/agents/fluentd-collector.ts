import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { FLUENTD_METRICS_PORT, FLUENTD_SECRETS, fluentdConfig } from './fluentd-config';
import { FluentdLogLevel, FluentdOptions } from './fluentd-options';
import { HostPath } from './host-path';
import { ILogCollector, LogCollection, LogCollectorProgram } from './i-log-collector';
import { LogDestinationKind, SearchDestination } from './log-destination';

/** One build of the image for each destination; the first one has everything that standard output needs. */
const IMAGES: { readonly [kind in LogDestinationKind]: string } = {
  [LogDestinationKind.ELASTICSEARCH]: 'fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-elasticsearch8-1.1',
  [LogDestinationKind.OPENSEARCH]: 'fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-opensearch-1.1',
  [LogDestinationKind.STANDARD_OUTPUT]: 'fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-elasticsearch8-1.1',
};

/** Fluentd as a log collector. It is root, because log files are root's, and has no capability. */
export class FluentdCollector implements ILogCollector {
  public readonly programName = 'fluentd';

  constructor(private readonly options: FluentdOptions) {}

  public get destinationKinds(): LogDestinationKind[] {
    return Object.values(LogDestinationKind);
  }

  public programFor(collection: LogCollection): LogCollectorProgram {
    return {
      container: container(collection, this.options.logLevel ?? FluentdLogLevel.INFO),
      permissions: [{ resources: ['pods', 'namespaces'], verbs: ['get', 'list', 'watch'] }],
      terminationGracePeriod: Duration.seconds(60),
    };
  }
}

function container(collection: LogCollection, logLevel: FluentdLogLevel): AgentContainer {
  const { search, kind } = collection.destination;
  return {
    image: IMAGES[kind],
    user: 0,
    group: 0,
    requests: { cpu: '100m', memory: '200Mi' },
    limits: { memory: '512Mi' },
    ports: [{ name: 'metrics', number: FLUENTD_METRICS_PORT }],
    fieldEnv: { K8S_NODE_NAME: 'spec.nodeName' },
    ...secrets(search),
    configFiles: { '/fluentd/etc/fluent.conf': fluentdConfig(collection, logLevel) },
    mounts: [HostPath.readOnly('/var/log'), HostPath.readWrite(collection.statePath, { volumeName: 'state' })],
    emptyDirs: ['/tmp'],
    liveness: AgentProbe.httpGet('/metrics', FLUENTD_METRICS_PORT, { period: Duration.seconds(30), timeout: Duration.seconds(10), failureThreshold: 5 }),
    readiness: AgentProbe.httpGet('/metrics', FLUENTD_METRICS_PORT, { timeout: Duration.seconds(5) }),
  };
}

function secrets(search: SearchDestination | undefined): Pick<AgentContainer, 'secretEnv' | 'secretFiles'> {
  return {
    secretEnv: {
      ...(search?.user ? { [FLUENTD_SECRETS.user]: search.user } : {}),
      ...(search?.password ? { [FLUENTD_SECRETS.password]: search.password } : {}),
    },
    secretFiles: search?.certificateAuthority ? { [FLUENTD_SECRETS.certificateAuthority]: search.certificateAuthority } : {},
  };
}
