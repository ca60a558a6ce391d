import { HttpDestination, httpDestination, HttpDestinationOptions } from './http-destination';
import { KafkaDestination, kafkaDestination, KafkaDestinationOptions } from './kafka-destination';
import { S3Destination, s3Destination, S3DestinationOptions } from './s3-destination';
import { SearchDestination, searchDestination, SearchDestinationOptions } from './search-destination';

/** What is at the other end. */
export enum LogDestinationKind {
  /** Elasticsearch. */
  ELASTICSEARCH = 'elasticsearch',

  /** OpenSearch. */
  OPENSEARCH = 'opensearch',

  /** Kafka. */
  KAFKA = 'kafka',

  /** Amazon S3, or an object store that speaks its language. */
  S3 = 's3',

  /** A web server. */
  HTTP = 'http',

  /** Loki. */
  LOKI = 'loki',

  /** Whatever speaks OpenTelemetry's protocol over HTTP. */
  OTLP = 'otlp',

  /** The standard output of the collector itself. */
  STANDARD_OUTPUT = 'standardOutput',
}

/** Where collected logs go. */
export class LogDestination {
  /**
   * To Elasticsearch.
   *
   * @throws where the host, the index or the credentials are invalid
   */
  public static elasticsearch(options: SearchDestinationOptions): LogDestination {
    return new LogDestination(LogDestinationKind.ELASTICSEARCH, { search: searchDestination('LogDestination.elasticsearch', options) });
  }

  /**
   * To OpenSearch.
   *
   * @throws where the host, the index or the credentials are invalid
   */
  public static openSearch(options: SearchDestinationOptions): LogDestination {
    return new LogDestination(LogDestinationKind.OPENSEARCH, { search: searchDestination('LogDestination.openSearch', options) });
  }

  /**
   * To a topic of Kafka, as JSON.
   *
   * @throws where a broker, the topic or the credentials are invalid
   */
  public static kafka(options: KafkaDestinationOptions): LogDestination {
    return new LogDestination(LogDestinationKind.KAFKA, { topic: kafkaDestination('LogDestination.kafka', options) });
  }

  /**
   * To a bucket of Amazon S3 or of a store that speaks its language: compressed objects, one JSON text a line.
   *
   * @throws where the bucket, the endpoint or the access key are invalid
   */
  public static s3(options: S3DestinationOptions): LogDestination {
    return new LogDestination(LogDestinationKind.S3, { bucket: s3Destination('LogDestination.s3', options) });
  }

  /**
   * To a web server, as JSON arrays by POST.
   *
   * @throws where the URL or the credentials are invalid
   */
  public static http(options: HttpDestinationOptions): LogDestination {
    return new LogDestination(LogDestinationKind.HTTP, { webServer: httpDestination('LogDestination.http', options) });
  }

  /**
   * To Loki. It must be Loki 3 or later for the OpenTelemetry Collector, which speaks OpenTelemetry's protocol to it, and for Alloy with
   * `podMetadata`, which sends the labels of pods as structured metadata.
   *
   * @param options the URL is that of Loki itself: `http://loki.logging:3100`
   * @throws where the URL or the credentials are invalid
   */
  public static loki(options: HttpDestinationOptions): LogDestination {
    return new LogDestination(LogDestinationKind.LOKI, { webServer: httpDestination('LogDestination.loki', options) });
  }

  /**
   * To whatever speaks OpenTelemetry's protocol (OTLP) over HTTP.
   *
   * @param options the URL is that of the receiver, without `/v1/logs`: `http://collector.observability:4318`
   * @throws where the URL or the credentials are invalid
   */
  public static otlp(options: HttpDestinationOptions): LogDestination {
    return new LogDestination(LogDestinationKind.OTLP, { webServer: httpDestination('LogDestination.otlp', options) });
  }

  /** To the standard output of the collector, where `kubectl logs` shows them: for trying things out. */
  public static standardOutput(): LogDestination {
    return new LogDestination(LogDestinationKind.STANDARD_OUTPUT, {});
  }

  /** How Elasticsearch or OpenSearch is reached; undefined for the other kinds. */
  public readonly search: SearchDestination | undefined;

  /** The topic of Kafka; undefined for the other kinds. */
  public readonly topic: KafkaDestination | undefined;

  /** The bucket of an object store; undefined for the other kinds. */
  public readonly bucket: S3Destination | undefined;

  /** How a web server, Loki or a receiver of OTLP is reached; undefined for the other kinds. */
  public readonly webServer: HttpDestination | undefined;

  private constructor(
    /** What is at the other end. */
    public readonly kind: LogDestinationKind,
    answers: DestinationAnswers,
  ) {
    this.search = answers.search;
    this.topic = answers.topic;
    this.bucket = answers.bucket;
    this.webServer = answers.webServer;
  }
}

/** What is known of a destination, by its kind. */
interface DestinationAnswers {
  readonly search?: SearchDestination;
  readonly topic?: KafkaDestination;
  readonly bucket?: S3Destination;
  readonly webServer?: HttpDestination;
}
