import { Heap } from './heap';

type Action = () => void;

/** Simulated time: what is to happen, moment by moment. */
export class Clock {
  private now = 0;
  private readonly moments = new Heap<number>((left, right) => left < right);
  private readonly actions = new Map<number, Action[]>();

  /** Seconds since the beginning. */
  public get seconds(): number {
    return this.now;
  }

  /** Whether nothing else happens at this moment. */
  public get momentOver(): boolean {
    return this.moments.least !== this.now;
  }

  /** Lets something happen after some seconds: at none, after all that happens now. */
  public after(seconds: number, action: Action): void {
    const moment = this.now + seconds;
    const others = this.actions.get(moment);
    if (others) {
      others.push(action);
    } else {
      this.moments.add(moment);
      this.actions.set(moment, [action]);
    }
  }

  /** Goes to the next moment and lets happen what is due; false where nothing is left to happen. */
  public advance(): boolean {
    const moment = this.moments.take();
    if (moment === undefined) { return false; }
    this.now = moment;
    const due = this.actions.get(moment) ?? [];
    this.actions.delete(moment);
    due.forEach(action => action());
    return true;
  }
}
