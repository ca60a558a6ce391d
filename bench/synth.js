/* One synth in a process of its own: charts, DaemonSets, nodes, shapes, and what they are held against: coverage, rollout or nothing. */
const { mkdtempSync, rmSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');
const { App, Chart } = require('cdk8s');
const { CoverageCheck, NodeAgentDaemonSet, NodeInventory, RolloutCheck } = require('..');

const [charts, daemonSets, nodes, shapes] = process.argv.slice(2, 6).map(Number);
const check = process.argv[6];

const outdir = mkdtempSync(join(tmpdir(), 'everynode-synth-'));
const app = new App({ outdir });
for (let chart = 0; chart < charts; chart += 1) {
  const scope = new Chart(app, `chart-${chart}`, { namespace: 'agents' });
  for (let index = 0; index < daemonSets / charts; index += 1) {
    new NodeAgentDaemonSet(scope, `Agent${index}`, { container: { image: 'agent:1', requests: { cpu: '10m', memory: '32Mi' } } });
  }
}
if (check !== 'nothing') {
  const pools = Array.from({ length: shapes }, (_, index) => ({ name: `pool-${index}`, count: nodes / shapes, labels: { shape: `shape-${index}` } }));
  const inventory = NodeInventory.ofPools(...pools);
  if (check === 'coverage') { new CoverageCheck(app, 'Check', { inventory }); }
  if (check === 'rollout') { new RolloutCheck(app, 'Check', { inventory, limits: { maxUnavailable: '10%', neverWholeZone: true } }); }
}
app.synth();
rmSync(outdir, { recursive: true });
