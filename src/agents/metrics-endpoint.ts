import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { checkServiceName } from './agent-service-name';
import { scrapeFields } from './metrics-access';
import { MetricsMonitor } from './metrics-monitor';
import { MetricsOptions } from './metrics-options';
import { MetricsProtection } from './metrics-protection';
import { MetricsService } from './metrics-service';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';

/** Where an agent serves metrics, and who is told of it. */
export interface MetricsEndpointProps extends MetricsOptions {
  readonly portName: string;
  readonly port: number;
  readonly path?: string;
  readonly protection?: MetricsProtection;
}

const DEFAULT_PATH = '/metrics';

/** The Service, the monitor or the annotations by which the metrics of an agent are found. */
export class MetricsEndpoint {
  constructor(private readonly props: MetricsEndpointProps) {}

  /** The annotations of the pods. */
  public get podAnnotations(): { [annotation: string]: string } {
    const { monitor, port, protection } = this.props;
    if (monitor === undefined || monitor.kind !== undefined) { return {}; }
    const scheme: { [annotation: string]: string } = protection?.https ? { 'prometheus.io/scheme': 'https' } : {};
    return { 'prometheus.io/scrape': 'true', 'prometheus.io/port': `${port}`, 'prometheus.io/path': this.path, ...scheme };
  }

  /** Makes the objects of an agent that serves these metrics. */
  public createFor(agent: NodeAgentDaemonSet): void {
    const service = this.props.service ?? MetricsService.HEADLESS;
    if (service !== MetricsService.NONE) { this.createService(agent, service); }
    if (this.props.monitor?.kind === 'ServiceMonitor' && service === MetricsService.NONE) {
      throw new Error(`${agent.node.path}: monitor: a ServiceMonitor finds the pods by their Service, but service is NONE; use MetricsMonitor.podMonitor()`);
    }
    if (this.props.monitor?.kind) { this.createMonitor(agent, this.props.monitor, this.props.monitor.kind); }
  }

  private get path(): string {
    return this.props.path ?? DEFAULT_PATH;
  }

  private createService(agent: NodeAgentDaemonSet, service: MetricsService): void {
    checkServiceName(agent.node.path, agent.daemonSetName, 'service: MetricsService.NONE');
    new kplus.k8s.KubeService(agent, 'Service', {
      metadata: metadataOf(agent),
      spec: {
        type: 'ClusterIP',
        clusterIp: service === MetricsService.HEADLESS ? 'None' : undefined,
        selector: agent._podLabels,
        ports: [{ name: this.props.portName, port: this.props.port, targetPort: kplus.k8s.IntOrString.fromString(this.props.portName) }],
      },
    });
  }

  private createMonitor(agent: NodeAgentDaemonSet, monitor: MetricsMonitor, kind: string): void {
    const { options } = monitor;
    const metadata = metadataOf(agent);
    const endpoints = [{
      port: this.props.portName,
      path: this.path,
      ...(options.interval ? { interval: `${options.interval.toSeconds()}s` } : {}),
      ...scrapeFields(agent.node.path, monitor, this.props.protection),
      relabelings: [{ action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
    }];
    new ApiObject(agent, kind, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind,
      metadata: { ...metadata, labels: { ...metadata.labels, ...options.labels } },
      spec: {
        jobLabel: 'app.kubernetes.io/name',
        selector: { matchLabels: kind === 'ServiceMonitor' ? metadata.labels : agent._podLabels },
        ...(kind === 'ServiceMonitor' ? { endpoints } : { podMetricsEndpoints: endpoints }),
      },
    });
  }
}

function metadataOf(agent: NodeAgentDaemonSet): ApiObjectMetadata & { readonly labels: { [key: string]: string } } {
  const { name, namespace } = agent.daemonSet.metadata;
  return { name, namespace, labels: agent._labels };
}
