import { Duration } from 'cdk8s';
import { containerOf, daemonSetOf, manifests, newChart, only, podOf } from './manifests';
import { CoverageReport, GpuMetricsDaemonSet, GpuMetricsDaemonSetProps, GpuMetricType, NodeInventory, NodeSelection, TaintEffect } from '../../src';

const exporter = (props: GpuMetricsDaemonSetProps = {}) => new GpuMetricsDaemonSet(newChart(), 'Gpus', props);
const temperature = { field: 'DCGM_FI_DEV_GPU_TEMP', type: GpuMetricType.GAUGE, help: 'GPU temperature (in C).' };
const allocatable = { cpu: '8', memory: '64Gi', pods: '110' };

describe('the metrics of GPUs', () => {
  test('are served by root with SYS_ADMIN, and with nothing else', () => {
    expect(containerOf(exporter()).securityContext).toEqual({
      allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] }, readOnlyRootFilesystem: false, runAsUser: 0,
    });
    expect(podOf(exporter())).toMatchObject({ automountServiceAccountToken: false, securityContext: { seccompProfile: { type: 'RuntimeDefault' } } });
    expect(podOf(exporter())).not.toHaveProperty('hostNetwork');
  });

  test('know which pod has which GPU, and write nothing', () => {
    expect(podOf(exporter({ podResourcesPath: '/data/kubelet/pod-resources' })).volumes).toEqual([
      { name: 'data-kubelet-pod-resources', hostPath: { path: '/data/kubelet/pod-resources', type: 'Directory' } },
    ]);
    expect(containerOf(exporter()).volumeMounts).toEqual([{ name: 'var-lib-kubelet-pod-resources', mountPath: '/var/lib/kubelet/pod-resources', readOnly: true }]);
    expect(containerOf(exporter()).env).toContainEqual({ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } });
  });

  test('have the memory that others had to find out', () => {
    expect(containerOf(exporter()).resources).toEqual({ requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '1Gi' } }); // 400 to 500 MiB were seen
  });

  test('are served on one port everywhere', () => {
    const agent = exporter({ port: 19400 });

    expect(containerOf(agent).env).toContainEqual({ name: 'DCGM_EXPORTER_LISTEN', value: ':19400' });
    expect(containerOf(agent).ports).toEqual([{ name: 'metrics', containerPort: 19400 }]);
    expect(containerOf(agent).livenessProbe).toMatchObject({ httpGet: { path: '/health', port: 19400 }, initialDelaySeconds: 45 });
    expect(only('Service', agent).spec.ports).toEqual([{ name: 'metrics', port: 19400, targetPort: 'metrics' }]);
    expect(() => exporter({ port: 0 })).toThrow('platform/Gpus: port: must be a port from 1 to 65535, got 0');
  });

  test('are those of the image, or those that are stated', () => {
    expect(manifests(exporter()).map(({ kind }) => kind)).toEqual(['DaemonSet', 'Service']);

    const agent = exporter({ metrics: [temperature], collectInterval: Duration.seconds(5) });
    expect(only('ConfigMap', agent).data).toEqual({ 'metrics.csv': 'DCGM_FI_DEV_GPU_TEMP, gauge, GPU temperature (in C).\n' });
    expect(containerOf(agent).env).toEqual(expect.arrayContaining([
      { name: 'DCGM_EXPORTER_COLLECTORS', value: '/etc/everynode/metrics.csv' }, { name: 'DCGM_EXPORTER_INTERVAL', value: '5000' },
    ]));
  });

  test('fail with a line that could not be read', () => {
    expect(() => exporter({ metrics: [] })).toThrow('platform/Gpus: metrics: must have at least one metric');
    expect(() => exporter({ metrics: [temperature, temperature] })).toThrow('platform/Gpus: metrics: DCGM_FI_DEV_GPU_TEMP is stated twice');
    expect(() => exporter({ metrics: [{ ...temperature, field: 'gpu_temp' }] })).toThrow('platform/Gpus: metrics: field: must be a field of DCGM such as DCGM_FI_DEV_GPU_TEMP, got "gpu_temp"');
    expect(() => exporter({ metrics: [{ ...temperature, help: 'warm, or cold' }] })).toThrow('platform/Gpus: metrics: help of DCGM_FI_DEV_GPU_TEMP: must be one line without a comma');
    expect(() => exporter({ metrics: [{ ...temperature, help: 'a\nDCGM_X, gauge, b' }] })).toThrow('must be one line');
    expect(() => exporter({ collectInterval: Duration.millis(0) })).toThrow('platform/Gpus: collectInterval: must be at least one millisecond, got 0');
  });

  test('have a RuntimeClass where GPUs are not handed to everybody', () => {
    expect(podOf(exporter({ runtimeClassName: 'nvidia' })).runtimeClassName).toBe('nvidia');
    expect(podOf(exporter())).not.toHaveProperty('runtimeClassName');
  });
});

describe('the nodes with GPUs', () => {
  const gpus = { name: 'gpu', count: 2, allocatable, labels: { 'nvidia.com/gpu.present': 'true' }, taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: TaintEffect.NO_SCHEDULE }] };
  const others = { name: 'others', count: 3, allocatable };
  const reportOn = (agent: GpuMetricsDaemonSet, inventory: NodeInventory) => CoverageReport.of(manifests(agent), inventory);

  test('are those with the label that NVIDIA gives, whatever their taints', () => {
    expect(podOf(exporter())).toMatchObject({ nodeSelector: { 'kubernetes.io/os': 'linux', 'nvidia.com/gpu.present': 'true' }, tolerations: [{ operator: 'Exists' }] });
    expect(() => reportOn(exporter(), NodeInventory.ofPools(gpus, others)).assertNoGaps()).not.toThrow();
  });

  test('may be none, unless one\'s own selection says that there are some', () => {
    expect(daemonSetOf(exporter()).metadata.annotations).toMatchObject({ 'everynode.dev/may-select-none': 'true' });
    expect(() => reportOn(exporter(), NodeInventory.ofPools(others)).assertNoGaps()).not.toThrow();
    expect(() => reportOn(exporter({ nodes: NodeSelection.labeled({ gpu: 'yes' }) }), NodeInventory.ofPools(others)).assertNoGaps()).toThrow('gpu=yes');
  });
});
