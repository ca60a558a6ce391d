import { Path } from '../document';
import { isObject } from '../wire-types';

/** An edit as a remedy writes it: `spec.template.spec.tolerations`, `spec.terms[*].key`, `metadata.annotations["example.com/a"]`. */
export interface WrittenEdit {
  readonly path: string;

  /** Items to append to the list there. */
  readonly add?: readonly unknown[];

  /** The value to put there; null takes away what is there. */
  readonly set?: unknown;
}

/** An edit of one place of an object. */
export interface ManifestEdit {
  readonly path: Path;
  readonly add?: readonly unknown[];
  readonly set?: unknown;
}

/** Why something cannot be edited. */
export class Refusal extends Error {
  /** @param path the place, from the root of the object */
  constructor(public readonly path: Path, message: string) {
    super(message);
  }
}

/** Every item of a list. */
const EACH = Symbol('each');

type Step = string | number | typeof EACH;

const STEP = /(?:^|\.)([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[(\*)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/**
 * The places of an object that an edit means, with what they lack. Items that a list has already are not added again.
 *
 * @throws Refusal where the object has no such place
 */
export function editsIn(value: unknown, { path, add, set }: WrittenEdit): ManifestEdit[] {
  const edits = expanded(value, [], stepsOf(path), add ? { path: [], add } : { path: [], set: set ?? null });
  return edits.flatMap(edit => {
    if (!edit.add) { return [edit]; }
    const present = valueAt(value, edit.path);
    const missing = Array.isArray(present) ? edit.add.filter(item => !present.some(other => JSON.stringify(other) === JSON.stringify(item))) : edit.add;
    return missing.length === 0 ? [] : [{ ...edit, add: missing }];
  });
}

/** What an edit puts at a place above its own, where nothing is yet. */
export function nested(rest: Path, { add, set }: ManifestEdit): unknown {
  return rest.reduceRight<unknown>((inner, step) => ({ [step]: inner }), add ?? set);
}

function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (!match) { throw new Refusal([], `is no path: ${path}`); }
    const [, word, index, each, text] = match;
    steps.push(word ?? (index !== undefined ? Number(index) : each !== undefined ? EACH : JSON.parse(text ?? '""') as string));
  }
  return steps;
}

/** Where a list whose every item is meant is not there, it gets one item. */
function expanded(value: unknown, done: Path, steps: readonly Step[], edit: ManifestEdit): ManifestEdit[] {
  const at = steps.indexOf(EACH);
  if (at < 0) { return [{ ...edit, path: [...done, ...steps as Path] }]; }
  const list = [...done, ...steps.slice(0, at) as Path];
  const rest = steps.slice(at + 1);
  const items = valueAt(value, list);
  if (items === undefined || items === null) {
    if (rest.includes(EACH)) { throw new Refusal(list, 'is not there'); }
    return [{ path: list, add: [nested(rest as Path, edit)] }];
  }
  if (!Array.isArray(items)) { throw new Refusal(list, 'is no list'); }
  if (items.length === 0) { throw new Refusal(list, 'has no item'); }
  return items.flatMap((_, index) => expanded(value, [...list, index], rest, edit));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((holder, step) => memberOf(holder, step), value);
}

function memberOf(holder: unknown, step: string | number): unknown {
  if (Array.isArray(holder)) { return typeof step === 'number' ? holder[step] : undefined; }
  return isObject(holder) && Object.hasOwn(holder, step) ? holder[String(step)] : undefined;
}

/** JSON data under edit. What it was made of stays as it is, and what an edit does not touch is shared with it. */
export class EditedValue {
  private readonly own = new WeakSet<object>();

  constructor(private root: unknown) {}

  /** The data with all edits so far. */
  public get value(): unknown {
    return this.root;
  }

  /** The value at a path; undefined where there is none. */
  public at(path: Path): unknown {
    return valueAt(this.root, path);
  }

  /** @throws Refusal where the edit does not fit */
  public apply(edit: ManifestEdit): void {
    const { path, add, set } = edit;
    const last = path[path.length - 1];
    if (last === undefined) { throw new Refusal(path, 'is the whole object'); }
    const holder = path.slice(0, -1).reduce<object>((inner, step, index) => this.enter(inner, step, path.slice(0, index + 1)), this.ownRoot());
    if (Array.isArray(holder) !== (typeof last === 'number')) { throw new Refusal(path, Array.isArray(holder) ? 'is in a list' : 'is in no list'); }
    const present = memberOf(holder, last);
    if (add) {
      if (present !== undefined && present !== null && !Array.isArray(present)) { throw new Refusal(path, 'is no list'); }
      put(holder, last, [...present as unknown[] | null ?? [], ...add]);
    } else if (set === null) {
      if (Array.isArray(holder)) { throw new Refusal(path, 'is an item of a list, and only fields can be taken away'); }
      if (!Object.hasOwn(holder, last)) { throw new Refusal(path, 'is not there'); }
      delete (holder as { [key: string]: unknown })[last];
    } else {
      if (Array.isArray(holder) && present === undefined) { throw new Refusal(path, 'is not there'); }
      put(holder, last, set);
    }
  }

  private ownRoot(): object {
    if (!isObject(this.root)) { throw new Refusal([], 'is no object'); }
    this.root = this.owned(this.root);
    return this.root as object;
  }

  private enter(holder: object, step: string | number, path: Path): object {
    const present = memberOf(holder, step);
    if ((present === undefined || present === null) && typeof step === 'number') { throw new Refusal(path, 'is not there'); }
    if (present !== undefined && present !== null && typeof present !== 'object') { throw new Refusal(path, 'is neither a map nor a list'); }
    const inner = this.owned(present ?? {});
    if (inner !== present) { put(holder, step, inner); }
    return inner;
  }

  private owned(value: object): object {
    if (this.own.has(value)) { return value; }
    const copy = Array.isArray(value) ? [...value as unknown[]] : Object.fromEntries(Object.entries(value));
    this.own.add(copy);
    return copy;
  }
}

/** Also a key such as `__proto__` is only a key. */
function put(holder: object, step: string | number, value: unknown): void {
  Object.defineProperty(holder, step, { value, writable: true, enumerable: true, configurable: true });
}
