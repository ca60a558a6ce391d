/* A small app as CommonJS: it must fail on a node that is left out, and pass once it is covered. */
const assert = require('assert');
const { App, Chart } = require('cdk8s');
const { CoverageCheck, LogCollectorDaemonSet, NodeInventory, NodeSelection, TaintEffect, Toleration } = require('cdk8s-everynode');

const app = new App();
const logs = new LogCollectorDaemonSet(new Chart(app, 'platform'), 'Logs', { nodes: NodeSelection.everyNode().toleratingOnly() });
const inventory = NodeInventory.ofPools({ name: 'gpu', count: 1, taints: [{ key: 'nvidia.com/gpu', effect: TaintEffect.NO_SCHEDULE }] });
new CoverageCheck(app, 'Check', { inventory });

assert.throws(() => app.synthYaml(), /misses 1 of 1 node \(gpu-0\)/);
logs.tolerate(Toleration.exists('nvidia.com/gpu'));
assert.match(app.synthYaml(), /key: nvidia\.com\/gpu/);
