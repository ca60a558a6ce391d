import { CsiCoverage } from '../../src/coverage/csi-coverage';
import { InventoryNode } from '../../src/model/node';
import { clusterObjects, matrix, node } from '../builders';
import { app, database, nodePlugin, storageClass } from './volumes';
import { Random } from '../conformance/random';

const ZONES = ['a', 'b'];
const TAINTS = ['dedicated=db:NoSchedule', 'spot:PreferNoSchedule', 'gpu:NoExecute'];

/** What a pod asks of its node, out of what the nodes below differ in. */
function pod(random: Random): Record<string, unknown> {
  return {
    ...random.maybe(40, 'nodeSelector', () => ({ zone: random.pick(ZONES) })),
    ...random.maybe(40, 'tolerations', () => [random.pick([{ operator: 'Exists' }, { key: 'dedicated', operator: 'Exists' }, { key: 'gpu', operator: 'Exists' }])]),
    ...random.maybe(30, 'topologySpreadConstraints', () => [{ maxSkew: 1, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' }]),
  };
}

function nodeNamed(name: string, random: Random): InventoryNode {
  const labels = { ...random.maybe(70, 'zone', () => random.pick(ZONES)), ...random.maybe(50, 'rack', () => 'r1'), ...random.maybe(50, 'disk', () => 'yes') };
  return node(name, { labels, taints: random.chance(40) ? [random.pick(TAINTS)] : [] });
}

/** Nodes, and who asks which of them lack the driver: by class of volumes and certainty. */
function cluster(seed: number) {
  const random = new Random(seed);
  const nodes = Array.from({ length: 8 }, (_, index) => nodeNamed(`n${index}`, random));
  const plugin = nodePlugin({ pod: pod(random) });
  const objects = clusterObjects(
    storageClass(random.maybe(40, 'allowedTopologies', () => [{ matchLabelExpressions: [{ key: 'disk', values: ['yes'] }] }])),
    database(pod(random)),
    app([{ name: 'v', csi: { driver: 'disk.example.com' } }], pod(random)),
  );
  const lacking = (those: readonly InventoryNode[]) => CsiCoverage.of(matrix([plugin], those, { objects })).gaps
    .flatMap(({ storageClass: of, certain, uncovered }) => uncovered.flatMap(group => group.nodes.map(({ name }) => `${of?.name} ${certain} ${name}`))).sort();
  return { nodes, lacking };
}

const SEEDS = Array.from({ length: 150 }, (_, index) => index + 1);

test('each node is answered for as if it were alone', () => {
  const answers = SEEDS.map(cluster).map(({ nodes, lacking }) => ({ together: lacking(nodes), alone: nodes.flatMap(one => lacking([one])).sort() }));

  answers.forEach(({ together, alone }) => expect(together).toEqual(alone));
  expect(answers.filter(({ together }) => together.length > 0).length).toBeGreaterThan(50);
});

test('one more node like another takes no gap away, and has those of the other', () => {
  SEEDS.map(cluster).forEach(({ nodes, lacking }) => {
    const [first] = nodes as [InventoryNode];
    const before = lacking(nodes);
    const twins = before.filter(gap => gap.endsWith(` ${first.name}`)).map(gap => gap.replace(first.name, 'twin'));

    expect(lacking([...nodes, { ...first, name: 'twin' }])).toEqual([...before, ...twins].sort());
  });
});
