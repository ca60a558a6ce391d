import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import { NodeAgentDaemonSet, NodeAgentDaemonSetProps } from '../../src';

/** A Kubernetes object as it is written: tests ask for fields of it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Manifest = any;

/** A chart of a new app, in the namespace `monitoring`; null for none. */
export function newChart(namespace: string | null = 'monitoring'): Chart {
  return new Chart(new App(), 'platform', { namespace: namespace ?? undefined });
}

/** Every object of the app of a construct, read back from the YAML text that is written. */
export function manifests(construct: Construct): Manifest[] {
  return parseAllDocuments(yamlOf(construct)).map(document => document.toJS());
}

/** The YAML text that is written. */
export function yamlOf(construct: Construct): string {
  return (construct.node.root as App).synthYaml();
}

/** The one object of a kind. */
export function only(kind: string, construct: Construct): Manifest {
  const found = manifests(construct).filter(manifest => manifest.kind === kind);
  if (found.length !== 1) { throw new Error(`there are ${found.length} objects of the kind ${kind}`); }
  return found[0];
}

/** The DaemonSet that is written; that of the agent itself, where there are others beside it. */
export function daemonSetOf(construct: Construct): Manifest {
  if (!(construct instanceof NodeAgentDaemonSet)) { return only('DaemonSet', construct); }
  const own = manifests(construct).filter(({ kind, metadata }) => kind === 'DaemonSet' && metadata.name === construct.daemonSetName);
  if (own.length !== 1) { throw new Error(`there are ${own.length} DaemonSets called ${construct.daemonSetName}`); }
  return own[0];
}

/** The pod spec that is written. */
export function podOf(construct: Construct): Manifest {
  return daemonSetOf(construct).spec.template.spec;
}

/** A container that is written: the agent's own, or the one of a name. */
export function containerOf(construct: Construct, name?: string): Manifest {
  const { containers } = podOf(construct);
  return name === undefined ? containers[0] : containers.find((container: Manifest) => container.name === name);
}

/** All containers of a pod spec, those that run before, too. */
export function allContainersOf({ containers, initContainers = [] }: Manifest): Manifest[] {
  return [...containers, ...initContainers];
}

/** A small agent of one's own. */
export function newAgent(props: Partial<NodeAgentDaemonSetProps> = {}, scope: Construct = newChart()): NodeAgentDaemonSet {
  return new NodeAgentDaemonSet(scope, 'Agent', { container: { image: 'registry.example/tools/agent:1.0' }, ...props });
}
