import { ParsedText } from './document';
import { brokenJson, tryParseJson } from './json';
import { parseYaml } from './yaml';

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
  const yaml = parseYaml(plain, file);
  return broken && yaml.problems.length > 0 ? broken.reading : yaml;
}

/**
 * The text of a file's bytes: UTF-8, or UTF-16 where a byte order mark says so.
 *
 * @throws where the bytes are no text
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`is not ${encoding.toUpperCase()} text`);
  }
}

function markup(file: string | undefined): ParsedText {
  const message = 'this is HTML or XML, expected YAML or JSON; was a login or error page saved in its place?';
  return { documents: [], problems: [{ message, line: 1, column: 1, ...(file === undefined ? {} : { file }) }] };
}
