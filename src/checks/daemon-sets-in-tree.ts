import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { dataDocument } from '../manifest/document';
import { KubernetesObject, unfold } from '../manifest/kubernetes-object';
import { Manifests, readObjects } from '../manifest/manifests';
import { ObjectName } from '../model/object-name';
import { Problem } from '../model/source';

/** The kinds that a check reads; rendering every other object of a tree would be waste. */
const KINDS = new Set([
  'DaemonSet', 'Deployment', 'StatefulSet', 'PriorityClass', 'RuntimeClass', 'LimitRange', 'Namespace', 'ResourceQuota', 'PodDisruptionBudget',
  'StorageClass', 'CSIDriver', 'PersistentVolumeClaim', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob', 'Pod',
]);

/** What an object of the tree holds, or why it cannot be rendered. */
interface Rendered {
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly Problem[];
}

type Memory = (key: object, compute: () => Rendered) => Rendered;

/**
 * Reads every DaemonSet below some constructs, whoever made it: typed agents, `Include`, `Helm`, plain `ApiObject`s, lists.
 *
 * @param remember gives what was rendered before, where several checks read one tree
 */
export function readTree(scopes: readonly IConstruct[], minor: number, remember: Memory = (_, compute) => compute()): Manifests {
  const problems: Problem[] = [];
  const objects = apiObjectsBelow(scopes).flatMap(apiObject => {
    const unfolded = remember(apiObject, () => render(apiObject));
    problems.push(...unfolded.problems);
    return unfolded.objects;
  });
  const read = readObjects(objects, minor);
  return { ...read, names: [...read.names, ...namesOfOthers(scopes)], problems: [...problems, ...read.problems] };
}

/** The API objects below some constructs that a check reads, each once. */
export function apiObjectsBelow(scopes: readonly IConstruct[]): ApiObject[] {
  return allApiObjectsBelow(scopes).filter(isRead);
}

/** Of objects that are not rendered, the tree knows how they are called. */
function namesOfOthers(scopes: readonly IConstruct[]): ObjectName[] {
  const others = allApiObjectsBelow(scopes).filter(apiObject => !isRead(apiObject));
  return others.map(({ kind, name, metadata: { namespace } }) => ({ kind, name, ...namespace === undefined ? {} : { namespace } }));
}

function allApiObjectsBelow(scopes: readonly IConstruct[]): ApiObject[] {
  return [...new Set(scopes.flatMap(scope => scope.node.findAll()))].filter(ApiObject.isApiObject);
}

function isRead({ kind }: ApiObject): boolean {
  return KINDS.has(kind) || `${kind}`.endsWith('List');
}

/** The path of the construct that a user wrote: of the agent, else of the object itself. */
export function constructPathOf(construct: IConstruct): string {
  return construct.node.path.replace(/(\/Resource)+$/, '');
}

function render(apiObject: ApiObject): Rendered {
  const constructPath = constructPathOf(apiObject);
  try {
    const { objects, problems } = unfold(dataDocument(apiObject.toJson()));
    return { objects: objects.map(object => ({ ...object, constructPath })), problems: problems.map(problem => ({ ...problem, constructPath })) };
  } catch (error) {
    return { objects: [], problems: [{ message: `cannot be rendered: ${causeOf(error)}`, constructPath }] };
  }
}

/** The first line of what cdk8s says, without the construct's path. */
function causeOf(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return first.replace(/^Failed serializing construct at path '.*?' with name '.*?': (Error: )?/, '');
}
