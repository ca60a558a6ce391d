/** Whether two words differ only in case, in one letter, or in two neighbours that changed places. */
export function isTypo(left: string, right: string): boolean {
  if (left === right) { return false; }
  if (left.toLowerCase() === right.toLowerCase()) { return true; }
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1 || long.length < 3) { return false; }
  let start = 0;
  while (start < short.length && short[start] === long[start]) { start += 1; }
  const restOfShort = short.slice(start);
  const restOfLong = long.slice(start);
  return long.length > short.length
    ? restOfShort === restOfLong.slice(1)
    : restOfShort.slice(1) === restOfLong.slice(1) || swapped(restOfShort) === restOfLong;
}

function swapped(text: string): string {
  return `${text.charAt(1)}${text.charAt(0)}${text.slice(2)}`;
}
