import { ConfigMap } from './config-map';
import { ContainerLogFormat } from './log-collection-options';
import { MultilineRule } from './multiline-rule';
import { OPEN_TELEMETRY_STORAGE } from './open-telemetry-exporter';
import { openTelemetryOperators } from './open-telemetry-operators';
import { inPodLogs } from './pod-logs';

/** Which log files of containers are read, and what is made of their lines. */
export interface ContainerLogs {
  /** Shell patterns of files that are not read, as they are in `/var/log/containers`. */
  readonly ownLogs: readonly string[];
  readonly excludedLogs: readonly string[];
  readonly format: ContainerLogFormat;
  readonly multiline?: MultilineRule;
}

/** The receiver of the logs of all containers of a node. */
export function openTelemetryLogs({ ownLogs, excludedLogs, format, multiline }: ContainerLogs): ConfigMap {
  return {
    include: ['/var/log/pods/*/*/*.log'],
    exclude: [...ownLogs, ...excludedLogs].map(pattern => inPodLogs(pattern, '*.log')),
    start_at: 'beginning',
    include_file_name: false,
    include_file_path: true,
    preserve_leading_whitespaces: true,
    preserve_trailing_whitespaces: true,
    storage: OPEN_TELEMETRY_STORAGE,
    retry_on_failure: { enabled: true, max_elapsed_time: '0s' }, // reading waits while nothing more can be taken
    operators: openTelemetryOperators(format, multiline),
  };
}
