import { ExpectedMiss } from './to-miss';
import { CoverageReportOptions } from '../checks/coverage-report';
import { NodeInventory } from '../inventory/node-inventory';

/** The matchers on the `expect` of `@jest/globals`. */
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> {
    toCover(inventory: NodeInventory, options?: CoverageReportOptions): R;
    toMiss(inventory: NodeInventory, expected?: ExpectedMiss, options?: CoverageReportOptions): R;
  }
}
