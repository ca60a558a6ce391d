import { errorsOf } from './coverage';
import { containerOf, daemonSetOf, Manifest, manifests, newChart, podOf, yamlOf } from './manifests';
import { GlusterFsDaemonSet, GlusterFsDaemonSetProps, NodeSelection, TaintEffect, UpdateStrategy } from '../../src';

const glusterFs = (props: GlusterFsDaemonSetProps = {}) => new GlusterFsDaemonSet(newChart(), 'Bricks', { metadata: { name: 'glusterfs' }, ...props });
const pathsOf = (agent: GlusterFsDaemonSet) => podOf(agent).volumes.flatMap(({ hostPath }: Manifest) => hostPath ? [hostPath.path] : []);
const storage = { name: 'storage', count: 3, labels: { storagenode: 'glusterfs' }, taints: [{ key: 'storage', value: 'only', effect: TaintEffect.NO_EXECUTE }] };
const workers = { name: 'general', count: 2 };

describe('the servers of GlusterFS', () => {
  test('look like this', () => {
    expect(yamlOf(glusterFs())).toMatchSnapshot();
  });

  test('look like this with everything on', () => {
    expect(yamlOf(glusterFs({ blockVolumes: true, priorityClassName: 'storage', limits: { memory: '8Gi' } }))).toMatchSnapshot();
  });

  test('run on labelled nodes, whatever their taints, and on no others', () => {
    const agent = glusterFs();

    expect(podOf(agent).nodeSelector).toEqual({ 'kubernetes.io/os': 'linux', 'storagenode': 'glusterfs' });
    expect(errorsOf(agent, storage, workers)).toEqual([]);
  });

  test('are missed where no node has the label, and not where others are meant', () => {
    expect(errorsOf(glusterFs(), workers).join()).toContain('storagenode=glusterfs');
    expect(errorsOf(glusterFs({ nodes: NodeSelection.workers() }), workers)).toEqual([]);
  });

  test('wait for somebody before they are replaced, unless stated', () => {
    expect(daemonSetOf(glusterFs()).spec.updateStrategy).toEqual({ type: 'OnDelete' });
    expect(daemonSetOf(glusterFs({ updateStrategy: UpdateStrategy.rollingUpdate({ maxUnavailable: 1 }) })).spec.updateStrategy.type).toBe('RollingUpdate');
  });

  test('see devices and kernel modules of block volumes only where these are asked for', () => {
    expect(pathsOf(glusterFs())).not.toContain('/sys/class');
    expect(pathsOf(glusterFs({ blockVolumes: true }))).toEqual(expect.arrayContaining(['/sys/class', '/sys/module']));
    expect(containerOf(glusterFs()).env).toContainEqual({ name: 'GLUSTER_BLOCKD_STATUS_PROBE_ENABLE', value: '0' });
    expect(containerOf(glusterFs({ blockVolumes: true })).env).toContainEqual({ name: 'GLUSTER_BLOCKD_STATUS_PROBE_ENABLE', value: '1' });
  });

  test('are one of a role, so that two of them on one node are found', () => {
    const chart = newChart();
    new GlusterFsDaemonSet(chart, 'One');
    new GlusterFsDaemonSet(chart, 'Two');

    expect(manifests(chart).map(({ metadata }) => metadata.annotations['everynode.dev/role'])).toEqual(['glusterfs', 'glusterfs']);
    expect(errorsOf(chart, storage).join()).toContain('host port 24007/TCP is taken by');
  });

  test('have no limit of memory unless stated: a server that is killed takes its bricks with it', () => {
    expect(containerOf(glusterFs()).resources).toEqual({ requests: { cpu: '100m', memory: '100Mi' } });
    expect(containerOf(glusterFs({ limits: { memory: '8Gi' } })).resources.limits).toEqual({ memory: '8Gi' });
  });
});
