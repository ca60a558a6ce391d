import { AgentEvidence } from './agent-evidence';
import { CALICO } from './calico';
import { CEPH_CSI } from './ceph-csi';
import { CILIUM } from './cilium';
import { CSI_NODE } from './csi-node';
import { DATADOG } from './datadog';
import { FLUENTD } from './fluentd';
import { GLUSTER_FS } from './gluster-fs';
import { LOGSTASH } from './logstash';
import { NODE_EXPORTER } from './node-exporter';
import { OPEN_TELEMETRY } from './open-telemetry';

/** Every agent that is exported, with its evidence. */
export const AGENTS: readonly AgentEvidence[] = [
  CALICO, CEPH_CSI, CILIUM, CSI_NODE, DATADOG, FLUENTD, GLUSTER_FS, LOGSTASH, NODE_EXPORTER, OPEN_TELEMETRY,
];
