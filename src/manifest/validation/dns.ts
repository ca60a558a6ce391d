import { dnsSubdomainProblem } from '../../model/label';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireDnsConfig, WirePodSpec } from '../wire';
import { ipAddressProblem } from './ip-address';
import { items, oneOf, Problems, required, wellFormed } from './rule';
import { searchDomainProblem } from './syntax';

const POLICIES = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'];
const [MAX_SERVERS, MAX_SEARCHES, MAX_SEARCH_LENGTH] = [3, 32, 2048];

/** How containers resolve names. */
export function* dnsProblems({ dnsPolicy, dnsConfig, hostAliases }: WirePodSpec, path: Path, minor: number): Problems {
  if (dnsPolicy) { yield* oneOf([...path, 'dnsPolicy'], dnsPolicy, POLICIES); }
  if (dnsPolicy === 'None' && !dnsConfig?.nameservers?.length) {
    yield fieldProblem([...path, 'dnsConfig', 'nameservers'], 'must have at least one server where dnsPolicy is None');
  }
  if (dnsConfig) { yield* configProblems(dnsConfig, [...path, 'dnsConfig'], minor); }
  for (const [index, { ip, hostnames }] of items(hostAliases)) {
    const place = [...path, 'hostAliases', index];
    yield* wellFormed([...place, 'ip'], ip ?? '', text => ipAddressProblem(text, minor));
    for (const [nameIndex, name] of items(hostnames)) { yield* wellFormed([...place, 'hostnames', nameIndex], name, dnsSubdomainProblem); }
  }
}

function* configProblems({ nameservers, searches, options }: WireDnsConfig, path: Path, minor: number): Problems {
  const domains = searches ?? [];
  if ((nameservers?.length ?? 0) > MAX_SERVERS) {
    yield fieldProblem([...path, 'nameservers'], `must be at most ${MAX_SERVERS} servers, these are ${nameservers?.length}`);
  }
  for (const [index, server] of items(nameservers)) { yield* wellFormed([...path, 'nameservers', index], server, text => ipAddressProblem(text, minor)); }
  if (domains.length > MAX_SEARCHES) { yield fieldProblem([...path, 'searches'], `must be at most ${MAX_SEARCHES} domains, these are ${domains.length}`); }
  const length = Buffer.byteLength(domains.join(' '));
  if (length > MAX_SEARCH_LENGTH) { yield fieldProblem([...path, 'searches'], `must be at most ${MAX_SEARCH_LENGTH} bytes together, these are ${length}`); }
  for (const [index, domain] of domains.entries()) { yield* wellFormed([...path, 'searches', index], domain, text => searchProblem(text, minor)); }
  for (const [index, option] of items(options)) { yield* required([...path, 'options', index, 'name'], option.name); }
}

/** Underscores, and "." for the root alone, are allowed since 1.33. */
function searchProblem(domain: string, minor: number): string | undefined {
  const relative = domain.replace(/\.$/, '');
  if (minor < 33) { return dnsSubdomainProblem(relative); }
  return domain === '.' ? undefined : searchDomainProblem(relative);
}
