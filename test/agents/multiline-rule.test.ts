import { MultilineRule } from '../../src';

test('says which lines begin a message, or which continue one', () => {
  expect(MultilineRule.startingWith('^\\d')).toMatchObject({ pattern: '^\\d', continues: false });
  expect(MultilineRule.continuingWith('^\\s')).toMatchObject({ pattern: '^\\s', continues: true });
});

test.each([
  ['\tat shop.Cart.pay(Cart.java:42)', true],
  ['    at shop.Cart.pay(Cart.java:42)', true],
  ['Caused by: java.io.IOException', true],
  ['\tSuppressed: java.io.IOException', true],
  ['java.lang.IllegalStateException: no money', true],
  ['com.example.My$InnerError', true],
  ['2026-11-27 10:00:00 ERROR java.lang.IllegalStateException: no money', false],
  ['IllegalStateException: no money', false],
  ['java.lang.IllegalStateExceptionHandler started', false],
  ['Exception in thread "main" java.lang.Error', false],
  ['', false],
])('knows whether a line continues a stack trace of Java: %j', (line, continues) => {
  expect(new RegExp(MultilineRule.java().pattern).test(line)).toBe(continues);
});

test.each([
  ['', 'must be a regular expression on one line, got ""'],
  ['a\nb', 'must be a regular expression on one line, got "a\\nb"'],
  ['(', 'must be a regular expression, got "(": '],
  ['^(?!x)', 'must be a regular expression that every collector understands, without "(?!", got "^(?!x)"'],
  ['(a)\\1', 'without "\\1"'],
  ['(?<n>a)', 'without "(?<"'],
])('fails with %j', (pattern, message) => {
  expect(() => MultilineRule.startingWith(pattern)).toThrow(`MultilineRule.startingWith: ${message.startsWith('without') ? '' : message}`);
  expect(() => MultilineRule.continuingWith(pattern)).toThrow(message);
});
