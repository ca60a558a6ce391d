/** What a checker still says against the manifests of our agents, and why we leave it so. */
export interface Remaining {
  readonly checker: 'kube-score' | 'Checkov';

  /** The name that the checker has for it. */
  readonly check: string;

  /** Of which agents it says so, where it does not of all. */
  readonly agents?: readonly string[];
  readonly says: string;
  readonly why: string;
}

export const REMAINING: readonly Remaining[] = [
  {
    checker: 'kube-score',
    check: 'container-ephemeral-storage-request-and-limit',
    says: 'ephemeral storage is not limited',
    why: 'what waits to be sent is on the node, where its amount has a limit of its own; beside it there are scratch files in an emptyDir at most',
  },
  {
    checker: 'kube-score',
    check: 'container-image-pull-policy',
    says: 'images are not pulled at each start',
    why: 'a tag that is not moved needs no second pull, and a node starts its agents while the registry is away',
  },
  {
    checker: 'kube-score',
    check: 'container-resources',
    says: 'there is no CPU limit',
    why: 'a limit slows an agent down just when its node has much to tell; its request keeps its share',
  },
  {
    checker: 'kube-score',
    check: 'container-security-context-readonlyrootfilesystem',
    agents: ['calico', 'ceph-csi', 'cilium', 'dcgm-exporter', 'flannel', 'glusterfs', 'kube-proxy', 'node-problem-detector', 'nvidia-device-plugin', 'windows-exporter'],
    says: 'the root file system can be written',
    why: 'something in the image, or the container runtime, writes there, or nobody tried it otherwise; Windows has no such field',
  },
  {
    checker: 'kube-score',
    check: 'container-security-context-user-group-id',
    agents: ['windows-exporter'],
    says: 'no user with a high number is stated',
    why: 'a host process of Windows has the network of its node, and the name of a user; the fields of Linux mean nothing there',
  },
  {
    checker: 'kube-score',
    check: 'pod-networkpolicy',
    says: 'no NetworkPolicy selects the pods',
    why: 'with whom they talk, the cluster knows; on the host network a policy would do nothing',
  },
  {
    checker: 'kube-score',
    check: 'pod-probes-identical',
    says: 'both probes ask the same',
    why: 'nobody is sent to these pods by readiness; it says whether an update may go on',
  },
  {
    checker: 'Checkov',
    check: 'CKV2_K8S_6',
    says: 'no NetworkPolicy selects the pods',
    why: 'with whom they talk, the cluster knows; on the host network a policy would do nothing',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_11',
    says: 'there is no CPU limit',
    why: 'a limit slows an agent down just when its node has much to tell; its request keeps its share',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_15',
    says: 'images are not pulled at each start',
    why: 'a tag that is not moved needs no second pull, and a node starts its agents while the registry is away',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_35',
    says: 'secrets are in environment variables',
    why: 'only where a destination has a password: Fluentd and Logstash take one from there, and none is in a ConfigMap',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_43',
    says: 'images have no digest',
    why: 'a tag can be read and is not moved; `image` takes a digest',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_8',
    agents: ['ceph-csi', 'csi-node', 'datadog', 'nvidia-device-plugin'],
    says: 'a container has no liveness probe',
    why: 'programs beside the agent that serve nothing to ask, and a device plugin that the kubelet asks itself',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_9',
    agents: ['ceph-csi', 'csi-node', 'datadog', 'nvidia-device-plugin'],
    says: 'a container has no readiness probe',
    why: 'nobody is sent to these containers: the kubelet, or applications of the node, find them by sockets',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_10',
    agents: ['calico', 'cilium', 'flannel'],
    says: 'a container requests no CPU',
    why: 'containers that prepare the node end before the others start, and what Envoy needs follows from the policies of the cluster',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_12',
    agents: ['calico', 'cilium', 'flannel'],
    says: 'a container requests no memory',
    why: 'containers that prepare the node end before the others start, and what Envoy needs follows from the policies of the cluster',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_13',
    agents: ['calico', 'ceph-csi', 'cilium', 'csi-node', 'flannel', 'glusterfs', 'kube-proxy'],
    says: 'memory is not limited',
    why: 'without them the node has no network, or no volumes: what is killed for its memory takes more with it than it would have used; `limits` states one',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_19',
    agents: ['windows-exporter'],
    says: 'it has the network of its node',
    why: 'a host process of Windows has the network of its node, and the name of a user; the fields of Linux mean nothing there',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_20',
    agents: ['cilium', 'windows-exporter'],
    says: 'privileges may be escalated',
    why: 'what the containers of Cilium may do to the node is said by their capabilities; on Windows there is no such field',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_22',
    agents: ['calico', 'ceph-csi', 'cilium', 'dcgm-exporter', 'flannel', 'glusterfs', 'kube-proxy', 'node-problem-detector', 'nvidia-device-plugin', 'windows-exporter'],
    says: 'the root file system can be written',
    why: 'something in the image, or the container runtime, writes there, or nobody tried it otherwise; Windows has no such field',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_23',
    agents: ['windows-exporter'],
    says: 'it may be root',
    why: 'a host process of Windows has the network of its node, and the name of a user; the fields of Linux mean nothing there',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_25',
    agents: ['cilium', 'datadog', 'dcgm-exporter', 'falco', 'flannel', 'nvidia-device-plugin'],
    says: 'there are capabilities',
    why: 'only those that the page of the agent lists, each with what it is for; all others are dropped',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_26',
    agents: ['windows-exporter'],
    says: 'it takes a port of its node',
    why: 'a host process of Windows has the network of its node, and the name of a user; the fields of Linux mean nothing there',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_28',
    agents: ['windows-exporter'],
    says: 'NET_RAW is not dropped',
    why: 'a host process of Windows has the network of its node, and the name of a user; the fields of Linux mean nothing there',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_30',
    agents: ['windows-exporter'],
    says: 'there is no security context of the container',
    why: 'a host process of Windows has the network of its node, and the name of a user; the fields of Linux mean nothing there',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_31',
    agents: ['cilium', 'falco', 'windows-exporter'],
    says: 'there is no seccomp profile of the runtime',
    why: 'programs that load others into the kernel make calls that it refuses; Windows has none',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_37',
    agents: ['windows-exporter'],
    says: 'capabilities are not dropped',
    why: 'a host process of Windows has the network of its node, and the name of a user; the fields of Linux mean nothing there',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_39',
    agents: ['cilium', 'datadog', 'dcgm-exporter', 'falco', 'nvidia-device-plugin'],
    says: 'there is the capability SYS_ADMIN',
    why: 'where the agent, one of its features or a kind of node needs it: its page says which',
  },
  {
    checker: 'Checkov',
    check: 'CKV_K8S_40',
    agents: ['windows-exporter'],
    says: 'its user has no high number',
    why: 'a host process of Windows has the network of its node, and the name of a user; the fields of Linux mean nothing there',
  },
];
