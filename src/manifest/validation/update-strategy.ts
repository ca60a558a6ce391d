import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireDaemonSet } from '../wire';
import { isSet, notNegative, oneOf, Problems } from './rule';

type UpdateStrategy = NonNullable<NonNullable<WireDaemonSet['spec']>['updateStrategy']>;

/** How updates replace pods. The limits count only with RollingUpdate. */
export function* updateStrategyProblems(strategy: UpdateStrategy, path: Path): Problems {
  const type = strategy.type || 'RollingUpdate';
  yield* oneOf([...path, 'type'], type, ['RollingUpdate', 'OnDelete']);
  if (type === 'RollingUpdate') { yield* limitsProblems(strategy.rollingUpdate ?? {}, [...path, 'rollingUpdate']); }
}

function* limitsProblems({ maxUnavailable, maxSurge }: NonNullable<UpdateStrategy['rollingUpdate']>, path: Path): Problems {
  const problems = [
    ...limitProblems(maxUnavailable ?? 1, [...path, 'maxUnavailable']),
    ...limitProblems(maxSurge ?? 0, [...path, 'maxSurge']),
  ];
  yield* problems;
  if (problems.length > 0) { return; }
  const [unavailable, surge] = [isZero(maxUnavailable ?? 1), isZero(maxSurge ?? 0)];
  if (!unavailable && !surge) {
    const cause = isSet(maxUnavailable) ? 'set one of the two to 0' : 'which is 1 where it is not set: set it to 0';
    yield fieldProblem([...path, 'maxSurge'], `must be 0 unless maxUnavailable is 0 (${cause})`, maxSurge);
  }
  if (unavailable && surge) { yield fieldProblem([...path, 'maxUnavailable'], 'must not be 0 where maxSurge is 0', maxUnavailable); }
}

function* limitProblems(limit: number | string, path: Path): Problems {
  if (typeof limit === 'number') {
    yield* notNegative(path, limit);
  } else if (!/^[0-9]+%$/.test(limit)) {
    const advice = /^[0-9]+$/.test(limit) ? ' (a number goes without quotes)' : '';
    yield { path, message: `${fieldProblem(path, 'must be a whole number or a percentage such as "10%"', limit).message}${advice}` };
  } else if (percentOf(limit) > 100) {
    yield fieldProblem(path, 'must be at most 100%', limit);
  }
}

function isZero(limit: number | string): boolean {
  return typeof limit === 'number' ? limit === 0 : percentOf(limit) === 0;
}

function percentOf(text: string): number {
  return Number(text.slice(0, -1));
}
