import { Chart, Testing } from 'cdk8s';
import { LogCollectorDaemonSet, NodeExporterDaemonSet, NodeInventory, NodeSelection, TaintEffect } from '../../src';
import { placementTable } from '../../src/testing';

const inventory = NodeInventory.ofPools(
  { name: 'general', count: 5 },
  { name: 'gpu', count: 1, taints: [{ key: 'nvidia.com/gpu', effect: TaintEffect.NO_SCHEDULE }] },
);

test('shows classes of nodes and DaemonSets, with the filters that refuse', () => {
  const chart = new Chart(Testing.app(), 'platform', { namespace: 'monitoring' });
  new LogCollectorDaemonSet(chart, 'Logs', { metadata: { name: 'logs' } });
  new NodeExporterDaemonSet(chart, 'Metrics', { metadata: { name: 'metrics' }, nodes: NodeSelection.everyNode().toleratingOnly() });

  expect(placementTable(chart, inventory)).toMatchInlineSnapshot(`
"nodes                                                        monitoring/logs  monitoring/metrics
general-0, general-1, general-2 and 2 more, pool general  5  Runs             Runs
gpu-0                                                     1  Runs             NotEligible (TaintToleration)"
`);
});

test('fails when a manifest is invalid', () => {
  expect(() => placementTable('kind: DaemonSet', inventory)).toThrow('apiVersion is missing');
});
