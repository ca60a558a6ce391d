import { exemptionsOf } from './exemptions';
import { findingsOf } from './findings';
import { gapsOf } from './gaps';
import { countWhere, CoverageInput, Matrix, matrixOf, Row, runs } from './matrix';
import { judgedByMinimum } from './minimum';
import { groupOf } from './node-group';
import { notJudgedOf } from './not-judged';
import { requirementOf } from './policy';
import { ClusterReport, DaemonSetCoverage, Gap } from './report';
import { exemptionsFor, judgedByRole, requires } from './requirement';
import { rolesOf } from './roles';
import { ScenarioJudgement } from './scenarios/judgement';
import { ClusterStartup } from './startup';
import { nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';

/**
 * Holds the DaemonSets of a cluster against its nodes: which would not run exactly one of each, why, and what to change.
 *
 * @param strict whether warnings, and what was not judged, make the check fail
 */
export function cover(input: CoverageInput, strict = false): ClusterReport {
  return reportOf(matrixOf(input), strict);
}

/** The report on DaemonSets that were placed. */
export function reportOf(matrix: Matrix, strict: boolean): ClusterReport {
  const { input } = matrix;
  const scenarios = (input.scenarios ?? []).map(scenario => new ScenarioJudgement(matrix, scenario));
  const report = {
    name: input.name,
    minor: input.minor,
    nodes: input.nodes.length,
    virtualNodes: groupOf(input.nodes.filter(({ virtual }) => virtual)),
    daemonSets: matrix.rows.map(row => inScenarios(daemonSetCoverage(matrix, row), scenario => scenario.gapsOf(row), scenarios)),
    roles: rolesOf(matrix).map(role => ({
      ...inScenarios(role, scenario => scenario.gapsOfRole(role.name), scenarios),
      overlaps: [...role.overlaps, ...scenarios.flatMap(scenario => scenario.overlapsOf(role.name))],
    })),
    exemptions: exemptionsOf(matrix),
    notJudged: notJudgedOf(matrix),
    findings: findingsOf(matrix),
    scenarios: scenarios.map(scenario => scenario.report()),
    startup: ClusterStartup.of(matrix).report(),
  };
  return { ...report, success: succeeds(report, strict) };
}

/** What is judged with the gaps that scenarios open behind those of the declared state. */
function inScenarios<T extends { readonly gaps: readonly Gap[] }>(
  judged: T, gapsIn: (scenario: ScenarioJudgement) => Gap[], scenarios: readonly ScenarioJudgement[],
): T {
  return { ...judged, gaps: [...judged.gaps, ...scenarios.flatMap(gapsIn)] };
}

function daemonSetCoverage(matrix: Matrix, row: Row): DaemonSetCoverage {
  const { daemonSet } = row;
  const byRole = judgedByRole(daemonSet);
  const required = (node: InventoryNode) => !byRole && requires(daemonSet, node) && exemptionsFor(daemonSet, node, matrix.input.today).length === 0;
  const requiredCount = countWhere(matrix, row, (_, node) => required(node));
  const running = countWhere(matrix, row, (placement, node) => runs(placement) && !node.virtual && (byRole || required(node)));
  const requirement = requirementOf(matrix.input.policy, { daemonSet: nameOf(daemonSet) });
  return {
    namespace: daemonSet.namespace,
    name: daemonSet.name,
    source: daemonSet.source,
    ...(daemonSet.declared.role === undefined ? {} : { role: daemonSet.declared.role }),
    required: requiredCount,
    running,
    status: {
      desiredNumberScheduled: countWhere(matrix, row, ({ shouldRun }) => shouldRun),
      numberMisscheduled: 0,
    },
    ...judgedByMinimum(byRole ? [] : gapsOf(matrix, row), requirement, requiredCount, running),
  };
}

function succeeds({ daemonSets, roles, notJudged, findings }: Omit<ClusterReport, 'success'>, strict: boolean): boolean {
  const severities = [
    ...daemonSets.flatMap(({ gaps }) => gaps.map(({ severity }) => severity)),
    ...roles.flatMap(({ gaps, overlaps }) => [...gaps.map(({ severity }) => severity), ...overlaps.map(() => 'error' as const)]),
    ...findings.map(({ severity }) => severity),
  ];
  return !severities.includes('error') && !(strict && (severities.includes('warning') || notJudged.length > 0));
}
