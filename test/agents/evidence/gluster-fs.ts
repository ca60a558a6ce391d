import { AgentEvidence } from './agent-evidence';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { GlusterFsDaemonSet } from '../../../src';
import { Manifest } from '../manifests';

/** What the manifest of the vendor says to its image, and so what the image is known to read. */
const DOCUMENTED = {
  source: 'gluster/gluster-kubernetes, deploy/kube-templates/glusterfs-daemonset.yaml at 7246eb4053c8 (2019-07-18)',
  readOn: '2026-11-27',
  variables: ['HOST_DEV_DIR', 'GLUSTER_BLOCKD_STATUS_PROBE_ENABLE', 'GB_GLFS_LRU_COUNT', 'TCMU_LOGDIR'],
  mountPaths: [
    '/var/lib/heketi', '/run', '/run/lvm', '/etc/glusterfs', '/var/log/glusterfs', '/var/lib/glusterd', '/mnt/host-dev', '/var/lib/misc/glusterfsd',
    '/sys/class', '/sys/module', '/sys/fs/cgroup', '/etc/ssl', '/lib/modules',
  ],
  questions: ['liveness', 'readiness'],
};

const OWN_PATHS = ['/var/lib/heketi', '/run/lvm', '/etc/glusterfs', '/var/log/glusterfs', '/var/lib/glusterd', '/var/lib/misc/glusterfsd'];

export const GLUSTER_FS: AgentEvidence = {
  program: 'glusterfs',
  exportedAs: 'GlusterFsDaemonSet',
  make: (scope, id, stated = {}) => new GlusterFsDaemonSet(scope, id, stated),
  makeWithEverything: (scope, id, stated = {}) => new GlusterFsDaemonSet(scope, id, { blockVolumes: true, priorityClassName: 'node-agents', ...stated }),
  takenBy: {
    who: `GlusterFS itself was not asked: its image needs systemd as the first process of a privileged container. It takes no configuration but environment variables and
mounted directories; each is held against those that its own manifest gives it (${DOCUMENTED.source}, read on ${DOCUMENTED.readOn}), and so is the question that the
probes put to its script.`,
    problemsOf: objects => objects.filter(({ kind }) => kind === 'DaemonSet').flatMap(({ spec }) => undocumented(spec.template.spec.containers[0])),
    broken: { from: 'HOST_DEV_DIR', to: 'HOST_DEVICES', found: /no such variable: HOST_DEVICES/ },
  },
  vendor: {
    source: DOCUMENTED.source,
    readOn: DOCUMENTED.readOn,
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'apiVersion', vendor: '"extensions/v1beta1"', why: 'Kubernetes removed it in 1.16' },
      { field: 'metadata.labels', vendor: '{"glusterfs":"daemonset"}', why: 'what it is and which one of them, in the labels that other tools know' },
      { field: 'metadata.name', vendor: '"glusterfs"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: '–', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: '–', why: 'Kubernetes asks for one: the program and the DaemonSet; `matchLabels` takes over a DaemonSet that runs, and heketi finds the pods by `podLabels: { "glusterfs-node": "pod" }`' },
      { field: 'spec.updateStrategy', vendor: '–', why: 'by Kubernetes\' default the next server would go before the volumes of this one are healed' },
      { field: 'spec.template.metadata.labels', vendor: '{"glusterfs":"pod","glusterfs-node":"pod"}', why: 'those of the selector' },
      inPod('nodeSelector', '{"storagenode":"glusterfs"}', 'the same nodes, and only Linux'),
      inPod('tolerations', '–', 'a storage node with a taint would be left out, and nobody would say so'),
      inPod('affinity', '–', 'virtual nodes have no disks'),
      inPod('automountServiceAccountToken', '–', 'it asks the API server nothing, so it holds no token'),
      inPod('dnsPolicy', '–', 'on the host network the cluster\'s names would not be found otherwise'),
      inPod('securityContext', '–', 'system calls that it does not need are refused to containers beside it; it is privileged itself'),
      inPod('terminationGracePeriodSeconds', '–', 'Kubernetes\' default, written out'),
      inContainer('image', '"gluster/gluster-centos:latest"', 'the last tag of a release: `latest` may be another program on each node'),
      inContainer('env', 'block volumes are on', 'block volumes want devices and modules of the node: only with `blockVolumes`'),
      inContainer('ports', '–', 'what it takes on the node is said, so that a collision is found before it is deployed; those of bricks, from 49152 on, are not known before'),
      inContainer('livenessProbe', 'looks for the script with `command -v`, else `systemctl status`', 'the same question, without text that nobody reads'),
      inContainer('readinessProbe', 'looks for the script with `command -v`, else `systemctl status`', 'the same question, without text that nobody reads'),
      inContainer('securityContext', '{"capabilities":{},"privileged":true}', 'the same; that it is root and writes to its root file system is written out'),
      inContainer('volumeMounts', 'with /sys/class and /sys/module', 'these only with `blockVolumes`'),
      inPod('volumes', 'without types; glusterfs-run has no source', 'what must be there is stated; the directory of the pod is called one'),
    ],
    same: ['kind', 'spec.template.spec.hostNetwork', 'spec.template.spec.containers[0].name', 'spec.template.spec.containers[0].resources'],
  },
  ownPaths: (_: Manifest) => OWN_PATHS,
  sharedPaths: ['/dev', '/sys/class', '/sys/module'],
  onePerNode: true,
  fixedPorts: true,
  reasons: {
    '/var/lib/heketi': 'the bricks that heketi mounts',
    '/run/lvm': 'the lock of the node\'s logical volumes',
    '/etc/glusterfs': 'its settings',
    '/var/log/glusterfs': 'its logs',
    '/var/lib/glusterd': 'the volumes and peers that it knows: without it a server is a stranger to the others after a restart',
    '/var/lib/misc/glusterfsd': 'what its bricks keep for themselves',
    '/mnt/host-dev': 'the disks of the bricks',
    '/sys/class': 'block devices, with `blockVolumes`',
    '/sys/module': 'kernel modules of block devices, with `blockVolumes`',
    '/sys/fs/cgroup': 'systemd runs in it',
    '/etc/ssl': 'certificates, where volumes are encrypted on their way',
    '/lib/modules': 'kernel modules for thin volumes: dm_snapshot, dm_mirror and dm_thin_pool',
    '/run': 'systemd and the daemon keep sockets and locks there',
    'glusterd': 'the daemon, for clients and other servers',
    'management': 'what the servers say to one another',
  },
  limits: [
    'GlusterFS on Kubernetes is at its end of life: the manifests are of 2019, and Kubernetes removed its volume type in 1.26. Build nothing new on it. Teams moved to Ceph (`CephCsiDaemonSet`, Rook), to Longhorn, or to the storage of their cloud (`CsiNodeDaemonSet`).',
    'It runs on nodes with the label `storagenode=glusterfs`, unless `nodes` says others: somebody must label them, or the check says that it selects no node.',
    'The systemd of its image wants cgroup v1. A kubelet refuses such a node since 1.35, unless its `failCgroupV1` is false.',
    'It takes ports of the node that cannot be others: 24007, 24008, one from 49152 on for each brick, and 2222 for the ssh daemon of its image. Only the first two are declared.',
    'A pod is replaced once somebody deletes it. Look at `gluster volume heal … info` first: a volume whose other replica is not healed goes offline.',
    'Nothing limits its memory: a server that is killed takes its bricks with it. `limits` sets a limit.',
  ],
};

function undocumented({ env, volumeMounts, livenessProbe, readinessProbe }: Manifest): string[] {
  const asked = [livenessProbe, readinessProbe].map(({ exec }: Manifest) => /status-probe\.sh (\w+);/.exec(exec.command[2])?.[1]);
  return [
    ...env.filter(({ name }: Manifest) => !DOCUMENTED.variables.includes(name)).map(({ name }: Manifest) => `no such variable: ${name}`),
    ...volumeMounts.filter(({ mountPath }: Manifest) => !DOCUMENTED.mountPaths.includes(mountPath)).map(({ mountPath }: Manifest) => `no such directory: ${mountPath}`),
    ...asked.filter(question => question === undefined || !DOCUMENTED.questions.includes(question)).map(question => `no such question: ${question}`),
  ];
}
