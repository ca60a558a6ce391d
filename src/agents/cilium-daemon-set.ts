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
import { UpdateStrategy } from './update-strategy';
import { Toleration } from '../model/toleration';

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
  /** Envoy, called as the agent with `-envoy` behind it; undefined where the agent starts it itself. */
  public readonly envoy?: NodeAgentDaemonSet;

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: CiliumDaemonSetProps = {}) {
    const place = `${scope.node.path}/${id}`;
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
