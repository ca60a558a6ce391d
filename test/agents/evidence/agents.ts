import { AgentEvidence } from './agent-evidence';
import { DCGM_EXPORTER } from './dcgm-exporter';
import { FLUENTD } from './fluentd';
import { LOGSTASH } from './logstash';
import { NODE_EXPORTER } from './node-exporter';
import { NODE_PROBLEM_DETECTOR } from './node-problem-detector';
import { OPEN_TELEMETRY } from './open-telemetry';
import { WINDOWS_EXPORTER } from './windows-exporter';

/** Every agent that is exported, with its evidence. */
export const AGENTS: readonly AgentEvidence[] = [FLUENTD, LOGSTASH, NODE_EXPORTER, OPEN_TELEMETRY, WINDOWS_EXPORTER, DCGM_EXPORTER, NODE_PROBLEM_DETECTOR];
