/**
 * What a taint does to pods that do not tolerate it.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export enum TaintEffect {
  /** No new pod is placed on the node; pods that run there stay. */
  NO_SCHEDULE = 'NoSchedule',

  /** The scheduler avoids the node where it has a choice. A DaemonSet never notices it. */
  PREFER_NO_SCHEDULE = 'PreferNoSchedule',

  /** No new pod is placed on the node, and pods that run there are evicted. */
  NO_EXECUTE = 'NoExecute',
}

/** A mark on a node that keeps away every pod that does not tolerate it. */
export interface Taint {
  /** A label key, such as `nvidia.com/gpu`. */
  readonly key: string;

  /**
   * A label value.
   *
   * @default - the empty value
   */
  readonly value?: string;

  /** What it does to pods that do not tolerate it. */
  readonly effect: TaintEffect;
}

/** `key=value:effect`, without `=` where there is no value: the spelling of `kubectl taint`. */
export function showTaint(taint: Taint): string {
  return `${taint.key}${taint.value ? `=${taint.value}` : ''}:${taint.effect}`;
}

/** Whether a taint keeps the DaemonSet controller from creating a pod. */
export function repels(taint: Taint): boolean {
  return taint.effect === TaintEffect.NO_SCHEDULE || taint.effect === TaintEffect.NO_EXECUTE;
}
