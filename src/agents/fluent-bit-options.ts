/**
 * How much Fluent Bit says of itself.
 *
 * @see https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/yaml/service-section
 */
export enum FluentBitLogLevel {
  /** Nothing. */
  OFF = 'off',

  /** Errors. */
  ERROR = 'error',

  /** Errors and warnings. */
  WARN = 'warn',

  /** What it does. */
  INFO = 'info',

  /** What it does in detail. */
  DEBUG = 'debug',
}

/** Choices for Fluent Bit. */
export interface FluentBitOptions {
  /**
   * How much it says of itself.
   *
   * @default FluentBitLogLevel.INFO
   */
  readonly logLevel?: FluentBitLogLevel;

  /**
   * The way out: configuration in Fluent Bit's own words, as YAML. Keys of `service` are laid over the generated ones; what is in
   * `parsers`, `multiline_parsers` and the lists of `pipeline` comes after what is generated. A filter thus works on each line before
   * it is sent. The tags are `kubernetes.*` for containers and `journal` for the journal of the node.
   *
   * @default - none
   * @see https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/yaml
   */
  readonly extraConfig?: string;
}
