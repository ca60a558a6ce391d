/** A pod of an agent on a node. */
export interface AgentPod {
  /** When the taint manager evicts it. */
  readonly evictAt?: number;

  /** It is evicted and created anew, every so many seconds, since its first eviction. */
  readonly loop?: { readonly since: number; readonly everySeconds: number };

  /** No node has room for it. */
  readonly pending: boolean;

  /** Somebody else decides whether it runs. */
  readonly notJudged: boolean;

  /** It would not be created anew. */
  readonly stays: boolean;
}

/** A pod that was just created. */
export const NEW_POD: AgentPod = { pending: false, notJudged: false, stays: false };

/** How often a loop has gone round before a time. */
export function roundsOf({ since, everySeconds }: NonNullable<AgentPod['loop']>, now: number): number {
  return everySeconds === 0 ? 0 : Math.ceil((now - since) / everySeconds);
}

/**
 * A pod with its clock, where its node's taints evict it. A clock that runs is not set anew by other taints; it stops when none evicts. The same
 * pod where nothing changes.
 *
 * @param seconds for how long the taints are tolerated; undefined for ever
 * @param again whether the pod was created in the place of one that was just evicted after as many seconds
 */
export function underTaints(pod: AgentPod, seconds: number | undefined, { now, again }: { readonly now: number; readonly again: boolean }): AgentPod {
  const { evictAt, loop, ...rest } = pod;
  if (seconds === undefined) { return evictAt === undefined && !loop ? pod : rest; }
  if (loop) {
    if (loop.everySeconds === seconds && !pod.stays) { return pod; }
    return { ...rest, evictAt: loop.everySeconds === 0 ? now + seconds : loop.since + roundsOf(loop, now) * loop.everySeconds };
  }
  if (evictAt !== undefined) { return pod; }
  return again ? { ...rest, loop: { since: now, everySeconds: seconds } } : { ...rest, evictAt: now + seconds };
}
