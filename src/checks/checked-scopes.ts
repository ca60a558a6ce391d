import { IConstruct } from 'constructs';

/** The scopes of one check. */
interface CheckedScopes {
  readonly check: IConstruct;
  readonly scopes: readonly IConstruct[];
}

const CHECKS = new WeakMap<IConstruct, CheckedScopes[]>();

/** Remembers that a check of an app judges what is below some constructs. */
export function registerCheck(check: IConstruct, scopes: readonly IConstruct[]): void {
  const { root } = check.node;
  CHECKS.set(root, [...CHECKS.get(root) ?? [], { check, scopes }]);
}

/** The scopes of all checks that are in the tree of an app, in the order in which they were made. */
export function checksIn(root: IConstruct): readonly CheckedScopes[] {
  const constructs = new Set(root.node.findAll());
  return (CHECKS.get(root) ?? []).filter(({ check }) => constructs.has(check));
}
