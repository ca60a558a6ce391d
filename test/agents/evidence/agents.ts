import { AgentEvidence } from './agent-evidence';
import { ALLOY } from './alloy';
import { CALICO } from './calico';
import { CEPH_CSI } from './ceph-csi';
import { CILIUM } from './cilium';
import { CSI_NODE } from './csi-node';
import { DATADOG } from './datadog';
import { DCGM_EXPORTER } from './dcgm-exporter';
import { FALCO } from './falco';
import { FILEBEAT } from './filebeat';
import { FLANNEL } from './flannel';
import { FLUENT_BIT } from './fluent-bit';
import { FLUENTD } from './fluentd';
import { GLUSTER_FS } from './gluster-fs';
import { KUBE_PROXY } from './kube-proxy';
import { LOGSTASH } from './logstash';
import { NODE_EXPORTER } from './node-exporter';
import { NODE_PROBLEM_DETECTOR } from './node-problem-detector';
import { NVIDIA_DEVICE_PLUGIN } from './nvidia-device-plugin';
import { OPEN_TELEMETRY } from './open-telemetry';
import { OPEN_TELEMETRY_NODE } from './open-telemetry-node';
import { VECTOR } from './vector';
import { WINDOWS_EXPORTER } from './windows-exporter';

/** Every agent that is exported, with its evidence. */
export const AGENTS: readonly AgentEvidence[] = [
  ALLOY, CALICO, CEPH_CSI, CILIUM, CSI_NODE, DATADOG, DCGM_EXPORTER, FALCO, FILEBEAT, FLANNEL, FLUENTD, FLUENT_BIT, GLUSTER_FS, KUBE_PROXY, LOGSTASH,
  NODE_EXPORTER, NODE_PROBLEM_DETECTOR, NVIDIA_DEVICE_PLUGIN, OPEN_TELEMETRY, OPEN_TELEMETRY_NODE, VECTOR, WINDOWS_EXPORTER,
];
