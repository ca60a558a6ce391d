import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { destinationSecrets } from './destination-secrets';
import { FLUENT_BIT_MEMORY_LIMIT, FLUENT_BIT_METRICS_PORT, fluentBitConfig } from './fluent-bit-config';
import { FluentBitOptions } from './fluent-bit-options';
import { FLUENT_BIT_CERTIFICATE_AUTHORITY } from './fluent-bit-outputs';
import { ILogCollector, LogCollection, LogCollectorProgram } from './i-log-collector';
import { LogCollectorFeature } from './log-collector-feature';
import { LogDestinationKind } from './log-destination';
import { logMounts } from './log-mounts';
import { Architecture } from '../model/platform';

const IMAGE = 'cr.fluentbit.io/fluent/fluent-bit:5.1.1';

/** Those of 5.1, by the table of https://docs.fluentbit.io/manual/installation/downloads/docker (read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM, Architecture.ARM64];
const CONFIG = '/fluent-bit/etc/conf/fluent-bit.yaml';

/**
 * Fluent Bit as a log collector. It is root, because log files are root's, and has no capability. Its outputs for Kafka and S3 call a
 * record sent before it is: what waits would not be where it was asked to be.
 */
export class FluentBitCollector implements ILogCollector {
  public readonly programName = 'fluent-bit';

  constructor(private readonly options: FluentBitOptions) {}

  public get destinationKinds(): LogDestinationKind[] {
    return Object.values(LogDestinationKind).filter(kind => kind !== LogDestinationKind.KAFKA && kind !== LogDestinationKind.S3);
  }

  public get features(): LogCollectorFeature[] {
    return Object.values(LogCollectorFeature).filter(feature => feature !== LogCollectorFeature.S3_ENDPOINT);
  }

  public programFor(collection: LogCollection): LogCollectorProgram {
    return {
      container: container(collection, fluentBitConfig(collection, this.options)),
      permissions: collection.podMetadata ? [{ resources: ['pods'], verbs: ['get'] }] : [],
      privilegeReasons: {
        root: 'the log files of containers are root\'s',
        hostPaths: 'it reads the log files of its node, and keeps there what could not be sent yet',
        permissions: 'it adds the labels of pods to their lines',
      },
      metrics: { portName: 'metrics', path: '/api/v2/metrics/prometheus' },
      terminationGracePeriod: Duration.seconds(60),
    };
  }
}

function container(collection: LogCollection, config: string): AgentContainer {
  const port = collection.metricsPort ?? FLUENT_BIT_METRICS_PORT;
  return {
    image: IMAGE,
    architectures: ARCHITECTURES,
    command: ['/fluent-bit/bin/fluent-bit'],
    args: [`--config=${CONFIG}`],
    user: 0,
    group: 0,
    requests: { cpu: '50m', memory: '128Mi' },
    limits: { memory: FLUENT_BIT_MEMORY_LIMIT },
    ports: [{ name: 'metrics', number: port }],
    fieldEnv: { K8S_NODE_NAME: 'spec.nodeName' },
    ...destinationSecrets(collection.destination, FLUENT_BIT_CERTIFICATE_AUTHORITY),
    configFiles: { [CONFIG]: config },
    mounts: logMounts(collection),
    emptyDirs: ['/tmp'],
    liveness: AgentProbe.httpGet('/', port, { period: Duration.seconds(30), timeout: Duration.seconds(10), failureThreshold: 5 }),
    readiness: AgentProbe.httpGet('/', port, { timeout: Duration.seconds(5) }),
  };
}
