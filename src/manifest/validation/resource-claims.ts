import { dnsLabelProblem, dnsSubdomainProblem } from '../../model/label';
import { quoted } from '../../model/quote';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WirePodResourceClaim, WireResources } from '../wire';
import { isSet, items, listed, Problems, required, wellFormed } from './rule';

/** The devices that a pod claims; on since 1.34. */
export function* podClaimsProblems(claims: readonly WirePodResourceClaim[] | null | undefined, path: Path): Problems {
  const names = new Set<string>();
  for (const [index, claim] of items(claims)) {
    const place = [...path, index];
    const name = claim.name ?? '';
    yield* required([...place, 'name'], name);
    if (name) { yield* wellFormed([...place, 'name'], name, dnsLabelProblem); }
    if (names.has(name)) { yield fieldProblem([...place, 'name'], 'must be unique among the claims', name); }
    names.add(name);
    if (isSet(claim.resourceClaimName) === isSet(claim.resourceClaimTemplateName)) {
      yield fieldProblem(place, 'must have either resourceClaimName or resourceClaimTemplateName');
    }
    for (const field of ['resourceClaimName', 'resourceClaimTemplateName'] as const) {
      const value = claim[field];
      if (typeof value === 'string') { yield* wellFormed([...place, field], value, dnsSubdomainProblem); }
    }
  }
}

/** The claims of the pod that a container uses: each whole, or some of its requests. */
export function* containerClaimsProblems({ claims }: WireResources, podClaims: readonly WirePodResourceClaim[], path: Path): Problems {
  const used = new Set<string>();
  for (const [index, { name, request }] of items(claims)) {
    const place = [...path, index];
    yield* required([...place, 'name'], name);
    if (!name) { continue; }
    if (request) { yield* wellFormed([...place, 'request'], request, dnsLabelProblem); }
    const key = request ? `${name}/${request}` : name;
    const overlaps = used.has(name) || used.has(key) || !request && [...used].some(other => other.startsWith(`${name}/`));
    if (overlaps) { yield fieldProblem(place, 'must not use what another entry uses already', key); }
    used.add(key);
    if (!podClaims.some(claim => claim.name === name)) { yield fieldProblem([...place, 'name'], claimRule(podClaims), name); }
  }
}

function claimRule(podClaims: readonly WirePodResourceClaim[]): string {
  if (podClaims.length === 0) { return 'must be one of the pod\'s resourceClaims, and there are none'; }
  return `must be ${listed(podClaims.map(({ name }) => quoted(name ?? '')))}`;
}
