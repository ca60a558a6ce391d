import { readAnnotations } from './annotations-reader';
import { csiNodePluginOf } from './csi-node-plugin';
import { showPath } from './document';
import { edited } from './edited';
import { fieldProblem } from './field-problem';
import { KubernetesObject, objectProblemAt, sourceOf } from './kubernetes-object';
import { allProblems } from './mended';
import { labelsOf, podSelectorOf, readPodTemplate } from './pod-template-reader';
import { storedDaemonSetOf } from './stored-daemon-set';
import { daemonSetProblems } from './validation/daemon-set';
import { WireDaemonSet } from './wire';
import { conformity, isObject, UnknownKey } from './wire-types';
import { ANNOTATIONS } from '../model/annotations';
import { DaemonSet, DEFAULT_UPDATE_STRATEGY, NOTHING_STORED, UnknownField, UpdateStrategy } from '../model/daemon-set';
import { quoted } from '../model/quote';
import { Problem } from '../model/source';
import { isTypo } from '../model/typo';

/** API groups that once had DaemonSets; none of them is served since Kubernetes 1.16. */
const RETIRED = ['extensions/v1beta1', 'apps/v1beta2', 'apps/v1beta1'];

/** A DaemonSet, or why it is none: the API server would not take it, or its annotations do not say what we could hold it to. */
export interface DaemonSetReading {
  readonly daemonSet?: DaemonSet;
  readonly problems: readonly Problem[];
}

/** Whether an object is a DaemonSet of Kubernetes, of today or of old, or was to be one. */
export function isDaemonSet({ apiVersion, kind }: KubernetesObject): boolean {
  if (apiVersion === 'apps/v1') { return kind === 'DaemonSet' || isTypo(kind, 'DaemonSet'); }
  return kind === 'DaemonSet' && (RETIRED.includes(apiVersion) || !apiVersion.includes('.'));
}

/** Reads a DaemonSet: its JSON types, the API server's rules for a minor version, and our annotations. All problems are there at once. */
export function readDaemonSet(object: KubernetesObject, minor: number): DaemonSetReading {
  if (object.apiVersion !== 'apps/v1') { return { problems: [retired(object)] }; }
  if (object.kind !== 'DaemonSet') { return { problems: [objectProblemAt(object, fieldProblem(['kind'], 'must be DaemonSet', object.kind))] }; }
  const wire: WireDaemonSet = object.value;
  const { problems: typeProblems, unknown } = conformity(wire, 'DaemonSet', ['status']);
  const problems = allProblems(wire, 'DaemonSet', typeProblems, daemonSet => [
    ...daemonSetProblems(daemonSet, minor),
    ...readAnnotations(daemonSet.metadata?.annotations).problems,
  ]);
  if (problems.length > 0) { return { problems: problems.map(problem => objectProblemAt(object, problem)) }; }
  const { declared, architectures, needs, removesTaints, replaces } = readAnnotations(wire.metadata?.annotations);
  return {
    daemonSet: {
      ...parseDaemonSet(object),
      declared,
      ...architectures ? { architectures } : {},
      ...needs && !isFromCluster(wire) ? { needs } : {},
      ...isFromCluster(wire) ? { admitted: true } : {},
      ...removesTaints ? { removesTaints } : {},
      ...replaces ? { replaces } : {},
      unknownFields: unknown.map(key => unknownField(object, key)),
      edited: edits => {
        const value = edited(wire, edits);
        return isObject(value) ? readDaemonSet({ ...object, value }, minor).daemonSet : undefined;
      },
      stored: once(() => storedDaemonSetOf(object.value, minor)),
    },
    problems: [],
  };
}

/**
 * Parses a DaemonSet whose JSON types are right without asking whether the API server would take it.
 *
 * @param comparisons whether the feature gate TaintTolerationComparisonOperators is on
 */
export function parseDaemonSet(object: KubernetesObject, comparisons = false): DaemonSet {
  const wire: WireDaemonSet = object.value;
  const csiDrivers = csiNodePluginOf(wire.spec?.template?.spec ?? {});
  return {
    namespace: wire.metadata?.namespace || 'default',
    name: wire.metadata?.name ?? '',
    selector: podSelectorOf(wire.spec?.selector) ?? [],
    template: readPodTemplate(wire.spec?.template ?? {}, comparisons),
    updateStrategy: updateStrategyOf(wire),
    minReadySeconds: wire.spec?.minReadySeconds ?? 0,
    revision: once(() => canonicalText(wire.spec?.template ?? {})),
    declared: { exemptions: [], maySelectNone: false },
    typed: Object.hasOwn(wire.metadata?.annotations ?? {}, ANNOTATIONS.agent),
    ...chartOf(wire),
    ...csiDrivers ? { csiDrivers } : {},
    unknownFields: [],
    stored: () => NOTHING_STORED,
    source: sourceOf(object),
  };
}

/** The API server gives each object a uid: one with it was admitted, and runs already, beside what it needs. */
function isFromCluster({ metadata }: WireDaemonSet): boolean {
  return metadata?.uid !== undefined && metadata.uid !== null;
}

/**
 * The chart that the labels name with its version, as `helm create` writes them, or as it did before.
 *
 * @see https://helm.sh/docs/chart_best_practices/labels/
 */
function chartOf({ metadata }: WireDaemonSet): { readonly chart?: string } {
  const labels = labelsOf(metadata?.labels);
  const label = labels.get('helm.sh/chart') ?? (labels.get('heritage') === 'Helm' ? labels.get('chart') : undefined);
  const chart = /^(.+?)-v?\d+\.\d+/.exec(label ?? '')?.[1];
  return chart === undefined ? {} : { chart };
}

/** Any other type than RollingUpdate leaves all replacing to whoever deletes pods. */
function updateStrategyOf({ spec }: WireDaemonSet): UpdateStrategy {
  const { type, rollingUpdate } = spec?.updateStrategy ?? {};
  return {
    type: (type || DEFAULT_UPDATE_STRATEGY.type) === 'RollingUpdate' ? 'RollingUpdate' : 'OnDelete',
    maxUnavailable: rollingUpdate?.maxUnavailable ?? DEFAULT_UPDATE_STRATEGY.maxUnavailable,
    maxSurge: rollingUpdate?.maxSurge ?? DEFAULT_UPDATE_STRATEGY.maxSurge,
  };
}

/** Works something out when it is first asked for: most checks never ask. */
function once<T>(work: () => T): () => T {
  let done: { readonly result: T } | undefined;
  return () => (done ??= { result: work() }).result;
}

/** JSON with the keys of every map in order. */
function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => isObject(part)
    ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => left < right ? -1 : 1))
    : part);
}

function retired(object: KubernetesObject): Problem {
  return objectProblemAt(object, {
    path: ['apiVersion'],
    message: `must be apps/v1, got ${quoted(object.apiVersion)}${RETIRED.includes(object.apiVersion) ? ' (not served since Kubernetes 1.16; apps/v1 also needs spec.selector)' : ''}`,
  });
}

function unknownField(object: KubernetesObject, { path, suggestion }: UnknownKey): UnknownField {
  const position = object.document.locate([...object.path, ...path]);
  return {
    path: showPath(path),
    ...(suggestion === undefined ? {} : { suggestion }),
    source: { ...sourceOf(object), ...position },
  };
}
