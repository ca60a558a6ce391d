import { int64, LabelRequirement, meets } from './label-selector';

/** No label has this value, and no condition names it: it stands for all values that are not named. */
const ANY_OTHER = '~';

/** Whether some node could meet all of these conditions. Keys are told apart, so each has its own answer. */
export function compatible(requirements: readonly LabelRequirement[]): boolean {
  const keys = new Set(requirements.map(({ key }) => key));
  return [...keys].every(key => {
    const ofKey = requirements.filter(requirement => requirement.key === key);
    return candidates(ofKey).some(value => {
      const labels = new Map(value === undefined ? [] : [[key, value]]);
      return ofKey.every(requirement => meets(requirement, labels));
    });
  });
}

/** One of each kind of value that the conditions can tell apart; undefined for a label that is missing. */
function candidates(requirements: readonly LabelRequirement[]): (string | undefined)[] {
  const named = requirements.flatMap(({ values }) => values);
  const bounds = requirements.filter(({ operator }) => operator === 'Gt' || operator === 'Lt').flatMap(({ values }) => int64(values[0]) ?? []);
  const near = bounds.flatMap(bound => [...named, ''].flatMap((_, index) => [bound + BigInt(index + 1), bound - BigInt(index + 1)]));
  return [undefined, ANY_OTHER, ...named, ...near.map(String)];
}
