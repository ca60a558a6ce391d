import { AgentEvidence } from './agent-evidence';
import { CALICO } from './calico';
import { CILIUM } from './cilium';
import { DATADOG } from './datadog';
import { FLUENTD } from './fluentd';
import { LOGSTASH } from './logstash';
import { NODE_EXPORTER } from './node-exporter';
import { OPEN_TELEMETRY } from './open-telemetry';

/** Every agent that is exported, with its evidence. */
export const AGENTS: readonly AgentEvidence[] = [CALICO, CILIUM, DATADOG, FLUENTD, LOGSTASH, NODE_EXPORTER, OPEN_TELEMETRY];
