import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { destinationSecrets } from './destination-secrets';
import { FLUENTD_METRICS_PORT, fluentdConfig } from './fluentd-config';
import { FluentdOptions } from './fluentd-options';
import { FLUENTD_CERTIFICATE_AUTHORITY } from './fluentd-outputs';
import { ILogCollector, LogCollection, LogCollectorProgram } from './i-log-collector';
import { LogCollectorFeature } from './log-collector-feature';
import { LogDestinationKind } from './log-destination';
import { logMounts } from './log-mounts';
import { Architecture } from '../model/platform';

/** One build of the image for each destination; the first one has everything that standard output and HTTP need. */
const BUILDS: { readonly [kind in LogDestinationKind]?: string } = {
  [LogDestinationKind.ELASTICSEARCH]: 'elasticsearch8',
  [LogDestinationKind.OPENSEARCH]: 'opensearch',
  [LogDestinationKind.KAFKA]: 'kafka2',
  [LogDestinationKind.S3]: 's3',
  [LogDestinationKind.HTTP]: 'elasticsearch8',
  [LogDestinationKind.STANDARD_OUTPUT]: 'elasticsearch8',
};

/** Each build is for both (fluent/fluentd-kubernetes-daemonset .github/workflows/docker-build.yml at 02a02d8a31ca, read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64];

/** Fluentd as a log collector. It is root, because log files are root's, and has no capability. */
export class FluentdCollector implements ILogCollector {
  public readonly programName = 'fluentd';

  constructor(private readonly options: FluentdOptions) {}

  public get destinationKinds(): LogDestinationKind[] {
    return Object.values(LogDestinationKind).filter(kind => BUILDS[kind] !== undefined);
  }

  public get features(): LogCollectorFeature[] {
    return Object.values(LogCollectorFeature);
  }

  public programFor(collection: LogCollection): LogCollectorProgram {
    return {
      container: container(collection, fluentdConfig(collection, this.options)),
      permissions: collection.podMetadata ? [{ resources: ['pods', 'namespaces'], verbs: ['get', 'list', 'watch'] }] : [],
      privilegeReasons: {
        root: 'the log files of containers are root\'s',
        hostPaths: 'it reads the log files of its node, and keeps there what could not be sent yet',
        permissions: 'it adds the labels of pods to their lines',
      },
      metrics: { portName: 'metrics', path: '/metrics' },
      terminationGracePeriod: Duration.seconds(60),
    };
  }
}

function container(collection: LogCollection, config: string): AgentContainer {
  const port = collection.metricsPort ?? FLUENTD_METRICS_PORT;
  return {
    image: `fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-${BUILDS[collection.destination.kind]!}-1.1`,
    architectures: ARCHITECTURES,
    user: 0,
    group: 0,
    requests: { cpu: '100m', memory: '200Mi' },
    limits: { memory: '512Mi' },
    ports: [{ name: 'metrics', number: port }],
    fieldEnv: { K8S_NODE_NAME: 'spec.nodeName' },
    ...destinationSecrets(collection.destination, FLUENTD_CERTIFICATE_AUTHORITY),
    configFiles: { '/fluentd/etc/fluent.conf': config },
    mounts: logMounts(collection),
    emptyDirs: ['/tmp'],
    liveness: AgentProbe.httpGet('/metrics', port, { period: Duration.seconds(30), timeout: Duration.seconds(10), failureThreshold: 5 }),
    readiness: AgentProbe.httpGet('/metrics', port, { timeout: Duration.seconds(5) }),
  };
}
