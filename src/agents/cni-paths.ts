import { checkedPath } from './host-path';

/**
 * Where the container runtime of the nodes looks for the programs of network plugins, and for their configuration. A plugin that writes to
 * other directories is never found, and its nodes never get ready.
 *
 * @see https://github.com/containerd/containerd/blob/main/docs/cri/config.md#cni-config-template
 */
export class CniPaths {
  /**
   * `/opt/cni/bin` and `/etc/cni/net.d`: kubeadm and all that follows the defaults of containerd and CRI-O. This is also where k3s and RKE2 look
   * when they run without the network plugin that they bring (`--flannel-backend=none`, `cni: none`).
   */
  public static standard(): CniPaths {
    return new CniPaths(STANDARD_PROGRAMS, STANDARD_CONFIGURATION);
  }

  /**
   * k3s that keeps its own flannel, for a plugin beside it.
   *
   * @see https://docs.k3s.io/networking/multus-ipams
   */
  public static k3s(): CniPaths {
    return new CniPaths('/var/lib/rancher/k3s/data/current/bin', '/var/lib/rancher/k3s/agent/etc/cni/net.d');
  }

  /**
   * Talos with `cluster.network.cni.name: none`: the standard directories, which it keeps writable.
   *
   * @see https://docs.siderolabs.com/kubernetes-guides/cni/deploying-cilium
   */
  public static talos(): CniPaths {
    return CniPaths.standard();
  }

  /**
   * Bottlerocket: the standard directories, which it keeps writable.
   *
   * @see https://github.com/bottlerocket-os/bottlerocket-core-kit
   */
  public static bottlerocket(): CniPaths {
    return CniPaths.standard();
  }

  /**
   * GKE: the programs are in `/home/kubernetes/bin`, because `/opt` cannot be written there.
   *
   * @see https://docs.cilium.io/en/v1.20/installation/k8s-install-helm/
   */
  public static gke(): CniPaths {
    return new CniPaths('/home/kubernetes/bin', STANDARD_CONFIGURATION);
  }

  /**
   * Two directories of the nodes.
   *
   * @param programs an absolute path, such as `/opt/cni/bin`
   * @param configuration an absolute path, such as `/etc/cni/net.d`
   */
  public static at(programs: string, configuration: string): CniPaths {
    return new CniPaths(checkedPath('CniPaths.at: programs', programs), checkedPath('CniPaths.at: configuration', configuration));
  }

  private constructor(
    /** The directory of the programs. */
    public readonly programs: string,

    /** The directory of their configuration. */
    public readonly configuration: string,
  ) {}
}

const STANDARD_PROGRAMS = '/opt/cni/bin';
const STANDARD_CONFIGURATION = '/etc/cni/net.d';
