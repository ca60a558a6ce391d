/**
 * How much Vector says of itself.
 *
 * @see https://vector.dev/docs/reference/cli/#vector_log
 */
export enum VectorLogLevel {
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

/** Choices for Vector. */
export interface VectorOptions {
  /**
   * How much it says of itself.
   *
   * @default VectorLogLevel.INFO
   */
  readonly logLevel?: VectorLogLevel;

  /**
   * The way out: configuration in Vector's own words, as YAML, laid over the generated one. Maps are merged, everything else takes the
   * place of what was there. Every record passes the transform `records`; one of your own takes it as its input, and becomes the
   * input of what follows: of the transform `shape` for Elasticsearch, OpenSearch and OTLP, of the sink `destination` elsewhere.
   * Vector puts no variables into it: a credential is a file, read by a backend of `secret`.
   *
   * @default - none
   * @see https://vector.dev/docs/reference/configuration/
   */
  readonly extraConfig?: string;
}
