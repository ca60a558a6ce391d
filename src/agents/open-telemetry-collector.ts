import { Duration } from 'cdk8s';
import { AgentContainer } from './agent-container';
import { destinationSecrets } from './destination-secrets';
import { ILogCollector, LogCollection, LogCollectorProgram } from './i-log-collector';
import { LogCollectorFeature } from './log-collector-feature';
import { LogDestination, LogDestinationKind } from './log-destination';
import { logMounts } from './log-mounts';
import { openTelemetryConfig } from './open-telemetry-config';
import { openTelemetryContainer } from './open-telemetry-container';
import { OPEN_TELEMETRY_CERTIFICATE_AUTHORITY, OpenTelemetryDestination } from './open-telemetry-exporter';
import { openTelemetryLogs } from './open-telemetry-logs';
import { OpenTelemetryOptions } from './open-telemetry-options';

/** The OpenTelemetry Collector as a log collector. */
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
      container: this.container(collection),
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

  private container(collection: LogCollection): AgentContainer {
    const config = openTelemetryConfig({
      ...collection, ...this.options, receivers: { logs: { file_log: openTelemetryLogs(collection) } }, destination: whereTo(collection.destination),
    });
    return {
      ...openTelemetryContainer({ ...collection, config }),
      ...destinationSecrets(collection.destination, OPEN_TELEMETRY_CERTIFICATE_AUTHORITY),
      mounts: logMounts(collection),
    };
  }
}

/** Loki takes OpenTelemetry's protocol at a path of its own. */
function whereTo({ topic, webServer, kind }: LogDestination): OpenTelemetryDestination {
  const isLoki = kind === LogDestinationKind.LOKI;
  return {
    kafka: topic && { connection: topic, topics: { logs: { topic: topic.topic, encoding: 'otlp_json' } } },
    server: webServer && { ...webServer, url: isLoki ? `${webServer.url.replace(/\/$/, '')}/otlp` : webServer.url },
  };
}
