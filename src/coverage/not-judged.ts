import { Matrix } from './matrix';
import { missingIn } from './missing';
import { groupOf } from './node-group';
import { NotJudged } from './report';
import { DaemonSet, nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { compare } from '../model/order';
import { showSubject } from '../model/policy';
import { Outcome, Unjudged } from '../placement/placement';

/** What was left open, for whom and where: neither a gap nor proof that a pod runs. On virtual nodes there is nothing to judge. */
export function notJudgedOf(matrix: Matrix): NotJudged[] {
  const { classes, rows, input } = matrix;
  const open = new Map<string, { filter: string; message: string; daemonSets: Set<string>; nodes: Set<InventoryNode> }>();
  for (const { daemonSet, placements } of rows) {
    placements.forEach((placement, index) => {
      const nodes = classes[index]?.nodes.filter(({ virtual }) => !virtual) ?? [];
      if (nodes.length === 0) { return; }
      const undecided = placement.outcome === Outcome.NOT_JUDGED ? placement.reasons : [];
      const unseen = placement.shouldRun && input.pods === undefined ? unseenPods(daemonSet) : [];
      const provided = placement.shouldRun ? providedByOthers(daemonSet) : [];
      for (const { filter, message } of [...placement.notJudged, ...undecided, ...unseen, ...provided]) {
        const key = `${filter} ${message}`;
        const entry = open.get(key) ?? { filter, message, daemonSets: new Set<string>(), nodes: new Set<InventoryNode>() };
        entry.daemonSets.add(nameOf(daemonSet));
        for (const node of nodes) { entry.nodes.add(node); }
        open.set(key, entry);
      }
    });
  }
  const entries = [...open.values()].map(({ daemonSets, nodes, ...entry }) => ({ ...entry, daemonSets: [...daemonSets], nodes: groupOf([...nodes]) }));
  return [...entries, ...requiredOfOthers(matrix)]
    .sort((left, right) => compare(left.filter, right.filter) || compare(left.message, right.message));
}

/** What the policy requires of DaemonSets that only run in the cluster, too. */
function requiredOfOthers(matrix: Matrix): NotJudged[] {
  return missingIn(matrix).filter(({ unjudged }) => unjudged.length > 0).map(({ requirement, nodes, unjudged }) => ({
    filter: 'CoveragePolicy',
    message: `the policy requires ${showSubject(requirement)}, and what runs in the cluster besides is not judged`,
    daemonSets: unjudged,
    nodes: groupOf(nodes),
  }));
}

/** What pods of the cluster that nobody named could decide. A pod that is born bound asks nobody. */
function unseenPods({ template }: DaemonSet): Unjudged[] {
  if (template.nodeName !== undefined) { return []; }
  const spread = template.spreadConstraints.some(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule');
  return [
    ...template.podAffinity.length > 0 ? [{ filter: 'InterPodAffinity', message: 'pods that nobody named could satisfy its pod affinity (--pods names them)' }] : [],
    ...template.podAntiAffinity.length > 0 ? [{ filter: 'InterPodAffinity', message: 'pods that nobody named could be in the way of its pod anti-affinity (--pods names them)' }] : [],
    ...spread ? [{ filter: 'PodTopologySpread', message: 'pods that nobody named could count for its topology spread (--pods names them)' }] : [],
  ];
}

/** What a pod waits for that neither nodes nor DaemonSets decide: storage and devices that somebody else provides. */
function providedByOthers({ template: { volumeClaims, resourceClaims } }: DaemonSet): Unjudged[] {
  return [
    ...volumeClaims.length > 0 ? [{ filter: 'VolumeBinding', message: `whether the claimed storage of ${volumeClaims.join(', ')} is there, and can be used on every node, is not judged` }] : [],
    ...resourceClaims.length > 0 ? [{ filter: 'DynamicResources', message: `whether the claimed devices of ${resourceClaims.join(', ')} are there is not judged` }] : [],
  ];
}
