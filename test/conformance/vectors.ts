import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { nodeOf } from '../../src/inventory/kubectl';
import { readClusterObjects } from '../../src/manifest/cluster-objects-reader';
import { parseDaemonSet } from '../../src/manifest/daemon-set-reader';
import { dataDocument } from '../../src/manifest/document';
import { KubernetesObject } from '../../src/manifest/kubernetes-object';
import { ClusterObjects } from '../../src/model/cluster-objects';
import { DaemonSet } from '../../src/model/daemon-set';
import { InventoryNode } from '../../src/model/node';

/** One recorded answer of Kubernetes: see test/conformance/README.md. */
export interface Expected {
  readonly daemonSet: { readonly namespace: string; readonly name: string };
  readonly node: string;
  readonly outcome?: string;
  readonly shouldRun: boolean;
  readonly shouldContinueRunning: boolean;
  readonly filters?: readonly string[];
  readonly insufficient?: readonly string[];

  /** What admission says where it refuses the pod; not in the recorded files. */
  readonly message?: string;
}

/** A recorded cluster. */
export interface Scenario {
  readonly name: string;
  readonly kubernetesVersion: string;
  readonly stage: 'controller' | 'scheduler';
  readonly nodes: readonly WireObject[];
  readonly daemonSets: readonly WireObject[];
  readonly objects?: readonly WireObject[];
  readonly expected: readonly Expected[];
}

/** A hand-written case. */
export interface Case extends Scenario {
  readonly id: string;
  readonly note: string;
  readonly rejected?: boolean;
  readonly featureGates?: string;

  /** What other releases answered, by minor version. */
  readonly elsewhere?: { readonly [version: string]: { readonly stage: 'controller' | 'scheduler'; readonly expected: readonly Expected[] } };
}

export interface WireObject { readonly apiVersion: string; readonly kind: string; readonly [field: string]: unknown }

/** The scenarios of a recorded file. */
export function scenarios(name: string): Scenario[] {
  const bytes = readFileSync(join(__dirname, 'vectors', `${name}.ndjson.gz`));
  return gunzipSync(bytes).toString('utf8').split('\n').filter(Boolean).map(line => JSON.parse(line) as Scenario);
}

/** The hand-written cases. */
export function cases(): Case[] {
  return JSON.parse(readFileSync(join(__dirname, 'vectors', 'cases.json'), 'utf8')) as Case[];
}

/** A DaemonSet as the controller reads it, whether the API server would take it or not. */
export function daemonSetOf(value: WireObject, comparisons = false): DaemonSet {
  return parseDaemonSet(objectOf(value), comparisons);
}

/** A node as kubectl prints it. */
export function inventoryNodeOf(value: object): InventoryNode {
  return nodeOf(value);
}

/** The PriorityClasses and RuntimeClasses of a scenario. */
export function objectsOf(values: readonly WireObject[] = []): ClusterObjects {
  const { objects, problems } = readClusterObjects(values.map(objectOf));
  if (problems.length > 0) { throw new Error(problems.map(({ message }) => message).join('\n')); }
  return objects;
}

function objectOf(value: WireObject): KubernetesObject {
  return { apiVersion: value.apiVersion, kind: value.kind, value, path: [], document: dataDocument(value) };
}
