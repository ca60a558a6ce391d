import { NodeEvent, NodeInventory, NodeSimulation, TaintEffect } from '../../src';
import { manifest } from '../builders';
import { Workspace } from '../cli/everynode';

const INVENTORY = NodeInventory.of({ name: 'prod', kubernetesVersion: '1.34', pools: [{ name: 'general', count: 2 }] });
const AGENT = manifest();
const MAINTENANCE = { key: 'maintenance', effect: TaintEffect.NO_EXECUTE };

const EVENTS = [
  NodeEvent.nodeJoins('1m', { name: 'w-9', pool: 'general', readyAfter: '30s' }),
  NodeEvent.taintAdded('5m', 'w-9', MAINTENANCE),
  NodeEvent.taintRemoved('7m', 'w-9', 'maintenance', TaintEffect.NO_EXECUTE),
  NodeEvent.labelChanged('8m', 'w-9', 'disk', 'ssd'),
  NodeEvent.labelChanged('9m', 'disk=ssd', 'disk'),
  NodeEvent.cordon('10m', '*'),
  NodeEvent.uncordon('11m', 'general-0,general-1'),
  NodeEvent.drain('12m', 'general-1'),
  NodeEvent.notReadyFor('13m', 'general-0', '2m'),
  NodeEvent.nodeLeaves('20m', 'general-0'),
];

const FILE = `apiVersion: everynode.dev/v1
kind: NodeEvents
spec:
  events:
    - { at: 1m, nodeJoins: { name: w-9, pool: general, readyAfter: 30s } }
    - { at: 5m, taintAdded: { nodes: w-9, taint: { key: maintenance, effect: NoExecute } } }
    - { at: 7m, taintRemoved: { nodes: w-9, taint: { key: maintenance, effect: NoExecute } } }
    - { at: 8m, labelChanged: { nodes: w-9, label: disk, value: ssd } }
    - { at: 9m, labelChanged: { nodes: disk=ssd, label: disk } }
    - { at: 10m, cordon: { nodes: "*" } }
    - { at: 11m, uncordon: { nodes: "general-0,general-1" } }
    - { at: 12m, drain: { nodes: general-1 } }
    - { at: 13m, notReadyFor: { nodes: general-0, duration: 2m } }
    - { at: 20m, nodeLeaves: { nodes: general-0 } }
`;

const workspace = new Workspace({
  'agent.json': JSON.stringify(AGENT),
  'events.yaml': FILE,
  'prod.yaml': 'apiVersion: everynode.dev/v1\nkind: NodeInventory\nmetadata: { name: prod }\nspec: { kubernetesVersion: "1.34", pools: [ { name: general, count: 2 } ] }\n',
});

test('says what the command says, text and data', async () => {
  const simulation = NodeSimulation.of([AGENT], INVENTORY, EVENTS);
  const [text, json] = await Promise.all(['text', 'json'].map(async format =>
    workspace.run(['simulate', 'agent.json', '--inventory', 'prod.yaml', '--events', 'events.yaml', '--format', format])));

  expect(simulation.toText()).toBe(text!.stdout);
  expect(simulation.toJson()).toEqual(JSON.parse(json!.stdout));
  expect(simulation.success).toBe(true);
});

test('is no success where an agent is missing in the end', () => {
  const { success } = NodeSimulation.of([JSON.stringify(AGENT)], INVENTORY, [NodeEvent.taintAdded('1m', 'general-0', MAINTENANCE)]);

  expect(success).toBe(false);
});

test('fails with everything that is wrong', () => {
  const events = [NodeEvent.cordon('-1m', 'general-0'), NodeEvent.nodeJoins('1m', { name: 'w', pool: 'none' })];

  expect(() => NodeSimulation.of([AGENT, { kind: 'x' }], INVENTORY, events)).toThrow(
    'invalid simulation:\n  document is no Kubernetes object: apiVersion is missing\n'
    + '  events[0].at must be a time such as "0s", "90s", "10m" or "1h30m", got "-1m"\n'
    + '  events[1].nodeJoins.pool must be a pool of the inventory (general), got "none"');
  expect(() => NodeSimulation.of([AGENT], INVENTORY, [NodeEvent.cordon('1m', 'w-9')])).toThrow('invalid simulation:\n  cordon: there is no node "w-9" at 1m');
  expect(() => NodeSimulation.of([], INVENTORY, EVENTS)).toThrow('invalid simulation:\n  no DaemonSet (apps/v1) is in the manifests');
  expect(() => NodeSimulation.of([AGENT], INVENTORY, [])).toThrow('invalid simulation:\n  events must have at least one event');
});
