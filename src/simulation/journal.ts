import { AgentHistory, AgentStatus, Happening, Span } from './simulation';

/** Writes down what happens, and how agents fare from when on. */
export class Journal {
  private readonly groups = new Map<string, { readonly happening: Omit<Happening, 'nodes'>; readonly nodes: string[] }>();
  private readonly spans = new Map<string, Map<string, Span[]>>();
  private last = 0;

  /** When the last thing happened. */
  public get endSeconds(): number {
    return this.last;
  }

  /** What happened, in time; what happened to several nodes at once is one. */
  public get happenings(): Happening[] {
    return [...this.groups.values()].map(({ happening, nodes }) => ({ ...happening, nodes: [...nodes].sort() }));
  }

  /** How each agent fared on each node. */
  public get histories(): AgentHistory[] {
    return [...this.spans].flatMap(([daemonSet, byNode]) => [...byNode].map(([node, spans]) => ({ daemonSet, node, spans })));
  }

  public tell(happening: Omit<Happening, 'nodes'>, nodes: readonly string[]): void {
    const key = JSON.stringify(happening);
    const group = this.groups.get(key) ?? { happening, nodes: [] };
    group.nodes.push(...nodes);
    this.groups.set(key, group);
    this.last = Math.max(this.last, happening.atSeconds);
  }

  /** @param status undefined where the node is not there */
  public note(daemonSet: string, node: string, status: AgentStatus | undefined, now: number): void {
    const spans = this.spansOf(daemonSet, node);
    const last = spans.at(-1);
    const open = last?.toSeconds === undefined ? last : undefined;
    if (open?.status === status) { return; }
    if (open) { spans.splice(-1, 1, ...open.fromSeconds === now ? [] : [{ ...open, toSeconds: now }]); }
    if (status !== undefined) { spans.push(resumed(spans, status, now) ?? { status, fromSeconds: now }); }
  }

  private spansOf(daemonSet: string, node: string): Span[] {
    let byNode = this.spans.get(daemonSet);
    if (!byNode) { this.spans.set(daemonSet, byNode = new Map()); }
    let spans = byNode.get(node);
    if (!spans) { byNode.set(node, spans = []); }
    return spans;
  }
}

/** What was interrupted for no time goes on. */
function resumed(spans: Span[], status: AgentStatus, now: number): Span | undefined {
  const before = spans.at(-1);
  if (before?.status !== status || before.toSeconds !== now) { return undefined; }
  spans.pop();
  return { status, fromSeconds: before.fromSeconds };
}
