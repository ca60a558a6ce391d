import { App, Chart } from 'cdk8s';
import { CoverageCheck, DatadogAgentDaemonSet, DatadogSite, NodeInventory } from 'cdk8s-everynode';
import { k8s } from 'cdk8s-plus-27';

const app = new App();
const monitoring = new Chart(app, 'monitoring', { namespace: 'monitoring' });
const shop = new Chart(app, 'shop', { namespace: 'shop' });

// kubectl create secret generic datadog-secret --namespace monitoring --from-literal api-key=…
new DatadogAgentDaemonSet(monitoring, 'Datadog', { metadata: { name: 'datadog' }, site: DatadogSite.EU1, clusterName: 'prod-eu' });

// An application that sends its traces to the agent of its node: Datadog's libraries look for the socket in this directory.
const container = { name: 'cart', image: 'registry.example/shop/cart:2.3.1', volumeMounts: [{ name: 'datadog', mountPath: '/var/run/datadog', readOnly: true }] };
const volumes = [{ name: 'datadog', hostPath: { path: '/var/run/datadog', type: 'DirectoryOrCreate' } }];
const labels = { app: 'cart' };
new k8s.KubeDeployment(shop, 'Cart', {
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container], volumes } } },
});

new CoverageCheck(app, 'ProdEu', { inventory: NodeInventory.fromFile('../platform/clusters/prod-eu.yaml') });

app.synth();
