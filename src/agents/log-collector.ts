import { FluentdCollector } from './fluentd-collector';
import { FluentdOptions } from './fluentd-options';
import { ILogCollector } from './i-log-collector';

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

  private constructor() {}
}
