import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { ILogCollector, LogCollection, LogCollectorProgram } from './i-log-collector';
import { LogCollectorFeature } from './log-collector-feature';
import { LogDestinationKind } from './log-destination';
import { logMounts } from './log-mounts';
import { VECTOR_METRICS_PORT, vectorConfig } from './vector-config';
import { VectorLogLevel, VectorOptions } from './vector-options';
import { VECTOR_NODE_NAME } from './vector-programs';
import { secretFiles } from './vector-sinks';
import { Architecture } from '../model/platform';

const IMAGE = 'timberio/vector:0.59.0';

/** It reads a journal by `journalctl`, which is in the image of Debian with systemd (vectordotdev/vector distribution/docker/debian/Dockerfile at 494b12eb91d5, read on 2026-11-27). */
const PLAIN = 'distroless-libc';
const WITH_JOURNALCTL = 'debian';

/** Both images are for these (vectordotdev/vector scripts/build-docker.sh at 82703334c67c and .github/workflows/publish.yml at 005214360ce2, read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64, Architecture.ARM];

const CONFIG = '/etc/vector/config/vector.yaml';

/** How long it may send what it holds, and how long the pod is there: less, or it would be killed in the middle. */
const SHUTDOWN_SECONDS = 45;
const GRACE_SECONDS = 60;

/**
 * Vector as a log collector. It is root, because log files are root's, and has no capability. Its API is off: with it, whoever reaches
 * the pod reads every record.
 */
export class VectorCollector implements ILogCollector {
  public readonly programName = 'vector';

  constructor(private readonly options: VectorOptions) {}

  public get destinationKinds(): LogDestinationKind[] {
    return Object.values(LogDestinationKind);
  }

  /** Its buffer can drop what is newest, and nothing else. */
  public get features(): LogCollectorFeature[] {
    return Object.values(LogCollectorFeature).filter(feature => feature !== LogCollectorFeature.DROP_OLDEST);
  }

  public programFor(collection: LogCollection): LogCollectorProgram {
    return {
      container: container(collection, this.options),
      permissions: collection.podMetadata ? [{ resources: ['pods', 'namespaces', 'nodes'], verbs: ['list', 'watch'] }] : [],
      privilegeReasons: {
        root: 'the log files of containers are root\'s',
        hostPaths: 'it reads the log files of its node, and keeps there what could not be sent yet',
        permissions: 'it adds the labels of pods and of their namespaces to their lines',
      },
      metrics: { portName: 'metrics', path: '/metrics' },
      terminationGracePeriod: Duration.seconds(GRACE_SECONDS),
    };
  }
}

function container(collection: LogCollection, options: VectorOptions): AgentContainer {
  const port = collection.metricsPort ?? VECTOR_METRICS_PORT;
  return {
    image: `${IMAGE}-${collection.journal ? WITH_JOURNALCTL : PLAIN}`,
    architectures: ARCHITECTURES,
    args: [`--config=${CONFIG}`, `--graceful-shutdown-limit-secs=${SHUTDOWN_SECONDS}`],
    user: 0,
    group: 0,
    requests: { cpu: '100m', memory: '128Mi' },
    limits: { memory: '512Mi' },
    ports: [{ name: 'metrics', number: port }],
    env: { VECTOR_LOG: options.logLevel ?? VectorLogLevel.INFO },
    fieldEnv: { [VECTOR_NODE_NAME]: 'spec.nodeName', VECTOR_SELF_POD_NAME: 'metadata.name', VECTOR_SELF_POD_NAMESPACE: 'metadata.namespace' },
    configFiles: { [CONFIG]: vectorConfig(collection, options) },
    secretFiles: secretFiles(collection.destination),
    mounts: logMounts(collection),
    liveness: AgentProbe.httpGet('/metrics', port, { period: Duration.seconds(30), timeout: Duration.seconds(10), failureThreshold: 5 }),
    readiness: AgentProbe.httpGet('/metrics', port, { timeout: Duration.seconds(5) }),
  };
}
