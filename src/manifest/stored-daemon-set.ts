import { storedForm } from './stored-form';
import { isObject } from './wire-types';
import { JsonObject, StoredDaemonSet } from '../model/daemon-set';

/** What kubectl and the API server itself write into annotations: a DaemonSet from a cluster has them, a manifest has not. */
const WRITTEN_BY_OTHERS = ['deprecated.daemonset.template.generation', 'kubectl.kubernetes.io/last-applied-configuration'];

/** What the API server would store of a DaemonSet whose JSON types are right. */
export function storedDaemonSetOf({ metadata, spec }: JsonObject, minor: number): StoredDaemonSet {
  const { labels, annotations } = storedForm(metadata, 'ObjectMeta', minor);
  const own = Object.entries(isObject(annotations) ? annotations : {}).filter(([key]) => !WRITTEN_BY_OTHERS.includes(key));
  return { metadata: { labels: labels ?? {}, annotations: Object.fromEntries(own) }, spec: storedForm(spec, 'DaemonSetSpec', minor) };
}
