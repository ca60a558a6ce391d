/** File systems that belong to pods and containers, not to the node. */
export const MOUNT_POINTS_OF_PODS = '^/(dev|proc|sys|run/containerd/.+|run/k3s/.+|var/lib/docker/.+|var/lib/containers/storage/.+|var/lib/kubelet/pods/.+)($|/)';

/** The node's ends of the network cables of pods. */
export const INTERFACES_OF_PODS = '^(veth.*|cali.*|lxc.*|[a-f0-9]{15})$';
