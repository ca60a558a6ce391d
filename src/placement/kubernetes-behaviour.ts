/** In which minor version of Kubernetes a change came, as far as it decides where DaemonSet pods run and how they are replaced. Of each minor, the last patch release counts. */
const SINCE = {
  /** A node that is overcommitted refuses only pods that ask for more of what it lacks; before, any pod that asks for anything. */
  onlyRequestedResources: 28,

  /** Old pods that are not available use up `maxUnavailable` of a rolling update. Written for 1.31, and brought to the last patch releases of 1.28 and later. */
  unavailableOldPodsCount: 28,

  /** A LimitRange for pods sums up what any container states; before, only what all of them state. */
  limitsOfPodsSumAny: 28,

  /** Init containers with `restartPolicy: Always` keep running. */
  sidecars: 29,

  /** `matchLabelKeys` and `mismatchLabelKeys` of pod affinity count. */
  podAffinityLabelKeys: 31,

  /** `matchLabelKeys` of a spread constraint become part of its selector. */
  spreadLabelKeysMerged: 34,

  /** Pod-level `resources` count. */
  podLevelResources: 34,

  /** Host ports of sidecars count. */
  sidecarHostPorts: 34,

  /** Pod-level requests are filled in after a LimitRange has filled in those of the containers; before, ahead of it. */
  podLevelDefaultsLast: 37,
} as const;

/** What a minor version of Kubernetes does. */
export type KubernetesBehaviour = { readonly minor: number } & { readonly [change in keyof typeof SINCE]: boolean };

/** The behaviour of one minor version. */
export function behaviourOf(minor: number): KubernetesBehaviour {
  return { minor, ...Object.fromEntries(Object.entries(SINCE).map(([change, since]) => [change, minor >= since])) } as KubernetesBehaviour;
}
