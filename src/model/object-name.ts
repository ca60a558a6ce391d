/** How an object is called: its kind, its name, and its namespace where it has one and that matters. */
export interface ObjectName {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

const KIND = /^[A-Z][A-Za-z0-9]*$/;
const PART = /^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/;

/** The objects that a text names, with commas between: `Deployment/operator`, `Service/kube-system/typha`. @throws where it names none */
export function parseObjectNames(text: string): ObjectName[] {
  return text.trim() === '' ? [] : text.split(',').map(one => parseObjectName(one.trim()));
}

/** The object that a text names. @throws where it names none */
export function parseObjectName(text: string): ObjectName {
  const [kind = '', ...parts] = text.split('/');
  if (!KIND.test(kind) || parts.length < 1 || parts.length > 2 || !parts.every(part => PART.test(part))) {
    throw new Error(`must be a kind and a name, such as "Deployment/operator" or "Service/kube-system/typha", got "${text}"`);
  }
  const [namespace, name] = parts.length === 2 ? parts : [undefined, parts[0]];
  return { kind, ...namespace === undefined ? {} : { namespace }, name: name! };
}

/** `Deployment operator`, `Service kube-system/typha`. */
export function showObjectName({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
