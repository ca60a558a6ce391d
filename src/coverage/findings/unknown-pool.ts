import { PolicyRequirement, showSubject } from '../../model/policy';
import { nearest } from '../../model/typo';
import { Matrix } from '../matrix';
import { mayBeNone } from '../missing';
import { Finding } from '../report';

/** A requirement names a pool that the inventory does not have: a typo, most of the time, and nothing is required there. */
export function unknownPool(matrix: Matrix): Finding[] {
  const known = poolsOf(matrix);
  return (matrix.input.policy?.requirements ?? []).filter(requirement => !mayBeNone(matrix, requirement)).flatMap(requirement =>
    (requirement.nodes.pools ?? []).filter(pool => !known.includes(pool)).map(pool => finding(requirement, pool, known)));
}

/** Whether a requirement names pools, and the inventory has none of them. */
export function namesOnlyUnknownPools(matrix: Matrix, { nodes: { pools } }: PolicyRequirement): boolean {
  const known = poolsOf(matrix);
  return pools !== undefined && !pools.some(pool => known.includes(pool));
}

function poolsOf({ input }: Matrix): string[] {
  return [...new Set(input.nodes.flatMap(({ pool }) => pool ?? []))].sort();
}

function finding(requirement: PolicyRequirement, pool: string, known: readonly string[]): Finding {
  const { daemonSet, source } = requirement;
  const meant = nearest(pool, known);
  const pools = known.length === 0 ? 'no node of the inventory is in a pool' : `the inventory has ${known.length === 1 ? 'the pool' : 'the pools'} ${known.join(', ')}`;
  return {
    code: 'UnknownPool',
    severity: 'warning',
    message: `the policy requires ${showSubject(requirement)} in the pool ${pool}, and ${pools}`,
    remedies: [{ text: meant === undefined ? 'name a pool of the inventory, or declare it there' : `write ${meant} if that is meant` }],
    ...(daemonSet === undefined ? {} : { daemonSet }),
    source,
  };
}
