import { dnsLabelProblem, labelKeyProblem } from '../../model/label';
import { Path } from '../document';
import { WirePodAffinity, WirePodAffinityTerm } from '../wire';
import { labelSelectorProblems } from './label-selector';
import { matchLabelKeysProblems } from './match-label-keys';
import { items, Problems, required, within, wellFormed } from './rule';

/** Pod affinity, or anti-affinity: they have one form. */
export function* podAffinityProblems(affinity: WirePodAffinity, path: Path, minor: number): Problems {
  for (const [index, term] of items(affinity.requiredDuringSchedulingIgnoredDuringExecution)) {
    yield* termProblems(term, [...path, 'requiredDuringSchedulingIgnoredDuringExecution', index], minor);
  }
  for (const [index, { weight, podAffinityTerm }] of items(affinity.preferredDuringSchedulingIgnoredDuringExecution)) {
    const place = [...path, 'preferredDuringSchedulingIgnoredDuringExecution', index];
    yield* within([...place, 'weight'], weight ?? 0, 1, 100);
    yield* termProblems(podAffinityTerm ?? {}, [...place, 'podAffinityTerm'], minor);
  }
}

/** matchLabelKeys and mismatchLabelKeys are dropped before 1.31. */
function* termProblems(term: WirePodAffinityTerm, path: Path, minor: number): Problems {
  yield* labelSelectorProblems(term.labelSelector, [...path, 'labelSelector']);
  yield* labelSelectorProblems(term.namespaceSelector, [...path, 'namespaceSelector']);
  for (const [index, name] of items(term.namespaces)) { yield* wellFormed([...path, 'namespaces', index], name, dnsLabelProblem); }
  if (minor >= 31) { yield* matchLabelKeysProblems(term, path); }
  yield* required([...path, 'topologyKey'], term.topologyKey);
  if (term.topologyKey) { yield* wellFormed([...path, 'topologyKey'], term.topologyKey, labelKeyProblem); }
}
