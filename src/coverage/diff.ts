import { Comparison } from './comparison';
import { DaemonSetChange, daemonSetChangesOf } from './daemon-set-changes';
import { Change, ClusterDiff, DaemonSetDiff } from './diff-report';
import { CoverageInput, matrixOf, Row } from './matrix';
import { nodeChangesOf } from './node-changes';
import { groupOf } from './node-group';
import { notJudgedOf } from './not-judged';
import { requestsChangesOf } from './requests-changes';
import { nameOf } from '../model/daemon-set';
import { differences } from '../model/json-difference';

/** What a change of manifests or nodes does to the coverage of a cluster. */
export function diffOf(base: CoverageInput, head: CoverageInput): ClusterDiff {
  const [before, after] = [matrixOf(base), matrixOf(head)];
  const nodes = nodeChangesOf(before, after);
  const daemonSets = daemonSetChangesOf(before, after).map(change => daemonSetDiff(change, new Comparison(before, after, change, nodes)));
  return {
    name: head.name,
    success: daemonSets.every(({ losses }) => losses.length === 0),
    nodes: head.nodes.length,
    joined: groupOf(nodes.flatMap(change => change.before === undefined ? change.nodes : [])),
    left: groupOf(nodes.flatMap(change => change.after === undefined ? change.nodes : [])),
    daemonSets,
    requests: requestsChangesOf(base, head),
    notJudged: notJudgedOf(after),
  };
}

function daemonSetDiff({ before, after, renamedTo, renamedFrom }: DaemonSetChange, comparison: Comparison): DaemonSetDiff {
  const daemonSet = (after ?? before as Row).daemonSet;
  const fields = before && after ? differences(before.daemonSet.stored(), after.daemonSet.stored()) : [];
  const { role } = daemonSet.declared;
  return {
    namespace: daemonSet.namespace,
    name: daemonSet.name,
    source: daemonSet.source,
    ...role === undefined ? {} : { role },
    change: changeOf(before, after, fields.length > 0),
    rollout: fields.some(([room, field]) => room === 'spec' && field === 'template'),
    onDelete: daemonSet.updateStrategy.type === 'OnDelete',
    fields,
    selectorChanged: fields.some(([room, field]) => room === 'spec' && field === 'selector'),
    ...renamedTo ? { renamedTo: nameOf(renamedTo.daemonSet) } : {},
    ...renamedFrom ? { renamedFrom: nameOf(renamedFrom.daemonSet) } : {},
    ...comparison.result(),
  };
}

function changeOf(before: Row | undefined, after: Row | undefined, differs: boolean): Change {
  if (!before) { return 'Added'; }
  if (!after) { return 'Removed'; }
  return differs ? 'Changed' : 'Unchanged';
}
