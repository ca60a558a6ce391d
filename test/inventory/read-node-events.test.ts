import * as fc from 'fast-check';
import { NODE_EVENTS_FIELDS } from '../../src/inventory/node-events-fields';
import { readNodeEvents } from '../../src/inventory/read-node-events';
import { NODE_EVENTS } from '../../src/model/node-event';
import { showTaint } from '../../src/model/taint';
import { node, pool, taint } from '../builders';
import { mutated } from '../mutated-text';

const NODES = [
  ...pool('general', 2, { labels: { disk: 'ssd' }, startupTaints: [taint('x:NoExecute')] }),
  node('mixed-a', { pool: 'mixed' }), node('mixed-b', { pool: 'mixed', labels: { shape: 'b' } }),
  node('gpu-0', { pool: 'gpu', hypothetical: true }),
];
const events = (...lines: string[]) => `apiVersion: everynode.dev/v1\nkind: NodeEvents\nmetadata: { name: e }\nspec:\n  events:\n${lines.map(line => `    - ${line}\n`).join('')}`;
const read = (...lines: string[]) => readNodeEvents(events(...lines), 'events.yaml', NODES);
const problems = (...lines: string[]) => read(...lines).problems.map(({ file, line, message }) => `${file}:${line}: ${message.replace('NodeEvents e: spec.', '')}`);

const WHOLE = events(
  '{ at: 0s, nodeJoins: { name: w-9, pool: general, readyAfter: 40s } }',
  '{ at: 1m, nodeLeaves: { nodes: w-9 } }',
  '{ at: 90s, cordon: { nodes: "*" } }',
  '{ at: 2m, uncordon: { nodes: disk=ssd } }',
  '{ at: 1h30m, drain: { nodes: "general-0,general-1" } }',
  '{ at: 3m, taintAdded: { nodes: w-9, taint: { key: a, value: b, effect: NoExecute } } }',
  '{ at: 4m, taintRemoved: { nodes: w-9, taint: { key: a, effect: NoExecute } } }',
  '{ at: 5m, labelChanged: { nodes: w-9, label: disk, value: hdd } }',
  '{ at: 5m, labelChanged: { nodes: w-9, label: disk } }',
  '{ at: 6m, notReadyFor: { nodes: w-9, duration: 5m } }',
);

test('every kind of event is read, with its time and place', () => {
  const { events: parsed, problems: found } = readNodeEvents(WHOLE, 'events.yaml', NODES);

  expect(found).toEqual([]);
  expect(parsed.map(({ atSeconds }) => atSeconds)).toEqual([0, 60, 90, 120, 5400, 180, 240, 300, 300, 360]);
  expect(parsed.slice(1).map(({ change }) => change)).toEqual([
    { kind: 'nodeLeaves', nodes: 'w-9' },
    { kind: 'cordon', nodes: '*' },
    { kind: 'uncordon', nodes: 'disk=ssd' },
    { kind: 'drain', nodes: 'general-0,general-1' },
    { kind: 'taintAdded', nodes: 'w-9', taint: { key: 'a', value: 'b', effect: 'NoExecute' } },
    { kind: 'taintRemoved', nodes: 'w-9', taint: { key: 'a', effect: 'NoExecute' } },
    { kind: 'labelChanged', nodes: 'w-9', label: 'disk', value: 'hdd' },
    { kind: 'labelChanged', nodes: 'w-9', label: 'disk' },
    { kind: 'notReadyFor', nodes: 'w-9', seconds: 300 },
  ]);
  expect(parsed[1]!.source).toEqual({ file: 'events.yaml', line: 7, column: 7 });
});

test('the table of fields has every kind of event, and the help explains each', () => {
  expect(Object.keys(NODE_EVENTS_FIELDS.NodeEvent!).filter(field => field !== 'at').sort()).toEqual(Object.keys(NODE_EVENTS).sort());
});

describe('a node joins', () => {
  const joined = (declaration: string) => {
    const { change } = read(`{ at: 0s, nodeJoins: ${declaration} }`).events[0]!;
    if (change.kind !== 'nodeJoins') { throw new Error('no node joins'); }
    return change;
  };

  test('as those of a pool, with its own name', () => {
    const { node: one, readyAfterSeconds } = joined('{ name: w-9, pool: general, readyAfter: 1m }');

    expect([one.name, one.pool, one.labels.get('kubernetes.io/hostname'), one.labels.get('disk'), one.startupTaints.map(showTaint), readyAfterSeconds])
      .toEqual(['w-9', 'general', 'w-9', 'ssd', ['x:NoExecute'], 60]);
  });

  test('as those of a pool that may come, and is there then', () => {
    expect(joined('{ name: gpu-0, pool: gpu }').node).toMatchObject({ name: 'gpu-0', pool: 'gpu', hypothetical: false });
  });

  test('like another node', () => {
    expect(joined('{ name: w-9, like: mixed-b }').node.labels.get('shape')).toBe('b');
  });

  test('as it says itself', () => {
    const { node: one, readyAfterSeconds } = joined('{ name: w-9, labels: { a: b }, taints: [ { key: t, effect: NoSchedule } ], allocatable: { cpu: 2 } }');

    expect([one.labels.get('a'), one.labels.get('kubernetes.io/os'), one.taints.map(showTaint), readyAfterSeconds]).toEqual(['b', 'linux', ['t:NoSchedule'], 0]);
  });
});

describe('place, found and allowed are named:', () => {
  test.each([
    ['{ at: -5s, cordon: { nodes: a } }', 'events[0].at must be a time such as "0s", "90s", "10m" or "1h30m", got "-5s"'],
    ['{ at: 10, cordon: { nodes: a } }', 'events[0].at must be text: put it in quotes, got 10'],
    ['{ at: 9000h, cordon: { nodes: a } }', 'events[0].at must be a year at most, got "9000h"'],
    ['{ cordon: { nodes: a } }', 'events[0].at is required: when it happens, such as "10m" after the start'],
    ['{ at: 0s }', `events[0] must have exactly one of ${Object.keys(NODE_EVENTS).join(', ')}`],
    ['{ at: 0s, cordon: { nodes: a }, drain: { nodes: a } }', `events[0] must have exactly one of ${Object.keys(NODE_EVENTS).join(', ')}, and has cordon and drain`],
    ['{ at: 0s, codron: { nodes: a }, cordon: { nodes: a } }', 'events[0].codron is unknown; did you mean cordon?'],
    ['{ at: 0s, cordon: {} }', 'events[0].cordon.nodes is required: names with commas between, "*", or a label selector'],
    ['{ at: 0s, cordon: a }', 'events[0].cordon must be a map, got "a"'],
    ['{ at: 0s, taintAdded: { nodes: a } }', 'events[0].taintAdded.taint is required: key, value and effect'],
    ['{ at: 0s, taintAdded: { nodes: a, taint: { key: b, effect: NoExecut } } }', 'events[0].taintAdded.taint.effect must be NoSchedule, PreferNoSchedule or NoExecute, got "NoExecut" (typo of "NoExecute"?)'],
    ['{ at: 0s, taintRemoved: { nodes: a, taint: {} } }', 'events[0].taintRemoved.taint.key is required'],
    ['{ at: 0s, taintRemoved: { nodes: a, taint: { key: b, effect: x } } }', 'events[0].taintRemoved.taint.effect must be NoSchedule, PreferNoSchedule or NoExecute, got "x"'],
    ['{ at: 0s, labelChanged: { nodes: a, value: b } }', 'events[0].labelChanged.label is required: the key of a label'],
    ['{ at: 0s, labelChanged: { nodes: a, label: b, value: c! } }', expect.stringContaining('events[0].labelChanged.value must be empty, or begin')],
    ['{ at: 0s, notReadyFor: { nodes: a } }', 'events[0].notReadyFor.duration is required: for how long, such as "5m"'],
    ['{ at: 0s, notReadyFor: { nodes: a, duration: -1m } }', 'events[0].notReadyFor.duration must be a time such as "0s", "90s", "10m" or "1h30m", got "-1m"'],
    ['{ at: 0s, nodeJoins: { pool: general } }', 'events[0].nodeJoins.name is required'],
    ['{ at: 0s, nodeJoins: { name: W, pool: general } }', expect.stringContaining('events[0].nodeJoins.name must be 1-253 lower case')],
    ['{ at: 0s, nodeJoins: { name: w, pool: generl } }', 'events[0].nodeJoins.pool must be a pool of the inventory (general, gpu, mixed), got "generl" (typo of "general"?)'],
    ['{ at: 0s, nodeJoins: { name: w, pool: mixed } }', 'events[0].nodeJoins.pool must have nodes that are all alike, and those of "mixed" differ: name one of them by like'],
    ['{ at: 0s, nodeJoins: { name: w, like: general-2 } }', 'events[0].nodeJoins.like must be a node of the inventory, got "general-2" (typo of "general-0"?)'],
    ['{ at: 0s, nodeJoins: { name: w, like: general-0, pool: general } }', 'events[0].nodeJoins must have either pool or like, not both'],
    ['{ at: 0s, nodeJoins: { name: w, pool: general, labels: { a: b } } }', 'events[0].nodeJoins must have either pool or like, or what a node of its own has (labels)'],
    ['{ at: 0s, nodeJoins: { name: w, pool: general, readyAfter: soon } }', 'events[0].nodeJoins.readyAfter must be a time such as "0s", "90s", "10m" or "1h30m", got "soon"'],
    ['{ at: 0s, nodeJoins: { name: w, taints: [ { key: a } ] } }', 'events[0].nodeJoins.taints[0].effect is required: NoSchedule, PreferNoSchedule or NoExecute'],
  ])('%s', (line, message) => {
    expect(problems(line).map(text => text.replace(/^events\.yaml:6: /, ''))).toEqual([message]);
  });
});

describe('a file without exactly one list of events is refused:', () => {
  test.each([
    ['apiVersion: v1\nkind: Pod\nmetadata: { name: p }\n', 'Pod p holds no events: expected one NodeEvents (everynode.dev/v1)'],
    ['apiVersion: everynode.dev/v2\nkind: NodeEvents\n', 'NodeEvents (without a name): apiVersion must be everynode.dev/v1, got "everynode.dev/v2"'],
    ['apiVersion: everynode.dev/v1\nkind: NodeEvents\n', 'NodeEvents (without a name): spec.events must have at least one event'],
    [`${WHOLE}---\n${WHOLE}`, 'NodeEvents e is one object too many: expected one NodeEvents (everynode.dev/v1) in a file'],
    ['# nothing\n', 'there are no events: expected one NodeEvents (everynode.dev/v1)'],
  ])('%j', (text, message) => {
    const reading = readNodeEvents(text, undefined, NODES);

    expect(reading.events).toEqual([]);
    expect(reading.problems.map(problem => problem.message)).toEqual([message]);
  });
});

test('whatever a hand that slips makes of it, it is events or a problem of one line', () => {
  fc.assert(fc.property(mutated(WHOLE), text => {
    const { events: parsed, problems: found } = readNodeEvents(text, 'events.yaml', NODES);

    expect(parsed.length > 0).toBe(found.length === 0);
    expect(found.filter(({ message, file }) => /[\n\r]/.test(message) || file !== 'events.yaml')).toEqual([]);
  }), { numRuns: 500 });
});
