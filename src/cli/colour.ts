const RED = '\u001b[31m';
const GREEN = '\u001b[32m';
const YELLOW = '\u001b[33m';
const PLAIN = '\u001b[39m';

/** Text for a terminal has its marks in colour, unless NO_COLOR is set; text for files and pipes has none. */
export function coloured(text: string, file: string | undefined): string {
  const wanted = file === undefined && process.stdout.isTTY && !process.env.NO_COLOR;
  if (!wanted) { return text; }
  return text
    .replace(/^( *)(✗.*)$/gm, `$1${RED}$2${PLAIN}`)
    .replace(/^( *)✓/gm, `$1${GREEN}✓${PLAIN}`)
    .replace(/^( *)! /gm, `$1${YELLOW}!${PLAIN} `);
}
