import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { ALLOY_METRICS_PORT, alloyConfig } from './alloy-config';
import { AlloyOptions } from './alloy-options';
import { ALLOY_CERTIFICATE_AUTHORITY } from './alloy-outputs';
import { destinationSecrets } from './destination-secrets';
import { ILogCollector, LogCollection, LogCollectorProgram } from './i-log-collector';
import { LogCollectorFeature } from './log-collector-feature';
import { LogDestinationKind } from './log-destination';
import { logMounts } from './log-mounts';
import { Architecture } from '../model/platform';

const IMAGE = 'grafana/alloy:v1.19.2';
const CONFIG = '/etc/alloy/config/config.alloy';

/** The platforms of the image (grafana/alloy scripts/docker-containers at becfd489a7bb, the tag v1.19.2, read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64, Architecture.PPC64LE, Architecture.S390X];

/**
 * Grafana Alloy as a log collector. It is root, because log files are root's, and has no capability. Only components that its vendor
 * calls generally available are used: none of those keeps on disk what could not be sent.
 */
export class AlloyCollector implements ILogCollector {
  public readonly programName = 'alloy';

  constructor(private readonly options: AlloyOptions) {}

  public get destinationKinds(): LogDestinationKind[] {
    return [LogDestinationKind.KAFKA, LogDestinationKind.LOKI, LogDestinationKind.OTLP, LogDestinationKind.STANDARD_OUTPUT];
  }

  public get features(): LogCollectorFeature[] {
    return [LogCollectorFeature.POD_METADATA, LogCollectorFeature.JOURNAL, LogCollectorFeature.MULTILINE];
  }

  public programFor(collection: LogCollection): LogCollectorProgram {
    return {
      container: container(collection, alloyConfig(collection, this.options)),
      permissions: collection.podMetadata ? [{ resources: ['pods'], verbs: ['list', 'watch'] }] : [],
      privilegeReasons: {
        root: 'the log files of containers are root\'s',
        hostPaths: 'it reads the log files of its node, and keeps there how far it has read',
        permissions: 'it adds the labels of pods to their lines',
      },
      metrics: { portName: 'metrics', path: '/metrics' },
      terminationGracePeriod: Duration.seconds(60),
    };
  }
}

function container(collection: LogCollection, config: string): AgentContainer {
  const port = collection.metricsPort ?? ALLOY_METRICS_PORT;
  return {
    image: IMAGE,
    architectures: ARCHITECTURES,
    args: [
      'run', CONFIG, `--storage.path=${collection.statePath}`, `--server.http.listen-addr=0.0.0.0:${port}`, '--server.http.enable-pprof=false',
      '--server.http.disable-support-bundle', '--stability.level=generally-available', '--disable-reporting',
    ],
    user: 0,
    group: 0,
    requests: { cpu: '100m', memory: '256Mi' },
    limits: { memory: '1Gi' },
    ports: [{ name: 'metrics', number: port }],
    fieldEnv: { K8S_NODE_NAME: 'spec.nodeName' },
    ...destinationSecrets(collection.destination, ALLOY_CERTIFICATE_AUTHORITY),
    configFiles: { [CONFIG]: config },
    mounts: logMounts(collection),
    emptyDirs: ['/tmp'],
    liveness: AgentProbe.httpGet('/-/ready', port, { period: Duration.seconds(30), timeout: Duration.seconds(10), failureThreshold: 5 }),
    readiness: AgentProbe.httpGet('/-/ready', port, { timeout: Duration.seconds(5) }),
  };
}
