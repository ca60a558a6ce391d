import { App, Chart, Include } from 'cdk8s';
import { Coverage, CoverageCheck, LogCollectorDaemonSet, LogDestination, NodeExporterDaemonSet, NodeInventory, NodeSelection } from 'cdk8s-everynode';

const app = new App();
const platform = new Chart(app, 'platform', { namespace: 'monitoring' });

new LogCollectorDaemonSet(platform, 'Logs', {
  metadata: { name: 'fluentd' },
  destination: LogDestination.elasticsearch({ host: 'elasticsearch.logging', port: 9200 }),
  nodes: NodeSelection.everyNode().excluding('sandbox=true', 'no customer data may leave the sandbox'),
});

new NodeExporterDaemonSet(platform, 'NodeMetrics', {
  metadata: { name: 'node-exporter' },
  requests: { cpu: '50m', memory: '64Mi' },
});

// An agent that somebody else wrote, as plain YAML: checked by the very same code.
const diskHealth = new Include(platform, 'DiskHealth', { url: 'manifests/smartctl-exporter.yaml' });
Coverage.of(diskHealth).require({ role: 'disk-health', nodes: NodeSelection.labeled({ 'node.example.com/disks': 'physical' }) });

new CoverageCheck(app, 'ProdEu', { inventory: NodeInventory.fromFile('clusters/prod-eu.yaml') });

app.synth();
