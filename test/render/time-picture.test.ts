import { legend, picture } from '../../src/render/time-picture';
import { AgentHistory, Span } from '../../src/simulation/simulation';

const history = (node: string, ...spans: Span[]): AgentHistory => ({ daemonSet: 'monitoring/agent', node, spans });
const RUNS: Span = { status: 'Runs', fromSeconds: 0 };

test('a row for each node, a column for each stretch of time', () => {
  const histories = [
    history('general-0', RUNS),
    history('w-9', { status: 'Missing', fromSeconds: 60, toSeconds: 90 }, { status: 'Runs', fromSeconds: 90, toSeconds: 600 }),
    history('x', { status: 'Loops', fromSeconds: 300 }),
  ];

  expect(picture(histories, 600).join('\n')).toMatchInlineSnapshot(`
"               0s             2m             4m              6m             8m              10m
    general-0  █████████████████████████████████████████████████████████████████████████████████████
    w-9               .....██████████████████████████████████████████████████████████████████
    x                                                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"
`);
});

test('nodes that fare alike have one row, and a long name is cut', () => {
  const rows = picture([history('a', RUNS), history('b', RUNS), history('c', RUNS), history(`d${'x'.repeat(50)}`, { ...RUNS, fromSeconds: 5 })], 60);

  expect(rows).toHaveLength(3);
  expect(rows[1]).toMatch(/^ {4}a and 2 more {18,}█+$/);
  expect(rows[2]).toMatch(/^ {4}dx{28}… {2} +█+$/);
});

test('a moment without the agent is seen, however long the whole is', () => {
  const spans: Span[] = [{ status: 'Runs', fromSeconds: 0, toSeconds: 100 }, { status: 'Missing', fromSeconds: 100, toSeconds: 101 }, { status: 'Runs', fromSeconds: 101 }];

  expect(picture([history('n', ...spans)], 100_000)[1]).toMatch(/█?\.█+$/);
});

test.each([0, 1, 7, 600, 86_400, 31_622_400])('a picture of %i s is at most 100 wide, and names its times in order', end => {
  const rows = picture([history(`n${'o'.repeat(28)}`, RUNS)], end);

  expect(Math.max(...rows.map(row => row.length))).toBeLessThanOrEqual(100);
  expect(rows[0]).toMatch(/^ +0s/);
});

test('the legend explains the signs that are used', () => {
  const simulation = { name: 'c', minor: 34, success: true, endSeconds: 1, happenings: [], histories: [history('n', RUNS, { status: 'NotRequired', fromSeconds: 1 })] };

  expect(legend(simulation)).toBe('█ runs');
});
