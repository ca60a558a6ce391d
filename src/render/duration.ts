const UNITS: readonly (readonly [string, number])[] = [['d', 86_400], ['h', 3_600], ['min', 60], ['s', 1]];

/** `1 h 30 min`, `45 s`: a time as people say it. */
export function showSeconds(seconds: number): string {
  const parts: string[] = [];
  let rest = seconds;
  for (const [unit, size] of UNITS) {
    const number = Math.floor(rest / size);
    if (number > 0) { parts.push(`${number} ${unit}`); }
    rest -= number * size;
  }
  return parts.join(' ') || '0 s';
}
