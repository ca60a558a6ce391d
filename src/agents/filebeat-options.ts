/**
 * How much Filebeat says of itself.
 *
 * @see https://www.elastic.co/docs/reference/beats/filebeat/configuration-logging
 */
export enum FilebeatLogLevel {
  /** Errors. */
  ERROR = 'error',

  /** Errors and warnings. */
  WARNING = 'warning',

  /** What it does. */
  INFO = 'info',

  /** What it does in detail, each line that it sends included. */
  DEBUG = 'debug',
}

/** Choices for Filebeat. */
export interface FilebeatOptions {
  /**
   * How much it says of itself.
   *
   * @default FilebeatLogLevel.INFO
   */
  readonly logLevel?: FilebeatLogLevel;

  /**
   * The way out: configuration in Filebeat's own words, as YAML, laid over the generated one. Maps are merged, with dots in keys or
   * without; what is in `filebeat.inputs` comes after the generated inputs; everything else takes the place of what was there, and so does
   * an output of another kind, of which Filebeat has only one. `processors` are free: they see what each input has made of a line.
   *
   * @default - none
   * @see https://www.elastic.co/docs/reference/beats/filebeat/filebeat-reference-yml
   */
  readonly extraConfig?: string;
}
