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

function amountOf(amount: number | string, desired: number): number {
  return typeof amount === 'number' ? amount : Math.ceil(parseInt(amount, 10) * desired / 100);
}
