/**
 * How much the OpenTelemetry Collector says of itself.
 *
 * @see https://opentelemetry.io/docs/collector/internal-telemetry/
 */
export enum OpenTelemetryLogLevel {
  /** Errors. */
  ERROR = 'error',

  /** Errors and warnings. */
  WARN = 'warn',

  /** What it does. */
  INFO = 'info',

  /** What it does in detail. */
  DEBUG = 'debug',
}

/** Choices for the OpenTelemetry Collector. */
export interface OpenTelemetryOptions {
  /**
   * How much it says of itself.
   *
   * @default OpenTelemetryLogLevel.INFO
   */
  readonly logLevel?: OpenTelemetryLogLevel;

  /**
   * The way out: configuration in the Collector's own words, as YAML, laid over the generated one. Maps are merged, everything else
   * takes the place of what was there.
   *
   * @default - none
   * @see https://opentelemetry.io/docs/collector/configuration/
   */
  readonly extraConfig?: string;
}
