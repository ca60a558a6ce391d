/** What a checker still says against the manifests of our agents, and why we leave it so. */
export interface Remaining {
  readonly checker: 'kube-score' | 'Checkov';

  /** The name that the checker has for it. */
  readonly check: string;
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
];
