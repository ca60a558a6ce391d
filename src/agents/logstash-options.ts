/**
 * How much Logstash says of itself.
 *
 * @see https://www.elastic.co/docs/reference/logstash/logging
 */
export enum LogstashLogLevel {
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

/** Choices for Logstash. */
export interface LogstashOptions {
  /**
   * How much it says of itself.
   *
   * @default LogstashLogLevel.INFO
   */
  readonly logLevel?: LogstashLogLevel;

  /**
   * The way out: filters in Logstash's own words that each message passes before it is sent, such as `mutate { … }`.
   *
   * @default - none
   * @see https://www.elastic.co/docs/reference/logstash/configuration-file-structure
   */
  readonly extraFilters?: string;

  /**
   * The way out: whole sections in Logstash's own words after all others: `input { … }`, `filter { … }`, `output { … }`.
   *
   * @default - none
   * @see https://www.elastic.co/docs/reference/logstash/configuration-file-structure
   */
  readonly extraConfig?: string;
}
