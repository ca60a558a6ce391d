import { App, Chart } from 'cdk8s';
import { CoverageCheck, MetricsMonitor, MetricsProtection, NodeExporterDaemonSet, NodeInventory } from 'cdk8s-everynode';

const app = new App();
const monitoring = new Chart(app, 'monitoring', { namespace: 'monitoring' });

// The exporter listens on the node itself only; who wants its metrics asks the proxy, with a token that may `get /metrics`.
new NodeExporterDaemonSet(monitoring, 'NodeMetrics', {
  metadata: { name: 'node-exporter' },
  protection: MetricsProtection.kubeRbacProxy(),
  monitor: MetricsMonitor.serviceMonitor(),
});

new CoverageCheck(app, 'ProdEu', { inventory: NodeInventory.fromFile('../platform/clusters/prod-eu.yaml') });

app.synth();
