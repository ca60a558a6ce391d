/** Where the containers of Cilium see what they share. */
export const CILIUM_PATHS = {
  /** The state of the agent, on the node. */
  run: '/var/run/cilium',

  /** Where the agent and Envoy find each other. */
  envoySockets: '/var/run/cilium/envoy/sockets',

  /** Where the agent leaves what Envoy reads. */
  envoyArtifacts: '/var/run/cilium/envoy/artifacts',

  /** The tree of cgroups, where Cilium mounts it. */
  cgroups: '/run/cilium/cgroupv2',

  /** The directory of CNI configurations of the node. */
  cniConfiguration: '/host/etc/cni/net.d',
} as const;
