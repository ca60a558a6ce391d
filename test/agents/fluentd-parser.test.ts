import { matchesGlob, parseFluentd, textOf } from './fluentd-parser';

describe('the parser of Fluentd\'s configuration', () => {
  test('reads directives within directives', () => {
    const [source] = parseFluentd('# comment\n<source>\n  @type tail\n  path /a/*.log\n  <parse>\n    @type cri\n  </parse>\n</source>\n');

    expect(source).toMatchObject({ name: 'source', argument: '' });
    expect([...source!.parameters]).toEqual([['@type', 'tail'], ['path', '/a/*.log']]);
    expect(source!.directives[0]).toMatchObject({ name: 'parse' });
  });

  test('reads the argument of a directive', () => {
    expect(parseFluentd('<match a.** b>\n</match>')[0]!.argument).toBe('a.** b');
  });

  test.each([
    ['<source>\n', '"source" is not closed'],
    ['<source>\n</match>', 'line 2: "match" is not open'],
    ['</match>', 'line 1: "match" is not open'],
    ['@type tail', 'line 1: a parameter outside of every directive'],
    ['<source>\n@type tail\n@type tail\n</source>', 'line 3: a parameter twice'],
    ['<source>\n!\n</source>', 'line 2: neither a directive nor a parameter'],
    ['<source>\npath\n</source>', 'line 2: neither a directive nor a parameter'],
  ])('fails at %j', (text, message) => {
    expect(() => parseFluentd(text)).toThrow(message);
  });

  test('takes quotes away', () => {
    expect([textOf('a b'), textOf('\'it\\\'s\''), textOf('"a\\"b"'), textOf('a # comment')]).toEqual(['a b', 'it\'s', 'a"b', 'a']);
    expect(() => textOf('"#{1 + 1}"')).toThrow('Ruby code');
    expect(() => textOf('\'a')).toThrow('not closed');
  });
});

describe('the glob matcher', () => {
  test('matches within one directory', () => {
    expect(matchesGlob('/a/*.log', '/a/b.log')).toBe(true);
    expect(matchesGlob('/a/*.log', '/a/b/c.log')).toBe(false);
    expect(matchesGlob('/a/?', '/a/b')).toBe(true);
    expect(matchesGlob('/a/?', '/a/bc')).toBe(false);
    expect(matchesGlob('/a/x.log', '/a/xxlog')).toBe(false);
  });
});
