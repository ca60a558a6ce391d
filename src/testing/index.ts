import './jest-expect';
import { toCover } from './to-cover';
import { ExpectedMiss, toMiss } from './to-miss';
import { CoverageReportOptions } from '../checks/coverage-report';
import { NodeInventory } from '../inventory/node-inventory';

export type { Manifests } from './coverage-of';
export { placementTable } from './placement-table';
export type { ExpectedMiss } from './to-miss';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> {
      /** Every required node of the inventory runs exactly one pod of each DaemonSet. */
      toCover(inventory: NodeInventory, options?: CoverageReportOptions): R;

      /** Nodes of the inventory are left out, for a reason. */
      toMiss(inventory: NodeInventory, expected?: ExpectedMiss, options?: CoverageReportOptions): R;
    }
  }
}

interface ExpectWithExtend { extend(matchers: object): void }

/** The `expect` of the test that imports this: jest's global one, or that of `@jest/globals` where there are no globals. */
function expectOfTest(): ExpectWithExtend {
  const { expect } = globalThis as { expect?: ExpectWithExtend };
  if (expect) { return expect; }
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports, import/no-extraneous-dependencies
    return (require('@jest/globals') as { expect: ExpectWithExtend }).expect;
  } catch (error) {
    throw new Error(`cdk8s-everynode/testing adds matchers to jest's expect; elsewhere use CoverageReport.of(manifests, inventory).assertNoGaps() (${(error as Error).message})`);
  }
}

expectOfTest().extend({ toCover, toMiss });
