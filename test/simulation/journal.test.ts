import { Journal } from '../../src/simulation/journal';

test('what happens to several nodes at once is one, with their names in order', () => {
  const journal = new Journal();
  journal.tell({ atSeconds: 5, kind: 'cordon', message: 'is cordoned' }, ['b']);
  journal.tell({ atSeconds: 5, kind: 'cordon', message: 'is cordoned' }, ['a']);
  journal.tell({ atSeconds: 9, kind: 'cordon', message: 'is cordoned' }, ['a']);

  expect(journal.happenings.map(({ atSeconds, nodes }) => [atSeconds, ...nodes])).toEqual([[5, 'a', 'b'], [9, 'a']]);
  expect(journal.endSeconds).toBe(9);
});

describe('spans', () => {
  const noted = (...notes: [number, 'Runs' | 'Missing' | 'Stays' | undefined][]) => {
    const journal = new Journal();
    notes.forEach(([now, status]) => journal.note('a/b', 'n', status, now));
    return journal.histories[0]!.spans.map(({ status, fromSeconds, toSeconds }) => `${status} ${fromSeconds}-${toSeconds ?? ''}`);
  };

  test.each<[string, Parameters<typeof noted>, string[]]>([
    ['last while nothing changes', [[0, 'Runs'], [5, 'Runs']], ['Runs 0-']],
    ['end where the next begins', [[0, 'Runs'], [5, 'Missing']], ['Runs 0-5', 'Missing 5-']],
    ['end where the node leaves, and begin where it comes again', [[0, 'Runs'], [5, undefined], [9, 'Runs']], ['Runs 0-5', 'Runs 9-']],
    ['of no time are none', [[0, 'Missing'], [0, 'Runs']], ['Runs 0-']],
    ['that are interrupted for no time go on', [[0, 'Runs'], [5, 'Missing'], [5, 'Runs']], ['Runs 0-']],
    ['of a node that leaves and comes at once go on', [[0, 'Runs'], [5, undefined], [5, 'Runs']], ['Runs 0-']],
  ])('%s', (_, notes, expected) => {
    expect(noted(...notes)).toEqual(expected);
  });
});
