import { stringify } from 'yaml';

/** How a value is to be written in brackets. */
export interface FlowSpelling {
  /** Every text and key in double quotes, as in JSON. */
  readonly quoted: boolean;

  /** A space inside of brackets. */
  readonly padded: boolean;

  /** No space at all. */
  readonly compact?: boolean;
}

/** How a value is to be written in lines of its own. */
export interface BlockSpelling {
  readonly step: number;

  /** Whether a list is indented below its key. */
  readonly indentedLists: boolean;
}

/** Text that kubectl, which reads YAML 1.1, could take for something else is put in quotes. */
const EXACT = { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false, doubleQuotedAsJSON: true } as const;

/** A value on one line. */
export function flowText(value: unknown, { quoted, padded, compact = false }: FlowSpelling): string {
  if (compact) { return JSON.stringify(value); }
  const type = quoted ? { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'QUOTE_DOUBLE' } as const : {};
  const text = stringify(value, { ...EXACT, ...type, collectionStyle: 'flow', flowCollectionPadding: padded }).trimEnd();
  return text.includes('\n') ? JSON.stringify(value) : text;
}

/** `key: value` on one line. */
export function flowPair(key: string, value: unknown, spelling: FlowSpelling): string {
  const { quoted, compact = false } = spelling;
  return `${quoted || compact ? JSON.stringify(key) : flowText(key, spelling)}:${compact ? '' : ' '}${flowText(value, spelling)}`;
}

/** A value as lines of block style. */
export function blockLines(value: unknown, { step, indentedLists }: BlockSpelling): string[] {
  return stringify(value, { ...EXACT, indent: step, indentSeq: indentedLists }).trimEnd().split('\n');
}
