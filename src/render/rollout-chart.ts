import { showSeconds } from './duration';
import { compare } from '../model/order';
import { NodeClass } from '../placement/node-class';
import { RolloutPlan } from '../rollout/plan';
import { Wave } from '../rollout/waves';

/** How many waves are drawn before those in the middle are left out. */
const ROWS = 24;

const OLD = '·';
const REPLACED = '▓';
const NEW = '█';

/** What the marks of a chart mean. */
export const LEGEND = `${OLD} old pod   ${REPLACED} replaced in this wave   ${NEW} new pod`;

/** A column of the chart: one node, or alike ones. */
interface Column {
  readonly title: string;
  readonly nodes: readonly string[];
}

/**
 * The waves of an update as rows and its nodes as columns, at most so many characters wide. Where the nodes are too many, alike ones
 * share a column, which says how many of them have the new pod; where even those are too many, the last column has the rest.
 */
export function rolloutChart(plan: RolloutPlan, width: number): string[] {
  const { waves, classes } = plan;
  if (waves.length === 0) { return []; }
  const labels = ['', ...waves.map((wave, index) => `${index + 1}  ${timesOf(wave)}`)];
  const margin = labels.reduce((most, label) => Math.max(most, label.length), 0) + 2;
  const single = classes.flatMap(({ nodes }) => nodes).map(({ name }) => name).sort(compare);
  const draw = single.length <= width - margin ? drawnNodes(single, width - margin) : drawnGroups(classes, width - margin);
  return shortened([
    ...draw.heads.map(head => `${''.padEnd(margin)}${head}`.trimEnd()),
    ...draw.rows(waves).map((row, index) => `${(labels[index + 1] ?? '').padEnd(margin)}${row}`.trimEnd()),
  ], draw.heads.length);
}

interface Drawing {
  readonly heads: readonly string[];
  readonly rows: (waves: readonly Wave[]) => string[];
}

/** One character for each node; the names of the first and the last of them stand above. */
function drawnNodes(nodes: readonly string[], width: number): Drawing {
  const [first = '', last = ''] = [nodes[0], nodes.at(-1)];
  const head = nodes.length === 1 ? first : `${first} … ${last}`;
  return {
    heads: [head.length > width ? `${head.slice(0, width - 1)}…` : head],
    rows: waves => {
      const updated = new Set<string>();
      return waves.map(wave => {
        const now = new Set(wave.nodes);
        const row = nodes.map(node => now.has(node) ? REPLACED : updated.has(node) ? NEW : OLD).join('');
        wave.nodes.forEach(node => updated.add(node));
        return row;
      });
    },
  };
}

/** One column for each class of nodes: how many are replaced in the wave, and how many of all have the new pod then. */
function drawnGroups(classes: readonly NodeClass[], width: number): Drawing {
  const columns = fitting(classes.map(columnOf), width);
  const widths = columns.map(widthOf);
  const line = (cells: readonly string[]) => cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ').trimEnd();
  const columnByNode = new Map(columns.flatMap(({ nodes }, index) => nodes.map(node => [node, index] as const)));
  return {
    heads: [line(columns.map(({ title }) => title))],
    rows: waves => {
      const updated = columns.map(() => 0);
      return waves.map(wave => {
        const now = columns.map(() => 0);
        for (const node of wave.nodes) {
          const index = columnByNode.get(node) ?? 0;
          now[index] = (now[index] ?? 0) + 1;
          updated[index] = (updated[index] ?? 0) + 1;
        }
        return line(columns.map(({ nodes }, index) => cellOf(now[index] ?? 0, updated[index] ?? 0, nodes.length)));
      });
    },
  };
}

/** `+5 20/40`: five are replaced now, and with them twenty of forty are. */
function cellOf(now: number, updated: number, all: number): string {
  return `${now > 0 ? `+${now} ` : ''}${updated}/${all}`;
}

/** As many columns as there is room for; the last has the nodes of all others. */
function fitting(columns: readonly Column[], width: number): readonly Column[] {
  for (let number = Math.min(columns.length, width); number > 1; number -= 1) { // none is narrower than a character
    const shown = number === columns.length ? columns : [...columns.slice(0, number - 1), rest(columns.slice(number - 1))];
    if (shown.reduce((sum, column) => sum + widthOf(column) + 2, -2) <= width) { return shown; }
  }
  return [{ title: 'all', nodes: columns.flatMap(({ nodes }) => nodes) }];
}

function rest(columns: readonly Column[]): Column {
  return { title: 'others', nodes: columns.flatMap(({ nodes }) => nodes) };
}

function widthOf({ title, nodes }: Column): number {
  return Math.max(title.length, cellOf(nodes.length, nodes.length, nodes.length).length);
}

/** A class is called after the pool of its nodes, or after the first of them. */
function columnOf({ nodes }: NodeClass): Column {
  const names = nodes.map(({ name }) => name);
  const [first] = nodes;
  const pool = first?.pool;
  const title = pool !== undefined && nodes.every(node => node.pool === pool) ? pool : `${first?.name ?? ''}${nodes.length > 1 ? ` … ${names.at(-1)}` : ''}`;
  return { title, nodes: names };
}

function timesOf({ startSeconds, readySeconds }: Wave): string {
  return `${showSeconds(startSeconds)} – ${readySeconds === null ? 'never' : showSeconds(readySeconds)}`;
}

/** Leaves out waves in the middle. */
function shortened(lines: readonly string[], heads: number): string[] {
  const left = lines.length - heads - ROWS;
  if (left <= 1) { return [...lines]; }
  const before = heads + ROWS - 4;
  return [...lines.slice(0, before), `… ${left + 1} waves more …`, ...lines.slice(before + left + 1)];
}
