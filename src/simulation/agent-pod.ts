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
