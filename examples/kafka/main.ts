import { App, Chart } from 'cdk8s';
import { CoverageCheck, LogCollector, LogCollectorDaemonSet, LogDestination, NodeInventory } from 'cdk8s-everynode';

const app = new App();
const logging = new Chart(app, 'logging', { namespace: 'logging' });

// kubectl create secret generic kafka --namespace logging --from-literal password=… --from-file ca.crt
new LogCollectorDaemonSet(logging, 'Logs', {
  metadata: { name: 'logs' },
  collector: LogCollector.logstash(),
  destination: LogDestination.kafka({
    brokers: ['kafka-0.kafka:9093', 'kafka-1.kafka:9093'],
    topic: 'logs',
    userName: 'collector',
    password: { secretName: 'kafka', key: 'password' },
    certificateAuthority: { secretName: 'kafka', key: 'ca.crt' },
  }),
});

new CoverageCheck(app, 'ProdEu', { inventory: NodeInventory.fromFile('../platform/clusters/prod-eu.yaml') });

app.synth();
