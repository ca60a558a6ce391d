import { ApiObject, Names, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checksIn } from './checked-scopes';
import { constructPathOf } from './daemon-sets-in-tree';
import { compare } from '../coverage/matrix';
import { Synth, TreeDaemonSet } from '../coverage/synth';

/** How an app divides its output into files. */
interface Output {
  readonly yamlOutputType?: YamlOutputType;
  readonly outputFileExtension?: string;
}

/** What a synth of a check's app makes of the DaemonSets that the check judges. What no check judges is told by the first check only. */
export function synthOf(check: IConstruct, scopes: readonly IConstruct[]): Synth {
  const { root } = check.node;
  const judged = new Set(daemonSetsBelow(scopes));
  const written = daemonSetsBelow([root]);
  return {
    overwritten: overwritten(root as IConstruct & Output, written)
      .filter(([, same]) => same.some(apiObject => judged.has(apiObject)))
      .map(([file, same]) => ({ file, daemonSets: shown(same) })),
    elsewhere: shown([...judged].filter(({ node }) => node.root !== root)),
    unchecked: shown(unchecked(check, written)),
  };
}

/** The DaemonSets that go to one file of a single object. Other files hold all objects of a chart, or of the app. */
function overwritten({ yamlOutputType, outputFileExtension = '' }: Output, apiObjects: readonly ApiObject[]): [string, ApiObject[]][] {
  const files = new Map<string, ApiObject[]>();
  for (const apiObject of apiObjects) {
    const folder = folderOf(yamlOutputType, apiObject);
    const file = `${folder}${apiObject.kind}.${apiObject.name}${outputFileExtension}`;
    if (folder !== undefined) { files.set(file, [...files.get(file) ?? [], apiObject]); }
  }
  return [...files].filter(([, same]) => new Set(same.map(identityOf)).size > 1);
}

/** What is below the scopes of no check, where a check is the first of its app. */
function unchecked(check: IConstruct, written: readonly ApiObject[]): ApiObject[] {
  const checks = checksIn(check.node.root);
  if (checks[0]?.check !== check) { return []; }
  const checked = new Set(daemonSetsBelow(checks.flatMap(({ scopes }) => scopes)));
  return written.filter(apiObject => !checked.has(apiObject));
}

/** The folder of an object that has a file of its own; undefined where it has none. */
function folderOf(outputType: YamlOutputType | undefined, { chart }: ApiObject): string | undefined {
  switch (outputType) {
    case YamlOutputType.FILE_PER_RESOURCE: return '';
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE: return `${Names.toDnsLabel(chart)}/`;
    default: return undefined;
  }
}

function daemonSetsBelow(scopes: readonly IConstruct[]): ApiObject[] {
  return [...new Set(scopes.flatMap(scope => scope.node.findAll()))].filter(ApiObject.isApiObject).filter(({ kind }) => kind === 'DaemonSet');
}

function shown(objects: readonly ApiObject[]): TreeDaemonSet[] {
  const found = objects.map(object => ({ name: nameOf(object), source: { constructPath: constructPathOf(object) } }));
  return found.sort((left, right) => compare(left.name, right.name));
}

/** Two of one identity are one object that is there twice: a finding of its own. */
function identityOf(apiObject: ApiObject): string {
  return `${apiObject.apiGroup} ${nameOf(apiObject)}`;
}

function nameOf({ metadata, name }: ApiObject): string {
  return `${metadata.namespace ?? 'default'}/${name}`;
}
