import { containerOf, daemonSetOf, manifests, newChart, only, podOf } from './manifests';
import { MetricsMonitor, NodeProblemDetectorDaemonSet, NodeProblemDetectorDaemonSetProps } from '../../src';

const detector = (props: NodeProblemDetectorDaemonSetProps = {}) => new NodeProblemDetectorDaemonSet(newChart(), 'Problems', { metadata: { name: 'npd' }, ...props });
const condition = { type: 'DiskController', reason: 'DiskControllerIsWell', message: 'the disk controller answers' };
const rule = { reason: 'DiskControllerFailed', pattern: 'megaraid_sas .* FW in FAULT state' };

describe('a node problem detector', () => {
  test('reads the messages of the kernel, and nothing else of its node', () => {
    expect(podOf(detector()).volumes).toEqual([{ name: 'dev-kmsg', hostPath: { path: '/dev/kmsg', type: 'CharDevice' } }]);
    expect(containerOf(detector()).volumeMounts).toEqual([{ name: 'dev-kmsg', mountPath: '/dev/kmsg', readOnly: true }]);
    expect(containerOf(detector()).securityContext).toEqual({ privileged: true, readOnlyRootFilesystem: false, runAsUser: 0 });
    expect(podOf(detector())).not.toHaveProperty('hostPID');
    expect(podOf(detector())).not.toHaveProperty('hostNetwork');
  });

  test('may report on nodes, and no more', () => {
    expect(only('ClusterRole', detector()).rules).toEqual([
      { apiGroups: [''], resources: ['nodes'], verbs: ['get'] },
      { apiGroups: [''], resources: ['nodes/status'], verbs: ['patch'] },
      { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch', 'update'] },
    ]);
    expect(podOf(detector())).toMatchObject({ serviceAccountName: 'npd', automountServiceAccountToken: true });
    expect(containerOf(detector()).env).toEqual([{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }]);
  });

  test('has room for what it was killed for elsewhere', () => {
    expect(containerOf(detector()).resources).toEqual({ requests: { cpu: '10m', memory: '80Mi' }, limits: { memory: '200Mi' } });
  });

  test('serves metrics on one port everywhere', () => {
    const agent = detector({ port: 21000, monitor: MetricsMonitor.scrapeAnnotations() });

    expect(containerOf(agent).args).toEqual(expect.arrayContaining(['--prometheus-address=0.0.0.0', '--prometheus-port=21000']));
    expect(containerOf(agent).ports).toEqual([{ name: 'metrics', containerPort: 21000 }]);
    expect(containerOf(agent).livenessProbe.httpGet).toMatchObject({ path: '/metrics', port: 21000 });
    expect(only('Service', agent).spec.ports).toEqual([{ name: 'metrics', port: 21000, targetPort: 'metrics' }]);
    expect(daemonSetOf(agent).spec.template.metadata.annotations).toMatchObject({ 'prometheus.io/port': '21000' });
    expect(() => detector({ port: -1 })).toThrow('platform/Problems: port: must be a port from 1 to 65535, got -1');
  });

  test('knows what its image knows, and what is said besides', () => {
    expect(containerOf(detector()).args).toContain('--config.system-log-monitor=/config/kernel-monitor.json,/config/readonly-monitor.json');
    expect(manifests(detector()).map(({ kind }) => kind)).not.toContain('ConfigMap');

    const agent = detector({ kernelRules: [{ ...rule, condition }, { reason: 'LinkFlaps', pattern: 'Link "down"' }] });
    expect(containerOf(agent).args).toContain('--config.system-log-monitor=/config/kernel-monitor.json,/config/readonly-monitor.json,/etc/everynode/kernel-monitor.json');
    expect(JSON.parse(only('ConfigMap', agent).data['kernel-monitor.json'])).toEqual({
      plugin: 'kmsg',
      logPath: '/dev/kmsg',
      lookback: '5m',
      bufferSize: 10,
      source: 'own-kernel-monitor',
      metricsReporting: true,
      conditions: [condition],
      rules: [{ type: 'permanent', condition: 'DiskController', ...rule }, { type: 'temporary', reason: 'LinkFlaps', pattern: 'Link "down"' }],
    });
  });

  test('fails with a rule that could not work', () => {
    const rules = (...kernelRules: NonNullable<NodeProblemDetectorDaemonSetProps['kernelRules']>) => () => detector({ kernelRules });

    expect(rules({ ...rule, reason: 'disk failed' })).toThrow('platform/Problems: kernelRules: reason: must be one word of letters and digits such as "DiskControllerFailed", got "disk failed"');
    expect(rules({ ...rule, pattern: ' ' })).toThrow('platform/Problems: kernelRules: pattern of DiskControllerFailed: must not be empty');
    expect(rules({ ...rule, condition: { ...condition, type: 'Ready' } })).toThrow('condition of DiskControllerFailed: type: Ready is kept by Kubernetes itself; choose another one');
    expect(rules({ ...rule, condition: { ...condition, type: 'a b' } })).toThrow('type: must be one word of letters and digits such as "DiskController", got "a b"');
    expect(rules({ ...rule, condition }, { ...rule, condition: { ...condition, message: 'other' } })).toThrow('platform/Problems: kernelRules: condition DiskController is stated in two ways');
    expect(rules({ ...rule, condition }, { ...rule, reason: 'Again', condition })).not.toThrow();
  });
});
