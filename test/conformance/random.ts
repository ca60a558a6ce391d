/** Draws that come out the same for the same seed, on every machine. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** At least 0, less than 1. */
  public next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
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
