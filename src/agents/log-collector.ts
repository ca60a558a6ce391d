import { AlloyCollector } from './alloy-collector';
import { AlloyOptions } from './alloy-options';
import { FilebeatCollector } from './filebeat-collector';
import { FilebeatOptions } from './filebeat-options';
import { FluentBitCollector } from './fluent-bit-collector';
import { FluentBitOptions } from './fluent-bit-options';
import { FluentdCollector } from './fluentd-collector';
import { FluentdOptions } from './fluentd-options';
import { ILogCollector } from './i-log-collector';
import { LogstashCollector } from './logstash-collector';
import { LogstashOptions } from './logstash-options';
import { OpenTelemetryCollector } from './open-telemetry-collector';
import { OpenTelemetryOptions } from './open-telemetry-options';
import { VectorCollector } from './vector-collector';
import { VectorOptions } from './vector-options';

/** The log collectors that this library knows to configure. */
export class LogCollector {
  /**
   * Fluentd, with Kubernetes metadata added to each line.
   *
   * @see https://docs.fluentd.org
   */
  public static fluentd(options: FluentdOptions = {}): ILogCollector {
    return new FluentdCollector(options);
  }

  /**
   * Fluent Bit, with Kubernetes metadata added to each line: a small program in C.
   *
   * @see https://docs.fluentbit.io
   */
  public static fluentBit(options: FluentBitOptions = {}): ILogCollector {
    return new FluentBitCollector(options);
  }

  /**
   * Logstash, with what the name of the log file tells of each line: pod, namespace and container.
   *
   * @see https://www.elastic.co/docs/reference/logstash
   */
  public static logstash(options: LogstashOptions = {}): ILogCollector {
    return new LogstashCollector(options);
  }

  /**
   * The OpenTelemetry Collector, with Kubernetes metadata added to each line, in OpenTelemetry's own data model.
   *
   * @see https://opentelemetry.io/docs/collector/
   */
  public static openTelemetry(options: OpenTelemetryOptions = {}): ILogCollector {
    return new OpenTelemetryCollector(options);
  }

  /**
   * Vector, with Kubernetes metadata added to each line: one program for every destination, its own language for what is between.
   *
   * @see https://vector.dev/docs/
   */
  public static vector(options: VectorOptions = {}): ILogCollector {
    return new VectorCollector(options);
  }

  /**
   * Grafana Alloy, with Kubernetes metadata added to each line: what Promtail's vendor has in its place.
   *
   * @see https://grafana.com/docs/alloy/latest/
   */
  public static alloy(options: AlloyOptions = {}): ILogCollector {
    return new AlloyCollector(options);
  }

  /**
   * Filebeat, with Kubernetes metadata added to each line, in the fields of Elastic's Common Schema.
   *
   * @see https://www.elastic.co/docs/reference/beats/filebeat
   */
  public static filebeat(options: FilebeatOptions = {}): ILogCollector {
    return new FilebeatCollector(options);
  }

  /**
   * Those that can do something, as one writes them.
   *
   * @internal
   */
  public static _that(can: (collector: ILogCollector) => boolean): string[] {
    const all = {
      fluentd: LogCollector.fluentd(),
      fluentBit: LogCollector.fluentBit(),
      logstash: LogCollector.logstash(),
      openTelemetry: LogCollector.openTelemetry(),
      vector: LogCollector.vector(),
      alloy: LogCollector.alloy(),
      filebeat: LogCollector.filebeat(),
    };
    return Object.entries(all).filter(([, collector]) => can(collector)).map(([factory]) => `LogCollector.${factory}()`);
  }

  private constructor() {}
}
