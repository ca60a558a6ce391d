import { expect, test } from '@jest/globals';
import { Testing } from 'cdk8s';
import { NodeExporterDaemonSet, NodeInventory } from '../../src';
import '../../src/testing';

test('the matchers are on the expect of @jest/globals, too', () => {
  const chart = Testing.chart();
  new NodeExporterDaemonSet(chart, 'Metrics');

  expect(chart).toCover(NodeInventory.ofNodes({ name: 'a' }));
  expect(() => expect(chart).toMiss(NodeInventory.ofNodes({ name: 'a' }))).toThrow('found no gap');
});
