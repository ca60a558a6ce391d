import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { destinationSecrets } from './destination-secrets';
import { ILogCollector, LogCollection, LogCollectorProgram } from './i-log-collector';
import { LogCollectorFeature } from './log-collector-feature';
import { LogDestinationKind } from './log-destination';
import { logMounts } from './log-mounts';
import { goMemoryLimit } from './memory-limit';
import {
  OPEN_TELEMETRY_CERTIFICATE_AUTHORITY, OPEN_TELEMETRY_HEALTH_PORT, OPEN_TELEMETRY_METRICS_PORT, openTelemetryConfig,
} from './open-telemetry-config';
import { OpenTelemetryOptions } from './open-telemetry-options';
import { Architecture } from '../model/platform';

const IMAGE = 'otel/opentelemetry-collector-contrib:0.158.0';

/** By distributions/otelcol-contrib/.goreleaser.yaml and pull request 969 of open-telemetry/opentelemetry-collector-releases (read on 2026-11-27). */
const ARCHITECTURES = [
  Architecture.AMD64, Architecture.ARM, Architecture.ARM64, Architecture.PPC64LE, Architecture.RISCV64, Architecture.S390X, Architecture.X86,
];
const CONFIG = '/etc/otelcol/config/collector.yaml';
const DEFAULT_MEMORY_LIMIT = '512Mi';

/** The OpenTelemetry Collector as a log collector. It is root, because log files are root's, and has no capability. */
export class OpenTelemetryCollector implements ILogCollector {
  public readonly programName = 'opentelemetry-collector';

  constructor(private readonly options: OpenTelemetryOptions) {}

  public get destinationKinds(): LogDestinationKind[] {
    return [LogDestinationKind.KAFKA, LogDestinationKind.LOKI, LogDestinationKind.OTLP, LogDestinationKind.STANDARD_OUTPUT];
  }

  public get features(): LogCollectorFeature[] {
    return [LogCollectorFeature.POD_METADATA, LogCollectorFeature.MULTILINE, LogCollectorFeature.DOCKER_FORMAT, LogCollectorFeature.HOST_BUFFER];
  }

  public programFor(collection: LogCollection): LogCollectorProgram {
    return {
      container: container(collection, openTelemetryConfig(collection, this.options)),
      permissions: collection.podMetadata ? [{ resources: ['pods', 'namespaces'], verbs: ['get', 'list', 'watch'] }] : [],
      metrics: { portName: 'metrics', path: '/metrics' },
      terminationGracePeriod: Duration.seconds(60),
    };
  }
}

function container(collection: LogCollection, config: string): AgentContainer {
  const port = collection.metricsPort ?? OPEN_TELEMETRY_METRICS_PORT;
  if (port === OPEN_TELEMETRY_HEALTH_PORT) { throw new Error(`metricsPort: ${port} is the port on which the Collector tells whether it lives; choose another`); }
  return {
    image: IMAGE,
    architectures: ARCHITECTURES,
    args: [`--config=${CONFIG}`],
    user: 0,
    group: 0,
    requests: { cpu: '100m', memory: '128Mi' },
    limits: { memory: DEFAULT_MEMORY_LIMIT },
    ports: [{ name: 'metrics', number: port }, { name: 'health', number: OPEN_TELEMETRY_HEALTH_PORT }],
    env: { GOMEMLIMIT: goMemoryLimit(collection.memoryLimit ?? DEFAULT_MEMORY_LIMIT) },
    fieldEnv: { K8S_NODE_NAME: 'spec.nodeName' },
    ...destinationSecrets(collection.destination, OPEN_TELEMETRY_CERTIFICATE_AUTHORITY),
    configFiles: { [CONFIG]: config },
    mounts: logMounts(collection),
    emptyDirs: ['/tmp'],
    liveness: AgentProbe.httpGet('/', OPEN_TELEMETRY_HEALTH_PORT, { period: Duration.seconds(30), timeout: Duration.seconds(10), failureThreshold: 5 }),
    readiness: AgentProbe.httpGet('/', OPEN_TELEMETRY_HEALTH_PORT, { timeout: Duration.seconds(5) }),
  };
}
