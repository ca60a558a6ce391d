import { UpdateStrategy } from '../model/daemon-set';

/** How many pods an update may take away or add at one time. */
export interface Limits {
  readonly maxUnavailable: number;
  readonly maxSurge: number;
}

/** The limits of a strategy for so many nodes. Both percentages are rounded up; where nothing would be allowed, one may be unavailable. */
export function limitsOf({ maxUnavailable, maxSurge }: UpdateStrategy, desired: number): Limits {
  const [unavailable, surge] = [amountOf(maxUnavailable, desired), amountOf(maxSurge, desired)];
  return { maxUnavailable: desired > 0 && unavailable === 0 && surge === 0 ? 1 : unavailable, maxSurge: surge };
}

/** How many nodes a number or a percentage of all is. */
export function amountOf(amount: number | string, all: number, round: (share: number) => number = Math.ceil): number {
  return typeof amount === 'number' ? amount : round(parseInt(amount, 10) * all / 100);
}
