/**
 * Measures what the project promises about speed, as ratios within one run: machines are shared and noisy, so no figure stands alone.
 * Each figure is the median of several runs; sizes are in the names.
 */
import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { daemonSetOf, inventoryOf, manifestsOf } from './cluster';
import { readInventory } from '../src/inventory/read-inventory';
import { dataDocument } from '../src/manifest/document';
import { editText } from '../src/manifest/edit/edit-text';
import { readManifests } from '../src/manifest/manifests';
import { NEWEST_MINOR } from '../src/model/kubernetes-version';
import { SOUND } from '../src/rollout/conditions';
import { rollout } from '../src/rollout/rollout';

const REPEATS = 7;
const COMMAND = join(__dirname, '..', 'lib', 'cli', 'main.js');
const folder = mkdtempSync(join(tmpdir(), 'everynode-bench-'));

interface Ratio { readonly title: string; readonly ours: () => void; readonly baseline: () => void; readonly goal?: number }

const node = (...args: string[]) => () => {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e9 });
  if (status === null || status > 1) { throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`); }
};

/** Files for a cluster, written once. */
function files(nodes: number, shapes: number, daemonSets: number): { readonly inventory: string; readonly manifests: string } {
  const inventory = join(folder, `nodes-${nodes}-${shapes}.json`);
  const manifests = join(folder, `agents-${daemonSets}.json`);
  writeFileSync(inventory, JSON.stringify(inventoryOf(nodes, shapes)));
  writeFileSync(manifests, JSON.stringify(manifestsOf(daemonSets)));
  return { inventory, manifests };
}

const check = ({ inventory, manifests }: { inventory: string; manifests: string }) => node(COMMAND, 'check', manifests, '--inventory', inventory, '--format', 'json');
const readOnly = ({ inventory, manifests }: { inventory: string; manifests: string }) =>
  node('-e', `for (const f of ${JSON.stringify([inventory, manifests])}) JSON.parse(require('fs').readFileSync(f, 'utf8'))`);
const synth = (charts: number, heldAgainst: 'coverage' | 'nothing') => node(join(__dirname, 'synth.js'), String(charts), '100', '1000', '20', heldAgainst);
const synthOne = (heldAgainst: 'rollout' | 'nothing') => node(join(__dirname, 'synth.js'), '1', '1', '5000', '20', heldAgainst);

/** The rollout of one DaemonSet, in this process: the nodes are read already. */
function simulated(nodes: number): () => void {
  const { inventory } = readInventory([{ text: JSON.stringify(inventoryOf(nodes, 20)) }]);
  const { daemonSets, disruptionBudgets } = readManifests([dataDocument(daemonSetOf('agent'))], NEWEST_MINOR);
  const input = { name: 'bench', minor: NEWEST_MINOR, nodes: inventory?.nodes ?? [], daemonSets, disruptionBudgets, conditions: SOUND };
  return () => {
    const [plan] = rollout(input).plans;
    if (plan?.waves.length !== nodes) { throw new Error(`the rollout has ${plan?.waves.length} waves in place of ${nodes}`); }
  };
}

/** Edits of every document of a text. */
function edited(documents: number): () => void {
  const text = Array.from({ length: documents }, (_, index) => `spec:\n  tolerations:\n  - key: a${index}\n`).join('---\n');
  const edits = [{ path: 'spec.tolerations', add: [{ key: 'gpu', operator: 'Exists' }] }, { path: 'spec.nodeName', set: 'a' }];
  const changes = Array.from({ length: documents }, (_, index) => ({ document: index + 1, object: [], edits }));
  return () => {
    if (editText(text, changes).text === undefined) { throw new Error('the text cannot be edited'); }
  };
}

const big = files(10_000, 20, 20);
const ratios: Ratio[] = [
  { title: 'everynode --help / node -e 0', ours: node(COMMAND, '--help'), baseline: node('-e', '0'), goal: 2.5 },
  { title: 'check of 10,000 nodes (20 shapes) x 20 DaemonSets / only JSON.parse of the same files', ours: check(big), baseline: readOnly(big), goal: 3 },
  { title: 'synth with the check / without: 100 DaemonSets in 1 chart x 1,000 nodes (20 shapes)', ours: synth(1, 'coverage'), baseline: synth(1, 'nothing'), goal: 1.3 },
  { title: 'synth with the check / without: 100 DaemonSets in 20 charts x 1,000 nodes (20 shapes)', ours: synth(20, 'coverage'), baseline: synth(20, 'nothing'), goal: 1.6 },
  { title: 'rollout of 1 DaemonSet on 5,000 nodes, one after the other / synth of an app with it', ours: simulated(5_000), baseline: synthOne('nothing'), goal: 0.5 },
  { title: 'synth with a RolloutCheck / without: 1 DaemonSet x 5,000 nodes (20 shapes)', ours: synthOne('rollout'), baseline: synthOne('nothing') },
  { title: 'rollout of 20,000 nodes / 5,000 nodes', ours: simulated(20_000), baseline: simulated(5_000) },
  { title: 'edits of 5,000 documents / of 1,000', ours: edited(5_000), baseline: edited(1_000), goal: 10 },
  { title: 'check of 10,000 nodes / 1,000 nodes, 20 shapes, 20 DaemonSets', ours: check(big), baseline: check(files(1_000, 20, 20)) },
  { title: 'check of 1,000 shapes / 10 shapes, 10,000 nodes, 20 DaemonSets', ours: check(files(10_000, 1_000, 20)), baseline: check(files(10_000, 10, 20)) },
];

/** Median seconds of both, measured in turns so that a noisy moment hits both. */
function measure({ ours, baseline }: Ratio): { readonly ours: number; readonly baseline: number } {
  const times = { ours: [] as number[], baseline: [] as number[] };
  for (let run = 0; run < REPEATS; run += 1) {
    times.baseline.push(seconds(baseline));
    times.ours.push(seconds(ours));
  }
  return { ours: median(times.ours), baseline: median(times.baseline) };
}

function seconds(run: () => void): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function median(numbers: number[]): number {
  return [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? NaN;
}

try {
  writeFileSync(join(folder, 'warm'), readFileSync(COMMAND));
  for (const ratio of ratios) {
    const { ours, baseline } = measure(ratio);
    const goal = ratio.goal === undefined ? '' : `  (goal: at most ${ratio.goal})`;
    process.stdout.write(`${(ours / baseline).toFixed(2)} x  ${ratio.title}: ${ours.toFixed(3)} s / ${baseline.toFixed(3)} s${goal}\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
