import { readClusterPods } from '../../src/manifest/cluster-pod-reader';
import { dataDocument } from '../../src/manifest/document';
import { readManifests } from '../../src/manifest/manifests';
import { ClusterObjects, ClusterPod } from '../../src/model/cluster-objects';
import { DaemonSet } from '../../src/model/daemon-set';
import { InventoryNode } from '../../src/model/node';
import { Quantity } from '../../src/model/quantity';
import { Cluster, place } from '../../src/placement/place';
import { Placement } from '../../src/placement/placement';
import { node, NodeOverrides } from '../builders';

/** A node that has exactly these resources. */
export function nodeWith(name: string, resources: Record<string, string>, overrides: NodeOverrides = {}): InventoryNode {
  const quantities = new Map(Object.entries({ pods: '110', ...resources }).map(([resource, amount]) => [resource, Quantity.parse(amount)]));
  return node(name, { allocatable: { quantities, undeclared: new Set() }, ...overrides });
}

/** The spec of a pod with one container that requests these resources. */
export function requesting(requests: Record<string, string>, more: object = {}): Record<string, unknown> {
  return { containers: [{ name: 'agent', image: 'registry.example.com/agent:1.0', resources: { requests } }], ...more };
}

/** The spec of a pod with one container that has these ports of the node. */
export function onPorts(...ports: object[]): Record<string, unknown> {
  return { containers: [{ name: 'agent', image: 'registry.example.com/agent:1.0', ports: ports.map(port => ({ containerPort: 80, ...port })) }] };
}

/** Objects beside the DaemonSets, read from JSON data. */
export function objects(...values: object[]): ClusterObjects {
  const { objects: read, problems } = readManifests(values.map(value => dataDocument(value)), 37);
  if (problems.length > 0) { throw new Error(problems.map(({ message }) => message).join('; ')); }
  return read;
}

/** A pod as kubectl prints it. */
export function runningPod(name: string, nodeName: string, spec: object, metadata: object = {}): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', ...metadata }, spec: { nodeName, ...spec }, status: { phase: 'Running' } };
}

/** Pods that a cluster holds, read from JSON data. */
export function clusterPods(...values: object[]): readonly ClusterPod[] {
  const { pods, problems } = readClusterPods(values.map(value => dataDocument(value)));
  if (problems.length > 0) { throw new Error(problems.map(({ message }) => message).join('; ')); }
  return pods;
}

/** The answers for DaemonSets on nodes, by `daemonSet node`. */
export class Answers {
  private readonly byPair = new Map<string, Placement>();

  constructor(daemonSets: readonly DaemonSet[], nodes: readonly InventoryNode[], cluster: Partial<Cluster> = {}) {
    const { classes, placements } = place({ nodes, daemonSets, minor: 37, ...cluster });
    daemonSets.forEach(({ name }, row) => classes.forEach((nodeClass, column) => {
      for (const member of nodeClass.nodes) { this.byPair.set(`${name} ${member.name}`, placements[row]![column]!); }
    }));
  }

  public of(daemonSet: string, nodeName: string): Placement {
    const placement = this.byPair.get(`${daemonSet} ${nodeName}`);
    if (!placement) { throw new Error(`no answer for ${daemonSet} on ${nodeName}`); }
    return placement;
  }

  /** Outcomes in the order given. */
  public outcomes(...pairs: string[]): string[] {
    return pairs.map(pair => this.byPair.get(pair)?.outcome ?? 'no answer');
  }

  /** Why a DaemonSet does not run on a node, in words. */
  public messages(daemonSet: string, nodeName: string): string[] {
    return this.of(daemonSet, nodeName).reasons.map(({ message }) => message);
  }
}
