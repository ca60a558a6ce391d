import { count } from './node-names';
import { CheckReport, ClusterReport, Gap, Overlap, Severity } from '../coverage/report';

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
  const declared = clusters.flatMap(gapsIn);
  const gaps = declared.filter(({ severity }) => severity === 'error').length;
  const overlaps = clusters.flatMap(overlapsIn).length;
  const inScenarios = (severity: Severity) => clusters.flatMap(allGapsIn).filter(gap => gap.scenario !== undefined && gap.severity === severity).length;
  const scenarioErrors = inScenarios('error') + clusters.flatMap(({ roles }) => roles.flatMap(role => role.overlaps)).length - overlaps;
  const found = (severity: Severity) => clusters.flatMap(({ findings }) => findings.filter(finding => finding.severity === severity)).length;
  const some = (number: number, noun: string) => number > 0 ? [count(number, noun)] : [];
  return {
    errors: [
      ...some(gaps, 'gap'),
      ...some(overlaps, 'overlap'),
      ...some(scenarioErrors, 'error').map(text => `${text} in scenarios`),
      ...some(found('error'), gaps + overlaps + scenarioErrors > 0 ? 'other error' : 'error'),
      ...some(problems.length, 'problem').map(text => `${text} with the input`),
    ],
    others: [
      ...some(found('warning'), 'warning'),
      ...some(inScenarios('warning'), 'warning').map(text => `${text} in scenarios`),
      ...some(declared.length - gaps, 'gap').map(text => `${text} that a minimum allows`),
    ],
  };
}

/** The gaps of the declared state. */
function gapsIn(cluster: ClusterReport): Gap[] {
  return allGapsIn(cluster).filter(({ scenario }) => scenario === undefined);
}

function allGapsIn({ daemonSets, roles }: ClusterReport): Gap[] {
  return [...daemonSets, ...roles].flatMap(({ gaps }) => gaps);
}

function overlapsIn({ roles }: ClusterReport): Overlap[] {
  return roles.flatMap(({ overlaps }) => overlaps).filter(({ scenario }) => scenario === undefined);
}
