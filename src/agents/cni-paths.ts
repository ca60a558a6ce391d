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
   * when they run without the network plugin that they bring (`--flannel-backend=none`, `cni: none`): they then say nothing of it to containerd.
   *
   * @see https://github.com/k3s-io/k3s/blob/06be48b674f735f0d203d7fe50348fc65127b825/pkg/agent/templates/templates_linux.go
   */
  public static standard(): CniPaths {
    return new CniPaths(STANDARD_PROGRAMS, STANDARD_CONFIGURATION);
  }

  /**
   * k3s that keeps its own flannel, for a plugin beside it: a directory that stays when k3s is updated, since v1.28.15, v1.29.10, v1.30.6 and v1.31.2.
   * Before, the programs were in `/var/lib/rancher/k3s/data/current/bin`, which each update of k3s replaced: say that with `CniPaths.at`.
   *
   * @see https://github.com/k3s-io/k3s/pull/10868
   */
  public static k3s(): CniPaths {
    return new CniPaths('/var/lib/rancher/k3s/data/cni', '/var/lib/rancher/k3s/agent/etc/cni/net.d');
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
   * Bottlerocket: the standard directories, as its containerd is told. `/opt/cni` can be written, over the plugins of the image, and
   * `/etc/cni` is in memory: after a start of the node, the plugin's pod writes there anew.
   *
   * @see https://github.com/bottlerocket-os/bottlerocket/blob/188d69ed9e93b7ef26eb6d77f40c25db562c87a9/packages/containerd/containerd-config-toml_k8s_containerd_sock
   * @see https://github.com/bottlerocket-os/bottlerocket/blob/86424f76deafc20428c2d23e1c900a04bea2e02e/packages/release/opt-cni.mount
   * @see https://github.com/bottlerocket-os/bottlerocket/blob/05ad2d9f1a9633112c63eb1f1295249c844f9d11/packages/release/etc-cni.mount
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
