/** A text that stands for itself. @throws where Fluent Bit would put the value of a variable into it, which nothing can prevent */
export function literalText(place: string, text: string): string {
  if (text.includes('${')) { throw new Error(`${place}: must be without "\${", in whose place Fluent Bit puts a variable, got "${text}"`); }
  return text;
}
