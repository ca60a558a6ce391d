import { CoverageInput, Matrix } from '../../src/coverage/matrix';
import { Finding } from '../../src/coverage/report';
import { DaemonSet } from '../../src/model/daemon-set';
import { InventoryNode } from '../../src/model/node';
import { clusterObjects, daemonSet, ManifestOverrides, matrix, node } from '../builders';

export const DRIVER = 'disk.example.com';

/** A container that registers a driver with the kubelet. */
export const registrar = (driver = DRIVER) => ({
  name: 'registrar', image: 'r:1', args: [`--kubelet-registration-path=/var/lib/kubelet/plugins/${driver}/csi.sock`],
});

/** A DaemonSet that is the node plugin of a driver. */
export function nodePlugin({ pod, ...overrides }: ManifestOverrides = {}, driver = DRIVER): DaemonSet {
  return daemonSet({ name: 'disk-node', namespace: 'storage', ...overrides, pod: { containers: [registrar(driver)], ...pod } });
}

/** A StorageClass whose volumes are made when their pods have a node. */
export function storageClass(overrides: Record<string, unknown> = {}, annotations: Record<string, string> = {}) {
  return { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast', annotations }, provisioner: DRIVER, volumeBindingMode: 'WaitForFirstConsumer', ...overrides };
}

/** A CSIDriver. */
export function csiDriver(spec: Record<string, unknown> = {}) {
  return { apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name: DRIVER }, spec };
}

/** A StatefulSet whose pods each claim a volume. */
export function database(pod: Record<string, unknown> = {}, claim: Record<string, unknown> = { storageClassName: 'fast' }) {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'data' },
    spec: {
      template: { spec: { containers: [{ name: 'db', image: 'db:1' }], ...pod } },
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim }],
    },
  };
}

/** A Deployment whose pods have these volumes. */
export function app(volumes: readonly object[], pod: Record<string, unknown> = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'app', namespace: 'data' },
    spec: { template: { spec: { containers: [{ name: 'app', image: 'app:1' }], volumes, ...pod } } },
  };
}

/** A node with the driver of a plugin that selects `disk=yes`, and one without. */
export const TWO: readonly InventoryNode[] = [node('with', { labels: { disk: 'yes' } }), node('without')];
export const ON_DISKS = { pod: { nodeSelector: { disk: 'yes' } } };

/** What a finding says, by its nodes. */
export function shown(
  find: (of: Matrix) => Finding[], plugins: readonly DaemonSet[], objects: readonly object[], nodes = TWO, overrides: Partial<CoverageInput> = {},
): string[] {
  return find(matrix(plugins, nodes, { objects: clusterObjects(...objects), ...overrides }))
    .map(({ severity, daemonSet: name, nodes: group, message }) => `${severity} ${name ?? '-'} ${group?.names.join(' ') ?? '-'}: ${message.replace(/, and .*|, so .*/, '')}`);
}
