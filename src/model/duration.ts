const DURATION = /^(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,9})s)?$/;

/** What a duration must be, as the end of a sentence that begins with the field's name. */
export const DURATION_RULE = 'must be a time such as "0s", "90s", "10m" or "1h30m"';

/** The seconds of a duration such as `1h30m`; undefined where the text is none. */
export function tryDuration(text: string): number | undefined {
  const [whole = '', hours = '0', minutes = '0', seconds = '0'] = DURATION.exec(text) ?? [];
  return whole === '' ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** Seconds as a duration: `1h30m`, `45s`, `0s`. */
export function showDuration(seconds: number): string {
  const parts: [number, string][] = [[Math.floor(seconds / 3600), 'h'], [Math.floor(seconds / 60) % 60, 'm'], [seconds % 60, 's']];
  return parts.filter(([number]) => number > 0).map(([number, unit]) => `${number}${unit}`).join('') || '0s';
}
