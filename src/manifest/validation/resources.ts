import { labelKeyProblem } from '../../model/label';
import { Quantity } from '../../model/quantity';
import { Path } from '../document';
import { fieldProblem, nearest } from '../field-problem';
import { WireMap, WireResources } from '../wire';
import { entries, Problems } from './rule';

/** Amounts by the name of the resource. */
export type Amounts = ReadonlyMap<string, Quantity>;

const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];
const HUGE_PAGES = 'hugepages-';

/** Requests and limits of a container, or of a whole pod, whose names others judge. */
export function* resourcesProblems(resources: WireResources, nameProblem: (name: string) => string | undefined, path: Path): Problems {
  const [requests, limits] = [amountsOf(resources.requests), amountsOf(resources.limits)];
  yield* amountsProblems(limits, nameProblem, [...path, 'limits']);
  yield* amountsProblems(requests, nameProblem, [...path, 'requests']);
  for (const [name, request] of requests) { yield* againstLimitProblems(name, request, limits.get(name), path); }
  const names = [...requests.keys(), ...limits.keys()];
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')) {
    yield fieldProblem(path, 'must have a request or limit of cpu or memory beside huge pages');
  }
}

/** What is wrong with the name of a resource of a container. */
export function containerResourceProblem(name: string): string | undefined {
  const rule = labelKeyProblem(name);
  if (rule !== undefined) { return `is no resource name: it ${rule}`; }
  if (COMPUTE.includes(name) || isHugePages(name) || isNative(name) && name.includes('/') || isExtended(name)) { return undefined; }
  const meant = name.includes('/') ? undefined : nearest(name, COMPUTE);
  return `must be ${COMPUTE.join(', ')}, ${HUGE_PAGES}<size>, or have a domain such as "example.com/${name.replace(/^.*\//, '')}"`
    + (meant === undefined ? '' : ` (typo of "${meant}"?)`);
}

/** What is wrong with the name of a resource of a whole pod. */
export function podResourceProblem(name: string): string | undefined {
  const rule = labelKeyProblem(name);
  if (rule !== undefined) { return `is no resource name: it ${rule}`; }
  if (name === 'cpu' || name === 'memory' || isHugePages(name)) { return undefined; }
  return `must be cpu, memory or ${HUGE_PAGES}<size>: a pod has no other resources of its own`;
}

/** A resource list as it is stored: rounded up to thousandths. */
export function amountsOf(list: WireMap<string | number> | null | undefined): Amounts {
  return new Map(entries<string | number>(list, '0').map(([name, amount]) => [name, (Quantity.tryParse(String(amount).trim()) ?? Quantity.ZERO).toMillis()]));
}

/** Whether a resource is memory in pages of a larger size. */
export function isHugePages(name: string): boolean {
  return name.startsWith(HUGE_PAGES);
}

/** Whether a resource comes in pieces, as devices do. */
export function isExtended(name: string): boolean {
  return !isNative(name) && !name.startsWith('requests.') && labelKeyProblem(`requests.${name}`) === undefined;
}

function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

function* amountsProblems(amounts: Amounts, nameProblem: (name: string) => string | undefined, path: Path): Problems {
  for (const [name, amount] of amounts) {
    const place = [...path, name];
    const rule = nameProblem(name);
    if (rule !== undefined) { yield { path: place, message: rule }; }
    if (amount.nanos < 0n) { yield fieldProblem(place, 'must not be negative', amount.toString()); }
    if (isExtended(name) && amount.milliValue % 1000n !== 0n) { yield fieldProblem(place, 'must be a whole number', amount.toString()); }
    if (isHugePages(name)) { yield* hugePagesProblems(name, amount, place); }
  }
}

/** Devices and huge pages cannot be shared: who asks for them gets exactly that much. */
function* againstLimitProblems(name: string, request: Quantity, limit: Quantity | undefined, path: Path): Problems {
  const place = [...path, 'requests', name];
  const exact = !isNative(name) || isHugePages(name);
  if (limit === undefined) {
    if (exact) { yield fieldProblem([...path, 'limits', name], 'is required: this resource is given only with a limit that equals the request'); }
  } else if (exact && request.compare(limit) !== 0) {
    yield fieldProblem(place, `must equal the limit of ${limit.toString()}`, request.toString());
  } else if (request.compare(limit) > 0) {
    yield fieldProblem(place, `must be at most the limit of ${limit.toString()}`, request.toString());
  }
}

function* hugePagesProblems(name: string, amount: Quantity, path: Path): Problems {
  const size = name.slice(HUGE_PAGES.length);
  const page = Quantity.tryParse(size);
  if (!page || page.nanos <= 0n || page.milliValue % 1000n !== 0n) {
    yield { path, message: 'must be named after the size of its pages, such as hugepages-2Mi' };
  } else if (amount.value % page.value !== 0n) {
    yield fieldProblem(path, `must be a multiple of ${size}`, amount.toString());
  }
}
