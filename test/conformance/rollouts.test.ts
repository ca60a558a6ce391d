import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { readInventory } from '../../src/inventory/read-inventory';
import { dataDocument } from '../../src/manifest/document';
import { readManifests } from '../../src/manifest/manifests';
import { DaemonSet } from '../../src/model/daemon-set';
import { InventoryNode } from '../../src/model/node';
import { PodTemplate } from '../../src/model/pod-template';
import { Taint } from '../../src/model/taint';
import { verdict } from '../../src/placement/daemon-controller';
import { Conditions, SOUND } from '../../src/rollout/conditions';
import { NO_NODE, NodeChoice } from '../../src/rollout/node-choice';
import { RolloutPlan } from '../../src/rollout/plan';
import { rollout } from '../../src/rollout/rollout';
import { NodeChange } from '../../src/rollout/update';

const FOLDER = join(__dirname, 'vectors', 'rollouts');

/** How long a pod takes to get ready: the recorder counts in ticks. */
const TICK = 30;

interface Status { readonly [count: string]: number }

interface RecordedEvent {
  readonly tick: number;
  readonly nodes: readonly string[];
  readonly deletePods?: boolean;
  readonly joins?: boolean;
  readonly taint?: Taint;
}

interface Recorded {
  readonly scenario: {
    readonly name: string;
    readonly about: string;
    readonly nodes: readonly object[];
    readonly daemonSet: { readonly spec: { readonly template: object } };
    readonly patch: { readonly spec: { readonly template: object } };
    readonly newPodsNeverReadyOn?: readonly string[];
    readonly oldPodsNotReadyOn?: readonly string[];
    readonly down?: readonly string[];
    readonly events?: readonly RecordedEvent[];
    readonly statusLeftToChance?: boolean;
    readonly compare: readonly string[];
  };
  readonly happened: {
    readonly kubernetes: string;
    readonly end: 'complete' | 'stalled';
    readonly ticks: number;
    readonly waveSizes: readonly number[];
    readonly maxUnavailable: number;
    readonly maxPods: number;
    readonly left: readonly string[];
    readonly steps: readonly { readonly created: readonly string[]; readonly status: Status }[];
  };
}

const recorded = readdirSync(FOLDER).filter(file => file.endsWith('.json')).map((file): Recorded => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));

/** A rollout as the recorder ran it, simulated. */
function simulated({ scenario, happened }: Recorded): RolloutPlan {
  const { daemonSet, patch, events = [] } = scenario;
  const minor = Number(/^v1\.(\d+)/.exec(happened.kubernetes)?.[1]);
  const { template } = daemonSet.spec;
  const after = { ...daemonSet, spec: { ...daemonSet.spec, template: merged(template, patch.spec.template) } };
  const nodes = nodesOf(scenario.nodes);
  const [updated] = read(after, minor);
  const changes = events.flatMap(event => event.nodes.map(name => changeOf(event, nodes.find(node => node.name === name)!, updated!.template)));
  const conditions: Conditions = {
    ...SOUND,
    readySeconds: TICK,
    down: those(scenario.down),
    unready: those(scenario.oldPodsNotReadyOn),
    neverReady: those(scenario.newPodsNeverReadyOn),
    changes,
  };
  const [plan] = rollout({
    name: scenario.name,
    minor,
    nodes,
    daemonSets: [updated!],
    from: read(daemonSet, minor),
    conditions,
    disruptionBudgets: [],
  }).plans;
  return plan!;
}

/** What happens to a node, in our terms: a taint is what the controller then says of the node. */
function changeOf({ tick, deletePods, joins, taint }: RecordedEvent, node: InventoryNode, template: PodTemplate): NodeChange {
  return {
    atSeconds: tick * TICK,
    node: node.name,
    deletesPods: deletePods === true,
    joins: joins === true,
    ...taint ? { verdict: verdict(template, { ...node, taints: [...node.taints, taint] }) } : {},
  };
}

function read(daemonSet: object, minor: number): readonly DaemonSet[] {
  const { daemonSets, problems } = readManifests([dataDocument(daemonSet)], minor);
  expect(problems).toEqual([]);
  return daemonSets;
}

function nodesOf(nodes: readonly object[]): readonly InventoryNode[] {
  const items = nodes.map(node => ({ apiVersion: 'v1', kind: 'Node', ...node }));
  const { inventory } = readInventory([{ text: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) }]);
  return inventory?.nodes ?? [];
}

function those(names: readonly string[] | undefined): NodeChoice {
  return names === undefined ? NO_NODE : ({ name }) => names.includes('*') || names.includes(name);
}

/** A patch as kubectl applies it: maps are merged, null removes, lists of things with names are merged by name. */
function merged<T>(value: T, patch: unknown): T;
function merged(value: unknown, patch: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(patch)) {
    return value.map(item => merged(item, patch.find(({ name }) => name === item.name) ?? {}));
  }
  if (typeof value !== 'object' || value === null || typeof patch !== 'object' || patch === null) { return patch; }
  const both = new Map<string, unknown>(Object.entries(value));
  for (const [key, part] of Object.entries(patch)) {
    if (part === null) { both.delete(key); } else { both.set(key, both.has(key) ? merged(both.get(key), part) : part); }
  }
  return Object.fromEntries(both);
}

/** What both sides say of a rollout, as far as Kubernetes determines it. */
function ours({ finishes, totalSeconds, waves, mostUnavailable, mostPods, left }: RolloutPlan) {
  return {
    end: finishes ? 'complete' : 'stalled',
    ticks: (totalSeconds ?? 0) / TICK,
    waveSizes: waves.map(({ nodes }) => nodes.length),
    created: waves.reduce((sum, { nodes }) => sum + nodes.length, 0),
    maxUnavailable: mostUnavailable,
    maxPods: mostPods,
    left: left.length,
  };
}

function theirs({ happened: { end, ticks, waveSizes, maxUnavailable, maxPods, left, steps } }: Recorded) {
  return { end, ticks, waveSizes, created: steps.reduce((sum, { created }) => sum + created.length, 0), maxUnavailable, maxPods, left: left.length };
}

/** The figures that the recorder calls determined; the ticks of a rollout that stalls are those of its last event, which we do not count. */
function compared<T extends object>(sides: T, { scenario, happened }: Recorded): Partial<T> {
  const keys = scenario.compare.filter(key => key !== 'ticks' || happened.end === 'complete');
  return Object.fromEntries(Object.entries(sides).filter(([key]) => keys.includes(key))) as Partial<T>;
}

test.each(recorded.map(one => [one.scenario.name, one.scenario.about, one] as const))('%s: %s', (_, __, one) => {
  const plan = simulated(one);

  expect(compared(ours(plan), one)).toEqual(compared(theirs(one), one));
});

const determined = recorded.filter(({ scenario: { compare, statusLeftToChance } }) => compare.includes('waveSizes') && !statusLeftToChance);

test.each(determined.map(one => [one.scenario.name, one] as const))('%s: the status after each wave', (_, one) => {
  const plan = simulated(one);
  const written = one.happened.steps.filter(({ created }) => created.length > 0).map(({ status }) => shown(status));

  expect(plan.waves.map(({ status }) => shown({ ...status }))).toEqual(written);
  expect(shown({ ...plan.status })).toEqual(shown(one.happened.steps.at(-1)!.status));
});

test('a rollout that went otherwise would be noticed', () => {
  const [one] = recorded;

  expect(compared(ours(simulated(one!)), one!)).not.toEqual(compared({ ...theirs(one!), waveSizes: [1] }, one!));
});

/** A status without what only the cluster knows, and with the zeros that JSON leaves out. */
function shown({ observedGeneration: _, ...status }: Status): Status {
  const zeros = { numberMisscheduled: 0, numberUnavailable: 0, updatedNumberScheduled: 0, numberReady: 0, numberAvailable: 0 };
  return Object.fromEntries(Object.entries({ ...zeros, ...status }).sort());
}
