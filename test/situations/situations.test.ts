import { readFileSync } from 'fs';
import { join } from 'path';
import { isDeepStrictEqual } from 'util';
import { edited } from './edits';
import { CheckRun, everynodeCheck } from './everynode-check';
import { situationsPage } from './page';
import { Answer, ExpectedRemedy, Input, ManifestEdit, Situation, situations } from './situation';

const all = situations();

/** The answer for an input. Of the problems that are expected, a part of each is enough. */
async function expectAnswer(input: Input, expected: Answer): Promise<void> {
  const { answer } = await everynodeCheck(input);
  expect(answer).toEqual({ ...expected, problems: expected.problems.map(problem => expect.stringContaining(problem)) });
}

/** What a remedy changes, which must be among what the report offers. */
function editsOf(expected: ExpectedRemedy, { remedies }: CheckRun): readonly ManifestEdit[] {
  const offered = remedies.filter(({ daemonSet = expected.daemonSet, text, yaml }) => (expected.daemonSet === undefined || daemonSet === expected.daemonSet)
    && text.includes(expected.text ?? '') && (expected.edit === undefined || isDeepStrictEqual(yaml, expected.edit)));
  expect({ expected, offered: offered.length > 0 ? offered : remedies }).toEqual({ expected, offered });
  const [, object] = (expected.daemonSet ?? offered[0]?.daemonSet)?.split('/') ?? [];
  return expected.by ?? [{ ...expected.edit!, ...object === undefined ? {} : { object: `DaemonSet/${object}` } }];
}

test('there are many situations, of many kinds', () => {
  expect(all.length).toBeGreaterThanOrEqual(60);
  expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
  expect(new Set(all.flatMap(({ expect: { gaps } }) => gaps.flatMap(({ reasons }) => reasons))).size).toBeGreaterThan(15);
});

describe.each(all.map((situation): [string, Situation] => [situation.name, situation]))('%s', (_, { input, expect: expected, remedies, leaves, neighbour }) => {
  test('is answered as it should be', async () => {
    await expectAnswer(input, expected);
  });

  test('has a neighbour that is answered differently', async () => {
    expect(neighbour.expect).not.toEqual(expected);
    await expectAnswer(edited(input, neighbour.edits), neighbour.expect);
  });

  test('is over once the remedies that are offered are applied', async () => {
    const run = await everynodeCheck(input);
    const edits = remedies.flatMap(remedy => editsOf(remedy, run));

    if (edits.length > 0) { await expectAnswer(edited(input, edits), leaves); }
    expect(edits.length > 0).toBe(remedies.length > 0);
  });
});

test('docs/what-it-finds.md shows every situation as it is answered today', async () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'what-it-finds.md'), 'utf8')).toBe(await situationsPage());
});
