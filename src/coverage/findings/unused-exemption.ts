import { aboutExemption, exemptionReport, exemptionsIn } from '../exemptions';
import { Matrix } from '../matrix';
import { Finding } from '../report';
import { isExpired } from '../requirement';

/** An exemption that closes no gap: its nodes run the agent anyway, or there are none. */
export function unusedExemption(matrix: Matrix): Finding[] {
  return exemptionsIn(matrix)
    .filter(({ row, exemption }) => !isExpired(exemption, matrix.input.today) && exemptionReport(matrix, row, exemption).stale)
    .map(({ row, exemption }) => ({
      ...aboutExemption(row, exemption, 'closes no gap'),
      code: 'UnusedExemption',
      severity: 'warning',
      remedies: [{ text: 'remove it, or correct its selector' }],
    }));
}
