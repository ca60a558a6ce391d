import { DaemonSet, nameOf } from '../../model/daemon-set';
import { InventoryNode } from '../../model/node';
import { PodTemplate } from '../../model/pod-template';
import { showTaint, Taint, TaintEffect } from '../../model/taint';
import { tolerates, TolerationSpec } from '../../model/toleration';
import { Matrix, runs } from '../matrix';
import { groupOf, NodeGroups } from '../node-group';
import { Finding } from '../report';

/** Taints that the DaemonSet controller makes its pods tolerate for ever, whatever the template says of the same toleration. */
const FOR_EVER: ReadonlySet<string | undefined> = new Set(['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']);

/** A taint that is tolerated for a time only. */
interface Eviction {
  readonly daemonSet: DaemonSet;
  readonly taint: Taint;
  readonly toleration: TolerationSpec;
}

/** A taint with the effect NoExecute is tolerated for some seconds only: the pod is evicted then, the controller creates the next one at once, and so on without end. */
export function endlessEviction(matrix: Matrix): Finding[] {
  const groups = new NodeGroups<Eviction>();
  for (const { daemonSet, placements } of matrix.rows) {
    matrix.classes.forEach(({ node, nodes }, index) => {
      const placement = placements[index];
      const eviction = placement && runs(placement) && !node.virtual ? firstEviction(daemonSet, node) : undefined;
      if (eviction) { groups.add(`${nameOf(daemonSet)} ${showTaint(eviction.taint)}`, eviction, nodes); }
    });
  }
  return groups.map(finding);
}

/** The eviction that comes first on a node. Of the tolerations of a taint the first counts. */
function firstEviction(daemonSet: DaemonSet, node: InventoryNode): Eviction | undefined {
  const evictions = node.taints.filter(({ effect }) => effect === TaintEffect.NO_EXECUTE).flatMap(taint => {
    const toleration = daemonSet.template.effectiveTolerations.find(one => tolerates(one, taint));
    return toleration && endsAfter(toleration) !== undefined ? [{ daemonSet, taint, toleration }] : [];
  });
  return evictions.sort((left, right) => (endsAfter(left.toleration) ?? 0) - (endsAfter(right.toleration) ?? 0))[0];
}

function endsAfter({ key, operator, effect, tolerationSeconds }: TolerationSpec): number | undefined {
  const automatic = FOR_EVER.has(key) && operator === 'Exists' && effect === TaintEffect.NO_EXECUTE;
  return automatic ? undefined : tolerationSeconds;
}

function finding({ daemonSet, taint, toleration }: Eviction, nodes: readonly InventoryNode[]): Finding {
  const seconds = toleration.tolerationSeconds ?? 0;
  return {
    code: 'EndlessEviction',
    severity: 'error',
    message: `tolerates ${showTaint(taint)} ${seconds > 0 ? `for ${seconds} seconds` : 'for no time'} only: its pod is evicted then and created anew at once, again and again`,
    remedies: [
      { text: 'tolerate it without an end: remove tolerationSeconds', yaml: { path: `${pathOf(toleration, daemonSet.template)}.tolerationSeconds`, set: null } },
      { text: 'leave such nodes out by required node affinity, and do not tolerate the taint' },
    ],
    daemonSet: nameOf(daemonSet),
    nodes: groupOf(nodes),
    source: daemonSet.source,
  };
}

function pathOf(toleration: TolerationSpec, { tolerations }: PodTemplate): string {
  return `spec.template.spec.tolerations[${tolerations.indexOf(toleration)}]`;
}
