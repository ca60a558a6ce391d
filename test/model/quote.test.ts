import * as fc from 'fast-check';
import { quoted } from '../../src/model/quote';

test.each([
  ['abc', '"abc"'], ['', '""'], ['a "b"', '"a \\"b\\""'], ['a\nb', '"a\\nb"'], ['\u001b[31m', '"\\u001b[31m"'], ['\u009b31m', '"\\u009b31m"'], ['a\u2028b', '"a\\u2028b"'], ['größe', '"größe"'],
])('%j is shown as %s', (text, shown) => {
  expect(quoted(text)).toBe(shown);
});

test('a text is shortened where it is long', () => {
  expect(quoted('x'.repeat(78))).toBe(`"${'x'.repeat(78)}"`);
  expect(quoted('x'.repeat(79))).toBe(`"${'x'.repeat(76)}…"`);
  expect(quoted('x'.repeat(79), 200)).toBe(`"${'x'.repeat(79)}"`);
});

test('a text is one short line, whatever it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
    expect(quoted(text)).toMatch(/^"[^\n\r\u0000-\u001f\u007f-\u009f\u2028\u2029]{0,79}"$/u);
  }));
});
