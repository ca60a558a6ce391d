import * as fc from 'fast-check';
import { applied, randomCoverage, RandomCluster, wrongs } from './random-cluster';
import { isMissing, Matrix, matrixOf } from '../../src/coverage/matrix';
import { Remedies } from '../../src/coverage/remedies';
import { isGap, judgedByRole } from '../../src/coverage/requirement';
import { nameOf } from '../../src/model/daemon-set';
import { InventoryNode } from '../../src/model/node';
import { YamlEdit } from '../../src/model/yaml-edit';
import { Outcome, Placement, Reason } from '../../src/placement/placement';
import { WireObject } from '../conformance/vectors';

const STAGES = [Outcome.NOT_ELIGIBLE, Outcome.NOT_CREATED, Outcome.PENDING, Outcome.NOT_JUDGED, Outcome.RUNS];

/** Edits that are offered to one DaemonSet, and the reasons that they remove, by node. */
interface Offer {
  readonly daemonSet: string;
  readonly edits: readonly YamlEdit[];
  readonly reasons: Map<string, readonly Reason[]>;
}

test('an edit that is offered removes its reasons and opens nothing', () => {
  const kinds = new Set<string>();

  fc.assert(fc.property(fc.nat(1_000_000), seed => {
    const cluster = randomCoverage(seed);
    const before = matrixOf(cluster.input(cluster.manifests));
    const known = wrongs(before.input);
    for (const offer of offersIn(before)) {
      [...offer.reasons.values()].flat().forEach(({ filter }) => kinds.add(filter));
      expect(outcome(cluster, before, known, offer)).toEqual({ opened: [], left: [] });
    }
  }), { numRuns: 25 });

  expect([...kinds]).toEqual(expect.arrayContaining(['Admission', 'NodeAffinity', 'NodeResourcesFit', 'TaintToleration']));
});

/** Each edit alone, and the first ones of all reasons together. */
function offersIn(matrix: Matrix): Offer[] {
  const offers = new Map<string, Offer>();
  const add = (daemonSet: string, nodes: readonly InventoryNode[], edits: readonly YamlEdit[], reasons: readonly Reason[]) => {
    const key = JSON.stringify([daemonSet, edits]);
    const offer = offers.get(key) ?? { daemonSet, edits, reasons: new Map<string, readonly Reason[]>() };
    nodes.forEach(({ name }) => offer.reasons.set(name, [...offer.reasons.get(name) ?? [], ...reasons]));
    if (edits.length > 0) { offers.set(key, offer); }
  };
  for (const row of matrix.rows) {
    const remedies = new Remedies(matrix, row);
    const name = nameOf(row.daemonSet);
    matrix.classes.forEach(({ node, nodes }, at) => {
      const placement = row.placements[at]!;
      const missed = judgedByRole(row.daemonSet) ? isMissing(placement) : isGap(row.daemonSet, node, placement, matrix.input.today);
      if (!missed) { return; }
      const reasons = remedies.reasonsOf(placement, at);
      const firsts = reasons.filter(reason => reason.remedies.some(({ yaml }) => yaml));
      const edits = firsts.map(reason => reason.remedies.find(({ yaml }) => yaml)!.yaml!);
      reasons.forEach(reason => reason.remedies.forEach(({ yaml }) => add(name, nodes, yaml ? [yaml] : [], [reason])));
      add(name, nodes, [...new Map(edits.map(edit => [JSON.stringify(edit), edit])).values()], firsts);
    });
  }
  return [...offers.values()];
}

/** What the edited manifest, read and judged anew, has that the original had not, and which reasons are still there. */
function outcome({ manifests, input }: RandomCluster, before: Matrix, known: ReadonlySet<string>, { daemonSet, edits, reasons }: Offer) {
  const edited = manifests.map(manifest => titleOf(manifest) === daemonSet ? edits.reduce(applied, manifest) : manifest);
  const inputAfter = input(edited);
  expect(inputAfter.daemonSets).toHaveLength(before.rows.length);
  const after = matrixOf(inputAfter);
  const [was, is] = [placementsIn(before), placementsIn(after)];
  const roles = new Map(before.rows.map(row => [nameOf(row.daemonSet), row.daemonSet.declared.role]));
  const isKnownGap = (name: string, node: string) => known.has(`gap ${name} ${node}`) || known.has(`gap of the role ${roles.get(name)} ${node}`);
  const wrong = [...wrongs(inputAfter)];
  const came = [...is].filter(([key, { outcome: now, shouldRun }]) => {
    const old = was.get(key)!;
    const [name = '', node = ''] = key.split(' ');
    return (now === Outcome.RUNS && isMissing(old) || shouldRun && !old.shouldRun) && !isKnownGap(name, node);
  }).map(([key]) => `comes ${key}`);
  const gone = [...was].filter(([key, old]) => !key.startsWith(`${daemonSet} `) && !isMissing(old) && isMissing(is.get(key)!)).map(([key]) => `goes ${key}`);
  const left = [...reasons].filter(([node, removed]) => isLeft(was.get(`${daemonSet} ${node}`)!, is.get(`${daemonSet} ${node}`)!, removed)
    && (wrong.includes(`gap ${daemonSet} ${node}`) || wrong.includes(`gap of the role ${roles.get(daemonSet)} ${node}`))).map(([node]) => node);
  return { opened: [...wrong.filter(line => !known.has(line)), ...came, ...gone], left };
}

function isLeft(was: Placement, is: Placement, reasons: readonly Reason[]): boolean {
  const [from, to] = [was, is].map(placement => STAGES.indexOf(placement.outcome)) as [number, number];
  return to < from || to === from && is.reasons.some(({ message }) => reasons.some(reason => reason.message === message));
}

function placementsIn({ rows, classes }: Matrix): Map<string, Placement> {
  return new Map(rows.flatMap(({ daemonSet, placements }) => classes.flatMap(({ nodes }, at) => nodes.map(({ name }) => [`${nameOf(daemonSet)} ${name}`, placements[at]!] as const))));
}

function titleOf({ metadata }: WireObject): string {
  const { namespace = 'default', name } = metadata as { readonly namespace?: string; readonly name: string };
  return `${namespace}/${name}`;
}
