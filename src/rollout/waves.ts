import { RolloutStatus } from './census';
import { DaemonNode } from './daemon-node';

/** The nodes whose old pod is replaced, or that get a new pod, at one moment. */
export interface Wave {
  readonly nodes: readonly string[];
  readonly startSeconds: number;

  /** When the last of its pods is ready; null where one never is. */
  readonly readySeconds: number | null;

  /** When the last of its pods is available: as long after it is ready as `minReadySeconds` asks for. */
  readonly availableSeconds: number | null;

  /** The status when the wave has begun and the controller has come to rest. */
  readonly status: RolloutStatus;
}

interface OpenWave {
  readonly startSeconds: number;
  readonly nodes: DaemonNode[];
  status?: RolloutStatus;
}

/** Writes down the waves of an update. One ends when time passes, or when a pod gets ready. */
export class WaveRecorder {
  private readonly waves: OpenWave[] = [];
  private readonly known = new Set<DaemonNode>();

  /** Adds a node whose pod is replaced, or that gets its first one of the new revision. */
  public add(node: DaemonNode, seconds: number): void {
    if (this.known.has(node)) { return; }
    this.known.add(node);
    const last = this.waves.at(-1);
    if (last && !last.status) { last.nodes.push(node); } else { this.waves.push({ startSeconds: seconds, nodes: [node] }); }
  }

  /** Ends the wave that is going on, if one is. */
  public end(status: () => RolloutStatus): void {
    const last = this.waves.at(-1);
    if (last) { last.status ??= status(); }
  }

  /** The waves that have ended. */
  public recorded(): Wave[] {
    return this.waves.flatMap(wave => wave.status === undefined ? [] : [{
      nodes: wave.nodes.sort((left, right) => left.position - right.position).map(({ declared: { name } }) => name),
      startSeconds: wave.startSeconds,
      readySeconds: latest(wave.nodes.map(({ readyAt }) => readyAt)),
      availableSeconds: latest(wave.nodes.map(({ availableAt }) => availableAt)),
      status: wave.status,
    }]);
  }
}

function latest(moments: readonly (number | undefined)[]): number | null {
  return moments.reduce<number | null>((last, moment) => last === null || moment === undefined ? null : Math.max(last, moment), 0);
}
