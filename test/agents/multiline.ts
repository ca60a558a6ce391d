/** What becomes of lines where each that begins a message ends the one before it. */
export function joined(lines: readonly string[], begins: (line: string) => boolean): string[] {
  return lines.reduce<string[]>((messages, line) => {
    const last = messages.pop();
    if (last === undefined) { return [line]; }
    return begins(line) ? [...messages, last, line] : [...messages, `${last}\n${line}`];
  }, []);
}
