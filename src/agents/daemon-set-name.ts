import { ApiObject, ApiObjectMetadata, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { dnsLabelProblem, dnsSubdomainProblem } from '../model/label';

/** Where a DaemonSet will be found in the cluster. */
export interface DaemonSetName {
  readonly name: string;

  /** Undefined where neither the chart nor the metadata name one. */
  readonly namespace?: string;
}

const MAX_LABEL_VALUE = 63;
const MAX_GENERATED_NAME_BASE = 58;

/** The name and namespace of an agent's DaemonSet, before it is made: configuration files and labels depend on them. */
export function daemonSetName(scope: Construct, id: string, metadata: ApiObjectMetadata | undefined): DaemonSetName {
  const name = metadata?.name ?? generatedName(scope, id);
  const namespace = metadata?.namespace ?? Chart.of(scope).namespace;
  const place = `${scope.node.path}/${id}`;
  const advice = metadata?.name === undefined ? 'set metadata.name' : 'choose another metadata.name';
  const problem = dnsSubdomainProblem(name);
  if (problem) { throw new Error(`${place}: the name of the DaemonSet ${problem}, got "${name}"; ${advice}`); }
  if (name.length > MAX_LABEL_VALUE) {
    throw new Error(`${place}: the name of the DaemonSet is the value of a label and must have at most ${MAX_LABEL_VALUE} characters, got "${name}" (${name.length}); ${advice}`);
  }
  const namespaceProblem = namespace === undefined ? undefined : dnsLabelProblem(namespace);
  if (namespaceProblem) { throw new Error(`${place}: namespace ${namespaceProblem}, got "${namespace}"`); }
  return { name, namespace };
}

/** The names of the DaemonSets of an agent's variants, by variant and in their order. */
export function variantNames(place: string, agent: DaemonSetName, variants: { readonly [variant: string]: unknown } | undefined): Map<string, DaemonSetName> {
  return new Map(Object.keys(variants ?? {}).sort().map(variant => [variant, variantName(`${place}: variants`, agent, variant)]));
}

function variantName(place: string, agent: DaemonSetName, variant: string): DaemonSetName {
  const problem = dnsLabelProblem(variant);
  if (problem) { throw new Error(`${place}: the name of a variant ${problem}, got "${variant}"`); }
  const name = `${agent.name}-${variant}`;
  if (name.length > MAX_LABEL_VALUE) {
    throw new Error(`${place}: the name of a variant's DaemonSet is the value of a label and must have at most ${MAX_LABEL_VALUE} characters, got "${name}" (${name.length}); choose a shorter metadata.name or another name than "${variant}"`);
  }
  return { ...agent, name };
}

/** What the names of its pods begin with; five random characters follow. Kubernetes cuts it to 58 characters. */
export function podNamePrefix(daemonSet: string): string {
  return `${daemonSet}-`.slice(0, MAX_GENERATED_NAME_BASE);
}

/** Asks the chart, which may name objects in its own way, with a stand-in at the very same place of the tree. */
function generatedName(scope: Construct, id: string): string {
  const standIn = new Construct(scope, id);
  try {
    return new ApiObject(new Construct(standIn, 'Resource'), 'Resource', { apiVersion: 'apps/v1', kind: 'DaemonSet' }).name;
  } finally {
    scope.node.tryRemoveChild(id);
  }
}
