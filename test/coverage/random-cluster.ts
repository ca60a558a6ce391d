import { cover } from '../../src/coverage/coverage';
import { CoverageInput } from '../../src/coverage/matrix';
import { ClusterReport } from '../../src/coverage/report';
import { readManifests } from '../../src/manifest/manifests';
import { parseText } from '../../src/manifest/text';
import { YamlEdit } from '../../src/model/yaml-edit';
import { clusterInput, declares } from '../builders';
import { Random } from '../conformance/random';
import { randomCluster } from '../conformance/random-scenario';
import { inventoryNodeOf, objectsOf, WireObject } from '../conformance/vectors';

/** A cluster and the manifests that are held against it, as text. */
export interface RandomCluster {
  readonly manifests: readonly WireObject[];
  readonly input: (manifests: readonly WireObject[]) => CoverageInput;
}

/** Whatever recorded clusters are made of, and roles, requirements, exemptions and virtual nodes besides; without what is invalid. */
export function randomCoverage(seed: number): RandomCluster {
  const random = new Random(seed);
  const question = randomCluster(random, `${seed}`, '1.34');
  const nodes = question.nodes.map(inventoryNodeOf).map(node => ({ ...node, virtual: random.chance(10) }));
  const objects = objectsOf(question.objects);
  const annotated = question.daemonSets.map(daemonSet => withAnnotations(daemonSet, random));
  const input = (manifests: readonly WireObject[]) => clusterInput(read(manifests), nodes, { objects, minor: 34 });
  return { manifests: annotated.filter(manifest => read([manifest]).length === 1), input };
}

function withAnnotations(daemonSet: WireObject, random: Random): WireObject {
  const annotations = declares({
    ...random.maybe(50, 'required', () => random.pick(['', 'kubernetes.io/os=linux', 'disk', 'kubernetes.io/arch=amd64', '!cores'])),
    ...random.maybe(25, 'role', () => random.pick(['logs', 'metrics'])),
    ...random.maybe(25, 'exempt', () => [{ nodes: random.pick(['disk=ssd', 'topology.kubernetes.io/zone=a']), reason: 'r' }]),
  });
  return { ...daemonSet, metadata: { ...daemonSet.metadata as object, annotations } };
}

/** Manifests as text, through the real reader. */
function read(manifests: readonly WireObject[]) {
  return readManifests(parseText(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests })).documents, 34).daemonSets;
}

/** A copy of a manifest with an edit: written apart from the code under test, so that both must agree on what an edit means. */
export function applied(manifest: WireObject, { path, add, set }: YamlEdit): WireObject {
  const copy = JSON.parse(JSON.stringify(manifest)) as Record<string, unknown>;
  const steps = [...path.matchAll(/\["(.+?)"\]|\[(\d+)\]|([\w-]+)/g)].map(([, key, index, word]) => key ?? word ?? Number(index));
  const last = steps.pop()!;
  let at: Record<string | number, unknown> = copy;
  for (const step of steps) { at = (at[step] ??= {}) as Record<string | number, unknown>; }
  if (add) { at[last] = [...at[last] as unknown[] ?? [], ...add]; } else if (set !== null) { at[last] = set; } else if (Array.isArray(at)) { at.splice(last as number, 1); } else { delete at[last]; }
  return copy as unknown as WireObject;
}

/** Everything that is wrong in a cluster, each on its own line: who misses or doubles which node, and which errors there are. */
export function wrongs(input: CoverageInput): ReadonlySet<string> {
  const report: ClusterReport = cover({ ...input, daemonSets: input.daemonSets.map(({ edited: _, ...daemonSet }) => daemonSet) }); // no remedies are asked for
  return new Set([
    ...report.daemonSets.flatMap(({ namespace, name, gaps }) => gaps.flatMap(({ nodes }) => nodes.names.map(node => `gap ${namespace}/${name} ${node}`))),
    ...report.roles.flatMap(({ name, gaps, overlaps }) => [
      ...gaps.flatMap(({ nodes }) => nodes.names.map(node => `gap of the role ${name} ${node}`)),
      ...overlaps.flatMap(({ nodes }) => nodes.names.map(node => `overlap ${name} ${node}`)),
    ]),
    ...report.findings.filter(({ severity }) => severity === 'error').flatMap(({ code, daemonSet = '', nodes }) =>
      nodes ? nodes.names.map(node => `${code} ${daemonSet} ${node}`) : [`${code} ${daemonSet}`]),
  ]);
}
