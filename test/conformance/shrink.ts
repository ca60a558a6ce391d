import { Question } from './random-scenario';

/** What makes an object one. */
const KEPT = ['apiVersion', 'kind', 'metadata', 'name', 'image'];

/** How many smaller questions are asked before what was found is good enough. */
const PATIENCE = 3000;

/**
 * Takes away from a question whatever is not needed for something to be true of it: objects, nodes, fields, items of lists.
 *
 * @param holds whether it is still true
 */
export async function shrink(question: Question, holds: (smaller: Question) => Promise<boolean>): Promise<Question> {
  let smallest = question;
  let tries = 0;
  for (let found = true; found && tries < PATIENCE;) {
    found = false;
    for (const smaller of smallerOnes(smallest)) {
      tries += 1;
      if (await holds(smaller)) {
        smallest = smaller;
        found = true;
        break;
      }
      if (tries >= PATIENCE) { break; }
    }
  }
  return smallest;
}

/** Every question with one thing less, the largest things first. */
function* smallerOnes(question: Question): Generator<Question> {
  for (const list of ['objects', 'daemonSets', 'nodes'] as const) {
    for (let half = Math.floor(question[list].length / 2); half > 1; half = Math.floor(half / 2)) {
      for (let start = 0; start < question[list].length; start += half) {
        yield { ...question, [list]: question[list].filter((_, index) => index < start || index >= start + half) };
      }
    }
  }
  for (const list of ['objects', 'daemonSets', 'nodes'] as const) {
    yield* without(question[list]).flatMap(items => [{ ...question, [list]: items } as Question]);
  }
}

/** A value without one of its parts, at any depth. */
function without(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return [
      ...value.map((_, index) => value.filter((__, other) => other !== index)),
      ...value.flatMap((item, index) => without(item).map(smaller => value.map((other: unknown, position) => position === index ? smaller : other))),
    ];
  }
  if (typeof value !== 'object' || value === null) { return []; }
  const fields = Object.entries(value);
  return [
    ...fields.filter(([key]) => !KEPT.includes(key)).map(([dropped]) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== dropped))),
    ...fields.flatMap(([key, item]) => without(item).map(smaller => ({ ...value, [key]: smaller }))),
  ];
}
