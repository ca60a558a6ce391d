import { aboutAbsent, aboutExemption, exemptionsIn } from '../exemptions';
import { Matrix } from '../matrix';
import { absentExemptions } from '../missing';
import { Finding } from '../report';
import { isExpired } from '../requirement';

/** An exemption whose last day has passed: the gaps that it covered are errors of their own again. */
export function expiredExemption(matrix: Matrix): Finding[] {
  const { today } = matrix.input;
  const expired = [
    ...exemptionsIn(matrix).filter(({ exemption }) => isExpired(exemption, today)).map(({ row, exemption }) => aboutExemption(row, exemption, `ended on ${exemption.until}`)),
    ...absentExemptions(matrix).filter(({ exemption }) => isExpired(exemption, today)).map(({ exemption }) => aboutAbsent(exemption, `ended on ${exemption.until}`)),
  ];
  return expired.map(about => ({
    ...about,
    code: 'ExpiredExemption',
    severity: 'warning',
    remedies: [{ text: 'give it a later date, or let the agent run there' }],
  }));
}
