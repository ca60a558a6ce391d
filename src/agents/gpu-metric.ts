/** What a metric of a GPU is. */
export enum GpuMetricType {
  /** A value that rises and falls. */
  GAUGE = 'gauge',

  /** A value that only rises. */
  COUNTER = 'counter',

  /** A text, which becomes a label of the other metrics of its GPU. */
  LABEL = 'label',
}

/**
 * A field of DCGM that is served as a metric.
 *
 * @see https://docs.nvidia.com/datacenter/dcgm/latest/dcgm-api/dcgm-api-field-ids.html
 */
export interface GpuMetric {
  /** The field, such as `DCGM_FI_DEV_GPU_TEMP`: also the name of the metric. */
  readonly field: string;

  /** What it is. */
  readonly type: GpuMetricType;

  /** What it says, in one line without a comma or a quotation mark. */
  readonly help: string;
}

/** The file in which DCGM exporter reads what it serves. @throws where a line could not be read as it is meant */
export function gpuMetricsFile(place: string, metrics: readonly GpuMetric[]): string {
  if (metrics.length === 0) { throw new Error(`${place}: must have at least one metric; leave it out for those of the image`); }
  const twice = metrics.find(({ field }, index) => metrics.findIndex(other => other.field === field) !== index);
  if (twice) { throw new Error(`${place}: ${twice.field} is stated twice; say it once`); }
  return `${metrics.map(metric => line(place, metric)).join('\n')}\n`;
}

function line(place: string, { field, type, help }: GpuMetric): string {
  if (!/^DCGM_[A-Z0-9_]+$/.test(field)) { throw new Error(`${place}: field: must be a field of DCGM such as DCGM_FI_DEV_GPU_TEMP, got "${field}"`); }
  if (!/^[^,"\r\n]*[^,"\s][^,"\r\n]*$/.test(help)) { throw new Error(`${place}: help of ${field}: must be one line without a comma or a quotation mark, got "${help}"`); }
  return `${field}, ${type}, ${help.trim()}`;
}
