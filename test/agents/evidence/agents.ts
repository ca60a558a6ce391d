import { AgentEvidence } from './agent-evidence';
import { CALICO } from './calico';
import { DATADOG } from './datadog';
import { FLUENT_BIT } from './fluent-bit';
import { FLUENTD } from './fluentd';
import { LOGSTASH } from './logstash';
import { NODE_EXPORTER } from './node-exporter';
import { OPEN_TELEMETRY } from './open-telemetry';

/** Every agent that is exported, with its evidence. */
export const AGENTS: readonly AgentEvidence[] = [CALICO, DATADOG, FLUENT_BIT, FLUENTD, LOGSTASH, NODE_EXPORTER, OPEN_TELEMETRY];
