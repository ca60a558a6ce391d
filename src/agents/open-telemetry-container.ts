import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { goMemoryLimit } from './memory-limit';
import { OPEN_TELEMETRY_HEALTH_PORT, OPEN_TELEMETRY_METRICS_PORT } from './open-telemetry-config';
import { Architecture } from '../model/platform';

const IMAGE = 'otel/opentelemetry-collector-contrib:0.158.0';

/** By distributions/otelcol-contrib/.goreleaser.yaml and pull request 969 of open-telemetry/opentelemetry-collector-releases (read on 2026-11-27). */
const ARCHITECTURES = [
  Architecture.AMD64, Architecture.ARM, Architecture.ARM64, Architecture.PPC64LE, Architecture.RISCV64, Architecture.S390X, Architecture.X86,
];

const CONFIG = '/etc/otelcol/config/collector.yaml';
const DEFAULT_MEMORY_LIMIT = '512Mi';

/** What the container of a Collector is made from. */
export interface OpenTelemetryContainer {
  readonly config: string;
  readonly metricsPort?: number;
  readonly healthPort?: number;

  /** How much memory it may use; undefined for as much as it proposes itself. */
  readonly memoryLimit?: string;
}

/** What every Collector on a node has, whatever it collects. It is root, because log files are root's, and has no capability. */
export function openTelemetryContainer({ config, memoryLimit, ...ports }: OpenTelemetryContainer): AgentContainer {
  const { metricsPort = OPEN_TELEMETRY_METRICS_PORT, healthPort = OPEN_TELEMETRY_HEALTH_PORT } = ports;
  if (metricsPort === healthPort) { throw new Error(`metricsPort: ${metricsPort} is the port on which the Collector tells whether it lives; choose another`); }
  return {
    image: IMAGE,
    architectures: ARCHITECTURES,
    args: [`--config=${CONFIG}`],
    user: 0,
    group: 0,
    requests: { cpu: '100m', memory: '128Mi' },
    limits: { memory: DEFAULT_MEMORY_LIMIT },
    ports: [{ name: 'metrics', number: metricsPort }, { name: 'health', number: healthPort }],
    env: { GOMEMLIMIT: goMemoryLimit(memoryLimit ?? DEFAULT_MEMORY_LIMIT) },
    fieldEnv: { K8S_NODE_NAME: 'spec.nodeName' },
    configFiles: { [CONFIG]: config },
    emptyDirs: ['/tmp'],
    liveness: AgentProbe.httpGet('/', healthPort, { period: Duration.seconds(30), timeout: Duration.seconds(10), failureThreshold: 5 }),
    readiness: AgentProbe.httpGet('/', healthPort, { timeout: Duration.seconds(5) }),
  };
}
