import { VendorDifference } from './agent-evidence';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';

/** The fields in which each OpenTelemetry Collector of this library differs from the vendor's chart. */
export const OPEN_TELEMETRY_DIFFERENCES: readonly VendorDifference[] = [
  ...COMMON_DIFFERENCES,
  { field: 'metadata.labels', vendor: 'the recommended ones, with the version of the chart', why: 'no version: it would change with each release of a chart' },
  { field: 'metadata.name', vendor: '"<release>-opentelemetry-collector-agent"', why: 'made from the path of the construct; `metadata.name` states another' },
  { field: 'metadata.namespace', vendor: 'that of the release', why: 'that of its chart' },
  { field: 'spec.selector.matchLabels', vendor: 'name, instance and component', why: 'the program and the DaemonSet' },
  { field: 'spec.updateStrategy', vendor: '{"type":"RollingUpdate"}', why: 'one node in ten at a time' },
  { field: 'spec.template.metadata.labels', vendor: 'name, instance and component', why: 'those of the selector' },
  { field: 'spec.template.metadata.annotations', vendor: '{"checksum/config":"…"}', why: 'the same under another name' },
  inPod('nodeSelector', '–', 'the image is for Linux'),
  inPod('affinity', '–', 'virtual nodes run no DaemonSet pods'),
  inPod('serviceAccountName', '"<release>-opentelemetry-collector"', 'called as the DaemonSet'),
  inPod('automountServiceAccountToken', '–', 'Kubernetes\' default, written out, because most agents do without'),
  inPod('dnsPolicy', '–', 'Kubernetes\' default, written out'),
  inContainer('image', '– (must be given)', 'the contrib distribution, which has all components that are used'),
  inContainer('args', '["--config=/conf/relay.yaml"]', 'the same at another place'),
  inContainer('livenessProbe', 'GET / on 13133', 'the same, with more patience'),
  inContainer('readinessProbe', 'GET / on 13133', 'the same, with more patience'),
  inContainer('resources', '–', 'without requests it is the first to be evicted when memory gets short'),
  inContainer('securityContext', '{"runAsGroup":0,"runAsUser":0}', 'root, too, but without a capability, and with a root file system that cannot be written'),
  inPod('volumes', '/var/lib/otelcol with a type, the others without', 'what must be there is stated'),
];
