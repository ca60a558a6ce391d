import { Document, isMap, isSeq, Node, parseAllDocuments, YAMLMap } from 'yaml';
import { Input, ManifestEdit } from './situation';
import { YamlEdit } from '../../src/model/yaml-edit';

type Key = string | number;

/** An input after some changes; everything else of it is as it was written. */
export function edited(input: Input, edits: readonly ManifestEdit[]): Input {
  return edits.reduce((before, { in: part = 'manifests', ...edit }) => {
    const documents = parseAllDocuments(before[part] ?? '', { compat: 'yaml-1.1' }) as Document[];
    const object = objectIn(documents, edit.object);
    keysOf(edit.path, object).forEach(path => apply(object, path, edit));
    return { ...before, [part]: documents.map(document => document.toString({ directives: false })).join('---\n') };
  }, input);
}

/** The object that an edit is about; those of a `List` count, too. */
export function objectIn(documents: readonly Document[], name: string | undefined): YAMLMap {
  const objects = documents.flatMap(({ contents }) => isMap(contents) ? objectsOf(contents) : []);
  const found = name === undefined ? objects.find(object => object.get('kind') === 'DaemonSet') ?? objects[0] : objects.find(object => isCalled(object, name));
  if (!found) { throw new Error(`no object is called ${name ?? 'anything'}`); }
  return found;
}

/** Where a path of an edit leads in an object: `spec.tolerations[0]`, `nodeSelector["kubernetes.io/os"]`, `terms[*].matchExpressions`. */
export function keysOf(path: string, object: YAMLMap): Key[][] {
  const keys = [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g)].map(([, quoted, index, plain]) => quoted ?? (index === undefined || index === '*' ? index ?? plain : Number(index)));
  return keys.reduce<Key[][]>((paths, key) => paths.flatMap(before => key === '*' ? itemsAt(object, before) : [[...before, key ?? '']]), [[]]);
}

/** Every item of a list; the first one where there is none yet. */
function itemsAt(object: YAMLMap, path: readonly Key[]): Key[][] {
  const list = object.getIn(path);
  const count = isSeq(list) ? list.items.length : 0;
  return Array.from({ length: Math.max(count, 1) }, (_, index) => [...path, index]);
}

function apply(object: YAMLMap, path: readonly Key[], { add, set }: YamlEdit): void {
  if (add) {
    const present = object.getIn(path);
    const items = isSeq(present) ? present.items : [];
    object.setIn(path, sequence([...items, ...add]));
  } else if (set === null || set === undefined) {
    object.deleteIn(path);
  } else {
    object.setIn(path, new Document(set).contents);
  }
}

function sequence(items: readonly unknown[]): Node | null {
  return new Document(items).contents;
}

function objectsOf(object: YAMLMap): YAMLMap[] {
  const items = object.get('items');
  return isSeq(items) ? items.items.filter(isMap) : [object];
}

function isCalled(object: YAMLMap, name: string): boolean {
  const called = String(object.getIn(['metadata', 'name']));
  return name === called || name === `${String(object.get('kind'))}/${called}`;
}
