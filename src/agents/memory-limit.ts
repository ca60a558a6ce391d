import { Quantity, quantityProblem } from '../model/quantity';

/** The bytes of a memory limit, for a program that has to be told how much it may use. @throws where it is no amount */
export function memoryBytes(limit: string): number {
  const problem = quantityProblem(limit);
  if (problem) { throw new Error(`limits.memory: ${problem}, got "${limit}"`); }
  return Number(Quantity.parse(limit).value);
}
