import { isDeepStrictEqual } from 'util';
import { Path } from './field-path';

/** The paths at which JSON data differ: of a list that has grown or shrunk its own, else the deepest. In the order of the keys. */
export function differences(left: unknown, right: unknown, path: Path = []): Path[] {
  if (isDeepStrictEqual(left, right)) { return []; }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length ? left.flatMap((item, index) => differences(item, right[index], [...path, index])) : [path];
  }
  if (!isMap(left) || !isMap(right)) { return [path]; }
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  return keys.flatMap(key => differences(own(left, key), own(right, key), [...path, key]));
}

function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(map: { readonly [key: string]: unknown }, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
