import { App, Chart } from 'cdk8s';
import { CoverageCheck, LogCollector, LogCollectorDaemonSet, LogDestination, NodeInventory } from 'cdk8s-everynode';

const app = new App();
const logging = new Chart(app, 'logging', { namespace: 'logging' });

// Bottlerocket has a read-only root: the check finds paths of the node that cannot be there, and there are none.
new LogCollectorDaemonSet(logging, 'Logs', {
  metadata: { name: 'logs' },
  collector: LogCollector.fluentBit(),
  destination: LogDestination.openSearch({ host: 'opensearch.logging', port: 9200 }),
  bufferLimit: '2Gi',
});

new CoverageCheck(app, 'Edge', {
  inventory: NodeInventory.ofPools({ name: 'edge', count: 3, osImage: 'Bottlerocket OS 1.42.0 (aws-k8s-1.34)', allocatable: { cpu: '1930m', memory: '3300Mi' } }),
});

app.synth();
