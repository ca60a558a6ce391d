/**
 * The provisioners that Kubernetes once had itself, by the CSI driver that does their work today, and the minor version from which on it
 * certainly does. Where a driver is not installed, nothing works in its place.
 *
 * @see https://github.com/kubernetes/csi-translation-lib/tree/v0.37.2/plugins read on 2026-11-27
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/volume/csimigration/plugin_manager.go read on 2026-11-27; in 1.30 the gate of Portworx was off, in 1.36 it is gone
 */
const MIGRATED: ReadonlyMap<string, { readonly driver: string; readonly since: number }> = new Map([
  ['kubernetes.io/aws-ebs', { driver: 'ebs.csi.aws.com', since: 27 }],
  ['kubernetes.io/azure-disk', { driver: 'disk.csi.azure.com', since: 27 }],
  ['kubernetes.io/azure-file', { driver: 'file.csi.azure.com', since: 27 }],
  ['kubernetes.io/cinder', { driver: 'cinder.csi.openstack.org', since: 27 }],
  ['kubernetes.io/gce-pd', { driver: 'pd.csi.storage.gke.io', since: 27 }],
  ['kubernetes.io/portworx-volume', { driver: 'pxd.portworx.com', since: 36 }],
  ['kubernetes.io/vsphere-volume', { driver: 'csi.vsphere.vmware.com', since: 27 }],
]);

/** The name of the CSI driver that makes volumes for a provisioner; its own, which may be that of a program that is none, where no other is known. */
export function csiDriverName(provisioner: string, minor: number): string {
  const migrated = MIGRATED.get(provisioner);
  return migrated && minor >= migrated.since ? migrated.driver : provisioner;
}
