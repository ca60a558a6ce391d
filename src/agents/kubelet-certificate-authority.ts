import { AgentContainer, SecretKey } from './agent-container';
import { ConfigMap } from './config-map';
import { checkSecretKeys } from './destination-checks';
import { checkedPath, HostPath, HostPathType } from './host-path';

const IN_CONTAINER = '/etc/otelcol/kubelet/ca.crt';

/**
 * Who has signed the certificate of the kubelet.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/#certificate-rotation
 */
export class KubeletCertificateAuthority {
  /**
   * Nobody is asked: the certificate is not verified. A kubelet signs its own unless it is told otherwise, and such a certificate cannot be.
   * The token of the agent, which may read statistics and what else it asks for, then goes to whoever answers at the address of the node.
   */
  public static notVerified(): KubeletCertificateAuthority {
    return new KubeletCertificateAuthority({ insecure_skip_verify: true }, {});
  }

  /** The cluster's own, which each pod knows: where kubelets have `serverTLSBootstrap`, and somebody approves what they ask for. */
  public static cluster(): KubeletCertificateAuthority {
    return new KubeletCertificateAuthority({}, {});
  }

  /**
   * One that is in a file of the node.
   *
   * @param path of the file: on AKS `/etc/kubernetes/certs/kubeletserver.crt`
   * @throws where it is not absolute
   */
  public static nodeFile(path: string): KubeletCertificateAuthority {
    const file = checkedPath('KubeletCertificateAuthority.nodeFile', path);
    return new KubeletCertificateAuthority({ ca_file: IN_CONTAINER }, {
      mounts: [HostPath.readOnly(file, { mountPath: IN_CONTAINER, type: HostPathType.FILE, volumeName: 'kubelet-ca' })],
    });
  }

  /**
   * One that is in a Secret of the agent's namespace, as PEM.
   *
   * @throws where its name or key cannot be one
   */
  public static secret(certificate: SecretKey): KubeletCertificateAuthority {
    checkSecretKeys('KubeletCertificateAuthority.secret', { certificate });
    return new KubeletCertificateAuthority({ ca_file: IN_CONTAINER }, { secretFiles: { [IN_CONTAINER]: certificate } });
  }

  private constructor(
    /**
     * What the receiver is told.
     *
     * @internal
     */
    public readonly _receiver: ConfigMap,

    /**
     * What the container sees for that.
     *
     * @internal
     */
    public readonly _container: Pick<AgentContainer, 'mounts' | 'secretFiles'>,
  ) {}
}
