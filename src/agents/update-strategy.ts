/** How many nodes one rolling update may work on at the same time. Only one of the two may be more than nothing. */
export interface RollingUpdateOptions {
  /**
   * On how many nodes the old pod may be stopped before the new one is available: a whole number, or a share of the
   * nodes such as `"10%"`, rounded up.
   *
   * @default 1, or 0 where `maxSurge` is given
   */
  readonly maxUnavailable?: number | string;

  /**
   * On how many nodes the new pod may be started before the old one is stopped: a whole number, or a share such as
   * `"10%"`, rounded up. Two pods then share one node for a while, so it cannot work with host ports or the host network.
   *
   * @default 0
   */
  readonly maxSurge?: number | string;
}

/**
 * How the pods of a DaemonSet are replaced when its pod template changes.
 *
 * @see https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
 */
export class UpdateStrategy {
  /**
   * Replaces the pods by itself, a few nodes at a time.
   *
   * @throws where it could never finish or Kubernetes refuses it: both numbers zero, both above zero, more than 100 %
   */
  public static rollingUpdate(options: RollingUpdateOptions = {}): UpdateStrategy {
    const surge = options.maxSurge ?? 0;
    const unavailable = options.maxUnavailable ?? (isZero(surge) ? undefined : 0);
    const said = `UpdateStrategy.rollingUpdate(${show(options)})`;
    checkAmount(`${said}: maxUnavailable`, unavailable ?? DEFAULT_MAX_UNAVAILABLE);
    checkAmount(`${said}: maxSurge`, surge);
    if (isZero(surge) && isZero(unavailable ?? DEFAULT_MAX_UNAVAILABLE)) {
      throw new Error(`${said}: maxUnavailable and maxSurge are both zero, so no pod could ever be replaced; let one of them be at least 1`);
    }
    if (!isZero(surge) && !isZero(unavailable ?? 0)) {
      throw new Error(`${said}: Kubernetes takes only one of maxUnavailable and maxSurge above zero; leave maxUnavailable out or set it to 0`);
    }
    return new UpdateStrategy('RollingUpdate', unavailable, options.maxSurge ?? undefined);
  }

  /** Replaces a pod only once somebody deletes it. */
  public static onDelete(): UpdateStrategy {
    return new UpdateStrategy('OnDelete', undefined, undefined);
  }

  private constructor(
    /** `RollingUpdate` or `OnDelete`. */
    public readonly type: string,

    /** On how many nodes the old pod may be stopped before the new one is available; undefined where it is Kubernetes' own default of 1. */
    public readonly maxUnavailable: number | string | undefined,

    /** On how many nodes the new pod may be started before the old one is stopped; undefined for none. */
    public readonly maxSurge: number | string | undefined,
  ) {}

  /** Whether two pods of the DaemonSet may be on one node during an update. */
  public get surges(): boolean {
    return !isZero(this.maxSurge ?? 0);
  }
}

const DEFAULT_MAX_UNAVAILABLE = 1;

function show(options: RollingUpdateOptions): string {
  return JSON.stringify({ maxUnavailable: options.maxUnavailable, maxSurge: options.maxSurge });
}

function isZero(amount: number | string): boolean {
  return typeof amount === 'number' ? amount === 0 : /^0+%$/.test(amount);
}

function checkAmount(place: string, amount: number | string): void {
  const allowed = 'must be a whole number of at least 0, or a share from "0%" to "100%"';
  if (typeof amount === 'number') {
    if (!Number.isInteger(amount) || amount < 0) { throw new Error(`${place}: ${allowed}, got ${amount}`); }
    return;
  }
  if (/^\d+$/.test(amount)) { throw new Error(`${place}: ${allowed}, got the text "${amount}"; say ${amount} or "${amount}%"`); }
  if (!/^\d+%$/.test(amount) || Number(amount.slice(0, -1)) > 100) { throw new Error(`${place}: ${allowed}, got "${amount}"`); }
}
