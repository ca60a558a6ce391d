import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { HostPath, HostPathType } from './host-path';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';
import { UpdateStrategy } from './update-strategy';
import { NodeSelection } from '../model/node-selection';
import { Architecture } from '../model/platform';

/** Choices for the servers of GlusterFS. */
export interface GlusterFsDaemonSetProps extends NodeAgentDaemonSetOptions {
  /**
   * Whether block volumes are served, too: `gluster-block` then needs the devices and kernel modules of the node, and the probes
   * ask for it.
   *
   * @default false
   */
  readonly blockVolumes?: boolean;
}

const IMAGE = 'docker.io/gluster/gluster-centos:gluster4u1_centos7';

/** The tag is older than images for others, which came in 2022 (gluster/gluster-containers issue 178, read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64];
const LOGS = '/var/log/glusterfs';

/** Ports of the daemon itself; each brick takes another one, from 49152 on. */
const PORTS = [{ name: 'glusterd', number: 24007 }, { name: 'management', number: 24008 }];

/** Bricks of one volume are on several nodes: the next server waits until somebody has seen that they are healed. */
const UPDATE_STRATEGY = UpdateStrategy.onDelete();

/**
 * The servers of GlusterFS, on the nodes that are labelled for it: they serve directories of these nodes as bricks of replicated
 * volumes. Without `nodes` these are the nodes with the label `storagenode=glusterfs`. A pod is replaced only once somebody deletes
 * it, because volumes must be healed before the next server goes.
 *
 * GlusterFS on Kubernetes is at its end of life: its manifests have not changed since 2019, and Kubernetes removed its volume type in
 * 1.26. It is here for clusters that have it still. What teams moved to: Ceph (`CephCsiDaemonSet`, Rook) and Longhorn, or the storage
 * of their cloud by its CSI driver (`CsiNodeDaemonSet`).
 *
 * Its image runs systemd as the first process: it is privileged, writes to its own root file system, and wants nodes with cgroup v1,
 * which a kubelet refuses since 1.35 unless its `failCgroupV1` is false.
 *
 * @see https://github.com/gluster/gluster-kubernetes/blob/master/deploy/kube-templates/glusterfs-daemonset.yaml
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#glusterfs
 */
export class GlusterFsDaemonSet extends NodeAgentDaemonSet {
  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: GlusterFsDaemonSetProps = {}) {
    super(scope, id, {
      ...props,
      role: props.role ?? 'glusterfs',
      nodes: props.nodes ?? NodeSelection.labeled({ storagenode: 'glusterfs' }),
      updateStrategy: props.updateStrategy ?? UPDATE_STRATEGY,
      hostNetwork: true,
      privilegeReasons: {
        root: 'its image runs systemd as the first process',
        privileged: 'its image runs systemd as the first process, and its bricks are on disks of its node',
        hostNetwork: 'its peers find it by the address of its node',
        hostPorts: 'its peers find it by the address of its node',
        hostPaths: 'its bricks, and what it knows of its peers, are on its node',
      },
      container: glusterFs(props.blockVolumes ?? false),
    });
  }
}

function glusterFs(blockVolumes: boolean): AgentContainer {
  return {
    name: 'glusterfs',
    image: IMAGE,
    architectures: ARCHITECTURES,
    ports: PORTS,
    env: {
      HOST_DEV_DIR: '/mnt/host-dev',
      GLUSTER_BLOCKD_STATUS_PROBE_ENABLE: blockVolumes ? '1' : '0',
      ...(blockVolumes ? { GB_GLFS_LRU_COUNT: '15', TCMU_LOGDIR: `${LOGS}/gluster-block` } : {}),
    },
    requests: { cpu: '100m', memory: '100Mi' },
    mounts: [
      ...['/var/lib/heketi', '/run/lvm', '/etc/glusterfs', LOGS, '/var/lib/glusterd', '/var/lib/misc/glusterfsd'].map(path => HostPath.readWrite(path)),
      existing('/dev', '/mnt/host-dev'),
      ...(blockVolumes ? [existing('/sys/class'), existing('/sys/module')] : []),
      HostPath.readOnly('/sys/fs/cgroup'),
      HostPath.readOnly('/etc/ssl'),
      HostPath.readOnly('/lib/modules'),
    ],
    emptyDirs: ['/run'],
    liveness: probe('liveness'),
    readiness: probe('readiness'),
    user: 0,
    privileged: true,
    readOnlyRootFilesystem: false,
  };
}

/** A directory of the node that is there on every Linux. */
function existing(path: string, mountPath: string = path): HostPath {
  return HostPath.readWrite(path, { type: HostPathType.DIRECTORY, mountPath });
}

/** The image's own script, or systemd's opinion in images that have none; patient, because a server with many bricks starts slowly. */
function probe(question: string): AgentProbe {
  const script = '/usr/local/bin/status-probe.sh';
  return AgentProbe.exec(
    ['/bin/bash', '-c', `if [ -x ${script} ]; then ${script} ${question}; else systemctl is-active --quiet glusterd.service; fi`],
    { initialDelay: Duration.seconds(40), period: Duration.seconds(25), timeout: Duration.seconds(3), failureThreshold: 50 },
  );
}
