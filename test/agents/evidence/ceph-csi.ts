import { AgentEvidence } from './agent-evidence';
import { sidecarProblems, unknownFlags } from './csi-flags';
import { driverOf, REASONS, SHARED_PATHS, socketPaths } from './csi-node';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { CephCsiDaemonSet, CephStorage } from '../../../src';
import { Manifest } from '../manifests';

const READ_ON = '2026-11-27';

/** What the driver takes. */
const DOCUMENTED = {
  flagsOf: 'https://github.com/ceph/ceph-csi/blob/b71beb7ad042795612b78b9419e98369d27105cb/cmd/cephcsi.go',
  flags: [
    'type', 'endpoint', 'drivername', 'drivernamespace', 'nodeid', 'pluginpath', 'stagingpath', 'clustername', 'setmetadata', 'instanceid', 'pidlimit', 'controllerserver',
    'nodeserver', 'domainlabels', 'enable-read-affinity', 'crush-location-labels', 'forcecephkernelclient', 'kernelmountoptions', 'fusemountoptions', 'metricsport', 'metricspath',
    'polltime', 'timeout', 'rbdhardmaxclonedepth', 'rbdsoftmaxclonedepth', 'maxsnapshotsonimage', 'minsnapshotsonimage', 'skipforceflatten', 'version', 'enableprofiling',
    'csi-addons-endpoint',
  ],
  clustersOf: 'https://github.com/ceph/ceph-csi/blob/5eea6702bf91c1e8bb7e36fe6c0bd4db6805688c/api/deploy/kubernetes/csi-config-map.go',
  cluster: { clusterID: 'string', monitors: 'object', cephFS: 'object', rbd: 'object', nfs: 'object', readAffinity: 'object' },
  sections: {
    cephFS: { netNamespaceFilePath: 'string', subvolumeGroup: 'string', radosNamespace: 'string', kernelMountOptions: 'string', fuseMountOptions: 'string' },
    rbd: { netNamespaceFilePath: 'string', radosNamespace: 'string', mirrorDaemonCount: 'number' },
    readAffinity: { enabled: 'boolean', crushLocationLabels: 'object' },
  },
};

const CLUSTERS = [{ id: 'prod', monitors: ['10.0.0.1:6789', '10.0.0.2:6789'] }];

export const CEPH_CSI: AgentEvidence = {
  program: 'ceph-csi',
  exportedAs: 'CephCsiDaemonSet',
  make: (scope, id, stated = {}) => new CephCsiDaemonSet(scope, id, { clusters: CLUSTERS, driver: driverOf(scope, id), ...stated }),
  makeWithEverything: (scope, id, stated = {}) => new CephCsiDaemonSet(scope, id, {
    clusters: [
      {
        ...CLUSTERS[0]!,
        radosNamespace: 'k8s',
        subvolumeGroup: 'k8s',
        crushLocationLabels: ['topology.kubernetes.io/zone'],
        kernelMountOptions: 'ms_mode=secure',
        fuseMountOptions: 'debug',
      },
      { id: 'archive', monitors: ['[fd00::1]:3300', 'v2:mon-a.ceph:3300'] },
    ],
    storage: CephStorage.CEPHFS,
    driver: driverOf(scope, id),
    topologyLabels: ['topology.kubernetes.io/zone'],
    cephConf: '[global]\nauth_client_required = cephx\n',
    encryption: '{"vault":{"encryptionKMSType":"vaulttokens"}}',
    selinux: true,
    healthPort: 9808,
    storageClasses: [{ name: `${driverOf(scope, id)}.shared`, parameters: { clusterID: 'prod', fsName: 'shared' } }],
    priorityClassName: 'node-agents',
    ...stated,
  }),
  takenBy: {
    who: `The driver was not run: it needs Ceph's libraries and a cluster. Each of its flags is held against its own source, and each key of its list of clusters against its own
type, read on ${READ_ON} (test/agents/evidence/ceph-csi.ts); the programs beside it as those of every driver. Kubernetes' own code takes the CSIDriver and the
StorageClasses.`,
    problemsOf: objects => [...sidecarProblems(objects), ...flagProblems(objects), ...clusterProblems(objects)],
    broken: { from: 'clusterID', to: 'clusterId', found: /no such key of a cluster: clusterId/ },
  },
  vendor: {
    source: 'ceph/ceph-csi, deploy/rbd/kubernetes/csi-rbdplugin.yaml at 52fcb7b00c3d (2024-10-22)',
    readOn: READ_ON,
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: '–', why: 'what it is and which one of them, in the labels that other tools know' },
      { field: 'metadata.name', vendor: '"csi-rbdplugin"', why: 'made from the path of the construct, so that two of them never collide; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: '"default"', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: '{"app":"csi-rbdplugin"}', why: 'the program and the DaemonSet; `matchLabels` takes over a DaemonSet that runs' },
      { field: 'spec.updateStrategy', vendor: '–', why: 'by Kubernetes\' default each update ends the mounts of ceph-fuse and rbd-nbd; `kernelMountsOnly` says that there are none' },
      { field: 'spec.template.metadata.labels', vendor: '{"app":"csi-rbdplugin"}', why: 'those of the selector' },
      { field: 'spec.template.metadata.annotations', vendor: '–', why: 'a new list of clusters changes the pod template, so that it is seen which pods have the old one' },
      inPod('tolerations', '–', 'a node with a taint would have no volumes, and nobody would say so'),
      inPod('affinity', '–', 'virtual nodes can mount nothing'),
      inPod('nodeSelector', '–', 'the driver runs on Linux only'),
      inPod('automountServiceAccountToken', '–', 'Kubernetes\' default, written out'),
      inPod('serviceAccountName', '"rbd-csi-nodeplugin"', 'the name of the DaemonSet; it may do less: Secrets only where it heals mounts or keys are kept in them'),
      inPod('securityContext', '–', 'system calls that they do not need are refused to the containers beside the driver'),
      inPod('priorityClassName', '"system-node-critical"', 'the same in kube-system; elsewhere GKE would refuse it, so there it is stated or none'),
      inPod('terminationGracePeriodSeconds', '–', 'Kubernetes\' default, written out'),
      inContainer('name', '"csi-rbdplugin"', 'the program and what it mounts'),
      inContainer('image', '"quay.io/cephcsi/cephcsi:canary"', 'a release: a moving tag may be another program on each node'),
      inContainer('args', 'with the endpoint of csi-addons, verbose, without pidlimit', 'nobody here calls csi-addons; many mounts at once need many threads, and the vendor\'s own operator lifts the limit, too'),
      inContainer('env', 'with POD_IP and the endpoint of csi-addons', 'only what is read'),
      inContainer('resources', '–', 'those of Rook\'s chart; a limit of memory only with `kernelMountsOnly`, because mounts that are processes of the pod count, too'),
      inContainer('securityContext', '{"allowPrivilegeEscalation":true,"capabilities":{"add":["SYS_ADMIN"]},"privileged":true}', 'a privileged container has every capability; that it is root is written out'),
      inContainer('volumeMounts', 'with /etc/selinux and a token of the pod for a key service', 'the first only with `selinux`; such key services are not provided for'),
      { field: 'spec.template.spec.containers[1]', vendor: 'driver-registrar, privileged', why: 'no capability; privileged only with `selinux`, which is the vendor\'s reason, too' },
      { field: 'spec.template.spec.containers[2]', vendor: 'liveness-prometheus, privileged, with port 8680 of the node', why: 'nothing takes a port of the node unless stated: with `healthPort` the kubelet asks for its health' },
      inPod('volumes', 'logs of all drivers in /var/log/ceph; the ConfigMaps ceph-csi-config, ceph-config and ceph-csi-encryption-kms-config', 'logs of each driver in a directory of its own; one ConfigMap with the name of the DaemonSet; what must be there is stated'),
    ],
    same: ['apiVersion', 'kind', 'spec.template.spec.hostNetwork', 'spec.template.spec.hostPID', 'spec.template.spec.dnsPolicy'],
  },
  ownPaths: pod => [
    ...socketPaths(pod),
    ...pod.volumes.filter(({ name }: Manifest) => name === 'logs' || name === 'mountinfo').map(({ hostPath }: Manifest) => hostPath.path as string),
  ],
  sharedPaths: [...SHARED_PATHS, '/sys', '/run/mount'],
  mountsForPods: true,
  reasons: {
    ...REASONS,
    '/sys': 'block images are mapped through it',
    '/run/mount': 'what is mounted with which options, which mount and umount keep for themselves',
    '/lib/modules': 'the kernel modules rbd, nbd and ceph',
    '/etc/selinux': 'how files are labelled, only with `selinux`',
    '/var/log/ceph': 'logs of rbd-nbd, in a directory of the driver\'s own',
    '/csi/mountinfo': 'which mounts of CephFS are processes, so that they can be healed',
    '/tmp/csi/keys': 'keys of Ceph users, which never reach a disk',
    '/etc/ceph-csi-config': 'the clusters and their monitors',
    '/etc/ceph': 'ceph.conf and an empty keyring',
    '/etc/ceph-csi-encryption-kms-config': 'where keys of encrypted volumes are, only with `encryption`',
    'health': 'the health of the driver, only with `healthPort`',
    'registration': 'whether the kubelet can still find the driver, only with `healthPort`',
    'nodes': 'the labels of its node, which it reads when it starts',
    'persistentvolumes': 'which volumes were mounted on its node before it was started anew',
    'volumeattachments': 'the same',
    'secrets': 'the Ceph users of those volumes, and keys of encrypted ones; not with `kernelMountsOnly` and without `encryption`',
    'configmaps,serviceaccounts': 'how tenants keep their keys, only with `encryption`',
    'serviceaccounts/token': 'to ask a tenant\'s key service in its name, only with `encryption`',
  },
  limits: [
    'It is the half of the driver that runs on nodes. The provisioner is deployed elsewhere, with the same `driver`. Rook and Ceph\'s own operator bring both: then state nothing here.',
    'RBD and CephFS are two drivers: two agents, one with `storage: CephStorage.CEPHFS`.',
    'Mounts of ceph-fuse and rbd-nbd end with the pod: it is replaced once somebody deletes it, so drain the node first. Where all mounts are the kernel\'s, `kernelMountsOnly` lets updates go on by themselves.',
    'It may read every Secret of the cluster unless `kernelMountsOnly` is stated: it mounts volumes anew for which it must know the Ceph user.',
    'Nothing limits its memory unless `kernelMountsOnly` is stated: mounts that are processes of the pod would end with it. `limits` sets a limit.',
    'Nodes whose kubelet keeps its files elsewhere than in `/var/lib/kubelet` need `kubeletDirectory`.',
    'Nodes that enforce SELinux need `selinux: true`.',
    'The vendor\'s manifests are of 2024; arguments were held against newer source, and nothing was mounted for this page.',
  ],
};

function flagProblems(objects: readonly Manifest[]): string[] {
  return objects.filter(({ kind }) => kind === 'DaemonSet')
    .flatMap(({ spec }) => unknownFlags(spec.template.spec.containers[0].args, DOCUMENTED.flags).map(flag => `no such flag: ${flag} (${DOCUMENTED.flagsOf})`));
}

function clusterProblems(objects: readonly Manifest[]): string[] {
  const texts = objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => [data['config.json'] ?? data['etc.ceph-csi-config.config.json'] as string]);
  return texts.flatMap(text => (JSON.parse(text) as Manifest[]).flatMap(cluster => [
    ...wrongKeys(cluster, DOCUMENTED.cluster).map(key => `no such key of a cluster: ${key} (${DOCUMENTED.clustersOf})`),
    ...Object.entries(DOCUMENTED.sections).flatMap(([section, keys]) => wrongKeys(cluster[section] ?? {}, keys).map(key => `no such key of ${section}: ${key}`)),
  ]));
}

function wrongKeys(object: Manifest, known: { readonly [key: string]: string }): string[] {
  return Object.entries(object).filter(([key, value]) => known[key] !== typeof value).map(([key]) => key);
}
