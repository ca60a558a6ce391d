import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { agentServiceAccount } from './agent-service-account';
import { calicoInit, calicoNode, CalicoPod } from './calico-containers';
import { CalicoDaemonSetProps, CalicoDataplane } from './calico-daemon-set-props';
import { CALICO_CNI_PERMISSIONS, calicoPermissions } from './calico-permissions';
import { daemonSetName } from './daemon-set-name';
import { checkImages } from './image';
import { networkPlugin, startBeforeNetwork } from './network-plugin';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { UpdateStrategy } from './update-strategy';

/**
 * Calico on every node: the network of the pods, and their policies.
 *
 * It is the part of Calico that is on each node, with all that this part needs. Beside it a cluster needs Calico's CustomResourceDefinitions and,
 * once, `calico-kube-controllers`; large clusters want Typha, too: see the page of the agent. It tolerates what nodes have until their
 * network is there, whatever `nodes` tolerates. In a chart without a namespace it is in `kube-system`.
 *
 * @see https://docs.tigera.io/calico/latest/about
 */
export class CalicoDaemonSet extends NodeAgentDaemonSet {
  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: CalicoDaemonSetProps = {}) {
    const pod = calicoPod(scope, id, props);
    super(scope, id, agentProps(scope, pod));
    const name = { name: pod.cniAccount, namespace: pod.namespace };
    const account = agentServiceAccount({ scope: new Construct(this, 'CniPlugin'), name, labels: this._labels }, CALICO_CNI_PERMISSIONS);
    [this.daemonSet, ...Object.values(this.variants)].forEach(daemonSet => daemonSet.node.addDependency(account)); // it stands before its token is asked for
    startBeforeNetwork(this);
  }
}

function calicoPod(scope: Construct, id: string, props: CalicoDaemonSetProps): CalicoPod {
  const { name, namespace } = daemonSetName(scope, id, networkPlugin(scope, props).metadata);
  return { place: `${scope.node.path}/${id}`, namespace: namespace!, cniAccount: `${name}-cni`, props };
}

function agentProps(scope: Construct, pod: CalicoPod): NodeAgentDaemonSetProps {
  const { place, props, cniAccount } = pod;
  checkImages(place, { cniImage: props.cniImage }, props.allowLatestTag);
  if (props.dataplane === CalicoDataplane.EBPF && props.apiServer === undefined) {
    throw new Error(`${place}: dataplane: eBPF takes the place of kube-proxy, so the API server cannot be asked by its Service; state apiServer`);
  }
  return {
    ...props,
    ...networkPlugin(scope, props),
    updateStrategy: props.updateStrategy ?? UpdateStrategy.rollingUpdate({ maxUnavailable: 1 }),
    terminationGracePeriod: props.terminationGracePeriod ?? Duration.seconds(0),
    permissions: calicoPermissions(cniAccount),
    privilegeReasons: {
      root: 'it makes routes of its node, and changes its packet filter',
      privileged: 'it sets options of the kernel of its node',
      hostNetwork: 'the network of its node is what it is about',
      hostPorts: 'the kubelet asks it how it is',
      hostPaths: 'it installs its plugin, and tells it of the network of its node',
      permissions: 'it asks which pods and policies there are',
    },
    needs: needsOf(pod),
    replaces: props.dataplane === CalicoDataplane.EBPF ? ['kube-proxy'] : undefined,
    initContainers: calicoInit(pod),
    container: calicoNode(pod),
  };
}

/**
 * Without its CustomResourceDefinitions the pod ends when it writes what it is (Azure/acs-engine#3393), and without the Service of Typha when it
 * looks for Typha (aws/eks-charts#337). It starts without calico-kube-controllers: it waits for the API server only, and makes its
 * node, the pools of addresses and the settings of the cluster itself (node/pkg/lifecycle/startup/startup.go of projectcalico/calico at 00b762d97047).
 * What is left to those controllers is to remove what belonged to nodes that are gone, and the addresses of load balancers.
 *
 * @see https://docs.tigera.io/calico/latest/reference/kube-controllers/configuration
 */
function needsOf({ namespace, props: { typhaService } }: CalicoPod): string[] {
  return ['CustomResourceDefinition/clusterinformations.crd.projectcalico.org', ...typhaService === undefined ? [] : [`Service/${namespace}/${typhaService}`]];
}
