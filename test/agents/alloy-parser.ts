/** A block of a configuration of Alloy that was read. */
export interface ReadBlock {
  readonly name: string;
  readonly label?: string;

  /** Texts, numbers, lists and maps by their values; what is worked out as it is written. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly arguments: { readonly [name: string]: any };
  readonly blocks: readonly ReadBlock[];
}

const HEAD = /^([a-z_0-9.]+)(?: "([a-z_0-9]+)")? \{( \})?$/;
const ARGUMENT = /^([a-z_0-9]+) = (.+)$/;

/** Reads what is generated: one argument a line, a bracket at the end of each line that opens a block. @throws where it is something else */
export function alloyBlocksOf(text: string): ReadBlock[] {
  const top = { arguments: {}, blocks: [] as ReadBlock[] };
  const open: { arguments: { [name: string]: unknown }; blocks: ReadBlock[] }[] = [top];
  for (const line of text.split('\n').map(one => one.trim()).filter(one => one !== '')) {
    const inner = open[open.length - 1]!;
    const [, name, label, closed] = HEAD.exec(line) ?? [];
    const [, argument, value] = ARGUMENT.exec(line) ?? [];
    if (name !== undefined) {
      const block = { name, ...(label === undefined ? {} : { label }), arguments: {}, blocks: [] };
      inner.blocks.push(block);
      if (closed === undefined) { open.push(block); }
    } else if (argument !== undefined) {
      inner.arguments[argument] = valueOf(value!);
    } else if (line === '}' && open.length > 1) {
      open.pop();
    } else {
      throw new Error(`not understood: ${line}`);
    }
  }
  if (open.length > 1) { throw new Error('a block does not end'); }
  return top.blocks;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/("(?:[^"\\]|\\.)*") = /g, '$1: '));
  } catch {
    return text;
  }
}
