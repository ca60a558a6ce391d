import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { parseDaemonSet } from '../../src/manifest/daemon-set-reader';
import { dataDocument } from '../../src/manifest/document';
import { DaemonSet } from '../../src/model/daemon-set';

/** One recorded answer of Kubernetes: see test/conformance/README.md. */
export interface Expected {
  readonly daemonSet: { readonly namespace: string; readonly name: string };
  readonly node: string;
  readonly outcome?: string;
  readonly shouldRun: boolean;
  readonly shouldContinueRunning: boolean;
  readonly filters?: readonly string[];
  readonly insufficient?: readonly string[];
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
  return parseDaemonSet({ apiVersion: value.apiVersion, kind: value.kind, value, path: [], document: dataDocument(value) }, comparisons);
}
