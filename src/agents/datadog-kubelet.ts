/** How the agent talks to the kubelet of its node. */
export interface DatadogKubelet {
  /**
   * Whether the certificate of the kubelet is verified. Those that a kubelet signed for itself cannot be, as with kubeadm's defaults.
   *
   * @default true
   */
  readonly verifyCertificate?: boolean;

  /**
   * The file of the node with the certificate authority of the kubelet.
   *
   * @default - the certificate authority of the cluster
   */
  readonly certificateAuthority?: string;

  /**
   * The directory of the kubelet.
   *
   * @default '/var/lib/kubelet'
   */
  readonly directory?: string;

  /**
   * Whether the agent is allowed just what it reads (`nodes/pods`, `nodes/configz`, `nodes/healthz`) in place of `nodes/proxy`, which
   * allows to run commands in each pod. The kubelet must know the difference: from Kubernetes 1.33 on it does.
   *
   * @default false
   * @see https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#fine-grained-authorization
   */
  readonly fineGrainedAuthorization?: boolean;
}
