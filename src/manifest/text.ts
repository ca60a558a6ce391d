import { isUtf8 } from 'buffer';
import { ParsedText } from './document';
import { brokenJson, tryParseJson } from './json';
import type * as yaml from './yaml';

const BYTE_ORDER_MARK = '\ufeff';
const MARKUP = /^\s*<(!doctype|html|head|body|\?xml)\b/i;

/** Reads the documents of a text: JSON where it is JSON, else YAML. */
export function parseText(text: string, file?: string): ParsedText {
  const plain = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  if (MARKUP.test(plain)) { return markup(file); }
  const json = tryParseJson(plain, file);
  if (json) { return json; }
  const broken = brokenJson(plain, file);
  if (broken?.surely) { return broken.reading; }
  const reading = parseYaml(plain, file);
  return broken && reading.problems.length > 0 ? broken.reading : reading;
}

/** The YAML parser is large, and JSON does without: it is loaded for the first YAML text. */
function parseYaml(text: string, file: string | undefined): ParsedText {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('./yaml') as typeof yaml).parseYaml(text, file);
}

/**
 * The text of a file's bytes: UTF-8, or UTF-16 where a byte order mark says so.
 *
 * @throws where the bytes are no text
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8' && isUtf8(bytes)) { return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').replace(/^\ufeff/, ''); }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`is not ${encoding.toUpperCase()} text`);
  }
}

/** A text as bytes in the encoding of others, with a byte order mark where they have one. */
export function encodeText(text: string, like: Uint8Array): Buffer {
  const encoding = encodingOf(like);
  if (encoding === 'utf-8') { return Buffer.from(like[0] === 0xef && like[1] === 0xbb && like[2] === 0xbf ? `${BYTE_ORDER_MARK}${text}` : text); }
  const bytes = Buffer.from(`${BYTE_ORDER_MARK}${text}`, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function markup(file: string | undefined): ParsedText {
  const message = 'this is HTML or XML, expected YAML or JSON; was a login or error page saved in its place?';
  return { documents: [], problems: [{ message, line: 1, column: 1, ...(file === undefined ? {} : { file }) }] };
}
