import { Construct } from 'constructs';
import { ClusterPermission } from './cluster-permission';
import { flanneld, flannelInit } from './flannel-containers';
import { FlannelDaemonSetProps } from './flannel-daemon-set-props';
import { checkImages } from './image';
import { networkPlugin, startBeforeNetwork } from './network-plugin';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { UpdateStrategy } from './update-strategy';

/**
 * What flannel asks the API server. It knows its node by a variable, so it reads no pods.
 *
 * @see https://github.com/flannel-io/flannel/blob/v0.28.10/Documentation/kube-flannel.yml
 */
const PERMISSIONS: ClusterPermission[] = [
  { resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
  { resources: ['nodes/status'], verbs: ['patch'] },
];

/**
 * Flannel on every node: the network of the pods, without policies.
 *
 * The cluster must give each node a part of `podCidr` (`--allocate-node-cidrs` of kube-controller-manager, `podSubnet` of kubeadm), and the nodes must
 * have the plugins `bridge`, `host-local`, `loopback` and `portmap`: see the page of the agent. It tolerates what nodes have until their network is
 * there, whatever `nodes` tolerates. In a chart without a namespace it is in `kube-system`.
 *
 * @see https://github.com/flannel-io/flannel
 */
export class FlannelDaemonSet extends NodeAgentDaemonSet {
  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: FlannelDaemonSetProps = {}) {
    checkImages(`${scope.node.path}/${id}`, { cniImage: props.cniImage }, props.allowLatestTag);
    super(scope, id, {
      ...props,
      ...networkPlugin(scope, props),
      updateStrategy: props.updateStrategy ?? UpdateStrategy.rollingUpdate({ maxUnavailable: 1 }),
      permissions: PERMISSIONS,
      privilegeReasons: {
        root: 'it makes interfaces and routes of its node, and changes its packet filter',
        hostNetwork: 'the network of its node is what it is about',
        hostPorts: 'the kubelet asks it how it is',
        hostPaths: 'it installs its plugin, and tells it of the network of its node',
        permissions: 'it asks which node has which addresses',
      },
      initContainers: flannelInit(props),
      container: flanneld(`${scope.node.path}/${id}`, props),
    });
    startBeforeNetwork(this);
  }
}
