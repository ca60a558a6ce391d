/**
 * How much Alloy says of itself.
 *
 * @see https://grafana.com/docs/alloy/latest/reference/config-blocks/logging/
 */
export enum AlloyLogLevel {
  /** Errors. */
  ERROR = 'error',

  /** Errors and warnings. */
  WARN = 'warn',

  /** What it does. */
  INFO = 'info',

  /** What it does in detail. */
  DEBUG = 'debug',
}

/** Choices for Alloy. */
export interface AlloyOptions {
  /**
   * How much it says of itself.
   *
   * @default AlloyLogLevel.INFO
   */
  readonly logLevel?: AlloyLogLevel;

  /**
   * Stages in Alloy's own words, through which each line of a container passes last: `stage.drop { expression = "healthz" }`. The
   * labels are `namespace`, `pod`, `container`, `stream`, `node` and `job`.
   *
   * @default - none
   * @see https://grafana.com/docs/alloy/latest/reference/components/loki/loki.process/
   */
  readonly extraStages?: string;

  /**
   * The way out: blocks in Alloy's own words, behind those that are generated. They can use these by name: logs that are sent to
   * `loki.process.containers.receiver` are handled like those of containers.
   *
   * @default - none
   * @see https://grafana.com/docs/alloy/latest/reference/components/
   */
  readonly extraConfig?: string;
}
