import { Matrix, Row } from './matrix';
import { ClusterReport, Finding, Gap, NodeGroup } from './report';
import { writtenForFinding, writtenForReason, WrittenRemedy } from './written-remedy';
import { nameOf } from '../model/daemon-set';
import { Source } from '../model/source';
import { Remedy } from '../placement/placement';

/** A cluster with the answers for it. */
export interface JudgedCluster {
  readonly matrix: Matrix;
  readonly report: ClusterReport;
}

/** A gap or a finding of a DaemonSet, and the edits of its manifest that are to close it. */
export interface Repair {
  /** Which cluster, from 0, and its name. */
  readonly cluster: number;
  readonly clusterName: string;
  readonly daemonSet: string;
  readonly source: Source;

  /** Whether a typed agent made the manifest. */
  readonly typed: boolean;
  readonly nodes: NodeGroup;

  /** Whether it is to run on these nodes, or to be left out there. */
  readonly runs: boolean;
  readonly edits: readonly WrittenRemedy[];

  /** The same in terms of the typed agent. */
  readonly typescript: readonly string[];
}

/** An error that stays, and why. */
export interface Unrepaired {
  readonly cluster: string;

  /** The DaemonSets that it is of. */
  readonly daemonSet: string;
  readonly nodes: NodeGroup;

  /** What was tried; undefined where there was nothing to try. */
  readonly edits?: readonly WrittenRemedy[];
  readonly reason: string;
}

/** What can be repaired by edits, and the errors that cannot. */
export interface RepairPlan {
  readonly repairs: readonly Repair[];
  readonly unrepaired: readonly Unrepaired[];
}

const NO_NODES: NodeGroup = { names: [], pools: [], hypothetical: 0 };
const ROLE = 'several DaemonSets have the role, and which of them is to run there is not said';
const NO_EDIT = 'what is advised first is no edit of the manifest';

/** The repairs of all errors of some clusters. */
export function repairsOf(clusters: readonly JudgedCluster[]): RepairPlan {
  const plans = clusters.map((cluster, index) => planOf(cluster, index));
  return { repairs: plans.flatMap(({ repairs }) => repairs), unrepaired: plans.flatMap(({ unrepaired }) => unrepaired) };
}

function planOf({ matrix, report }: JudgedCluster, cluster: number): RepairPlan {
  const rows = new Map(matrix.rows.map(row => [nameOf(row.daemonSet), row]));
  const repairs: Repair[] = [];
  const unrepaired: Unrepaired[] = [];
  const add = (daemonSet: string, nodes: NodeGroup, runs: boolean, remedies: readonly Remedy[], otherwise: string) => {
    const row = rows.get(daemonSet);
    if (row && remedies.length > 0) {
      const [edits, typescript] = [remedies.flatMap(({ yaml }) => yaml ?? []), remedies.flatMap(remedy => remedy.typescript ?? [])];
      repairs.push({ cluster, clusterName: report.name, daemonSet, ...madeBy(row), nodes, runs, edits, typescript });
    } else {
      unrepaired.push({ cluster: report.name, daemonSet, nodes, reason: otherwise });
    }
  };
  report.daemonSets.forEach(daemonSet => errorsAmong(daemonSet.gaps).forEach(gap => add(nameOf(daemonSet), gap.nodes, true, remediesOf(gap), NO_EDIT)));
  for (const { daemonSets, gaps, overlaps } of report.roles) {
    const shared = daemonSets.length > 1;
    errorsAmong(gaps).forEach(gap => add(daemonSets.join(', '), gap.nodes, true, shared ? [] : remediesOf(gap), shared ? ROLE : NO_EDIT));
    overlaps.forEach(({ nodes, daemonSets: running }) => add(running.join(', '), nodes, false, [], 'which of them is to be left out is not said'));
  }
  report.findings.filter(({ severity }) => severity === 'error').forEach(finding => {
    const { daemonSet = '', nodes } = finding;
    add(daemonSet, nodes ?? NO_NODES, false, writtenForFinding(finding), reasonOf(finding));
  });
  return { repairs, unrepaired };
}

function madeBy({ daemonSet: { source, typed } }: Row): Pick<Repair, 'source' | 'typed'> {
  return { source, typed };
}

function errorsAmong(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.filter(({ severity }) => severity === 'error');
}

/** One remedy for each reason; a gap of which one reason would stay is not closed by the others. */
function remediesOf({ reasons }: Gap): readonly Remedy[] {
  const written = reasons.map(({ remedies }) => writtenForReason(remedies));
  return written.every(remedy => remedy !== undefined) ? written : [];
}

function reasonOf({ code }: Finding): string {
  return `${code}: what is meant is not certain`;
}
