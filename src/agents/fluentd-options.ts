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

  /**
   * The way out: directives in Fluentd's own words that each line passes before it is sent, such as `<filter kubernetes.**>`. Their
   * tags are `kubernetes.**` for containers and `journal` for the journal of the node.
   *
   * @default - none
   * @see https://docs.fluentd.org/configuration/config-file
   */
  readonly extraFilters?: string;

  /**
   * The way out: directives in Fluentd's own words after all others, such as a `<source>` of one's own with its `<match>`.
   *
   * @default - none
   * @see https://docs.fluentd.org/configuration/config-file
   */
  readonly extraConfig?: string;
}
