import { aboutAbsent, aboutExemption, exemptionReport, sharedExemptions } from '../exemptions';
import { Matrix } from '../matrix';
import { absentExemptions } from '../missing';
import { Finding } from '../report';
import { isExpired } from '../requirement';

/** An exemption that closes no gap: its nodes run the agent anyway, or there are none. */
export function unusedExemption(matrix: Matrix): Finding[] {
  const { today } = matrix.input;
  const unused = [
    ...sharedExemptions(matrix)
      .filter(members => members.every(({ row, exemption }) => !isExpired(exemption, today) && exemptionReport(matrix, row, exemption).stale))
      .flatMap(([first]) => first ? [aboutExemption(first.row, first.exemption, 'closes no gap')] : []),
    ...absentExemptions(matrix)
      .filter(({ exemption, nodes }) => !isExpired(exemption, today) && nodes.length === 0)
      .map(({ exemption }) => aboutAbsent(exemption, 'closes no gap: none is there, and none is required on these nodes')),
  ];
  return unused.map(about => ({
    ...about,
    code: 'UnusedExemption',
    severity: 'warning',
    remedies: [{ text: 'remove it, or correct its selector' }],
  }));
}
