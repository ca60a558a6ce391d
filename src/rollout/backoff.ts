import { DaemonNode } from './daemon-node';

const FIRST = 1;
const LONGEST = 15 * 60;

/** How long a failed pod is left alone before it is deleted: 1 second after the first, then twice as long each time, up to 15 minutes. */
export class Backoff {
  private readonly entries = new Map<DaemonNode, { readonly since: number; readonly delay: number }>();

  /** How long the failed pod of a node must wait; 0 where it is deleted now, which makes the next one wait longer. */
  public wait(node: DaemonNode, now: number): number {
    const entry = this.entries.get(node);
    if (entry && now - entry.since < entry.delay) { return entry.since + entry.delay - now; }
    const forgotten = entry === undefined || now - entry.since > 2 * LONGEST;
    this.entries.set(node, { since: now, delay: forgotten ? FIRST : Math.min(entry.delay * 2, LONGEST) });
    return 0;
  }
}
