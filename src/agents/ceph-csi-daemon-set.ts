import { Construct } from 'constructs';
import { cephConfigFiles } from './ceph-config';
import { CephCsiDaemonSetProps, CephStorage } from './ceph-csi-daemon-set-props';
import { ClusterPermission } from './cluster-permission';
import { CsiDriverOptions, CsiFsGroupPolicy } from './csi-driver-options';
import { createCsiObjects } from './csi-objects';
import { CsiPlugin, csiPluginProps, kubeletDirectory } from './csi-plugin';
import { daemonSetName } from './daemon-set-name';
import { HostPath, HostPathType } from './host-path';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { labelKeyProblem } from '../model/label';
import { Architecture } from '../model/platform';

const IMAGE = 'quay.io/cephcsi/cephcsi:v3.17.0';

/** The image has been pushed for both since ceph/ceph-csi pull request 1241 (read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64];

/**
 * The node plugin of Ceph's CSI driver: it mounts block images (RBD) or directories of CephFS for the pods of its node. The provisioner
 * is deployed elsewhere, with the same name of the driver, and so are the Secrets that its StorageClasses name.
 *
 * It is on the network of its node: mounts by the kernel keep the network in which they were made, and would freeze once the pod is
 * gone. Mounts by ceph-fuse and rbd-nbd are processes in the pod and end with it. Which there are is said by StorageClasses and volumes,
 * not here: so a pod is replaced only once somebody deletes it, on a node that was drained, unless `kernelMountsOnly` says that there
 * are none.
 *
 * Its role is the name of the driver. In the namespace `kube-system` its PriorityClass is `system-node-critical` unless
 * `priorityClassName` says another; elsewhere there is none, because some platforms refuse that class there.
 *
 * @see https://github.com/ceph/ceph-csi/blob/devel/docs/rbd/deploy.md
 * @see https://github.com/ceph/ceph-csi/blob/devel/docs/cephfs/deploy.md
 */
export class CephCsiDaemonSet extends NodeAgentDaemonSet {
  /** The name of the driver. */
  public readonly driver: string;

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: CephCsiDaemonSetProps) {
    const place = `${scope.node.path}/${id}`;
    const plugin = pluginOf(place, props);
    super(scope, id, csiPluginProps(place, daemonSetName(scope, id, props.metadata), plugin, props));
    this.driver = plugin.driver;
    createCsiObjects(this, plugin.driver, plugin.csiDriver, props);
  }
}

function pluginOf(place: string, props: CephCsiDaemonSetProps): CsiPlugin {
  const storage = props.storage ?? CephStorage.RBD;
  const driver = props.driver ?? `${storage}.csi.ceph.com`;
  const kernelMountsOnly = props.kernelMountsOnly ?? false;
  return {
    driver,
    csiDriver: csiDriverOf(storage),
    container: {
      name: `ceph-csi-${storage}`,
      image: props.image ?? IMAGE,
      architectures: props.image === undefined ? ARCHITECTURES : undefined,
      args: argumentsOf(place, storage, driver, props),
      fieldEnv: { POD_NAMESPACE: 'metadata.namespace' },
      configFiles: cephConfigFiles(place, props),
      memoryDirs: ['/tmp/csi/keys'],
      mounts: mountsOf(place, storage, driver, props),
      requests: { cpu: '250m', memory: '512Mi' },
      limits: kernelMountsOnly ? { memory: '1Gi' } : undefined,
      readOnlyRootFilesystem: false,
    },
    hostNetwork: true,
    hostPid: storage === CephStorage.RBD,
    permissions: permissionsOf(kernelMountsOnly, props.encryption !== undefined),
    mountsEndWithPod: !kernelMountsOnly,
    withoutSuchMounts: 'kernelMountsOnly: true',
  };
}

/** @see https://github.com/ceph/ceph-csi/tree/devel/api/deploy/kubernetes */
function csiDriverOf(storage: CephStorage): CsiDriverOptions {
  return { attachRequired: storage === CephStorage.RBD, fsGroupPolicy: CsiFsGroupPolicy.FILE, seLinuxMount: true };
}

function argumentsOf(place: string, storage: CephStorage, driver: string, props: CephCsiDaemonSetProps): string[] {
  const plugins = `${kubeletDirectory(place, props)}/plugins`;
  const labels = props.topologyLabels ?? [];
  for (const label of labels) {
    const problem = labelKeyProblem(label);
    if (problem) { throw new Error(`${place}: topologyLabels: a label ${problem}, got "${label}"`); }
  }
  return [
    `--type=${storage}`,
    '--nodeserver=true',
    '--nodeid=$(NODE_ID)',
    '--endpoint=$(CSI_ENDPOINT)',
    `--drivername=${driver}`,
    '--pidlimit=-1',
    ...(storage === CephStorage.RBD ? [`--pluginpath=${plugins}`, `--stagingpath=${plugins}/kubernetes.io/csi/`] : []),
    ...(labels.length > 0 ? [`--domainlabels=${labels.join(',')}`] : []),
  ];
}

/** Where the driver maps images, loads modules, and remembers what it mounted. */
function mountsOf(place: string, storage: CephStorage, driver: string, props: CephCsiDaemonSetProps): HostPath[] {
  return [
    HostPath.readWrite('/sys', { type: HostPathType.DIRECTORY }),
    HostPath.readWrite('/run/mount'),
    HostPath.readOnly('/lib/modules'),
    ...(props.selinux ? [HostPath.readOnly('/etc/selinux')] : []),
    storage === CephStorage.RBD
      ? HostPath.readWrite(`/var/log/ceph/${driver}`, { mountPath: '/var/log/ceph', volumeName: 'logs' })
      : HostPath.readWrite(`${kubeletDirectory(place, props)}/plugins/${driver}/mountinfo`, { mountPath: '/csi/mountinfo', volumeName: 'mountinfo' }),
  ];
}

/** What each start asks of its node and volumes; Secrets only where mounts are healed after a restart, or where keys are kept in them. */
function permissionsOf(kernelMountsOnly: boolean, encryption: boolean): ClusterPermission[] {
  return [
    { resources: ['nodes'], verbs: ['get'] },
    { resources: ['persistentvolumes'], verbs: ['get'] },
    { apiGroups: ['storage.k8s.io'], resources: ['volumeattachments'], verbs: ['get', 'list'] },
    ...(kernelMountsOnly && !encryption ? [] : [{ resources: ['secrets'], verbs: ['get'] }]),
    ...(encryption ? [
      { resources: ['configmaps', 'serviceaccounts'], verbs: ['get'] },
      { resources: ['serviceaccounts/token'], verbs: ['create'] },
    ] : []),
  ];
}
