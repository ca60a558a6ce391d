import { KubernetesObject, sourceOf } from './kubernetes-object';
import { isObject } from './wire-types';
import { Workload } from '../model/workload';

const KINDS = ['Deployment', 'StatefulSet'];

/** Whether an object is a Deployment or StatefulSet of Kubernetes. */
export function isWorkload({ apiVersion, kind }: KubernetesObject): boolean {
  return apiVersion === 'apps/v1' && KINDS.includes(kind);
}

/** Reads what of a workload makes it look like a node agent. It is not ours to judge, so whatever is no host path is passed over. */
export function readWorkload(object: KubernetesObject): Workload {
  const metadata = fieldsOf(object.value.metadata);
  const spec = fieldsOf(fieldsOf(fieldsOf(object.value.spec).template).spec);
  const volumes = Array.isArray(spec.volumes) ? spec.volumes : [];
  return {
    kind: object.kind,
    namespace: typeof metadata.namespace === 'string' && metadata.namespace !== '' ? metadata.namespace : 'default',
    name: String(metadata.name ?? ''),
    hostPaths: volumes.map(volume => fieldsOf(fieldsOf(volume).hostPath).path).filter(path => typeof path === 'string'),
    source: sourceOf(object),
  };
}

function fieldsOf(value: unknown): { readonly [key: string]: unknown } {
  return isObject(value) ? value : {};
}
