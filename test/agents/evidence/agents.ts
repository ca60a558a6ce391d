import { AgentEvidence } from './agent-evidence';
import { FLUENTD } from './fluentd';
import { GLUSTER_FS } from './gluster-fs';
import { LOGSTASH } from './logstash';
import { NODE_EXPORTER } from './node-exporter';
import { OPEN_TELEMETRY } from './open-telemetry';

/** Every agent that is exported, with its evidence. */
export const AGENTS: readonly AgentEvidence[] = [FLUENTD, GLUSTER_FS, LOGSTASH, NODE_EXPORTER, OPEN_TELEMETRY];
