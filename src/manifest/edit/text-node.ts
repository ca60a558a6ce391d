/** A value as it stands in a text. */
export interface TextNode {
  readonly kind: 'map' | 'list' | 'scalar';

  /** Whether it is written in brackets. */
  readonly flow: boolean;

  /** Where it begins, and where what is written of it ends; comments that follow are not part of it. */
  readonly start: number;
  readonly end: number;

  /** Why nothing of it can be changed where it stands. */
  readonly obstacle?: string;

  /** Whether it also has what other maps have (`<<`). */
  readonly merges?: boolean;

  /** Its fields or items, in their order. */
  members(): readonly TextMember[];
}

/** A field of a map, or an item of a list. */
export interface TextMember {
  /** Undefined for an item. */
  readonly key?: string;

  /** Where its key begins; of an item in block style, its dash. */
  readonly start: number;

  /** Where the colon of a field ends; undefined where there is none. */
  readonly valueFrom?: number;
  readonly value: TextNode;
}

/** The member of a map or list at a step of a path. */
export function memberAt(node: TextNode, step: string | number): TextMember | undefined {
  const members = node.members();
  if (typeof step === 'number') { return node.kind === 'list' ? members[step] : undefined; }
  return node.kind === 'map' ? members.find(({ key }) => key === step) : undefined;
}

/** Remembers the members of a node, so that they are looked for once. */
export function once(find: () => TextMember[]): () => readonly TextMember[] {
  let found: readonly TextMember[] | undefined;
  return () => found ??= find();
}
