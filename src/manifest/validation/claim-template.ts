import { dnsLabelProblem, dnsSubdomainProblem } from '../../model/label';
import { Quantity } from '../../model/quantity';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireClaimTemplate } from '../wire';
import { labelSelectorProblems } from './label-selector';
import { annotationsProblems, labelsProblems } from './metadata';
import { isSet, items, oneOf, Problems, required, wellFormed } from './rule';

const ACCESS_MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** The claim that is made for each pod with an ephemeral volume. */
export function* claimTemplateProblems({ metadata, spec }: WireClaimTemplate, path: Path, minor: number): Problems {
  yield* labelsProblems(metadata?.labels, [...path, 'metadata', 'labels']);
  yield* annotationsProblems(metadata?.annotations, [...path, 'metadata', 'annotations']);
  for (const [field, value] of Object.entries(metadata ?? {})) {
    if (isSet(value) && !['labels', 'annotations', 'creationTimestamp'].includes(field)) {
      yield fieldProblem([...path, 'metadata', field], 'must not be set: only labels and annotations are used');
    }
  }
  yield* claimProblems(spec ?? {}, [...path, 'spec'], minor);
}

function* claimProblems(spec: NonNullable<WireClaimTemplate['spec']>, path: Path, minor: number): Problems {
  const { accessModes, resources, selector, storageClassName, volumeAttributesClassName, volumeMode } = spec;
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
  if (volumeAttributesClassName && minor >= 34) { yield* wellFormed([...path, 'volumeAttributesClassName'], volumeAttributesClassName, dnsSubdomainProblem); }
  if (storageClassName) { yield* wellFormed([...path, 'storageClassName'], storageClassName, dnsSubdomainProblem); }
  yield* sourceProblems(spec, path);
  if (typeof volumeMode === 'string') { yield* oneOf([...path, 'volumeMode'], volumeMode, ['Block', 'Filesystem']); }
}

/** What the claim's volume is filled from, said in two fields that must agree. */
function* sourceProblems({ dataSource, dataSourceRef }: NonNullable<WireClaimTemplate['spec']>, path: Path): Problems {
  for (const [field, source] of [['dataSource', dataSource], ['dataSourceRef', dataSourceRef]] as const) {
    if (!source) { continue; }
    const place = [...path, field];
    yield* required([...place, 'name'], source.name);
    yield* required([...place, 'kind'], source.kind);
    if (source.apiGroup) { yield* wellFormed([...place, 'apiGroup'], source.apiGroup, dnsSubdomainProblem); }
    if (!source.apiGroup && source.kind !== 'PersistentVolumeClaim') {
      yield fieldProblem([...place, 'kind'], 'must be PersistentVolumeClaim without an apiGroup', source.kind ?? '');
    }
  }
  if (dataSourceRef?.namespace) { yield* wellFormed([...path, 'dataSourceRef', 'namespace'], dataSourceRef.namespace, dnsLabelProblem); }
  if (!dataSource || !dataSourceRef) { return; }
  const equal = (['apiGroup', 'kind', 'name'] as const).every(field => (dataSource[field] ?? undefined) === (dataSourceRef[field] ?? undefined));
  if (dataSourceRef.namespace || !equal) { yield fieldProblem([...path, 'dataSource'], 'must say the same as dataSourceRef'); }
}
