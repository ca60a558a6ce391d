import { count } from './node-names';
import { CheckReport, ClusterReport, Gap, Severity } from '../coverage/report';

/** The last line of a report: that all is well, as far as that is known, or how much is not. */
export function summaryOf(report: CheckReport): string {
  const { errors, others } = tallyOf(report);
  const open = report.clusters.some(({ notJudged }) => notJudged.length > 0);
  if (errors.length > 0) { return [...errors, ...others].join(', '); }
  if (!report.success) { return `strictly, that is not enough: ${[...others, ...open ? ['not everything was judged'] : []].join(', ')}`; }
  return [`${coveredOf(report)}${open ? ', as far as that was judged' : ''}`, ...others].join('; ');
}

function coveredOf({ clusters }: CheckReport): string {
  if (!clusters.some(({ daemonSets }) => daemonSets.length > 0)) { return 'there is no DaemonSet to check'; }
  return `${clusters.some(cluster => gapsIn(cluster).length > 0) ? 'as many required nodes as the policy asks for run' : 'every required node runs'} exactly one of each`;
}

/** What is counted: errors of every kind first, then what does not make a check fail. */
function tallyOf({ clusters, problems }: CheckReport): { readonly errors: string[]; readonly others: string[] } {
  const all = clusters.flatMap(gapsIn);
  const gaps = all.filter(({ severity }) => severity === 'error').length;
  const overlaps = clusters.flatMap(({ roles }) => roles.flatMap(role => role.overlaps)).length;
  const found = (severity: Severity) => clusters.flatMap(({ findings }) => findings.filter(finding => finding.severity === severity)).length;
  const some = (number: number, noun: string) => number > 0 ? [count(number, noun)] : [];
  return {
    errors: [
      ...some(gaps, 'gap'),
      ...some(overlaps, 'overlap'),
      ...some(found('error'), gaps + overlaps > 0 ? 'other error' : 'error'),
      ...some(problems.length, 'problem').map(text => `${text} with the input`),
    ],
    others: [...some(found('warning'), 'warning'), ...some(all.length - gaps, 'gap').map(text => `${text} that a minimum allows`)],
  };
}

function gapsIn({ daemonSets, roles }: ClusterReport): Gap[] {
  return [...daemonSets, ...roles].flatMap(({ gaps }) => gaps);
}
