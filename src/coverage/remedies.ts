import { helmEditOf } from './helm-values';
import { Matrix, Row } from './matrix';
import { Trials } from './trial';
import { TaintEffect } from '../model/taint';
import { TolerationSpec } from '../model/toleration';
import { YamlEdit } from '../model/yaml-edit';
import { Placement, Reason, Remedy } from '../placement/placement';

const TOLERATIONS = 'spec.template.spec.tolerations';

/** A remedy that edits the manifest. */
interface Edit extends Remedy {
  readonly yaml: YamlEdit;
}

/**
 * The reasons of a placement in terms that the author has. An edit is offered where it was tried on a copy: it removes its reason and opens
 * nothing. Where no edit of a reason is left, the narrowest is told in words, with what has to be done besides. What is no edit of the
 * manifest is advice that nobody tried.
 */
export class Remedies {
  private readonly trials: Trials;

  constructor(matrix: Matrix, private readonly row: Row) {
    this.trials = Trials.of(matrix);
  }

  /**
   * The reasons of one placement. Remedies in TypeScript are only there for typed agents.
   *
   * @param at the class of its nodes, by index
   */
  public reasonsOf({ reasons }: Placement, at: number): readonly Reason[] {
    return this.together(reasons.map(reason => ({ ...reason, remedies: this.offered(reason, at) })))
      .map(reason => ({ ...reason, remedies: reason.remedies.map(remedy => this.spoken(remedy)) }));
  }

  private offered(reason: Reason, at: number): Remedy[] {
    const offered = reason.remedies.flatMap(remedy => isEdit(remedy) ? this.sound(remedy, reason, at) : [remedy]);
    return offered.some(isEdit) ? offered : [...offered, ...this.conditional(reason, at, offered.length === 0)];
  }

  /** The edit, if it removes the reason and opens nothing; without the edit where it could not be tried. */
  private sound(remedy: Edit, reason: Reason, at: number): Remedy[] {
    const trial = this.trials.of(this.row, [remedy.yaml]);
    if (trial === 'not tried') { return [{ text: `${remedy.text} (not tried: the cluster is too large)` }]; }
    if (trial === 'invalid' || !trial.removes(reason, at) || trial.besides().length > 0) { return []; }
    const remaining = trial.remaining(at);
    return [remaining === undefined ? remedy : { ...remedy, text: `${remedy.text}; ${remaining}` }];
  }

  /** The narrowest edit that removes the reason, in words, with what else it would open; where there is nothing better, one that is a part of it. */
  private conditional(reason: Reason, at: number, evenPartly: boolean): Remedy[] {
    const edits = reason.remedies.filter(isEdit);
    for (const { text, yaml } of edits) {
      const trial = this.trials.of(this.row, [yaml]);
      if (typeof trial !== 'string' && trial.removes(reason, at)) { return [{ text: `${text}, and ${trial.besides().join(', and ')}` }]; }
    }
    return evenPartly ? edits.slice(0, 1).map(({ text }) => ({ text: `${text}; alone, that is not enough` })) : [];
  }

  /** Each reason may have an edit that opens nothing, and all of them together something. */
  private together(reasons: readonly Reason[]): readonly Reason[] {
    const firsts = reasons.flatMap(({ remedies }) => remedies.find(isEdit) ?? []);
    const edits = [...new Map(firsts.map(({ yaml }) => [JSON.stringify(yaml), yaml])).values()];
    if (edits.length < 2) { return reasons; }
    const trial = this.trials.of(this.row, edits);
    const besides = trial === 'invalid' ? ['not together with the other edits'] : trial === 'not tried' ? [] : trial.besides();
    if (trial !== 'not tried' && besides.length === 0) { return reasons; }
    const told = ({ text }: Remedy): Remedy => ({ text: trial === 'not tried' ? `${text} (not tried together: the cluster is too large)` : `${text}, and ${besides.join(', and ')}` });
    return reasons.map(reason => {
      const first = reason.remedies.find(isEdit);
      return { ...reason, remedies: reason.remedies.flatMap(remedy => remedy === first ? [told(remedy)] : isEdit(remedy) ? [] : [remedy]) };
    });
  }

  /** In the terms that the author has: TypeScript for typed agents, values for charts that are known. */
  private spoken({ text, typescript, yaml }: Remedy): Remedy {
    const { daemonSet } = this.row;
    const helm = yaml && helmEditOf(daemonSet, yaml);
    return {
      text,
      ...daemonSet.typed && typescript !== undefined ? { typescript: this.narrowed(typescript, yaml) } : {},
      ...yaml ? { yaml } : {},
      ...helm ? { helm } : {},
    };
  }

  /** A toleration of a taint in TypeScript names no effect where that opens nothing either. */
  private narrowed(typescript: string, yaml: YamlEdit | undefined): string {
    const [added] = yaml?.path === TOLERATIONS ? yaml.add as readonly TolerationSpec[] : [];
    if (added?.key === undefined || added.effect === undefined) { return typescript; }
    const trial = this.trials.of(this.row, [{ path: TOLERATIONS, add: [{ key: added.key, operator: added.operator }] }]);
    if (typeof trial !== 'string' && trial.besides().length === 0) { return typescript; }
    const effect = Object.entries(TaintEffect).find(([, value]) => value === added.effect)?.[0];
    return `agent.tolerate(Toleration.exists('${added.key}', TaintEffect.${effect}))`;
  }
}

function isEdit(remedy: Remedy): remedy is Edit {
  return remedy.yaml !== undefined;
}
