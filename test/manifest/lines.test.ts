import * as fc from 'fast-check';
import { Lines } from '../../src/manifest/lines';

test.each([
  ['', 0, 1, 1], ['ab', 1, 1, 2], ['a\nb', 1, 1, 2], ['a\nb', 2, 2, 1], ['a\n\nb', 2, 2, 1], ['a\n\nb', 3, 3, 1], ['a\r\nb', 3, 2, 1], ['a\n', 2, 2, 1],
])('in %j, offset %d is line %d, column %d', (text, offset, line, column) => {
  expect(new Lines(text).position(offset)).toEqual({ line, column });
});

test('every offset is where counting line ends finds it', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', '')).map(parts => parts.join('')), fc.nat(), (text, number) => {
    const offset = number % (text.length + 1);
    const before = text.slice(0, offset);

    expect(new Lines(text).position(offset)).toEqual({ line: before.split('\n').length, column: offset - before.lastIndexOf('\n') });
  }));
});
