const PRIME = 2 ** 31 - 1;
const FACTOR = 48_271;

/** Draws that come out the same for the same seed, on every machine: the generator of Park and Miller. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = (Math.abs(seed) * 7_919) % (PRIME - 1) + 1;
    this.next();
  }

  /** At least 0, less than 1. */
  public next(): number {
    this.state = (this.state * FACTOR) % PRIME;
    return (this.state - 1) / (PRIME - 1);
  }

  /** A whole number between two, both included. */
  public between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True in so many of a hundred draws. */
  public chance(percent: number): boolean {
    return this.next() * 100 < percent;
  }

  public pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)] as T;
  }

  /** So many draws of something. */
  public times<T>(least: number, most: number, draw: (index: number) => T): T[] {
    return Array.from({ length: this.between(least, most) }, (_, index) => draw(index));
  }

  /** A field in so many of a hundred draws: spread it into an object. */
  public maybe<K extends string, T>(percent: number, key: K, draw: () => T): { readonly [key in K]?: T } {
    return this.chance(percent) ? { [key]: draw() } as { readonly [key in K]?: T } : {};
  }
}
