import { App, Chart } from 'cdk8s';
import { CoverageCheck, LogCollector, LogCollectorDaemonSet, LogDestination, MultilineRule, NodeInventory } from 'cdk8s-everynode';

const app = new App();
const logging = new Chart(app, 'logging', { namespace: 'logging' });

// Stack traces of Java arrive as one entry, and what runs in the namespace `dev` is left out.
new LogCollectorDaemonSet(logging, 'Logs', {
  metadata: { name: 'logs' },
  collector: LogCollector.fluentBit(),
  destination: LogDestination.loki({ url: 'http://loki-gateway.logging' }),
  multiline: MultilineRule.java(),
  excludeNamespaces: ['dev'],
});

new CoverageCheck(app, 'ProdEu', { inventory: NodeInventory.fromFile('../platform/clusters/prod-eu.yaml') });

app.synth();
