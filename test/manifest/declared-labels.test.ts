import { labelProblems } from '../../src/manifest/declared-labels';

test.each([
  [{ 'a': 'b', 'c.d/e': '' }, []],
  [undefined, []],
  [{ '-a': 'b' }, [{ path: ['labels', '-a'], message: expect.stringContaining('key must begin and end') }]],
  [{ a: '-b' }, [{ path: ['labels', 'a'], message: expect.stringContaining('must be empty, or begin and end') }]],
])('%j', (labels, expected) => {
  expect(labelProblems(labels, ['labels'])).toEqual(expected);
});
