import { Remedy } from './placement';
import { Container } from '../model/pod-template';

/** Where the spec of the pods stands in a DaemonSet. */
export const POD_SPEC = 'spec.template.spec';

/** The path of the value of a key, in quotes where it is no plain word. */
export function keyPath(map: string, key: string): string {
  return /^[A-Za-z_$][\w$-]*$/.test(key) ? `${map}.${key}` : `${map}[${JSON.stringify(key)}]`;
}

/** The containers of a template with their paths: those that keep running first. */
export function containerPaths({ containers, initContainers }: { readonly containers: readonly Container[]; readonly initContainers: readonly Container[] }): (readonly [path: string, container: Container])[] {
  const paths = (list: string, of: readonly Container[]) => of.map((container, index) => [`${POD_SPEC}.${list}[${index}]`, container] as const);
  return [...paths('containers', containers), ...paths('initContainers', initContainers)];
}

/** The edit that states a request or a limit of a container, or of the pod; in TypeScript where it is the agent's own container. */
export function statedAmount(owner: string, list: 'requests' | 'limits', resource: string, amount: string): Pick<Remedy, 'yaml' | 'typescript'> {
  const own = owner === `${POD_SPEC}.containers[0]`;
  const key = /^[a-z]+$/.test(resource) ? resource : `'${resource}'`;
  return {
    ...own ? { typescript: `${list}: { ${key}: '${amount}' }` } : {},
    yaml: { path: keyPath(`${owner}.resources.${list}`, resource), set: amount },
  };
}

/** The edit by which pods come before others that are less important than parts of the system. */
export const SYSTEM_PRIORITY: Remedy = {
  text: 'give it a priority class above that of the others, so that it comes first',
  typescript: "priorityClassName: 'system-node-critical'",
  yaml: { path: `${POD_SPEC}.priorityClassName`, set: 'system-node-critical' },
};
