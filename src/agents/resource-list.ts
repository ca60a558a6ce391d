import { Quantity, quantityProblem } from '../model/quantity';

/** Amounts by resource name, as text. */
export interface ResourceTexts { readonly [resource: string]: string }

/** What a container needs and what it may use at most. */
export interface ResourceLists {
  readonly requests: ResourceTexts;
  readonly limits: ResourceTexts;
}

/** The same, either of them left out where nothing is said. */
export interface ResourceStatement {
  readonly requests?: ResourceTexts;
  readonly limits?: ResourceTexts;
}

const BYTES = ['memory', 'ephemeral-storage'];

/**
 * What a user states over what the agent proposes, resource by resource. A proposed limit gives way to a larger stated
 * request, a proposed request to a smaller stated limit; where both are stated, they must agree.
 */
export function resolvedResources(place: string, stated: ResourceStatement, proposed: ResourceStatement): ResourceLists {
  checkAmounts(place, stated);
  checkAmounts(place, proposed);
  const names = [stated.requests, stated.limits, proposed.requests, proposed.limits].flatMap(list => Object.keys(list ?? {}));
  const resolved = [...new Set(names)].sort().map(name => resolve(place, name, stated, proposed));
  const pick = (part: 'request' | 'limit') => Object.fromEntries(resolved.flatMap(item => {
    const text = item[part];
    return text === undefined ? [] : [[item.name, text]];
  }));
  return { requests: pick('request'), limits: pick('limit') };
}

interface ResolvedAmount {
  readonly name: string;
  readonly request?: string;
  readonly limit?: string;
}

function resolve(place: string, name: string, stated: ResourceStatement, proposed: ResourceStatement): ResolvedAmount {
  const [statedRequest, statedLimit] = [stated.requests?.[name], stated.limits?.[name]];
  const request = statedRequest ?? proposed.requests?.[name];
  const limit = statedLimit ?? proposed.limits?.[name];
  if (isWhole(name)) { return whole(place, name, statedRequest ?? statedLimit ?? request ?? limit, [statedRequest, statedLimit]); }
  if (request === undefined || limit === undefined || amount(limit).compare(amount(request)) >= 0) { return { name, request, limit }; }
  if (statedRequest === undefined && statedLimit !== undefined) { return { name, request: limit, limit }; }
  if (statedRequest !== undefined && statedLimit === undefined) { return { name, request, limit: request }; }
  throw new Error(`${place}: limits.${name} must not be less than requests.${name} (${request}), got "${limit}"`);
}

/** Devices and huge pages are given out whole: the request is the limit. */
function whole(place: string, name: string, text: string | undefined, [request, limit]: (string | undefined)[]): ResolvedAmount {
  if (request !== undefined && limit !== undefined && amount(request).compare(amount(limit)) !== 0) {
    throw new Error(`${place}: limits.${name} must equal requests.${name} (${request}), got "${limit}"`);
  }
  return { name, request: text, limit: text };
}

function isWhole(name: string): boolean {
  return name.startsWith('hugepages-') || name.includes('/');
}

function checkAmounts(place: string, statement: ResourceStatement): void {
  for (const part of ['requests', 'limits'] as const) {
    for (const [name, text] of Object.entries(statement[part] ?? {})) { checkAmount(`${place}: ${part}.${name}`, name, text); }
  }
}

function checkAmount(place: string, name: string, text: string): void {
  if (name !== 'cpu' && !BYTES.includes(name) && !isWhole(name)) {
    throw new Error(`${place}: a resource is cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<name>`);
  }
  const problem = quantityProblem(text);
  if (problem) { throw new Error(`${place}: ${problem}, got "${text}"`); }
  if (amount(text).nanos < 0n) { throw new Error(`${place}: must not be negative, got "${text}"`); }
  if (name !== 'cpu' && amount(text).nanos % 1_000_000_000n !== 0n) {
    const meant = /^\d+m$/.test(text) && BYTES.includes(name) ? ` ("m" is a thousandth; did you mean "${text.slice(0, -1)}Mi"?)` : '';
    throw new Error(`${place}: must be a whole number, got "${text}"${meant}`);
  }
}

function amount(text: string): Quantity {
  return Quantity.parse(text);
}
