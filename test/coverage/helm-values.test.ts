import { helmEditOf } from '../../src/coverage/helm-values';
import { dataDocument } from '../../src/manifest/document';
import { readManifests } from '../../src/manifest/manifests';
import { YamlEdit } from '../../src/model/yaml-edit';
import { manifest } from '../builders';

const made = (labels: Record<string, string>, pod: object = {}) => {
  const agent = manifest({ pod: { containers: [{ name: 'fluent-bit', image: 'fluent-bit:4' }, { name: 'reloader', image: 'reloader:1' }], ...pod } });
  return readManifests([dataDocument({ ...agent, metadata: { ...agent.metadata, labels } })], 34).daemonSets[0]!;
};
const by = (chart: string, pod?: object) => made({ 'helm.sh/chart': chart, 'app.kubernetes.io/managed-by': 'Helm' }, pod);

const POD = 'spec.template.spec';
const GPU = { key: 'gpu', operator: 'Exists', effect: 'NoSchedule' };
const tolerate: YamlEdit = { path: `${POD}.tolerations`, add: [GPU] };

test('a list of values is stated whole: Helm puts it in place of the chart\'s', () => {
  const old = { key: 'a', operator: 'Exists' };

  expect(helmEditOf(by('fluent-bit-0.48.0', { tolerations: [old] }), tolerate)).toEqual({ chart: 'fluent-bit', value: 'tolerations', set: [old, GPU] });
  expect(helmEditOf(by('fluent-bit-0.48.0', { tolerations: [{ ...old, effect: 'NoExecute' }] }), { path: `${POD}.tolerations[0].effect`, set: null })).toMatchObject({ set: [old] });
});

test.each<[string, YamlEdit, object]>([
  ['a label', { path: `${POD}.nodeSelector["example.com/disk"]`, set: 'ssd' }, { value: 'nodeSelector', set: { 'example.com/disk': 'ssd' } }],
  ['no label', { path: `${POD}.nodeSelector.disk`, set: null }, { value: 'nodeSelector', set: { disk: null } }],
  ['a priority class', { path: `${POD}.priorityClassName`, set: 'system-node-critical' }, { value: 'priorityClassName', set: 'system-node-critical' }],
  ['a request', { path: `${POD}.containers[0].resources.requests.cpu`, set: '50m' }, { value: 'resources.requests.cpu', set: '50m' }],
])('%s is a value', (_, edit, expected) => {
  expect(helmEditOf(by('fluent-bit-0.48.0'), edit)).toEqual({ chart: 'fluent-bit', ...expected });
});

test.each<[string, string, string]>([
  ['datadog-3.88.2', 'datadog', 'agents.tolerations'],
  ['aws-ebs-csi-driver-2.40.0', 'aws-ebs-csi-driver', 'node.tolerations'],
  ['alloy-1.0.0', 'alloy', 'controller.tolerations'],
  ['nvidia-device-plugin-0.17.1', 'nvidia-device-plugin', 'tolerations'],
  ['prometheus-node-exporter-4.47.0', 'prometheus-node-exporter', 'tolerations'],
  ['metallb-0.15.2_build.1', 'metallb', 'speaker.tolerations'],
])('%s has its own place for tolerations', (label, chart, value) => {
  expect(helmEditOf(by(label), tolerate)).toMatchObject({ chart, value });
});

test('labels of the older convention name a chart, too', () => {
  expect(helmEditOf(made({ chart: 'filebeat-8.5.1', heritage: 'Helm' }), tolerate)).toMatchObject({ chart: 'filebeat', value: 'daemonset.tolerations' });
  expect(helmEditOf(made({ chart: 'filebeat-8.5.1' }), tolerate)).toBeUndefined();
});

describe('there is no value', () => {
  test.each<[string, ReturnType<typeof by>, YamlEdit]>([
    ['of an unknown chart', by('my-agent-1.0.0'), tolerate],
    ['of a chart that only begins alike', by('fluent-bit-extra-1.0.0'), tolerate],
    ['of no chart', made({}), tolerate],
    ['of a label that is none', by('fluent-bit'), tolerate],
    ['for another container', by('fluent-bit-0.48.0'), { path: `${POD}.containers[1].resources.requests.cpu`, set: '50m' }],
    ['for the operating system, which templates write', by('fluent-bit-0.48.0'), { path: `${POD}.nodeSelector["kubernetes.io/os"]`, set: null }],
    ['for what the chart lets nobody set', by('csi-driver-nfs-4.11.0'), { path: `${POD}.priorityClassName`, set: 'x' }],
    ['for a port', by('fluent-bit-0.48.0'), { path: `${POD}.containers[0].ports[0].hostPort`, set: null }],
  ])('%s', (_, daemonSet, edit) => {
    expect(helmEditOf(daemonSet, edit)).toBeUndefined();
  });
});
