import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { App, Chart, Testing } from 'cdk8s';
import { parse } from 'yaml';
import { LogCollectorDaemonSet } from '../../src';
import { isWithin, leaves, shown, valueAt } from '../difference-table';

const EXAMPLE = path.join(__dirname, '..', '..', 'examples', 'textbook-fluentd');
const textbook = parse(readFileSync(path.join(EXAMPLE, 'fluentd-daemonset.yaml'), 'utf8'));

test('the textbook\'s DaemonSet and the typed one are the same object', () => {
  expect(synthesizedBy(path.join(EXAMPLE, 'typed.ts'))).toEqual(textbook);
});

describe('the table of differences in the README', () => {
  const ours = collector();
  const rows = tableOf(readFileSync(path.join(EXAMPLE, 'README.md'), 'utf8'));

  test('has both values of each field as they are, and a reason', () => {
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      const place = `${row.field}: ${shown(valueAt(textbook, row.field))} | ${shown(valueAt(ours, row.field))}`;
      expect([place, says(row.textbook, valueAt(textbook, row.field)), says(row.ours, valueAt(ours, row.field)), row.why.length > 10])
        .toEqual([place, true, true, true]);
    }
  });

  test('has only fields that differ', () => {
    expect(rows.filter(({ field }) => shown(valueAt(textbook, field)) === shown(valueAt(ours, field)))).toEqual([]);
  });

  test('has every field that differs', () => {
    const differing = [...new Set([...leaves(textbook), ...leaves(ours)])].filter(leaf => shown(valueAt(textbook, leaf)) !== shown(valueAt(ours, leaf)));

    expect(differing.filter(leaf => !rows.some(({ field }) => isWithin(leaf, field)))).toEqual([]);
  });
});

/** The one object that a program of the examples writes. */
function synthesizedBy(program: string): unknown {
  const outdir = mkdtempSync(path.join(tmpdir(), 'everynode-'));
  process.env.CDK8S_OUTDIR = outdir;
  try {
    jest.isolateModules(() => { require(program); }); // eslint-disable-line @typescript-eslint/no-require-imports
    return parse(readFileSync(path.join(outdir, 'textbook-fluentd.k8s.yaml'), 'utf8'));
  } finally {
    delete process.env.CDK8S_OUTDIR;
    rmSync(outdir, { recursive: true });
  }
}

/** The same job with our defaults. */
function collector(): any {
  const chart = new Chart(new App(), 'logging');
  new LogCollectorDaemonSet(chart, 'Logs', { metadata: { name: 'fluentd-logging' } });
  return Testing.synth(chart).find(({ kind }) => kind === 'DaemonSet');
}

interface Row {
  readonly field: string;
  readonly textbook: string;
  readonly ours: string;
  readonly why: string;
}

function tableOf(readme: string): Row[] {
  const lines = readme.split('\n').filter(line => line.startsWith('| `'));
  return lines.map(line => {
    const [field = '', theirs = '', ours = '', why = ''] = line.slice(1, -1).split(' | ').map(cell => cell.trim());
    return { field: withoutQuotes(field), textbook: withoutQuotes(theirs), ours: withoutQuotes(ours), why };
  });
}

function withoutQuotes(cell: string): string {
  return /^`.*`$/.test(cell) ? cell.slice(1, -1) : cell;
}

/** A cell may leave something out by `…`. */
function says(cell: string, value: unknown): boolean {
  const source = cell.split('…').map(part => part.replace(/[^A-Za-z0-9]/g, '\\$&')).join('.*');
  return new RegExp(`^${source}$`).test(shown(value));
}
