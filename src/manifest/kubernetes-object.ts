import { ParsedDocument, Path, showPath } from './document';
import { FieldProblem, showValue } from './field-problem';
import { isObject } from './wire-types';
import { ObjectName } from '../model/object-name';
import { quoted } from '../model/quote';
import { Problem, Source } from '../model/source';

/** An object of some kind, unfolded from the lists that held it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly value: { readonly [key: string]: unknown };

  /** Where it stands in its document. */
  readonly path: Path;
  readonly document: ParsedDocument;

  /** The construct that made it. */
  readonly constructPath?: string;
}

/** How an object is called; what is no text is no name. */
export function objectNameOf({ kind, value: { metadata } }: KubernetesObject): ObjectName {
  const { name, namespace } = isObject(metadata) ? metadata : {};
  return { kind, name: typeof name === 'string' ? name : '', ...typeof namespace === 'string' ? { namespace } : {} };
}

/** The objects of a document, lists in lists included, and what is no object. */
export function unfold(document: ParsedDocument): { readonly objects: readonly KubernetesObject[]; readonly problems: readonly Problem[] } {
  const objects: KubernetesObject[] = [];
  const problems: Problem[] = [];
  const visit = (value: unknown, path: Path, assumed: { apiVersion?: string; kind?: string }) => {
    if (value === null && path.length === 0) { return; }
    const problem = objectProblem(value, assumed);
    if (problem || !isObject(value)) {
      problems.push(problemAt(document, path, problem ?? ''));
      return;
    }
    const apiVersion = String(value.apiVersion ?? assumed.apiVersion);
    const kind = String(value.kind ?? assumed.kind);
    if (kind === 'Status' && apiVersion === 'v1') {
      problems.push(problemAt(document, path, `is an answer of the API server that holds no objects: ${quoted(String(value.message ?? value.reason ?? 'no message'), 300)}`));
    } else if (isList(kind, value)) {
      const items = value.items;
      const held = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
      if (items === null || items === undefined) { return; }
      if (!Array.isArray(items)) { problems.push(problemAt(document, [...path, 'items'], `must be a list, got ${showValue(items)}`)); return; }
      items.forEach((item, index) => visit(item, [...path, 'items', index], held));
    } else {
      objects.push({ apiVersion, kind, value, path, document });
    }
  };
  visit(document.value, [], {});
  return { objects, problems };
}

/** Where a field of an object was written. */
export function sourceAt(object: KubernetesObject, path: Path): Source {
  return placeOf(object.document, [...object.path, ...path]);
}

/** Where an object was declared. */
export function sourceOf(object: KubernetesObject): Source {
  return {
    ...(object.constructPath === undefined ? {} : { constructPath: object.constructPath }),
    ...placeOf(object.document, object.path),
    document: object.document.index,
  };
}

/** A problem with a field of an object, with the object's name and the field's place. */
export function objectProblemAt(object: KubernetesObject, { path, message }: FieldProblem): Problem {
  const field = showPath(path);
  return {
    message: `${describe(object)}${field === '' ? '' : `: ${field}`} ${message}`,
    ...placeOf(object.document, [...object.path, ...path]),
    ...(object.constructPath === undefined ? {} : { constructPath: object.constructPath }),
  };
}

/** `DaemonSet logging/fluentd`: what an object is called in messages. */
export function describe({ kind, value }: KubernetesObject): string {
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const name = typeof metadata.name === 'string' ? plain(metadata.name) : '(without a name)';
  return `${plain(kind)} ${typeof metadata.namespace === 'string' ? `${plain(metadata.namespace)}/` : ''}${name}`;
}

/** A name as it is where it could be one; in quotes, and shortened, where it could not. */
function plain(name: string): string {
  return /^[\w.-]{1,253}$/.test(name) ? name : quoted(name);
}

function problemAt(document: ParsedDocument, path: Path, message: string): Problem {
  const field = showPath(path);
  return { message: `${field === '' ? 'document' : field} ${message}`, ...placeOf(document, path) };
}

function placeOf(document: ParsedDocument, path: Path): Source {
  return { ...(document.file === undefined ? {} : { file: document.file }), ...document.locate(path) };
}

function objectProblem(value: unknown, assumed: { apiVersion?: string; kind?: string }): string | undefined {
  if (!isObject(value)) { return `is no Kubernetes object: expected a map with apiVersion and kind, got ${showValue(value)}`; }
  for (const field of ['apiVersion', 'kind'] as const) {
    const found = value[field] ?? assumed[field];
    if (found === undefined) { return `is no Kubernetes object: ${field} is missing`; }
    if (typeof found !== 'string' || found === '') { return `is no Kubernetes object: ${field} must be text, got ${showValue(found)}`; }
  }
  return undefined;
}

function isList(kind: string, value: { readonly [key: string]: unknown }): boolean {
  return kind === 'List' || kind.endsWith('List') && Object.hasOwn(value, 'items');
}
