import { dnsLabelProblem, dnsSubdomainProblem, labelKeyProblem } from '../../model/label';

/** What is wrong with the name of a container port, as the end of a sentence. */
export function portNameProblem(name: string): string | undefined {
  const valid = name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
  return valid ? undefined : 'must be 1-15 lower case letters, digits and single "-" between them, with at least one letter';
}

/** What is wrong with the key of an annotation: that of a label, but for its letters' case. */
export function annotationKeyProblem(key: string): string | undefined {
  return labelKeyProblem(key.toLowerCase());
}

/** What is wrong with the name of an environment variable; Kubernetes 1.32 took nearly every restriction away. */
export function envNameProblem(name: string, minor: number): string | undefined {
  if (minor >= 32) { return /^[ -<>-~]+$/.test(name) ? undefined : 'must be printable ASCII characters without "="'; }
  if (name.startsWith('..') || name === '.') { return 'must not be "." or begin with ".."'; }
  return /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name) ? undefined : 'must be letters, digits, "_", "-" and "." and not begin with a digit';
}

/** What is wrong with a key of a ConfigMap or Secret. */
export function dataKeyProblem(key: string): string | undefined {
  const valid = key.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(key) && key !== '.' && !key.startsWith('..');
  return valid ? undefined : 'must be 1-253 letters, digits, "-", "_" and ".", and not be "." or begin with ".."';
}

/** What is wrong with a DNS-1123 subdomain whose parts may also hold underscores. */
export function searchDomainProblem(text: string): string | undefined {
  const valid = text.length <= 253 && text.split('.').every(part => /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/.test(part));
  return valid ? undefined : 'must be 1-253 lower case letters, digits, "_", "-" and ".", each part beginning and ending with a letter or digit';
}

/** What is wrong with the beginning of a generated name: a dash may end it, because more follows. */
export function namePrefixProblem(prefix: string): string | undefined {
  return dnsSubdomainProblem(prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix);
}

/** What is wrong with the driver of a CSI volume. */
export function csiDriverProblem(name: string): string | undefined {
  const valid = name.length <= 63 && name.split('.').every(part => dnsLabelProblem(part.toLowerCase()) === undefined);
  return valid ? undefined : 'must be 1-63 letters, digits, "-" and ".", each part beginning and ending with a letter or digit';
}
