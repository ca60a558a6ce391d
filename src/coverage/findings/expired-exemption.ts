import { aboutExemption, exemptionsIn } from '../exemptions';
import { Matrix } from '../matrix';
import { Finding } from '../report';
import { isExpired } from '../requirement';

/** An exemption whose last day has passed: the gaps that it covered are errors of their own again. */
export function expiredExemption(matrix: Matrix): Finding[] {
  return exemptionsIn(matrix).filter(({ exemption }) => isExpired(exemption, matrix.input.today)).map(({ row, exemption }) => ({
    ...aboutExemption(row, exemption, `ended on ${exemption.until}`),
    code: 'ExpiredExemption',
    severity: 'warning',
    remedies: [{ text: 'give it a later date, or let the agent run there' }],
  }));
}
