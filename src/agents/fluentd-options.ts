/**
 * How much Fluentd says of itself.
 *
 * @see https://docs.fluentd.org/deployment/logging
 */
export enum FluentdLogLevel {
  /** Only what ends it. */
  FATAL = 'fatal',

  /** Errors. */
  ERROR = 'error',

  /** Errors and warnings. */
  WARN = 'warn',

  /** What it does. */
  INFO = 'info',

  /** What it does in detail. */
  DEBUG = 'debug',

  /** Everything. */
  TRACE = 'trace',
}

/** Choices for Fluentd. */
export interface FluentdOptions {
  /**
   * How much it says of itself.
   *
   * @default FluentdLogLevel.INFO
   */
  readonly logLevel?: FluentdLogLevel;
}
