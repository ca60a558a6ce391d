import { applyPatch } from 'diff';
import * as fc from 'fast-check';
import { unifiedDiff } from '../../src/render/unified-diff';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}\n`);

test('shows what changes with three lines around it', () => {
  const before = numbered(9);

  expect(unifiedDiff('x/a.yaml', before.join(''), before.map((line, index) => index === 4 ? 'new\n' : line).join(''))).toBe([
    '--- a/x/a.yaml', '+++ b/x/a.yaml', '@@ -2,7 +2,7 @@', ' line 1', ' line 2', ' line 3', '-line 4', '+new', ' line 5', ' line 6', ' line 7', '',
  ].join('\n'));
});

test('is empty where nothing changes', () => {
  expect(unifiedDiff('a.yaml', 'a\n', 'a\n')).toBe('');
});

test('names an absolute path as it is', () => {
  expect(unifiedDiff('/x/a.yaml', 'a\n', 'b\n')).toBe('--- /x/a.yaml\n+++ /x/a.yaml\n@@ -1,1 +1,1 @@\n-a\n+b\n');
});

test('says where the last line has no end', () => {
  expect(unifiedDiff('a', 'a', 'a\nb')).toBe('--- a/a\n+++ b/a\n@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n');
});

test('leads from one text to the other', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 }).map(lines => lines.map(line => `${line}\n`).join(''));

  fc.assert(fc.property(text, text, (before, after) => before === after || applyPatch(before, unifiedDiff('a', before, after)) === after));
});

test('leads there across the windows in which it is found', () => {
  const before = numbered(30_000);
  const after = before.flatMap((line, index) => index % 10 === 0 ? [line, 'new\n'] : index % 10 === 5 ? [] : [line]);

  const diff = unifiedDiff('a', before.join(''), after.join(''));

  expect(applyPatch(before.join(''), diff)).toBe(after.join(''));
});
