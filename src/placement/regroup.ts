import { DaemonPod } from './daemon-pod';
import { NodeClass } from './node-class';
import { Placement } from './placement';
import { Answers, Spot } from './placing';

/** Nodes that were placed one by one, in classes again. */
export interface Regrouped {
  readonly classes: readonly NodeClass[];
  readonly placements: readonly (readonly Placement[])[];

  /** The class whose first node is at a spot. */
  readonly classFirstAt: (spot: number) => NodeClass | undefined;
}

/** Puts nodes together that nobody could tell apart and that have equal answers. */
export function regroup(spots: readonly Spot[], asked: readonly DaemonPod[], { answers, races }: Answers): Regrouped {
  const numbers = new Numbers();
  const racesAt = new Map<number, string>();
  for (const { pod, spot, rivals } of races) {
    racesAt.set(spot, `${racesAt.get(spot) ?? ''};${[pod, ...rivals].map(({ title }) => title).join(' ')}`);
  }
  const columns = asked.map(pod => answers.get(pod) ?? []);
  const members = new Map<string, number[]>();
  spots.forEach(({ alike }, spot) => {
    const signature = [alike, ...columns.map(column => numbers.of(column[spot])), racesAt.get(spot) ?? ''].join(' ');
    const others = members.get(signature);
    if (others) { others.push(spot); } else { members.set(signature, [spot]); }
  });
  const groups = [...members.values()].map(([first = 0, ...rest]) => ({ first, nodeClass: classOf([first, ...rest].flatMap(spot => spots[spot] ?? [])) }));
  const byFirst = new Map(groups.map(({ first, nodeClass }) => [first, nodeClass]));
  return {
    classes: groups.map(({ nodeClass }) => nodeClass),
    placements: columns.map(column => groups.map(({ first }) => column[first] as Placement)),
    classFirstAt: spot => byFirst.get(spot),
  };
}

function classOf(spots: readonly Spot[]): NodeClass {
  const nodes = spots.map(({ room }) => room.node);
  return { node: nodes[0] as NodeClass['node'], nodes };
}

/** A number for each placement, the same for equal ones. */
class Numbers {
  private readonly known = new Map<Placement | undefined, number>();
  private readonly texts = new Map<string, number>();

  public of(placement: Placement | undefined): number {
    const known = this.known.get(placement);
    if (known !== undefined) { return known; }
    const text = JSON.stringify(placement) ?? '';
    const number = this.texts.get(text) ?? this.texts.size;
    this.texts.set(text, number);
    this.known.set(placement, number);
    return number;
  }
}
