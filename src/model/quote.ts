/** A text in quotes as a message shows it: short, on one line, and without what a terminal would obey. */
export function quoted(text: string, longest = 80): string {
  const shown = JSON.stringify(text.slice(0, longest)).replace(/[\x7f-\x9f\u2028\u2029]/g, escaped);
  return text.length <= longest && shown.length <= longest ? shown : `${shown.slice(0, longest - 3).replace(/\\(u[0-9a-f]{0,3})?$/, '')}…"`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
