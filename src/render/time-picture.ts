import { showNames } from './node-names';
import { showDuration } from '../model/duration';
import { AgentHistory, AgentStatus, Simulation, Span } from '../simulation/simulation';

/** How wide a picture is. */
const WIDTH = 100;
const INDENT = 4;
const LONGEST_NAME = 30;

/** How many times a picture names at most, and how far they may lie apart, in seconds. */
const MARKED = 7;
const DAY = 86_400;
const STEPS = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, DAY];

/** The signs of a picture, the one that matters most first: a column shows the one that matters most of its time. */
const SIGNS: readonly (readonly [AgentStatus, string, string])[] = [
  ['Missing', '.', 'is missing'],
  ['Pending', 'P', 'is Pending'],
  ['Loops', '~', 'is evicted and created anew, again and again'],
  ['NotJudged', '?', 'is not judged'],
  ['Stays', '▒', 'stays, but would not be created anew'],
  ['Runs', '█', 'runs'],
  ['NotRequired', ' ', 'is not there, or the node is not'],
];

/** What the signs of pictures mean, as far as they are used. */
export function legend({ histories }: Simulation): string {
  const used = new Set(histories.flatMap(({ spans }) => spans.map(({ status }) => status)));
  return [...SIGNS].reverse().filter(([status]) => used.has(status) && status !== 'NotRequired').map(([, sign, meaning]) => `${sign} ${meaning}`).join('   ');
}

/** One agent over time: a row for each node, a column for each stretch of time. Nodes that look alike have one row. */
export function picture(histories: readonly AgentHistory[], endSeconds: number): string[] {
  const end = Math.max(1, Math.ceil(endSeconds * 1.1)); // so that how it ends is seen
  const rows = grouped(histories.map(({ node, spans }) => ({ node, spans })));
  const titles = rows.map(({ nodes }) => titleOf(nodes));
  const label = Math.max(...titles.map(title => title.length), 4) + 2;
  const columns = WIDTH - INDENT - label;
  const indent = ' '.repeat(INDENT);
  return [
    `${indent}${' '.repeat(label)}${axis(columns, end)}`,
    ...rows.map(({ spans }, index) => `${indent}${(titles[index] ?? '').padEnd(label)}${line(spans, columns, end)}`.trimEnd()),
  ];
}

function grouped(rows: readonly { readonly node: string; readonly spans: readonly Span[] }[]): { readonly nodes: string[]; readonly spans: readonly Span[] }[] {
  const groups = new Map<string, { readonly nodes: string[]; readonly spans: readonly Span[] }>();
  for (const { node, spans } of rows) {
    const key = JSON.stringify(spans);
    const group = groups.get(key) ?? { nodes: [], spans };
    group.nodes.push(node);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function titleOf(nodes: readonly string[]): string {
  const title = showNames(nodes, 1);
  return title.length <= LONGEST_NAME ? title : `${title.slice(0, LONGEST_NAME - 1)}…`;
}

/** Times that people count in, where there is room for them. */
function axis(columns: number, end: number): string {
  const step = STEPS.find(seconds => end / seconds <= MARKED) ?? Math.ceil(end / MARKED / DAY) * DAY;
  let text = '';
  for (let time = 0; time < end; time += step) {
    const [column, mark] = [Math.floor(time * columns / end), showDuration(time)];
    if (column >= text.length + (text === '' ? 0 : 1) && column + mark.length <= columns) { text = `${text.padEnd(column)}${mark}`; }
  }
  return text;
}

function line(spans: readonly Span[], columns: number, end: number): string {
  return Array.from({ length: columns }, (_, column) => {
    const [from, to] = [column * end / columns, (column + 1) * end / columns];
    const there = new Set(spans.filter(span => span.fromSeconds < to && (span.toSeconds ?? Infinity) > from).map(({ status }) => status));
    return SIGNS.find(([status]) => there.has(status))?.[1] ?? ' ';
  }).join('');
}
