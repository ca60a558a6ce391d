import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { HostPath, HostPathType, NodeAgentDaemonSet, NodeSelection, TaintEffect, Toleration } from 'cdk8s-everynode';

const app = new App();
const chart = new Chart(app, 'textbook-fluentd');

const unchecked = { type: HostPathType.UNCHECKED };

const fluentd = new NodeAgentDaemonSet(chart, 'Fluentd', {
  metadata: { name: 'fluentd-logging' },
  labels: { app: 'fluentd' },
  matchLabels: { name: 'fluentd-es' },
  nodes: NodeSelection.everyNode().toleratingOnly(Toleration.equal('node-role.kubernetes.io/master', '', TaintEffect.NO_SCHEDULE)),
  container: {
    name: 'fluentd-es',
    image: 'fluent/fluentd-kubernetes-daemonset:v1.4.2-debian-elasticsearch-1.1',
    user: 0,
    mounts: [
      HostPath.readWrite('/var/log', { ...unchecked, volumeName: 'varlog' }),
      HostPath.readOnly('/var/lib/docker/containers', { ...unchecked, volumeName: 'varlibdockercontainers' }),
    ],
  },
});

// The way out: what the textbook leaves to Kubernetes' defaults, and what it says in fewer words.
const pod = '/spec/template/spec';
ApiObject.of(fluentd).addJsonPatch(
  ...[
    '/metadata/annotations',
    '/metadata/labels/app.kubernetes.io~1instance',
    '/metadata/labels/app.kubernetes.io~1name',
    '/spec/updateStrategy',
    `${pod}/affinity`,
    `${pod}/automountServiceAccountToken`,
    `${pod}/containers/0/securityContext`,
    `${pod}/dnsPolicy`,
    `${pod}/enableServiceLinks`,
    `${pod}/nodeSelector`,
    `${pod}/restartPolicy`,
    `${pod}/securityContext`,
    `${pod}/tolerations/0/operator`,
    `${pod}/tolerations/0/value`,
  ].map(path => JsonPatch.remove(path)),
);

app.synth();
