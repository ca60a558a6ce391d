import { Chart } from 'cdk8s';
import { LogCollectorDaemonSet, NodeExporterDaemonSet, NodeSelection, Toleration } from 'cdk8s-everynode';
import { Construct } from 'constructs';

/** The node agents of a platform: logs from everywhere, metrics from the nodes whose taints are known. */
export class Platform extends Chart {
  public readonly metrics: NodeExporterDaemonSet;

  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'monitoring' });

    new LogCollectorDaemonSet(this, 'Logs', { metadata: { name: 'fluentd' } });
    this.metrics = new NodeExporterDaemonSet(this, 'Metrics', {
      metadata: { name: 'node-exporter' },
      nodes: NodeSelection.everyNode().toleratingOnly(Toleration.exists('node-role.kubernetes.io/control-plane')),
    });
  }
}
