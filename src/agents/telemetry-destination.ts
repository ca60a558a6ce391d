import { HttpDestination, httpDestination, HttpDestinationOptions } from './http-destination';
import { checkedTopic, kafkaConnection, KafkaConnectionOptions } from './kafka-connection';
import { OpenTelemetryDestination, OpenTelemetrySignal, OpenTelemetryTopics } from './open-telemetry-exporter';

/** How Kafka is reached, and in which topics logs, metrics and traces are kept. */
export interface TelemetryKafkaOptions extends KafkaConnectionOptions {
  /**
   * The topic of logs.
   *
   * @default 'otlp_logs'
   */
  readonly logsTopic?: string;

  /**
   * The topic of metrics.
   *
   * @default 'otlp_metrics'
   */
  readonly metricsTopic?: string;

  /**
   * The topic of traces.
   *
   * @default 'otlp_spans'
   */
  readonly tracesTopic?: string;
}

/**
 * Where logs, metrics and traces go together. What takes logs alone, such as Loki, is a `LogDestination`.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/
 */
export class TelemetryDestination {
  /**
   * To whatever speaks OpenTelemetry's protocol (OTLP) over HTTP: another Collector, or a store that takes logs and metrics.
   *
   * @param options the URL is that of the receiver, without `/v1/metrics`: `http://collector.observability:4318`
   * @throws where the URL or the credentials are invalid
   */
  public static otlp(options: HttpDestinationOptions): TelemetryDestination {
    return new TelemetryDestination(httpDestination('TelemetryDestination.otlp', options));
  }

  /**
   * To topics of Kafka, in OTLP's binary encoding, which another Collector reads by default.
   *
   * @throws where a broker, a topic or the credentials are invalid
   */
  public static kafka(options: TelemetryKafkaOptions): TelemetryDestination {
    return new TelemetryDestination(undefined, topicsOf('TelemetryDestination.kafka', options));
  }

  /** To the standard output of the agent, where `kubectl logs` shows them: for trying things out. */
  public static standardOutput(): TelemetryDestination {
    return new TelemetryDestination();
  }

  private constructor(private readonly server?: HttpDestination, private readonly kafka?: OpenTelemetryTopics) {}

  /**
   * What the Collector is told of it.
   *
   * @internal
   */
  public get _openTelemetry(): OpenTelemetryDestination {
    return { server: this.server, kafka: this.kafka };
  }
}

/** The names of the Collector itself, by which another one finds them. */
function topicsOf(place: string, options: TelemetryKafkaOptions): OpenTelemetryTopics {
  const names: { readonly [signal in OpenTelemetrySignal]: string } = {
    logs: checkedTopic(`${place}: logsTopic`, options.logsTopic ?? 'otlp_logs'),
    metrics: checkedTopic(`${place}: metricsTopic`, options.metricsTopic ?? 'otlp_metrics'),
    traces: checkedTopic(`${place}: tracesTopic`, options.tracesTopic ?? 'otlp_spans'),
  };
  const twice = Object.entries(names).find(([signal, name]) => Object.entries(names).some(([other, its]) => other !== signal && its === name));
  if (twice) { throw new Error(`${place}: ${twice[0]}Topic: one topic has one kind of data, but "${twice[1]}" is stated twice`); }
  const topics = Object.fromEntries(Object.entries(names).map(([signal, topic]) => [signal, { topic, encoding: 'otlp_proto' }]));
  return { connection: kafkaConnection(place, options), topics };
}
