/** Items of which the least is always at hand: adding and taking one costs the logarithm of their number. */
export class Heap<T> {
  private readonly items: T[] = [];

  constructor(private readonly precedes: (left: T, right: T) => boolean) {}

  public get least(): T | undefined {
    return this.items[0];
  }

  public add(item: T): void {
    let index = this.items.push(item) - 1;
    while (index > 0) {
      const parent = Math.floor((index - 1) / 2);
      if (!this.inverted(parent, index)) { return; }
      this.swap(parent, index);
      index = parent;
    }
  }

  public take(): T | undefined {
    const [least] = this.items;
    const last = this.items.pop();
    if (this.items.length > 0 && last !== undefined) {
      this.items[0] = last;
      this.sink();
    }
    return least;
  }

  private sink(): void {
    for (let index = 0; ;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      const child = this.inverted(left, right) ? right : left;
      if (!this.inverted(index, child)) { return; }
      this.swap(index, child);
      index = child;
    }
  }

  /** Whether the second of two places is there and precedes the first. */
  private inverted(first: number, second: number): boolean {
    return second < this.items.length && this.precedes(this.items[second] as T, this.items[first] as T);
  }

  private swap(left: number, right: number): void {
    [this.items[left], this.items[right]] = [this.items[right] as T, this.items[left] as T];
  }
}
