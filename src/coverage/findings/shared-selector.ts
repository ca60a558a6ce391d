import { DaemonSet, nameOf } from '../../model/daemon-set';
import { selects, showLabelSelector } from '../../model/label-selector';
import { Matrix } from '../matrix';
import { pairsOf } from '../pairs';
import { Finding } from '../report';

/** The selector of a DaemonSet matches the pods of another one of its namespace: whatever finds pods by their labels mixes them up. */
export function sharedSelector({ rows }: Matrix): Finding[] {
  return [...byNamespace(rows).values()].flatMap(rowsOfOne => pairsOf(rowsOfOne)).flatMap(([left, right]) => {
    const [first, second] = claims(left.daemonSet, right.daemonSet) ? [left.daemonSet, right.daemonSet] : [right.daemonSet, left.daemonSet];
    return claims(first, second) ? [finding(first, second)] : [];
  });
}

function finding(daemonSet: DaemonSet, other: DaemonSet): Finding {
  const both = claims(other, daemonSet) ? `, and the selector of ${nameOf(other)} matches its own` : '';
  return {
    code: 'SharedSelector',
    severity: 'warning',
    message: `its selector (${showLabelSelector({ requirements: daemonSet.selector })}) matches the pods of ${nameOf(other)}, too${both}: Services and PodDisruptionBudgets mix them up, and pods without an owner go to the wrong one`,
    remedies: [{ text: 'give one of them a label of its own, in selector and template; the selector cannot be changed in place, so delete that DaemonSet and create it anew' }],
    daemonSet: nameOf(daemonSet),
    source: daemonSet.source,
  };
}

function claims({ selector }: DaemonSet, { template }: DaemonSet): boolean {
  return selects({ requirements: selector }, template.labels);
}

function byNamespace(rows: Matrix['rows']): Map<string, Matrix['rows'][number][]> {
  const groups = new Map<string, Matrix['rows'][number][]>();
  for (const row of rows) {
    const group = groups.get(row.daemonSet.namespace) ?? [];
    group.push(row);
    groups.set(row.daemonSet.namespace, group);
  }
  return groups;
}
