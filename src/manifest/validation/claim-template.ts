import { dnsSubdomainProblem } from '../../model/label';
import { Quantity } from '../../model/quantity';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireClaimTemplate } from '../wire';
import { labelSelectorProblems } from './label-selector';
import { annotationsProblems, labelsProblems } from './metadata';
import { isSet, items, oneOf, Problems, wellFormed } from './rule';

const ACCESS_MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** The claim that is made for each pod with an ephemeral volume. */
export function* claimTemplateProblems({ metadata, spec }: WireClaimTemplate, path: Path): Problems {
  yield* labelsProblems(metadata?.labels, [...path, 'metadata', 'labels']);
  yield* annotationsProblems(metadata?.annotations, [...path, 'metadata', 'annotations']);
  for (const [field, value] of Object.entries(metadata ?? {})) {
    if (isSet(value) && !['labels', 'annotations', 'creationTimestamp'].includes(field)) {
      yield fieldProblem([...path, 'metadata', field], 'must not be set: only labels and annotations are used');
    }
  }
  yield* claimProblems(spec ?? {}, [...path, 'spec']);
}

function* claimProblems(spec: NonNullable<WireClaimTemplate['spec']>, path: Path): Problems {
  const { accessModes, resources, selector, storageClassName, volumeMode } = spec;
  if (!accessModes?.length) { yield fieldProblem([...path, 'accessModes'], 'must have at least one mode'); }
  for (const [index, mode] of items(accessModes)) { yield* oneOf([...path, 'accessModes', index], mode, ACCESS_MODES); }
  if (accessModes?.includes('ReadWriteOncePod') && new Set(accessModes).size > 1) {
    yield fieldProblem([...path, 'accessModes'], 'must not hold other modes beside ReadWriteOncePod');
  }
  yield* labelSelectorProblems(selector, [...path, 'selector']);
  const storage = resources?.requests?.storage;
  const place = [...path, 'resources', 'requests', 'storage'];
  if (storage === undefined) {
    yield fieldProblem(place, 'is required');
  } else if ((Quantity.tryParse(String(storage ?? '0').trim()) ?? Quantity.ZERO).nanos <= 0n) {
    yield fieldProblem(place, 'must be more than 0', storage);
  }
  if (storageClassName) { yield* wellFormed([...path, 'storageClassName'], storageClassName, dnsSubdomainProblem); }
  if (typeof volumeMode === 'string') { yield* oneOf([...path, 'volumeMode'], volumeMode, ['Block', 'Filesystem']); }
}
