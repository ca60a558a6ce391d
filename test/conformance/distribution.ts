import { Expected } from './vectors';

/** How often each answer came: a class that never occurs proves nothing. */
export class Distribution {
  private readonly counts = new Map<string, Map<string, number>>();
  private answers = 0;

  public add(answer: Expected): void {
    this.answers += 1;
    this.count('verdict', `${answer.shouldRun ? 'T' : 'F'}${answer.shouldContinueRunning ? 'T' : 'F'}`);
    if (answer.outcome) { this.count('outcome', answer.outcome); }
    for (const filter of answer.filters ?? []) { this.count('filter', filter); }
    for (const resource of answer.insufficient ?? []) { this.count('insufficient', resource); }
    const refusal = /is invalid|PodSecurity|[Qq]uota|per (?:Container|Pod)|RuntimeClass|PriorityClass|Overhead|priority|node selector/.exec(answer.message ?? '');
    if (answer.message) { this.count('admission', refusal?.[0] ?? answer.message.slice(0, 60)); }
  }

  public toString(): string {
    return [...this.counts].map(([title, values]) => {
      const sorted = [...values].sort(([, left], [, right]) => right - left);
      return `${title.padEnd(13)} ${sorted.map(([value, count]) => `${value} ${count} (${(100 * count / this.answers).toFixed(1)} %)`).join(', ')}`;
    }).join('\n');
  }

  private count(title: string, value: string): void {
    const values = this.counts.get(title) ?? new Map<string, number>();
    values.set(value, (values.get(value) ?? 0) + 1);
    this.counts.set(title, values);
  }
}
