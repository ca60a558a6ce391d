import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { destinationSecrets } from './destination-secrets';
import { HostPath } from './host-path';
import { ILogCollector, LogCollection, LogCollectorProgram } from './i-log-collector';
import { LogCollectorFeature } from './log-collector-feature';
import { LogDestinationKind } from './log-destination';
import { LogstashLogLevel, LogstashOptions } from './logstash-options';
import { LOGSTASH_CERTIFICATE_AUTHORITY } from './logstash-outputs';
import { LOGSTASH_SCRIPT_PATH, logstashPipeline } from './logstash-pipeline';
import { LOGSTASH_SCRIPT } from './logstash-script';
import { LOGSTASH_LOGGING, LOGSTASH_PORT, logstashSettings } from './logstash-settings';
import { memoryBytes } from './memory-limit';
import { Architecture } from '../model/platform';

const IMAGE = 'docker.elastic.co/logstash/logstash:9.5.2';

/** Its image is built for both (elastic/logstash .buildkite/scripts/dra/build_docker.sh at 0aca2b872d9d, read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64];

const SETTINGS = '/etc/logstash/settings';
const PIPELINE = '/etc/logstash/pipeline/collect.conf';

const MEBIBYTE = 1024 * 1024;
const DEFAULT_MEMORY_LIMIT = '1536Mi';
const SMALLEST_MEMORY_LIMIT = 768 * MEBIBYTE;

/**
 * Logstash as a log collector. It is root, because log files are root's, and has no capability. Its image's own entry point is left
 * out: that writes settings into a file, and here they are in a ConfigMap.
 */
export class LogstashCollector implements ILogCollector {
  public readonly programName = 'logstash';

  constructor(private readonly options: LogstashOptions) {}

  public get destinationKinds(): LogDestinationKind[] {
    return [ // of OpenSearch there is no plugin in the image
      LogDestinationKind.ELASTICSEARCH, LogDestinationKind.KAFKA, LogDestinationKind.S3, LogDestinationKind.HTTP, LogDestinationKind.STANDARD_OUTPUT,
    ];
  }

  public get features(): LogCollectorFeature[] {
    return [LogCollectorFeature.MULTILINE, LogCollectorFeature.HOST_BUFFER];
  }

  public programFor(collection: LogCollection): LogCollectorProgram {
    return {
      container: container(collection, this.options),
      privilegeReasons: {
        root: 'the log files of containers are root\'s',
        hostPaths: 'it reads the log files of its node, and keeps there what could not be sent yet',
      },
      terminationGracePeriod: Duration.seconds(120),
    };
  }
}

function container(collection: LogCollection, options: LogstashOptions): AgentContainer {
  const port = collection.metricsPort ?? LOGSTASH_PORT;
  return {
    image: IMAGE,
    architectures: ARCHITECTURES,
    command: ['/usr/share/logstash/bin/logstash'],
    args: ['--path.settings', SETTINGS, '--path.config', PIPELINE],
    user: 0,
    group: 0,
    requests: { cpu: '200m', memory: '1Gi' },
    limits: { memory: DEFAULT_MEMORY_LIMIT },
    ports: [{ name: 'api', number: port }],
    env: { LS_JAVA_OPTS: heap(collection.memoryLimit ?? DEFAULT_MEMORY_LIMIT) },
    fieldEnv: { K8S_NODE_NAME: 'spec.nodeName' },
    ...destinationSecrets(collection.destination, LOGSTASH_CERTIFICATE_AUTHORITY),
    configFiles: {
      [`${SETTINGS}/logstash.yml`]: logstashSettings(collection, options.logLevel ?? LogstashLogLevel.INFO),
      [`${SETTINGS}/log4j2.properties`]: LOGSTASH_LOGGING,
      [PIPELINE]: logstashPipeline(collection, options),
      [LOGSTASH_SCRIPT_PATH]: LOGSTASH_SCRIPT,
    },
    mounts: [HostPath.readOnly('/var/log'), HostPath.readWrite(collection.statePath, { volumeName: 'state' })],
    emptyDirs: ['/tmp'],
    startup: AgentProbe.httpGet('/', port, { timeout: Duration.seconds(5), failureThreshold: 60 }), // a JVM takes minutes on a busy node
    liveness: AgentProbe.httpGet('/', port, { period: Duration.seconds(30), timeout: Duration.seconds(10), failureThreshold: 5 }),
    readiness: AgentProbe.httpGet('/', port, { timeout: Duration.seconds(5) }),
  };
}

/** Half of the memory: the other half is for what the JVM needs besides, and for the pages of the queue. */
function heap(memoryLimit: string): string {
  const bytes = memoryBytes(memoryLimit);
  if (bytes < SMALLEST_MEMORY_LIMIT) { throw new Error(`limits.memory: Logstash needs at least 768Mi, half of them as heap, got "${memoryLimit}"`); }
  const mebibytes = Math.floor(bytes / 2 / MEBIBYTE);
  return `-Xms${mebibytes}m -Xmx${mebibytes}m`;
}
