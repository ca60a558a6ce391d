const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Label keys that were found good: the nodes of a cluster carry the same few again and again. */
const GOOD_KEYS = new Set<string>();
const MANY = 10_000;

/** The labels of an object. A map, so that a key such as `__proto__` is only a key. */
export type Labels = ReadonlyMap<string, string>;

/**
 * What is wrong with a label key (`[prefix/]name`), as the end of a sentence that begins with the field's name.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
 */
export function labelKeyProblem(key: string): string | undefined {
  if (GOOD_KEYS.has(key)) { return undefined; }
  const problem = newLabelKeyProblem(key);
  if (problem === undefined && GOOD_KEYS.size < MANY) { GOOD_KEYS.add(key); }
  return problem;
}

function newLabelKeyProblem(key: string): string | undefined {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  if (slash >= 0) {
    const problem = dnsSubdomainProblem(key.slice(0, slash));
    if (problem) { return `must have a prefix that ${problem.replace(/^must be/, 'is')} before its "/"`; }
  }
  if (name.includes('/')) { return 'must have at most one "/"'; }
  if (name.length === 0 || name.length > 63) { return 'must have a name of 1-63 characters'; }
  return NAME.test(name) ? undefined : 'must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between';
}

/** What is wrong with a label value, as the end of a sentence that begins with the field's name. */
export function labelValueProblem(value: string): string | undefined {
  if (value.length > 63) { return `must have at most 63 characters (this one has ${value.length})`; }
  return value === '' || NAME.test(value)
    ? undefined
    : 'must be empty, or begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between';
}

/** What is wrong with a DNS-1123 label, the form of namespaces and container names. */
export function dnsLabelProblem(text: string): string | undefined {
  return text.length <= 63 && DNS_LABEL.test(text)
    ? undefined
    : 'must be 1-63 lower case letters, digits and "-", beginning and ending with a letter or digit';
}

/** What is wrong with a DNS-1123 subdomain, the form of most object names. */
export function dnsSubdomainProblem(text: string): string | undefined {
  return text.length > 0 && text.length <= 253 && DNS_SUBDOMAIN.test(text)
    ? undefined
    : 'must be 1-253 lower case letters, digits, "-" and ".", each part beginning and ending with a letter or digit';
}
