import { isMissing, Matrix, Row, runs } from './matrix';
import { absentExemptions } from './missing';
import { groupOf } from './node-group';
import { ExemptionReport, Finding } from './report';
import { isExpired, judgedByRole } from './requirement';
import { answeringWith, requiredOf } from './role-members';
import { nameOf } from '../model/daemon-set';
import { selects, showLabelSelector } from '../model/label-selector';
import { InventoryNode } from '../model/node';
import { PolicyExemption, showSubject } from '../model/policy';
import { Exemption } from '../model/requirement';

/** Every exemption of a cluster, stale or not: none is silent. */
export function exemptionsOf(matrix: Matrix): ExemptionReport[] {
  return [
    ...matrix.rows.flatMap(row => row.daemonSet.declared.exemptions.map(exemption => exemptionReport(matrix, row, exemption))),
    ...absentExemptions(matrix).map(({ exemption, nodes }) => absentReport(matrix, exemption, nodes)),
  ];
}

/** One exemption: the nodes that it leaves out, and whether it still does something. */
export function exemptionReport(matrix: Matrix, row: Row, exemption: Exemption): ExemptionReport {
  const { all, gaps } = exemptNodes(matrix, row, exemption);
  return {
    nodes: groupOf(all),
    daemonSet: nameOf(row.daemonSet),
    ...statedOf(exemption),
    stale: isExpired(exemption, matrix.input.today) || gaps.length === 0,
  };
}

/** The nodes that an exemption leaves out of a requirement. */
export interface ExemptNodes {
  readonly all: readonly InventoryNode[];

  /** Those that would be a gap without it. */
  readonly gaps: readonly InventoryNode[];

  /** Those that run a pod anyway. */
  readonly running: readonly InventoryNode[];
}

/** What an exemption leaves out, for a DaemonSet or for those of its role that answer for it. */
export function exemptNodes(matrix: Matrix, row: Row, exemption: Exemption): ExemptNodes {
  const peers = answeringWith(matrix, row);
  const role = judgedByRole(row.daemonSet) ? row.daemonSet.declared.role : undefined;
  const leavesOut = (node: InventoryNode) => requiredOf(matrix, peers, node, role) && selects(exemption.nodes, node.labels);
  const exempt = matrix.classes.flatMap(({ node, nodes }, index) => leavesOut(node) ? [{ nodes, placements: peers.map(peer => peer.placements[index]) }] : []);
  return {
    all: exempt.flatMap(({ nodes }) => nodes),
    gaps: exempt.flatMap(({ nodes, placements }) => placements.every(placement => placement && isMissing(placement)) ? nodes : []),
    running: exempt.flatMap(({ nodes, placements }) => placements.some(placement => placement && runs(placement)) ? nodes : []),
  };
}

/** An exemption of the policy for what no DaemonSet answers for: it still says where nobody needs to. */
function absentReport(matrix: Matrix, exemption: PolicyExemption, nodes: readonly InventoryNode[]): ExemptionReport {
  return {
    nodes: groupOf(nodes),
    daemonSet: exemption.daemonSet ?? showSubject(exemption),
    ...statedOf(exemption),
    stale: isExpired(exemption, matrix.input.today) || nodes.length === 0,
  };
}

function statedOf({ reason, until, owner }: Exemption): Pick<ExemptionReport, 'reason' | 'until' | 'owner'> {
  return { reason, ...(until === undefined ? {} : { until }), ...(owner === undefined ? {} : { owner }) };
}

/** Every exemption of a cluster, with the DaemonSet that it is of. */
export function exemptionsIn({ rows }: Matrix): { readonly row: Row; readonly exemption: Exemption }[] {
  return rows.flatMap(row => row.daemonSet.declared.exemptions.map(exemption => ({ row, exemption })));
}

/** What several members of a role state alike, such as the variants of one agent, is one exemption: it is of use where it is to one of them. */
export function sharedExemptions(matrix: Matrix): ReturnType<typeof exemptionsIn>[] {
  const shared = new Map<string, ReturnType<typeof exemptionsIn>>();
  for (const member of exemptionsIn(matrix)) {
    const { row: { daemonSet }, exemption: { nodes, reason, until, owner } } = member;
    const key = JSON.stringify([daemonSet.declared.role ?? nameOf(daemonSet), showLabelSelector(nodes), reason, until, owner]);
    shared.set(key, [...shared.get(key) ?? [], member]);
  }
  return [...shared.values()];
}

/** What findings about an exemption have in common. */
export function aboutExemption({ daemonSet }: Pick<Row, 'daemonSet'>, { nodes, reason, source }: Exemption, what: string): Pick<Finding, 'message' | 'daemonSet' | 'source'> {
  return { message: `the exemption of "${showLabelSelector(nodes)}" (${reason}) ${what}`, daemonSet: nameOf(daemonSet), source: source ?? daemonSet.source };
}

/** The same of an exemption of the policy that is told of by its subject. */
export function aboutAbsent(exemption: PolicyExemption, what: string): Pick<Finding, 'message' | 'daemonSet' | 'source'> {
  const { nodes, reason, daemonSet, source } = exemption;
  return {
    message: `the exemption of "${showLabelSelector(nodes)}" (${reason}) for ${showSubject(exemption)} ${what}`,
    ...(daemonSet === undefined ? {} : { daemonSet }),
    source,
  };
}
