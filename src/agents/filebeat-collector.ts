import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { destinationSecrets } from './destination-secrets';
import { FILEBEAT_PORT, filebeatConfig } from './filebeat-config';
import { FilebeatOptions } from './filebeat-options';
import { FILEBEAT_CERTIFICATE_AUTHORITY } from './filebeat-outputs';
import { ILogCollector, LogCollection, LogCollectorProgram } from './i-log-collector';
import { LogCollectorFeature } from './log-collector-feature';
import { LogDestinationKind } from './log-destination';
import { logMounts } from './log-mounts';
import { goMemoryLimit } from './memory-limit';
import { Architecture } from '../model/platform';

const IMAGE = 'docker.elastic.co/beats/filebeat:9.5.4';

/** Its image is built for both (elastic/beats .buildkite/packaging.pipeline.yml at 00742a2fc9ec, read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64];

const CONFIG = '/etc/filebeat/config/filebeat.yml';
const DEFAULT_MEMORY_LIMIT = '512Mi';

/**
 * Filebeat as a log collector. It is root, because log files are root's, and has no capability. It asks Elasticsearch whether it is
 * Elasticsearch, so OpenSearch is none of its destinations. It would read the journal by the `journalctl` of its image, which says
 * nothing where that of the node is newer.
 */
export class FilebeatCollector implements ILogCollector {
  public readonly programName = 'filebeat';

  constructor(private readonly options: FilebeatOptions) {}

  public get destinationKinds(): LogDestinationKind[] {
    return [LogDestinationKind.ELASTICSEARCH, LogDestinationKind.KAFKA, LogDestinationKind.STANDARD_OUTPUT];
  }

  public get features(): LogCollectorFeature[] {
    return [LogCollectorFeature.POD_METADATA, LogCollectorFeature.MULTILINE, LogCollectorFeature.DOCKER_FORMAT, LogCollectorFeature.HOST_BUFFER];
  }

  public programFor(collection: LogCollection): LogCollectorProgram {
    return {
      container: container(collection, filebeatConfig(collection, this.options)),
      permissions: collection.podMetadata ? [{ resources: ['pods'], verbs: ['get', 'list', 'watch'] }] : [],
      privilegeReasons: {
        root: 'the log files of containers are root\'s',
        hostPaths: 'it reads the log files of its node, and keeps there what could not be sent yet',
        permissions: 'it adds the labels of pods to their lines',
      },
      terminationGracePeriod: Duration.seconds(60),
    };
  }
}

function container(collection: LogCollection, config: string): AgentContainer {
  const port = collection.metricsPort ?? FILEBEAT_PORT;
  return {
    image: IMAGE,
    architectures: ARCHITECTURES,
    args: ['-c', CONFIG, '-e'],
    user: 0,
    group: 0,
    requests: { cpu: '100m', memory: '128Mi' },
    limits: { memory: DEFAULT_MEMORY_LIMIT },
    ports: [{ name: 'stats', number: port }],
    env: { GOMEMLIMIT: goMemoryLimit(collection.memoryLimit ?? DEFAULT_MEMORY_LIMIT) },
    fieldEnv: { K8S_NODE_NAME: 'spec.nodeName' },
    ...destinationSecrets(collection.destination, FILEBEAT_CERTIFICATE_AUTHORITY),
    configFiles: { [CONFIG]: config },
    mounts: logMounts(collection),
    emptyDirs: ['/tmp'],
    liveness: AgentProbe.httpGet('/', port, { period: Duration.seconds(30), timeout: Duration.seconds(10), failureThreshold: 5 }),
    readiness: AgentProbe.httpGet('/', port, { timeout: Duration.seconds(5) }),
  };
}
