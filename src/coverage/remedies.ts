import { Matrix, Row } from './matrix';
import { exemptionsFor, requires } from './requirement';
import { InventoryNode } from '../model/node';
import { PodTemplate } from '../model/pod-template';
import { TolerationSpec } from '../model/toleration';
import { verdict } from '../placement/daemon-controller';
import { Placement, Reason, Remedy } from '../placement/placement';

const TOLERATIONS = 'spec.template.spec.tolerations';

/** How many nodes a sentence about a remedy names. */
const NAMED = 3;

/**
 * The reasons of a placement in terms that the author has, with remedies that were tried on a copy: a toleration that would also bring
 * pods to nodes that must not run them is none. Where no toleration is left, the narrowest is told with what it would open.
 */
export class Remedies {
  private readonly tried = new Map<string, readonly InventoryNode[]>();

  constructor(private readonly matrix: Matrix, private readonly row: Row) {}

  /** The reasons of one placement. Remedies in TypeScript are only there for typed agents. */
  public reasonsOf({ reasons }: Pick<Placement, 'reasons'>): readonly Reason[] {
    return reasons.map(reason => ({ ...reason, remedies: this.sound(reason.remedies).map(remedy => this.spoken(remedy)) }));
  }

  private sound(remedies: readonly Remedy[]): readonly Remedy[] {
    const sound = remedies.filter(remedy => this.opened(remedy).length === 0);
    const narrowest = remedies.find(isToleration);
    if (!narrowest || sound.some(isToleration)) { return sound; }
    const nodes = this.opened(narrowest);
    const names = `${nodes.slice(0, NAMED).map(({ name }) => name).join(', ')}${nodes.length > NAMED ? ` and ${nodes.length - NAMED} more` : ''}`;
    return [...sound, { text: `${narrowest.text}, and leave out by required node affinity what would then run it, too: ${names}` }];
  }

  private spoken({ typescript, ...remedy }: Remedy): Remedy {
    const { text, ...edit } = remedy;
    return this.row.daemonSet.typed && typescript !== undefined ? { text, typescript, ...edit } : remedy;
  }

  /** The nodes to which a toleration would bring a pod that must not run one: virtual, exempt, not required, or another's of its role. */
  private opened(remedy: Remedy): readonly InventoryNode[] {
    if (!isToleration(remedy)) { return []; }
    const key = JSON.stringify(remedy.yaml?.add);
    const known = this.tried.get(key);
    if (known) { return known; }
    const template = tolerating(this.row.daemonSet.template, remedy.yaml?.add as readonly TolerationSpec[]);
    const opened = this.matrix.classes.flatMap(({ node, nodes }, index) =>
      !this.row.placements[index]?.shouldRun && verdict(template, node).shouldRun && !this.wanted(node, index) ? nodes : []);
    this.tried.set(key, opened);
    return opened;
  }

  private wanted(node: InventoryNode, index: number): boolean {
    const { daemonSet } = this.row;
    const { role } = daemonSet.declared;
    const peers = role === undefined ? [] : this.matrix.rows.filter(other => other.daemonSet !== daemonSet && other.daemonSet.declared.role === role);
    const taken = peers.some(({ placements }) => placements[index]?.shouldRun);
    return requires(daemonSet, node) && !taken && exemptionsFor(daemonSet, node, this.matrix.input.today).length === 0;
  }
}

function isToleration({ yaml }: Remedy): boolean {
  return yaml?.path === TOLERATIONS && yaml.add !== undefined;
}

function tolerating(template: PodTemplate, added: readonly TolerationSpec[]): PodTemplate {
  return { ...template, effectiveTolerations: [...template.effectiveTolerations, ...added] };
}
