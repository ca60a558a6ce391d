import { Testing } from 'cdk8s';
import { NodeInventory, TaintEffect, Toleration } from 'cdk8s-everynode';
import { placementTable } from 'cdk8s-everynode/testing';
import { Platform } from './platform';

const inventory = NodeInventory.ofPools(
  {
    name: 'control-plane',
    count: 3,
    labels: { 'node-role.kubernetes.io/control-plane': '' },
    taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: TaintEffect.NO_SCHEDULE }],
  },
  { name: 'general', count: 6 },
  { name: 'gpu', min: 0, max: 8, taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: TaintEffect.NO_SCHEDULE }] },
);

const platform = () => new Platform(Testing.app(), 'platform');

test('the manifests are as reviewed', () => {
  expect(Testing.synth(platform())).toMatchSnapshot();
});

test('metrics miss the GPU nodes, until their taint is tolerated', () => {
  const chart = platform();
  expect(chart).toMiss(inventory, { pools: ['gpu'], code: 'UntoleratedTaint' });

  chart.metrics.tolerate(Toleration.exists('nvidia.com/gpu'));

  expect(chart).toCover(inventory);
});

test('what runs where', () => {
  expect(placementTable(platform(), inventory)).toMatchInlineSnapshot(`
"nodes                                                        monitoring/fluentd  monitoring/node-exporter
control-plane-0, control-plane-1, control-plane-2         3  Runs                Runs
general-0, general-1, general-2 and 3 more, pool general  6  Runs                Runs
gpu-0, which may come                                     1  Runs                NotEligible (TaintToleration)"
`);
});
