import { ParsedText } from './document';
import { tryParseJson } from './json';
import { parseYaml } from './yaml';

/** Reads the documents of a text: JSON where it is JSON, else YAML. */
export function parseText(text: string, file?: string): ParsedText {
  return tryParseJson(text, file) ?? parseYaml(text, file);
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
