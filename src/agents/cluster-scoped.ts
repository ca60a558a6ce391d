import { ApiObject, JsonPatch } from 'cdk8s';

/** A chart gives its namespace to every object, also to those that are in none. */
export function withoutNamespace(object: ApiObject): ApiObject {
  if (object.metadata.namespace !== undefined) { object.addJsonPatch(JsonPatch.remove('/metadata/namespace')); }
  return object;
}
