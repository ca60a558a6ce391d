import { DaemonSet } from '../model/daemon-set';
import { YamlEdit } from '../model/yaml-edit';
import { HelmEdit } from '../placement/placement';

/** By which values a chart sets what remedies edit; what is left out it does not let anybody set. */
interface ChartValues {
  readonly tolerations?: string;
  readonly nodeSelector?: string;
  readonly priorityClassName?: string;

  /** The resources of the container of this name. */
  readonly container?: string;
  readonly resources?: string;
}

/** A chart that has them all at the top of its values, as `helm create` would write it. */
function plain(container: string, more: ChartValues = {}): ChartValues {
  return { tolerations: 'tolerations', nodeSelector: 'nodeSelector', priorityClassName: 'priorityClassName', container, resources: 'resources', ...more };
}

/** The charts that are known, by name, as their templates were in November 2026. */
const CHARTS: ReadonlyMap<string, ChartValues> = new Map([
  /** @see https://github.com/grafana/alloy/blob/main/operations/helm/charts/alloy/templates/controllers/_pod.yaml */
  ['alloy', {
    tolerations: 'controller.tolerations',
    nodeSelector: 'controller.nodeSelector',
    priorityClassName: 'controller.priorityClassName',
    container: 'alloy',
    resources: 'alloy.resources',
  }],

  /** @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/charts/aws-ebs-csi-driver/templates/_node.tpl */
  ['aws-ebs-csi-driver', {
    tolerations: 'node.tolerations',
    nodeSelector: 'node.nodeSelector',
    priorityClassName: 'node.priorityClassName',
    container: 'ebs-plugin',
    resources: 'node.resources',
  }],

  /** @see https://github.com/aws/eks-charts/blob/master/stable/aws-vpc-cni/templates/daemonset.yaml */
  ['aws-vpc-cni', plain('aws-node')],

  /** @see https://github.com/kubernetes-csi/csi-driver-nfs/blob/master/charts/latest/csi-driver-nfs/templates/csi-nfs-node.yaml */
  ['csi-driver-nfs', { tolerations: 'node.tolerations' }],

  /** @see https://github.com/DataDog/helm-charts/blob/main/charts/datadog/templates/daemonset.yaml */
  ['datadog', {
    tolerations: 'agents.tolerations',
    nodeSelector: 'agents.nodeSelector',
    priorityClassName: 'agents.priorityClassName',
    container: 'agent',
    resources: 'agents.containers.agent.resources',
  }],

  /** @see https://github.com/NVIDIA/dcgm-exporter/blob/main/deployment/templates/daemonset.yaml */
  ['dcgm-exporter', plain('exporter')],

  /** @see https://github.com/falcosecurity/charts/blob/master/charts/falco/templates/pod-template.tpl */
  ['falco', plain('falco', { priorityClassName: 'podPriorityClassName' })],

  /** @see https://github.com/elastic/helm-charts/blob/main/filebeat/templates/daemonset.yaml */
  ['filebeat', plain('filebeat', { tolerations: 'daemonset.tolerations', nodeSelector: 'daemonset.nodeSelector', resources: 'daemonset.resources' })],

  /** @see https://github.com/fluent/helm-charts/blob/main/charts/fluent-bit/templates/_pod.tpl */
  ['fluent-bit', plain('fluent-bit')],

  /** @see https://github.com/fluent/helm-charts/blob/main/charts/fluentd/templates/_pod.tpl */
  ['fluentd', plain('fluentd')],

  /** @see https://github.com/metallb/metallb/blob/main/charts/metallb/templates/speaker.yaml */
  ['metallb', {
    tolerations: 'speaker.tolerations',
    nodeSelector: 'speaker.nodeSelector',
    priorityClassName: 'speaker.priorityClassName',
    container: 'speaker',
    resources: 'speaker.resources',
  }],

  /** @see https://github.com/deliveryhero/helm-charts/blob/master/stable/node-problem-detector/templates/daemonset.yaml */
  ['node-problem-detector', plain('node-problem-detector')],

  /** @see https://github.com/NVIDIA/k8s-device-plugin/blob/main/deployments/helm/nvidia-device-plugin/templates/daemonset-device-plugin.yml */
  ['nvidia-device-plugin', plain('nvidia-device-plugin-ctr')],

  /** @see https://github.com/open-telemetry/opentelemetry-helm-charts/blob/main/charts/opentelemetry-collector/templates/_pod.tpl */
  ['opentelemetry-collector', plain('opentelemetry-collector')],

  /** @see https://github.com/prometheus-community/helm-charts/blob/main/charts/prometheus-node-exporter/templates/daemonset.yaml */
  ['prometheus-node-exporter', plain('node-exporter')],

  /** @see https://github.com/grafana/helm-charts/blob/main/charts/promtail/templates/_pod.tpl */
  ['promtail', plain('promtail')],

  /** @see https://github.com/vectordotdev/helm-charts/blob/develop/charts/vector/templates/_pod.tpl */
  ['vector', plain('vector')],
]);

const TOLERATIONS = /^spec\.template\.spec\.tolerations\b/;
const SELECTED = /^spec\.template\.spec\.nodeSelector(?:\.([\w-]+)|\["([^"]+)"\])$/;
const AMOUNT = /^spec\.template\.spec\.containers\[(\d+)\]\.resources\.((?:requests|limits)\.(?:cpu|memory|ephemeral-storage))$/;

/** Which value of its chart does what an edit of a DaemonSet does; undefined where the chart is unknown, or has no value for that. */
export function helmEditOf(daemonSet: DaemonSet, edit: YamlEdit): HelmEdit | undefined {
  const { chart = '', template } = daemonSet;
  const values = CHARTS.get(chart);
  const at = (value: string | undefined, set: unknown): HelmEdit | undefined => value === undefined ? undefined : { chart, value, set };
  if (!values) { return undefined; }
  if (TOLERATIONS.test(edit.path)) { return at(values.tolerations, daemonSet.edited?.([edit])?.template.tolerations); }
  if (edit.path === 'spec.template.spec.priorityClassName') { return at(values.priorityClassName, edit.set); }
  const [, word, quoted] = SELECTED.exec(edit.path) ?? [];
  const key = word ?? quoted;
  if (key !== undefined) { return key === 'kubernetes.io/os' ? undefined : at(values.nodeSelector, { [key]: edit.set ?? null }); } // templates write the system themselves
  const [, index, amount] = AMOUNT.exec(edit.path) ?? [];
  return index !== undefined && values.resources !== undefined && template.containers[Number(index)]?.name === values.container
    ? at(`${values.resources}.${amount}`, edit.set)
    : undefined;
}
