import * as fc from 'fast-check';
import { readPodTemplate } from '../../src/manifest/pod-template-reader';
import { DaemonSet } from '../../src/model/daemon-set';
import { InventoryNode } from '../../src/model/node';
import { PodTemplate } from '../../src/model/pod-template';
import { Quantity } from '../../src/model/quantity';
import { verdict } from '../../src/placement/daemon-controller';
import { place, placeOne } from '../../src/placement/place';
import { Outcome } from '../../src/placement/placement';
import { daemonSet, node, taint } from '../builders';
import { nodeWith } from './cluster-builders';

const TAINTS = ['a=1:NoSchedule', 'a=1:NoExecute', 'b:NoSchedule', 'c:PreferNoSchedule', 'node.kubernetes.io/not-ready:NoSchedule'];
const taints = fc.subarray(TAINTS);
const tolerations = fc.array(fc.record({
  key: fc.constantFrom('a', 'b', 'c'),
  operator: fc.constantFrom('Exists', 'Equal'),
  value: fc.constantFrom('', '1', '2'),
  effect: fc.constantFrom('', 'NoSchedule', 'NoExecute'),
}, { requiredKeys: [] }).map(({ operator, value, ...rest }) => ({ ...rest, operator, ...operator === 'Exists' ? {} : { value } })), { maxLength: 4 });
const labels = fc.dictionary(fc.constantFrom('disk', 'zone', 'cores'), fc.constantFrom('ssd', 'a', '4', '8'));
const expression = fc.record({
  key: fc.constantFrom('disk', 'zone', 'cores'),
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt'),
  values: fc.constantFrom(['4'], ['ssd'], []),
});
const terms = fc.array(fc.record({ matchExpressions: fc.array(expression, { maxLength: 2 }) }), { minLength: 1, maxLength: 3 });
const nodes = fc.record({ taints, labels }).map(overrides => node('n', overrides));
const specs = fc.record({ tolerations, nodeSelector: labels, terms: fc.option(terms) });

interface Drawn {
  readonly tolerations: object[];
  readonly nodeSelector?: Record<string, string>;
  readonly terms?: object[] | null;
}

function templateOf({ tolerations: tolerated, nodeSelector, terms: alternatives }: Drawn): PodTemplate {
  const affinity = alternatives ? { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: alternatives } } } : undefined;
  return readPodTemplate({ spec: { tolerations: tolerated, nodeSelector, affinity } });
}

describe('the controller\'s verdict for one DaemonSet', () => {
  test('running implies being allowed to stay', () => {
    fc.assert(fc.property(specs, nodes, (spec, one) => {
      const { shouldRun, shouldContinueRunning } = verdict(templateOf(spec), one);
      expect(shouldContinueRunning || !shouldRun).toBe(true);
    }));
  });

  test('one more toleration never loses a node', () => {
    fc.assert(fc.property(specs, tolerations, nodes, (spec, more, one) => {
      const [before, after] = [spec, { ...spec, tolerations: [...spec.tolerations, ...more] }].map(each => verdict(templateOf(each), one));
      expect(after!.shouldRun || !before!.shouldRun).toBe(true);
      expect(after!.shouldContinueRunning || !before!.shouldContinueRunning).toBe(true);
    }));
  });

  test('one taint less never loses a node', () => {
    fc.assert(fc.property(specs, nodes, fc.nat(), (spec, one, index) => {
      const fewer = one.taints.filter((_, position) => position !== index % Math.max(1, one.taints.length));
      const [before, after] = [one, { ...one, taints: fewer }].map(each => verdict(templateOf(spec), each));
      expect(after!.shouldRun || !before!.shouldRun).toBe(true);
    }));
  });

  test('the order of taints, tolerations and terms never matters', () => {
    fc.assert(fc.property(specs, nodes, (spec, one) => {
      const turned = { ...spec, tolerations: [...spec.tolerations].reverse(), terms: spec.terms && [...spec.terms].reverse() };
      expect(verdict(templateOf(turned), { ...one, taints: [...one.taints].reverse() })).toEqual(verdict(templateOf(spec), one));
    }));
  });
});

const cpus = fc.constantFrom('0', '100m', '250m', '500m', '1');
const clusters = fc.record({
  daemonSets: fc.uniqueArray(fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    cpu: cpus,
    port: fc.option(fc.constantFrom(80, 443)),
    priority: fc.option(fc.constantFrom('system-node-critical', 'system-cluster-critical')),
    disk: fc.option(fc.constantFrom('ssd', 'hdd')),
  }), { selector: ({ name }) => name, minLength: 1 }),
  nodes: fc.array(fc.record({ cpu: cpus, pods: fc.constantFrom('1', '2', '110'), disk: fc.constantFrom('ssd', 'hdd'), taints: fc.subarray(['a:NoSchedule', 'b:NoExecute']) }), { minLength: 1, maxLength: 6 }),
}).map(drawn => ({
  daemonSets: drawn.daemonSets.map(({ name, cpu, port, priority, disk }) => {
    const pod = {
      containers: [{ name: 'c', image: 'i', resources: { requests: { cpu } }, ...port ? { ports: [{ containerPort: port, hostPort: port }] } : {} }],
      ...priority ? { priorityClassName: priority } : {},
      ...disk ? { nodeSelector: { disk } } : {},
      tolerations: [{ key: 'a', operator: 'Exists' }],
    };
    return daemonSet({ name, pod });
  }),
  nodes: drawn.nodes.map(({ cpu, pods, disk, taints: own }, index) => nodeWith(`n${index}`, { cpu, pods }, { labels: { disk }, taints: own })),
}));

/** What becomes of each DaemonSet on each node, without the words. */
function outcomes(daemonSets: readonly DaemonSet[], inventory: readonly InventoryNode[]): Record<string, string> {
  const { classes, placements } = place({ nodes: inventory, daemonSets, minor: 37 });
  return Object.fromEntries(daemonSets.flatMap(({ name }, row) => classes.flatMap((nodeClass, column) => nodeClass.nodes.map(one => {
    const { outcome, reasons } = placements[row]![column]!;
    return [`${name} ${one.name}`, `${outcome} ${JSON.stringify(reasons)}`];
  }))));
}

describe('all DaemonSets together, none of which asks where other pods are', () => {
  test('the order of nodes and of DaemonSets never matters', () => {
    fc.assert(fc.property(clusters, ({ daemonSets, nodes: inventory }) => {
      expect(outcomes([...daemonSets].reverse(), [...inventory].reverse())).toEqual(outcomes(daemonSets, inventory));
    }));
  });

  test('a class of nodes answers as each of its nodes does alone', () => {
    fc.assert(fc.property(clusters, ({ daemonSets, nodes: inventory }) => {
      const alone = Object.assign({}, ...inventory.map(one => outcomes(daemonSets, [one]))) as Record<string, string>;
      expect(outcomes(daemonSets, inventory)).toEqual(alone);
    }));
  });

  test('the last in order, taken away, changes no other\'s answer', () => {
    fc.assert(fc.property(clusters, ({ daemonSets, nodes: inventory }) => {
      const rank = ({ template, name }: DaemonSet) => `${['system-node-critical', 'system-cluster-critical', undefined].indexOf(template.priorityClassName)} ${name}`;
      const ordered = [...daemonSets].sort((left, right) => rank(left) < rank(right) ? -1 : 1);
      const all = outcomes(ordered, inventory);
      for (const [pair, answer] of Object.entries(outcomes(ordered.slice(0, -1), inventory))) { expect([pair, all[pair]]).toEqual([pair, answer]); }
    }));
  });
});

test('with pod anti-affinity, too, every node is in one class, and that class has its answer', () => {
  const zones = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 8 });
  const apart = daemonSet({ name: 'apart', pod: { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', labelSelector: { matchLabels: { app: 'apart' } } }] } } } });

  fc.assert(fc.property(zones, drawn => {
    const inventory = drawn.map((value, index) => node(`n${index}`, { labels: { zone: value } }));
    const { classes, placements } = place({ nodes: inventory, daemonSets: [apart], minor: 37 });
    const firstOfZone = new Set(drawn.map(value => `n${drawn.indexOf(value)}`));

    expect(classes.flatMap(({ nodes: members }) => members.map(({ name }) => name)).sort()).toEqual(inventory.map(({ name }) => name).sort());
    classes.forEach(({ nodes: members }, column) => members.forEach(({ name }) => {
      expect([name, placements[0]![column]!.outcome]).toEqual([name, firstOfZone.has(name) ? Outcome.RUNS : Outcome.PENDING]);
    }));
  }));
});

describe('more room', () => {
  const bigger = (one: InventoryNode): InventoryNode => ({
    ...one,
    allocatable: { quantities: new Map([...one.allocatable!.quantities].map(([resource, quantity]) => [resource, quantity.plus(Quantity.parse('300m'))])), undeclared: new Set() },
  });

  test('never makes NodeResourcesFit refuse a pod that is asked alone', () => {
    fc.assert(fc.property(clusters, ({ daemonSets, nodes: inventory }) => {
      for (const { template } of daemonSets) {
        for (const one of inventory) {
          const [before, after] = [one, bigger(one)].map(each => placeOne(template, each).outcome);
          expect(after === Outcome.PENDING && before === Outcome.RUNS).toBe(false);
        }
      }
    }));
  });

  test('can do so where several are placed: a higher one that had no room takes what a lower one had', () => {
    const high = daemonSet({ name: 'high', pod: { containers: [{ name: 'c', image: 'i', resources: { requests: { cpu: '2' } } }], priorityClassName: 'system-node-critical' } });
    const low = daemonSet({ name: 'low', pod: { containers: [{ name: 'c', image: 'i', resources: { requests: { cpu: '1' } } }] } });
    const outcomesOn = (cpu: string) => place({ nodes: [nodeWith('n', { cpu })], daemonSets: [high, low], minor: 37 }).placements.map(([answer]) => answer!.outcome);

    expect(outcomesOn('1500m')).toEqual(['Pending', 'Runs']);
    expect(outcomesOn('2500m')).toEqual(['Runs', 'Pending']);
  });
});

describe('quantities', () => {
  test('parse, print, parse is the identity', () => {
    const numbers = fc.tuple(fc.nat({ max: 10 ** 9 }), fc.nat({ max: 999 })).map(([whole, fraction]) => fraction === 0 ? `${whole}` : `${whole}.${fraction}`);
    const suffixes = fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'E-2');

    fc.assert(fc.property(numbers, suffixes, (number, suffix) => {
      const once = Quantity.parse(`${number}${suffix}`);
      const twice = Quantity.parse(once.toString());
      expect([twice.nanos, twice.toString()]).toEqual([once.nanos, once.toString()]);
    }));
  });
});

test('the taints that are drawn are read as they are written', () => {
  expect(TAINTS.map(text => taint(text).key)).toEqual(['a', 'a', 'b', 'c', 'node.kubernetes.io/not-ready']);
});
