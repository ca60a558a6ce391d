import { Quantity, quantityProblem } from '../model/quantity';

const MEBIBYTE = 1024 * 1024;

/** The bytes of a memory limit, for a program that has to be told how much it may use. @throws where it is no amount */
export function memoryBytes(limit: string): number {
  const problem = quantityProblem(limit);
  if (problem) { throw new Error(`limits.memory: ${problem}, got "${limit}"`); }
  return Number(Quantity.parse(limit).value);
}

/** What a program in Go is told as `GOMEMLIMIT`: four fifths of its memory. From there on, Go gives back what it does not need. */
export function goMemoryLimit(limit: string): string {
  return `${Math.floor(memoryBytes(limit) * 0.8 / MEBIBYTE)}MiB`;
}
