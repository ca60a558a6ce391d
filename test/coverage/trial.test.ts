import * as fc from 'fast-check';
import { applied, randomCoverage, RandomCluster, wrongs } from './random-cluster';
import { isMissing, Matrix, matrixOf } from '../../src/coverage/matrix';
import { Remedies } from '../../src/coverage/remedies';
import { isGap, judgedByRole } from '../../src/coverage/requirement';
import { nameOf } from '../../src/model/daemon-set';
import { YamlEdit } from '../../src/model/yaml-edit';
import { Outcome, Placement, Reason } from '../../src/placement/placement';
import { WireObject } from '../conformance/vectors';

const STAGES = [Outcome.NOT_ELIGIBLE, Outcome.NOT_CREATED, Outcome.PENDING, Outcome.NOT_JUDGED, Outcome.RUNS];

/** Edits that are offered to one DaemonSet for some nodes. */
interface Offer {
  readonly daemonSet: string;
  readonly nodes: readonly string[];
  readonly reasons: readonly Reason[];
  readonly edits: readonly YamlEdit[];
}

test('an edit that is offered removes its reasons and opens nothing', () => {
  const kinds = new Map<string, number>();

  fc.assert(fc.property(fc.nat(1_000_000), seed => {
    const cluster = randomCoverage(seed);
    const before = matrixOf(cluster.input(cluster.manifests));
    for (const offer of offersIn(before)) {
      offer.reasons.forEach(({ filter }) => kinds.set(filter, (kinds.get(filter) ?? 0) + 1));
      expect(outcome(cluster, before, offer)).toEqual({ opened: [], left: [] });
    }
  }), { numRuns: 150 });

  expect([...kinds.keys()].sort()).toEqual(['Admission', 'InterPodAffinity', 'NodeAffinity', 'NodeName', 'NodePorts', 'NodeResourcesFit', 'PodTopologySpread', 'TaintToleration']);
});

/** Each edit alone, and the first ones of all reasons together. */
function offersIn(matrix: Matrix): Offer[] {
  const offers = new Map<string, Offer>();
  for (const row of matrix.rows) {
    const remedies = new Remedies(matrix, row);
    matrix.classes.forEach(({ node, nodes }, at) => {
      const placement = row.placements[at]!;
      const missed = judgedByRole(row.daemonSet) ? isMissing(placement) : isGap(row.daemonSet, node, placement, matrix.input.today);
      if (!missed) { return; }
      const of = { daemonSet: nameOf(row.daemonSet), nodes: nodes.map(({ name }) => name) };
      const reasons = remedies.reasonsOf(placement, at);
      const add = (offer: Offer) => { if (offer.edits.length > 0) { offers.set(JSON.stringify([offer.daemonSet, offer.nodes, offer.edits]), offer); } };
      reasons.forEach(reason => reason.remedies.forEach(({ yaml }) => add({ ...of, reasons: [reason], edits: yaml ? [yaml] : [] })));
      const firsts = reasons.flatMap(reason => {
        const yaml = reason.remedies.find(remedy => remedy.yaml)?.yaml;
        return yaml ? [{ reason, yaml }] : [];
      });
      const edits = [...new Map(firsts.map(({ yaml }) => [JSON.stringify(yaml), yaml])).values()];
      add({ ...of, reasons: firsts.map(({ reason }) => reason), edits });
    });
  }
  return [...offers.values()];
}

/** What the edited manifest, read and judged anew, has that the original had not, and which reasons are still there. */
function outcome({ manifests, input }: RandomCluster, before: Matrix, { daemonSet, nodes, reasons, edits }: Offer) {
  const edited = manifests.map(manifest => titleOf(manifest) === daemonSet ? edits.reduce(applied, manifest) : manifest);
  const [inputBefore, inputAfter] = [input(manifests), input(edited)];
  expect(inputAfter.daemonSets).toHaveLength(inputBefore.daemonSets.length);
  const after = matrixOf(inputAfter);
  const known = wrongs(inputBefore);
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
  const left = nodes.filter(node => isLeft(was.get(`${daemonSet} ${node}`)!, is.get(`${daemonSet} ${node}`)!, reasons)
    && (wrong.includes(`gap ${daemonSet} ${node}`) || wrong.includes(`gap of the role ${roles.get(daemonSet)} ${node}`)));
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
