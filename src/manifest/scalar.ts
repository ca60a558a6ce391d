import { quoted } from '../model/quote';

/** What a YAML scalar is to kubectl, or why it is nothing that JSON can say. */
export type ScalarReading = { readonly value: string | number | boolean | null } | { readonly problem: string };

const CORE = 'tag:yaml.org,2002:';
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|[1-9][0-9]*|0)$/;
const INFINITE = /^[-+]?\.(inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(nan|NaN|NAN)$/;
const MAX_UINT64 = 2n ** 64n - 1n;
const MIN_INT64 = -(2n ** 63n);

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...spellings(true, 'y', 'yes', 'on', 'true'),
  ...spellings(false, 'n', 'no', 'off', 'false'),
  ...spellings(null, 'null'),
  ['~', null],
  ['', null],
]);

/**
 * Reads a scalar as sigs.k8s.io/yaml does, which kubectl uses: YAML 1.1's booleans, Go's integers (`0644` and `0o17` are octal), and
 * neither dates nor base 60.
 *
 * @param text the scalar without its quotes
 * @param isQuoted whether it was quoted or a block
 * @param tag its tag, resolved; undefined for none
 */
export function readScalar(text: string, isQuoted: boolean, tag: string | undefined): ScalarReading {
  switch (tag) {
    case undefined: return isQuoted ? { value: text } : readPlain(text);
    case `${CORE}int`: return ofType(readPlain(text), text, 'int', value => typeof value === 'number' && Number.isInteger(value));
    case `${CORE}float`: return ofType(readPlain(text), text, 'float', value => typeof value === 'number');
    case `${CORE}bool`: return ofType(readPlain(text), text, 'bool', value => typeof value === 'boolean');
    case `${CORE}null`: return ofType(readPlain(text), text, 'null', value => value === null);
    case `${CORE}binary`: return { value: Buffer.from(text, 'base64').toString('utf8') };
    default: return { value: text };
  }
}

/**
 * The key that a scalar becomes: JSON has only text. Floats are spelled with the precision of 32 bits, as kubectl does.
 *
 * @param text the scalar without its quotes
 * @param isQuoted whether it was quoted or a block
 * @param tag its tag, resolved; undefined for none
 */
export function readKey(text: string, isQuoted: boolean, tag: string | undefined): { readonly key: string } | { readonly problem: string } {
  if (tag === undefined && !isQuoted) {
    if (INFINITE.test(text)) { return { key: text.startsWith('-') ? '-.inf' : '.inf' }; }
    if (NOT_A_NUMBER.test(text)) { return { key: '.nan' }; }
    const integer = tryInteger(text);
    if (integer !== undefined && integer < 2n ** 63n) { return { key: integer.toString() }; }
    if (integer !== undefined) { return { problem: `a key must be text, got the number ${text}` }; }
  }
  const reading = readScalar(text, isQuoted, tag);
  if ('problem' in reading) { return reading; }
  if (reading.value === null) { return { problem: 'a key must be text, got null' }; }
  return { key: typeof reading.value === 'number' ? showFloat(reading.value) : String(reading.value) };
}

function readPlain(text: string): ScalarReading {
  const word = WORDS.get(text);
  if (word !== undefined) { return { value: word }; }
  if (INFINITE.test(text) || NOT_A_NUMBER.test(text)) { return { problem: `${text} is a number that JSON does not have; put it in quotes if it is text` }; }
  const integer = tryInteger(text);
  if (integer !== undefined) { return { value: Number(integer) }; }
  return { value: tryFloat(text) ?? text };
}

function tryInteger(text: string): bigint | undefined {
  if (!/^[-+0-9]/.test(text)) { return undefined; }
  const match = INTEGER.exec(text.replaceAll('_', ''));
  if (!match) { return undefined; }
  const [, sign, digits = ''] = match;
  const magnitude = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase());
  const value = sign === '-' ? -magnitude : magnitude;
  return value > MAX_UINT64 || value < MIN_INT64 ? undefined : value;
}

function tryFloat(text: string): number | undefined {
  if (!/^[-+0-9.]/.test(text)) { return undefined; }
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
  const value = FLOAT.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

function ofType(reading: ScalarReading, text: string, type: string, holds: (value: unknown) => boolean): ScalarReading {
  return 'value' in reading && !holds(reading.value) ? { problem: `${quoted(text)} is not of the type !!${type} that its tag says` } : reading;
}

/** Go's shortest spelling of a float of 32 bits: an exponent from six digits before, or four zeros after the point. */
function showFloat(value: number): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) { return single > 0 ? '.inf' : '-.inf'; }
  const shortest = Array.from({ length: 9 }, (_, digits) => single.toExponential(digits)).find(text => Math.fround(Number(text)) === single);
  const [mantissa = '0', exponent = '0'] = (shortest ?? String(single)).split('e');
  const power = Number(exponent);
  return power < -4 || power >= 6
    ? `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
    : String(Number(`${mantissa}e${power}`));
}

function spellings(value: boolean | null, ...words: string[]): [string, boolean | null][] {
  const all = words.flatMap(word => [word, word.slice(0, 1).toUpperCase() + word.slice(1), word.toUpperCase()]);
  return all.map(spelling => [spelling, value]);
}
