import { Construct } from 'constructs';
import { CsiNodeDaemonSetProps } from './csi-node-daemon-set-props';
import { createCsiObjects } from './csi-objects';
import { CsiPlugin, csiPluginProps } from './csi-plugin';
import { daemonSetName } from './daemon-set-name';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';

/**
 * The node plugin of a CSI driver: it mounts the volumes of the driver for the pods of its node. A node without it has no volumes of
 * the driver: pods that want one stay in ContainerCreating, and the driver's controller finds no topology of the node. So it runs on
 * every node, whatever its taints, and its role is the name of the driver: each node has exactly one node plugin of a driver.
 *
 * The driver is privileged, as Kubernetes asks it of a container whose mounts others see. It sees the directories `plugins` and `pods`
 * of the kubelet, and not the rest, where the kubelet keeps its own credentials. Programs of kubernetes-csi beside it tell the kubelet
 * of it and ask for its health.
 *
 * In the namespace `kube-system` its PriorityClass is `system-node-critical` unless `priorityClassName` says another; elsewhere there is
 * none, because some platforms refuse that class there. The CSIDriver and the StorageClasses are objects of the whole cluster.
 *
 * @see https://kubernetes-csi.github.io/docs/deploying.html
 */
export class CsiNodeDaemonSet extends NodeAgentDaemonSet {
  /** The name of the driver. */
  public readonly driver: string;

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: CsiNodeDaemonSetProps) {
    const plugin = pluginOf(props);
    super(scope, id, csiPluginProps(`${scope.node.path}/${id}`, daemonSetName(scope, id, props.metadata), plugin, props));
    this.driver = plugin.driver;
    createCsiObjects(this, plugin.driver, plugin.csiDriver, props);
  }
}

function pluginOf(props: CsiNodeDaemonSetProps): CsiPlugin {
  const mountsEndWithPod = props.mountsEndWithPod ?? false;
  return {
    driver: props.driver,
    csiDriver: props.csiDriver ?? {},
    container: {
      name: 'csi-node',
      image: props.image,
      args: props.args ?? ['--endpoint=$(CSI_ENDPOINT)', '--nodeid=$(NODE_ID)'],
      fieldEnv: props.fieldEnv,
      configFiles: props.configFiles,
      requests: { cpu: '10m', memory: '40Mi' },
      readOnlyRootFilesystem: props.readOnlyRootFilesystem,
      limits: mountsEndWithPod ? undefined : { memory: '256Mi' },
    },
    hostNetwork: props.hostNetwork ?? false,
    hostPid: props.hostPid ?? false,
    permissions: props.permissions,
    mountsEndWithPod,
    withoutSuchMounts: 'mountsEndWithPod: false',
  };
}
