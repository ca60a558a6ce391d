import { MetricsMonitor } from './metrics-monitor';
import { MetricsService } from './metrics-service';

/** By what the metrics of an agent are found. */
export interface MetricsOptions {
  /**
   * The Service in front of the pods.
   *
   * @default MetricsService.HEADLESS
   */
  readonly service?: MetricsService;

  /**
   * How Prometheus is told of the pods.
   *
   * @default - it is not told
   */
  readonly monitor?: MetricsMonitor;
}
