import { NO_NODE, NodeChoice } from './node-choice';
import { NodeChange } from './update';
import { DaemonSet } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { Taint, TaintEffect } from '../model/taint';

/** The state that nodes are in, and how long things take: what a manifest does not say. */
export interface Conditions {
  /** Nodes whose kubelet does not answer. */
  readonly down: NodeChoice;

  /** Nodes on which the old pod is not ready. */
  readonly unready: NodeChoice;

  /** Nodes on which the new pod never gets ready. */
  readonly neverReady: NodeChoice;

  /** How many seconds a new pod needs from its start until it is ready. */
  readonly readySeconds: number;

  /** The same for nodes on which it is another time. */
  readonly readySecondsOn?: (node: InventoryNode) => number | undefined;

  /** How many seconds the pull of the new image takes. */
  readonly pullSeconds: number;

  /** How many seconds an old pod needs to stop; undefined for its grace period, the longest that it may take. */
  readonly stopSeconds?: number;

  /** The platforms that the new image is built for, such as `linux/arm64`; undefined where nobody says. */
  readonly imagePlatforms?: readonly string[];

  /** What happens to nodes meanwhile. */
  readonly changes?: readonly NodeChange[];
}

/** Every node is up, every pod ready, and nothing takes time but getting ready. */
export const SOUND: Conditions = { down: NO_NODE, unready: NO_NODE, neverReady: NO_NODE, readySeconds: 30, pullSeconds: 0, stopSeconds: 0 };

const UNHEALTHY = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

/** Whether a node's own taints say that its kubelet does not answer: a node that is only new has no NoExecute one. */
export function isDown({ taints }: InventoryNode): boolean {
  return taints.some(({ key, effect }) => effect === TaintEffect.NO_EXECUTE && UNHEALTHY.includes(key));
}

/** A node as it is when its kubelet does not answer: with the taints that the node lifecycle controller gives it. */
export function downed(node: InventoryNode): InventoryNode {
  return { ...node, taints: [...healthy(node).taints, notReady(TaintEffect.NO_SCHEDULE), notReady(TaintEffect.NO_EXECUTE)] };
}

/** A node as it was when its kubelet answered. */
export function healthy(node: InventoryNode): InventoryNode {
  return node.taints.some(isUnhealthy) ? { ...node, taints: node.taints.filter(taint => !isUnhealthy(taint)) } : node;
}

/** How many seconds a pod of a DaemonSet takes to stop. */
export function stopSecondsOf({ stopSeconds }: Conditions, { template }: DaemonSet): number {
  return stopSeconds ?? Math.max(1, template.terminationGracePeriodSeconds);
}

/** `linux/arm64`: what an image must be built for to run on a node. */
export function platformOf({ labels }: InventoryNode): string {
  return `${labels.get('kubernetes.io/os') ?? 'linux'}/${labels.get('kubernetes.io/arch') ?? 'amd64'}`;
}

/** Why a text is no platform of an image; undefined where it is one. */
export function platformProblem(text: string): string | undefined {
  return /^(linux|windows)\/[a-z0-9]+$/.test(text) ? undefined : 'must be operating systems and architectures such as linux/arm64';
}

function isUnhealthy({ key }: Taint): boolean {
  return UNHEALTHY.includes(key);
}

function notReady(effect: TaintEffect): Taint {
  return { key: 'node.kubernetes.io/not-ready', effect };
}
