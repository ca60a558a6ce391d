import { ApiObjectMetadata, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';
import { PodDnsPolicy } from './pod-dns-policy';
import { TaintEffect } from '../model/taint';
import { Toleration } from '../model/toleration';

/** What a network plugin is, whatever its user chooses; `props` of its class are laid under it. */
export interface NetworkPlugin {
  readonly role: string;
  readonly metadata: ApiObjectMetadata;
  readonly hostNetwork: boolean;
  readonly dnsPolicy: PodDnsPolicy;
  readonly priorityClassName: string;
}

/** Each node has one network: two plugins on it are one too many. */
const ROLE = 'network-plugin';

/** The one namespace in which every platform takes the class below. */
const NAMESPACE = 'kube-system';
const PRIORITY_CLASS = 'system-node-critical';

/** The taints that nodes have until their network is there: a plugin that waits for them to go waits for itself. */
const UNTIL_NETWORK: readonly Toleration[] = [
  Toleration.exists('node.kubernetes.io/not-ready', TaintEffect.NO_SCHEDULE),
  Toleration.exists('node.cloudprovider.kubernetes.io/uninitialized', TaintEffect.NO_SCHEDULE),
];

/**
 * It is on the network of its node and asks the node's own name servers, because those of the cluster need the network that it makes.
 *
 * @see https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/
 */
export function networkPlugin(scope: Construct, { role, metadata, priorityClassName }: NodeAgentDaemonSetOptions): NetworkPlugin {
  return {
    role: role ?? ROLE,
    metadata: { ...metadata, namespace: metadata?.namespace ?? Chart.of(scope).namespace ?? NAMESPACE },
    hostNetwork: true,
    dnsPolicy: PodDnsPolicy.DEFAULT,
    priorityClassName: priorityClassName ?? PRIORITY_CLASS,
  };
}

/** Lets a plugin start on nodes that wait for it, also where its user names the taints that it tolerates. */
export function startBeforeNetwork(plugin: NodeAgentDaemonSet, ...own: Toleration[]): void {
  plugin.tolerate(...UNTIL_NETWORK, ...own);
}
