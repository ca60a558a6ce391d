import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { AGENT_NOT_READY } from './cilium-config';
import { ciliumAgent, ciliumInit } from './cilium-containers';
import { CiliumDaemonSetProps } from './cilium-daemon-set-props';
import { CiliumEnvoyDaemonSet } from './cilium-envoy-daemon-set';
import { CILIUM_PERMISSIONS } from './cilium-permissions';
import { daemonSetName } from './daemon-set-name';
import { networkPlugin, startBeforeNetwork } from './network-plugin';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { containerName } from './pod-container';
import { UpdateStrategy } from './update-strategy';
import { Toleration } from '../model/toleration';

/** The agent waits for the CustomResourceDefinitions that the operator makes when it starts, and ends when they do not come (cilium/cilium#13418, #30341). */
const OPERATOR = 'Deployment/cilium-operator';

/**
 * Cilium on every node: the network of the pods and their policies, by programs in the kernel, and Envoy beside it for policies about HTTP.
 *
 * It is the part of Cilium that is on each node, with all that this part needs. Beside it a cluster needs Cilium's operator, which also makes
 * its CustomResourceDefinitions: see the page of the agent. It tolerates what nodes have until their network is there, whatever `nodes`
 * tolerates. In a chart without a namespace it is in `kube-system`.
 *
 * @see https://docs.cilium.io/en/v1.20/
 */
export class CiliumDaemonSet extends NodeAgentDaemonSet {
  /**
   * Envoy, called as the agent with `-envoy` behind it; undefined where the agent starts it itself. It has the nodes, the update strategy, the
   * class and the end of the agent; requests, labels and the like are those of the agent alone, and are patched here.
   */
  public readonly envoy?: NodeAgentDaemonSet;

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: CiliumDaemonSetProps = {}) {
    const place = `${scope.node.path}/${id}`;
    checkNames(place, props);
    const plugin = networkPlugin(scope, props);
    const name = daemonSetName(scope, id, plugin.metadata);
    const both = {
      ...props,
      updateStrategy: props.updateStrategy ?? UpdateStrategy.rollingUpdate({ maxUnavailable: 2 }),
      terminationGracePeriod: props.terminationGracePeriod ?? Duration.seconds(1),
    };
    super(scope, id, {
      ...both,
      ...plugin,
      unconfined: true,
      permissions: CILIUM_PERMISSIONS,
      privilegeReasons: {
        root: 'it loads programs into the kernel of its node',
        privileged: 'it mounts the file system of the kernel\'s programs on its node',
        hostNetwork: 'the network of its node is what it is about',
        hostPorts: 'the kubelet asks it how it is',
        hostPaths: 'it installs its plugin, and keeps there what its programs know',
        permissions: 'it asks which pods and policies there are',
      },
      needs: [OPERATOR],
      replaces: props.kubeProxyReplacement ? ['kube-proxy'] : undefined,
      initContainers: ciliumInit(props),
      container: ciliumAgent(place, props),
    });
    this.envoy = props.envoy ?? true ? new CiliumEnvoyDaemonSet(this, 'Envoy', { agent: both, plugin, name }) : undefined;
    startBeforeNetwork(this, Toleration.exists(AGENT_NOT_READY));
  }

  /** Tolerates these taints besides, and so does Envoy: adds to `NodeSelection.toleratingOnly`. Without that, every taint is tolerated already. */
  public override tolerate(...tolerations: Toleration[]): void {
    super.tolerate(...tolerations);
    this.envoy?.tolerate(...tolerations);
  }
}

/** Envoy and its ConfigMap have the name of the agent with `-envoy` behind it, which is what a variant or a sidecar could have, too. */
function checkNames(place: string, { envoy = true, variants, sidecars }: CiliumDaemonSetProps): void {
  if (!envoy) { return; }
  if (variants?.envoy) { throw new Error(`${place}: variants: "envoy" is what Envoy's own DaemonSet is called; choose another name for the variant`); }
  if (sidecars?.some(sidecar => containerName(sidecar) === 'envoy')) {
    throw new Error(`${place}: sidecars: "envoy" is what Envoy's own ConfigMap is called; choose another name for the container`);
  }
}
