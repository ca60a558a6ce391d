import { AgentEvidence } from './agent-evidence';
import { CALICO } from './calico';
import { CEPH_CSI } from './ceph-csi';
import { CILIUM } from './cilium';
import { CSI_NODE } from './csi-node';
import { DATADOG } from './datadog';
import { DCGM_EXPORTER } from './dcgm-exporter';
import { FALCO } from './falco';
import { FLUENT_BIT } from './fluent-bit';
import { FLUENTD } from './fluentd';
import { GLUSTER_FS } from './gluster-fs';
import { LOGSTASH } from './logstash';
import { NODE_EXPORTER } from './node-exporter';
import { NODE_PROBLEM_DETECTOR } from './node-problem-detector';
import { OPEN_TELEMETRY } from './open-telemetry';
import { WINDOWS_EXPORTER } from './windows-exporter';

/** Every agent that is exported, with its evidence. */
export const AGENTS: readonly AgentEvidence[] = [
  CALICO, CEPH_CSI, CILIUM, CSI_NODE, DATADOG, DCGM_EXPORTER, FALCO, FLUENT_BIT, FLUENTD, GLUSTER_FS, LOGSTASH, NODE_EXPORTER, NODE_PROBLEM_DETECTOR,
  OPEN_TELEMETRY, WINDOWS_EXPORTER,
];
