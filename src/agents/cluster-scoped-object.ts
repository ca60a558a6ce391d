import { ApiObject, JsonPatch } from 'cdk8s';

/** An object that is in no namespace: a chart gives its own to every object. */
export function withoutNamespace(object: ApiObject): ApiObject {
  if (object.metadata.namespace !== undefined) { object.addJsonPatch(JsonPatch.remove('/metadata/namespace')); }
  return object;
}
