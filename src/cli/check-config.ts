import { dirname, isAbsolute, join } from 'path';
import { Files } from './files';
import { Path } from '../manifest/document';
import { FieldProblem, fieldProblem, showValue } from '../manifest/field-problem';
import { KubernetesObject, objectProblemAt, unfold } from '../manifest/kubernetes-object';
import { allProblems } from '../manifest/mended';
import { unknownKey } from '../manifest/policy-reader';
import { parseText } from '../manifest/text';
import { conformity } from '../manifest/wire-types';
import { Problem } from '../model/source';

/** One cluster of a configuration; its paths lead from the working directory. */
export interface ConfiguredCluster {
  readonly name: string;
  readonly inventory: string;
  readonly manifests: readonly string[];
  readonly alsoRunning: readonly string[];

  /** In place of the policy of all clusters. */
  readonly policy?: string;
}

/** What a configuration says, or everything that is wrong with it. */
export interface ConfigReading {
  /** The policy of all clusters that name none themselves. */
  readonly policy?: string;
  readonly clusters: readonly ConfiguredCluster[];
  readonly problems: readonly Problem[];
}

/** The fields of a configuration file, in the form of the table of Kubernetes' fields. */
export const CONFIG_FIELDS: { readonly [struct: string]: { readonly [field: string]: string } } = {
  CheckConfig: { apiVersion: 'string', kind: 'string', metadata: 'ConfigMetadata', spec: 'ConfigSpec' },
  ConfigMetadata: { name: 'string', labels: '{}string', annotations: '{}string' },
  ConfigSpec: { policy: 'string', clusters: '[]ConfigCluster' },
  ConfigCluster: { name: 'string', inventory: 'string', manifests: '[]string', alsoRunning: '[]string', policy: 'string' },
};

interface DeclaredCluster {
  readonly name?: string | null;
  readonly inventory?: string | null;
  readonly manifests?: readonly string[] | null;
  readonly alsoRunning?: readonly string[] | null;
  readonly policy?: string | null;
}

/** A configuration file, its JSON types checked. */
interface WireConfig {
  readonly apiVersion?: unknown;
  readonly spec?: { readonly policy?: string | null; readonly clusters?: readonly DeclaredCluster[] | null } | null;
}

const FORMAT = 'expected one CheckConfig (everynode.dev/v1)';

/** Reads a configuration file. Everything that is wrong is reported at once. */
export function readCheckConfig(file: string, files = new Files()): ConfigReading {
  const { texts, problems: unreadable } = files.read([file]);
  if (texts.some(text => text.file !== file)) { return { clusters: [], problems: [{ message: 'is a folder, expected the file of one configuration', file }] }; }
  const parsed = texts.map(({ text }) => parseText(text, file));
  const unfolded = parsed.flatMap(({ documents }) => documents).map(unfold);
  const [object, ...others] = unfolded.flatMap(({ objects }) => objects);
  const problems = [
    ...unreadable,
    ...[...parsed, ...unfolded].flatMap(part => part.problems),
    ...object ? problemsOf(object) : [],
    ...others.map(other => objectProblemAt(other, { path: [], message: `is one object too many: ${FORMAT} in a file` })),
  ];
  if (problems.length > 0) { return { clusters: [], problems }; }
  if (!object) { return { clusters: [], problems: [{ message: `there is no configuration: ${FORMAT}`, file }] }; }
  const { spec }: WireConfig = object.value;
  const at = (path: string) => isAbsolute(path) ? path : join(dirname(file), path);
  const clusters = (spec?.clusters ?? []).map(({ name, inventory, manifests, alsoRunning, policy }) => ({
    name: name ?? '',
    inventory: at(inventory ?? ''),
    manifests: (manifests ?? []).map(at),
    alsoRunning: (alsoRunning ?? []).map(at),
    ...(policy ? { policy: at(policy) } : {}),
  }));
  return { ...(spec?.policy ? { policy: at(spec.policy) } : {}), clusters, problems };
}

function problemsOf(object: KubernetesObject): Problem[] {
  if (object.kind !== 'CheckConfig') { return [objectProblemAt(object, { path: [], message: `is no configuration: ${FORMAT}` })]; }
  const value: WireConfig = object.value;
  if (value.apiVersion !== 'everynode.dev/v1') {
    return [objectProblemAt(object, { path: ['apiVersion'], message: `must be everynode.dev/v1, got ${showValue(value.apiVersion)}` })];
  }
  const { problems, unknown } = conformity(value, 'CheckConfig', [], CONFIG_FIELDS);
  const found = allProblems(value, 'CheckConfig', problems, configProblems, CONFIG_FIELDS);
  return [...found, ...unknown.map(unknownKey)].map(problem => objectProblemAt(object, problem));
}

function configProblems({ spec }: WireConfig): FieldProblem[] {
  const clusters = spec?.clusters ?? [];
  const names = clusters.map(({ name }) => name ?? '');
  const policy = spec?.policy ?? undefined;
  return [
    ...policy === undefined ? [] : pathProblems(policy, ['spec', 'policy']),
    ...clusters.length === 0 ? [fieldProblem(['spec', 'clusters'], 'must have at least one cluster: name, inventory and manifests')] : [],
    ...clusters.flatMap((cluster, index) => clusterProblems(cluster, ['spec', 'clusters', index])),
    ...names.flatMap((name, index) => name !== '' && names.indexOf(name) < index
      ? [fieldProblem(['spec', 'clusters', index, 'name'], `must be unique, but spec.clusters[${names.indexOf(name)}] has it, too`, name)] : []),
  ];
}

function clusterProblems({ name, inventory, manifests, alsoRunning, policy }: DeclaredCluster, path: Path): FieldProblem[] {
  const listed = (field: string, paths: readonly string[]) => paths.flatMap((item, index) => pathProblems(item, [...path, field, index]));
  return [
    ...name ? [] : [fieldProblem([...path, 'name'], 'is required: what reports call the cluster')],
    ...pathProblems(inventory ?? '', [...path, 'inventory']),
    ...(manifests ?? []).length === 0 ? [fieldProblem([...path, 'manifests'], 'must have at least one path of a file or folder')] : [],
    ...listed('manifests', manifests ?? []),
    ...listed('alsoRunning', alsoRunning ?? []),
    ...typeof policy === 'string' ? pathProblems(policy, [...path, 'policy']) : [],
  ];
}

/** Standard input has no place in a file. */
function pathProblems(path: string, place: Path): FieldProblem[] {
  if (path === '') { return [fieldProblem(place, 'is required: a path, relative to this file')]; }
  return path === '-' ? [fieldProblem(place, 'must be a path, relative to this file', path)] : [];
}
