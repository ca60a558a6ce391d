import { cover } from '../src/coverage/coverage';
import { CoverageInput, Matrix, matrixOf } from '../src/coverage/matrix';
import { ClusterReport } from '../src/coverage/report';
import { dataDocument } from '../src/manifest/document';
import { readManifests } from '../src/manifest/manifests';
import { ClusterObjects } from '../src/model/cluster-objects';
import { DaemonSet } from '../src/model/daemon-set';
import { Allocatable, InventoryNode, isVirtual } from '../src/model/node';
import { Quantity } from '../src/model/quantity';
import { Taint, TaintEffect } from '../src/model/taint';
import { Workload } from '../src/model/workload';

/** What of a DaemonSet a test cares for; the rest is valid and asks for nothing. */
export interface ManifestOverrides {
  readonly name?: string;
  readonly namespace?: string;
  readonly annotations?: Record<string, string>;

  /** Fields of the pod's spec, over those of one container without requests. */
  readonly pod?: Record<string, unknown>;

  /** Fields of the DaemonSet's spec besides its selector and template. */
  readonly spec?: Record<string, unknown>;
}

/** A valid DaemonSet as JSON data. */
export function manifest({ name = 'agent', namespace = 'monitoring', annotations, pod, spec }: ManifestOverrides = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace, ...annotations ? { annotations } : {} },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'agent', image: 'registry.example.com/agent:1.0' }], ...pod },
      },
      ...spec,
    },
  };
}

/** A DaemonSet, parsed. */
export function daemonSet(overrides: ManifestOverrides = {}): DaemonSet {
  const { daemonSets, problems } = readManifests([dataDocument(manifest(overrides))], 34);
  const [parsed] = daemonSets;
  if (!parsed) { throw new Error(`the test's DaemonSet is invalid: ${problems.map(({ message }) => message).join('; ')}`); }
  return parsed;
}

/** The spec of a pod whose one container mounts paths of its node: writable, unless the mount says otherwise. */
export function mounting(hostPaths: readonly string[], mount: { readonly readOnly?: boolean } = {}) {
  return {
    containers: [{
      name: 'agent',
      image: 'registry.example.com/agent:1.0',
      volumeMounts: hostPaths.map((_, index) => ({ name: `path-${index}`, mountPath: `/host/${index}`, ...mount })),
    }],
    volumes: hostPaths.map((path, index) => ({ name: `path-${index}`, hostPath: { path } })),
  };
}

/** An update strategy that starts the new pod beside the old one. */
export function surging(maxSurge: number | string = 1) {
  return { updateStrategy: { rollingUpdate: { maxSurge, maxUnavailable: 0 } } };
}

/** The objects besides DaemonSets that some manifests hold. */
export function clusterObjects(...manifests: readonly object[]): ClusterObjects {
  const { objects, problems } = readManifests(manifests.map(one => dataDocument(one)), 34);
  if (problems.length > 0) { throw new Error(`the test's objects are invalid: ${problems.map(({ message }) => message).join('; ')}`); }
  return objects;
}

/** What of a node a test cares for. */
export interface NodeOverrides extends Partial<Omit<InventoryNode, 'labels' | 'taints' | 'allocatable'>> {
  readonly labels?: Record<string, string>;

  /** In the spelling of `kubectl taint`: `key=value:effect`. */
  readonly taints?: readonly string[];
  readonly allocatable?: Allocatable | 'undeclared';
}

/** An untainted Linux node with plenty of room. */
export function node(name: string, { labels, taints = [], allocatable = PLENTY, ...overrides }: NodeOverrides = {}): InventoryNode {
  const own = new Map(Object.entries({ 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': name, ...labels }));
  return {
    name,
    labels: own,
    taints: taints.map(taint),
    unschedulable: false,
    startupTaints: [],
    hypothetical: false,
    virtual: isVirtual(own),
    ...allocatable === 'undeclared' ? {} : { allocatable },
    ...overrides,
  };
}

const PLENTY: Allocatable = {
  quantities: new Map(['cpu', 'memory', 'ephemeral-storage', 'pods'].map(resource => [resource, Quantity.of(1_000_000_000)])),
  undeclared: new Set(),
};

/** `count` alike nodes of a pool: `gpu-0`, `gpu-1`, … */
export function pool(name: string, count: number, overrides: NodeOverrides = {}): InventoryNode[] {
  return Array.from({ length: count }, (_, index) => node(`${name}-${index}`, { pool: name, ...overrides }));
}

/** A taint in the spelling of `kubectl taint`. */
export function taint(text: string): Taint {
  const [, key = '', value, effect] = /^([^=:]+)(?:=([^:]*))?:(.+)$/.exec(text) ?? [];
  return { key, ...value ? { value } : {}, effect: effect as TaintEffect };
}

/** A Deployment that mounts paths of its node. */
export function workload(hostPaths: readonly string[], overrides: Partial<Workload> = {}): Workload {
  return { kind: 'Deployment', namespace: 'default', name: 'app', hostPaths, source: {}, ...overrides };
}

/** What is asked about a cluster; the day is fixed, so that exemptions end when the test says. */
export function clusterInput(daemonSets: readonly DaemonSet[], nodes: readonly InventoryNode[], overrides: Partial<CoverageInput> = {}): CoverageInput {
  return { name: 'prod', minor: 34, daemonSets, nodes, workloads: [], today: '2026-11-20', ...overrides };
}

/** DaemonSets on nodes, placed. */
export function matrix(daemonSets: readonly DaemonSet[], nodes: readonly InventoryNode[], overrides: Partial<CoverageInput> = {}): Matrix {
  return matrixOf(clusterInput(daemonSets, nodes, overrides));
}

/** DaemonSets on nodes, judged. */
export function covered(
  daemonSets: readonly DaemonSet[], nodes: readonly InventoryNode[], overrides: Partial<CoverageInput> = {}, strict = false,
): ClusterReport {
  return cover(clusterInput(daemonSets, nodes, overrides), strict);
}

/** What the annotations of the everynode.dev domain say. */
export interface Declarations {
  readonly required?: string;
  readonly exempt?: readonly object[];
  readonly role?: string;
  readonly maySelectNone?: boolean;
}

/** Those annotations, by their short names. */
export function declares({ required, exempt, role, maySelectNone }: Declarations): Record<string, string> {
  return {
    ...required === undefined ? {} : { 'everynode.dev/required-nodes': required },
    ...exempt ? { 'everynode.dev/exempt': JSON.stringify(exempt) } : {},
    ...role === undefined ? {} : { 'everynode.dev/role': role },
    ...maySelectNone === undefined ? {} : { 'everynode.dev/may-select-none': String(maySelectNone) },
  };
}
