import * as fc from 'fast-check';

const PIECES = [
  '', ' ', '\n', '\r\n', '\t', '  ', '- ', ': ', ':', '{', '}', '[', ']', ',', '"', '\'', '#', '&a ', '*a', '<<: *a', '!!int ', '|\n', '>\n', '---\n', '...\n', '? ',
  '%', '@', '`', '\\', '\0', '\u001b', '\ufeff', '\u2028', '__proto__', 'constructor', 'null', '~', 'true', 'yes', '-1', '1e999', '0x10', '.inf', 'ß', '😀', '\ud800',
];

/** Texts that were valid until somebody's hand slipped a few times: cut short, repeated in part, or with something strange in between. */
export function mutated(...texts: string[]): fc.Arbitrary<string> {
  const slip = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat({ max: 12 }),
    piece: fc.constantFrom(...PIECES),
    repeat: fc.boolean(),
    end: fc.nat({ max: 12 }).map(die => die === 0),
  });
  return fc.tuple(fc.constantFrom(...texts), fc.array(slip, { maxLength: 4 })).map(([text, slips]) => slips.reduce((sofar, { at, cut, piece, repeat, end }) => {
    const place = Math.floor(at * sofar.length);
    const inserted = repeat ? sofar.slice(place, place + cut) : piece;
    return `${sofar.slice(0, place)}${inserted}${end ? '' : sofar.slice(repeat ? place : place + cut)}`;
  }, text));
}
