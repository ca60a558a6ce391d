import { csiDriverName } from '../../src/coverage/csi-driver-name';

test.each([
  ['kubernetes.io/aws-ebs', 27, 'ebs.csi.aws.com'],
  ['kubernetes.io/azure-disk', 27, 'disk.csi.azure.com'],
  ['kubernetes.io/azure-file', 27, 'file.csi.azure.com'],
  ['kubernetes.io/cinder', 27, 'cinder.csi.openstack.org'],
  ['kubernetes.io/gce-pd', 27, 'pd.csi.storage.gke.io'],
  ['kubernetes.io/vsphere-volume', 27, 'csi.vsphere.vmware.com'],
  ['kubernetes.io/portworx-volume', 36, 'pxd.portworx.com'],
  ['kubernetes.io/portworx-volume', 30, 'kubernetes.io/portworx-volume'],
  ['kubernetes.io/no-provisioner', 37, 'kubernetes.io/no-provisioner'],
  ['ebs.csi.aws.com', 37, 'ebs.csi.aws.com'],
])('the volumes of %s are made in 1.%i by %s', (provisioner, minor, expected) => {
  expect(csiDriverName(provisioner, minor)).toBe(expected);
});
