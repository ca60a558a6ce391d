import { FieldProblem, fieldProblem } from './field-problem';
import { KubernetesObject, objectProblemAt } from './kubernetes-object';
import { labelsOf, resourcesOf, tolerationOf } from './pod-template-reader';
import { mergedStorage, readStorage } from './storage-reader';
import { WireMap } from './wire';
import { WireLimitRange, WireLimitRangeItem, WireNamespace, WirePriorityClass, WireResourceQuota, WireRuntimeClass } from './wire-cluster-objects';
import { conformity } from './wire-types';
import { ClusterObjects, LimitRange, LimitRangeItem, Namespace, NO_OBJECTS, PriorityClass, ResourceQuota, RuntimeClass } from '../model/cluster-objects';
import { PodSecurityLevel, POD_SECURITY_LABELS, POLICY_VERSION, versionLabel } from '../model/pod-security-level';
import { Resources } from '../model/pod-template';
import { Problem } from '../model/source';

const HIGHEST_USER_PRIORITY = 1_000_000_000;
const LEVELS: readonly string[] = Object.values(PodSecurityLevel);
const ENFORCE = POD_SECURITY_LABELS.enforce;
const ENFORCE_VERSION = versionLabel(ENFORCE);

/** The kinds that are read, with the groups that serve them. */
const GROUPS: ReadonlyMap<string, string> = new Map([
  ['PriorityClass', 'scheduling.k8s.io'], ['RuntimeClass', 'node.k8s.io'], ['LimitRange', ''], ['Namespace', ''], ['ResourceQuota', ''],
]);

/** What was read of the objects that decide about pods. */
export interface ClusterObjectsReading {
  readonly objects: ClusterObjects;
  readonly problems: readonly Problem[];
}

/** Reads every PriorityClass, RuntimeClass, LimitRange, Namespace and ResourceQuota, and what there is of storage; other kinds are passed over. */
export function readClusterObjects(objects: readonly KubernetesObject[]): ClusterObjectsReading {
  const problems: Problem[] = [];
  const sound = objects.filter(isClusterObject).filter(object => {
    const found = [...conformity(object.value, object.kind).problems];
    if (found.length === 0) { found.push(...rulesOf(object)); }
    problems.push(...found.map(problem => objectProblemAt(object, problem)));
    return found.length === 0;
  });
  const all = <T>(kind: string, parse: (value: object) => T): T[] => sound.filter(object => object.kind === kind).map(object => parse(object.value));
  return {
    objects: {
      priorityClasses: all('PriorityClass', parsePriorityClass),
      runtimeClasses: all('RuntimeClass', parseRuntimeClass),
      limitRanges: all('LimitRange', parseLimitRange),
      namespaces: all('Namespace', parseNamespace),
      resourceQuotas: all('ResourceQuota', parseResourceQuota),
      storage: readStorage(objects),
    },
    problems,
  };
}

/** The objects of several sources together; where two have the same name, the first counts. */
export function mergedObjects(sources: readonly ClusterObjects[]): ClusterObjects {
  return sources.reduce((left, right) => ({
    priorityClasses: merged(left.priorityClasses, right.priorityClasses),
    runtimeClasses: merged(left.runtimeClasses, right.runtimeClasses),
    limitRanges: merged(left.limitRanges, right.limitRanges),
    namespaces: merged(left.namespaces, right.namespaces),
    resourceQuotas: merged(left.resourceQuotas, right.resourceQuotas),
    storage: mergedStorage(left.storage, right.storage),
  }), NO_OBJECTS);
}

function merged<T extends { readonly name: string; readonly namespace?: string }>(left: readonly T[], right: readonly T[]): T[] {
  return [...left, ...right.filter(({ name, namespace }) => !left.some(known => known.name === name && known.namespace === namespace))];
}

function isClusterObject({ apiVersion, kind }: KubernetesObject): boolean {
  const group = GROUPS.get(kind);
  return group !== undefined && (group === '' ? apiVersion === 'v1' : apiVersion.startsWith(`${group}/`));
}

/** The rules of the API that decide here; everything else of these kinds is not ours to judge. */
function rulesOf({ kind, value }: KubernetesObject): FieldProblem[] {
  const { metadata }: WireNamespace = value;
  const problems: FieldProblem[] = metadata?.name ? [] : [fieldProblem(['metadata', 'name'], 'is required')];
  if (kind === 'PriorityClass') {
    const { value: priority, preemptionPolicy }: WirePriorityClass = value;
    if ((priority ?? 0) > HIGHEST_USER_PRIORITY && !metadata?.name?.startsWith('system-')) {
      problems.push(fieldProblem(['value'], `must be at most ${HIGHEST_USER_PRIORITY}`, priority));
    }
    if (preemptionPolicy && !['PreemptLowerPriority', 'Never'].includes(preemptionPolicy)) {
      problems.push(fieldProblem(['preemptionPolicy'], 'must be PreemptLowerPriority or Never', preemptionPolicy));
    }
  }
  if (kind === 'Namespace') { problems.push(...podSecurityProblems(metadata?.labels ?? {})); }
  return problems;
}

/** The admission plugin PodSecurity refuses a namespace with labels that it cannot read. */
function podSecurityProblems(labels: WireMap<string>): FieldProblem[] {
  const [level, version] = [labels[ENFORCE], labels[ENFORCE_VERSION]];
  return [
    ...typeof level === 'string' && !LEVELS.includes(level) ? [fieldProblem(['metadata', 'labels', ENFORCE], `must be ${LEVELS.join(', ')}`, level)] : [],
    ...typeof version === 'string' && !POLICY_VERSION.test(version)
      ? [fieldProblem(['metadata', 'labels', ENFORCE_VERSION], 'must be latest or a version such as v1.34', version)]
      : [],
  ];
}

function parsePriorityClass({ metadata, value, globalDefault, preemptionPolicy }: WirePriorityClass): PriorityClass {
  return { name: metadata?.name ?? '', value: value ?? 0, globalDefault: globalDefault === true, preemptionPolicy: preemptionPolicy || 'PreemptLowerPriority' };
}

function parseRuntimeClass({ metadata, overhead, scheduling }: WireRuntimeClass): RuntimeClass {
  return {
    name: metadata?.name ?? '',
    overhead: resourcesOf(overhead?.podFixed),
    nodeSelector: labelsOf(scheduling?.nodeSelector),
    tolerations: (scheduling?.tolerations ?? []).map(tolerationOf),
  };
}

function parseLimitRange({ metadata, spec }: WireLimitRange): LimitRange {
  return { namespace: metadata?.namespace || 'default', name: metadata?.name ?? '', limits: (spec?.limits ?? []).map(parseLimitRangeItem) };
}

/** The API fills in: a default limit from the maximum, a default request from the default limit, else from the minimum. */
function parseLimitRangeItem(item: WireLimitRangeItem): LimitRangeItem {
  const [max, min, limit, request] = [item.max, item.min, item.default, item.defaultRequest].map(resourcesOf) as [Resources, Resources, Resources, Resources];
  const filled = item.type === 'Container';
  const limits = filled ? new Map([...max, ...limit]) : limit;
  return {
    type: item.type ?? '',
    max,
    min,
    default: limits,
    defaultRequest: filled ? new Map([...min, ...limits, ...request]) : request,
    maxLimitRequestRatio: resourcesOf(item.maxLimitRequestRatio),
  };
}

/** The API gives every namespace its name as a label. */
function parseNamespace({ metadata }: WireNamespace): Namespace {
  const name = metadata?.name ?? '';
  return { name, labels: new Map([...labelsOf(metadata?.labels), ['kubernetes.io/metadata.name', name]]) };
}

function parseResourceQuota({ metadata, spec }: WireResourceQuota): ResourceQuota {
  return {
    namespace: metadata?.namespace || 'default',
    name: metadata?.name ?? '',
    hard: resourcesOf(spec?.hard),
    scopes: [
      ...(spec?.scopes ?? []).map(name => ({ name, operator: 'Exists', values: [] })),
      ...(spec?.scopeSelector?.matchExpressions ?? []).map(({ scopeName, operator, values }) => ({ name: scopeName ?? '', operator: operator ?? '', values: values ?? [] })),
    ],
  };
}
