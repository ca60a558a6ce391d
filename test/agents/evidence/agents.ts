import { AgentEvidence } from './agent-evidence';
import { CEPH_CSI } from './ceph-csi';
import { CSI_NODE } from './csi-node';
import { FLUENTD } from './fluentd';
import { GLUSTER_FS } from './gluster-fs';
import { LOGSTASH } from './logstash';
import { NODE_EXPORTER } from './node-exporter';
import { OPEN_TELEMETRY } from './open-telemetry';

/** Every agent that is exported, with its evidence. */
export const AGENTS: readonly AgentEvidence[] = [CEPH_CSI, CSI_NODE, FLUENTD, GLUSTER_FS, LOGSTASH, NODE_EXPORTER, OPEN_TELEMETRY];
