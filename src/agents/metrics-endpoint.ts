import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { checkServiceName } from './agent-service-name';
import { MetricsMonitor } from './metrics-monitor';
import { MetricsService } from './metrics-service';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';

/** Where an agent serves metrics, and who is told of it. */
export interface MetricsEndpointProps {
  readonly portName: string;
  readonly port: number;
  readonly service?: MetricsService;
  readonly monitor?: MetricsMonitor;
}

const PATH = '/metrics';

/** The Service, the monitor or the annotations by which the metrics of an agent are found. */
export class MetricsEndpoint {
  constructor(private readonly props: MetricsEndpointProps) {}

  /** The annotations of the pods. */
  public get podAnnotations(): { [annotation: string]: string } {
    const { monitor, port } = this.props;
    return monitor === undefined || monitor.kind !== undefined
      ? {}
      : { 'prometheus.io/scrape': 'true', 'prometheus.io/port': `${port}`, 'prometheus.io/path': PATH };
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

  private createMonitor(agent: NodeAgentDaemonSet, { options }: MetricsMonitor, kind: string): void {
    const metadata = metadataOf(agent);
    const endpoints = [{
      port: this.props.portName,
      path: PATH,
      ...(options.interval ? { interval: `${options.interval.toSeconds()}s` } : {}),
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
