/* The same package by ESM import. */
import assert from 'node:assert';
import { Chart, Testing } from 'cdk8s';
import { CoverageReport, NodeExporterDaemonSet, NodeInventory } from 'cdk8s-everynode';

const chart = new Chart(Testing.app(), 'platform');
new NodeExporterDaemonSet(chart, 'Metrics');

CoverageReport.of(Testing.synth(chart), NodeInventory.ofNodes({ name: 'a' })).assertNoGaps();
assert.ok(!CoverageReport.of([], NodeInventory.ofNodes({ name: 'a' })).success);
