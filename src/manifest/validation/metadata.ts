import { dnsLabelProblem, dnsSubdomainProblem, labelKeyProblem, labelValueProblem } from '../../model/label';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireMap, WireMeta } from '../wire';
import { entries, isSet, items, Problems, required, wellFormed } from './rule';
import { annotationKeyProblem, namePrefixProblem } from './syntax';

const MAX_ANNOTATION_BYTES = 262_144;
const FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** Name, labels, annotations and the like of an object of its own. A namespace of an object of the whole cluster is dropped. */
export function* metadataProblems(meta: WireMeta, path: Path, namespaced: boolean): Problems {
  yield* nameProblems(meta, path);
  if (namespaced && meta.namespace) { yield* wellFormed([...path, 'namespace'], meta.namespace, dnsLabelProblem); }
  yield* labelsProblems(meta.labels, [...path, 'labels']);
  yield* annotationsProblems(meta.annotations, [...path, 'annotations']);
  yield* finalizersProblems(meta.finalizers, [...path, 'finalizers']);
  yield* ownersProblems(meta, [...path, 'ownerReferences']);
}

/** Labels, and whatever else has their syntax. */
export function* labelsProblems(labels: WireMap<string> | null | undefined, path: Path): Problems {
  for (const [key, value] of entries(labels, '')) {
    const rule = labelKeyProblem(key);
    if (rule !== undefined) { yield { path: [...path, key], message: `is no label key: it ${rule}` }; }
    yield* wellFormed([...path, key], value, labelValueProblem);
  }
}

/** Annotations: their keys, and how much they hold together. */
export function* annotationsProblems(annotations: WireMap<string> | null | undefined, path: Path): Problems {
  let bytes = 0;
  for (const [key, value] of entries(annotations, '')) {
    const rule = annotationKeyProblem(key);
    if (rule !== undefined) { yield { path: [...path, key], message: `is no annotation key: it ${rule}` }; }
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  if (bytes > MAX_ANNOTATION_BYTES) {
    yield { path, message: `must hold at most ${MAX_ANNOTATION_BYTES} bytes in keys and values together, these hold ${bytes}` };
  }
}

function* nameProblems({ name, generateName }: WireMeta, path: Path): Problems {
  if (generateName) { yield* wellFormed([...path, 'generateName'], generateName, namePrefixProblem); }
  if (name) {
    yield* wellFormed([...path, 'name'], name, dnsSubdomainProblem);
  } else if (!generateName) {
    yield* required([...path, 'name'], name);
  }
}

function* finalizersProblems(finalizers: readonly string[] | null | undefined, path: Path): Problems {
  for (const [index, finalizer] of items(finalizers)) {
    yield* wellFormed([...path, index], finalizer, labelKeyProblem);
    if (!finalizer.includes('/') && !FINALIZERS.includes(finalizer)) {
      yield fieldProblem([...path, index], `must have a prefix and "/" unless it is one of ${FINALIZERS.join(', ')}`, finalizer);
    }
  }
  if (finalizers?.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    yield fieldProblem(path, 'must not hold both orphan and foregroundDeletion');
  }
}

function* ownersProblems({ ownerReferences }: WireMeta, path: Path): Problems {
  for (const [index, owner] of items(ownerReferences)) {
    for (const field of ['apiVersion', 'kind', 'name', 'uid'] as const) { yield* required([...path, index, field], owner[field]); }
  }
  if (ownerReferences && ownerReferences.filter(owner => isSet(owner.controller) && owner.controller).length > 1) {
    yield fieldProblem(path, 'must have at most one owner with controller: true');
  }
}
