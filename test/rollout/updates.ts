import { DaemonSet } from '../../src/model/daemon-set';
import { InventoryNode } from '../../src/model/node';
import { Conditions, SOUND } from '../../src/rollout/conditions';
import { NodeChoice } from '../../src/rollout/node-choice';
import { RolloutPlan } from '../../src/rollout/plan';
import { rollout, RolloutInput } from '../../src/rollout/rollout';
import { Course, simulate } from '../../src/rollout/simulation';
import { Arrival, StandingPod, Update, UpdatingNode } from '../../src/rollout/update';
import { daemonSet, ManifestOverrides } from '../builders';

/** How long a new pod takes to get ready in these tests. */
export const READY = 10;

export const STARTS: Arrival = { created: true, bound: true, readyAfter: READY };
export const NEVER_READY: Arrival = { created: true, bound: true };
export const PENDING: Arrival = { created: true, bound: false };
export const REFUSED: Arrival = { created: false, bound: false };

export const OLD: StandingPod = { updated: false, bound: true, ready: true };
export const UNREADY: StandingPod = { ...OLD, ready: false };
export const UPDATED: StandingPod = { ...OLD, updated: true };

/** A healthy node with an old pod. */
export function updating(name: string, overrides: Partial<UpdatingNode> = {}): UpdatingNode {
  return { name, shouldRun: true, shouldContinueRunning: true, up: true, standing: [OLD], alone: STARTS, beside: STARTS, ...overrides };
}

/** So many nodes: `n-1`, `n-2`, …; what differs is said by number. */
export function fleet(count: number, overrides: { readonly [number: number]: Partial<UpdatingNode> } = {}): UpdatingNode[] {
  return Array.from({ length: count }, (_, index) => updating(`n-${index + 1}`, overrides[index + 1]));
}

/** The same for every node. */
export function alike(count: number, overrides: Partial<UpdatingNode>): UpdatingNode[] {
  return Array.from({ length: count }, (_, index) => updating(`n-${index + 1}`, overrides));
}

export const maxUnavailable = (pods: number | string) => ({ type: 'RollingUpdate', maxUnavailable: pods, maxSurge: 0 }) as const;
export const maxSurge = (pods: number | string) => ({ type: 'RollingUpdate', maxUnavailable: 0, maxSurge: pods }) as const;
export const ON_DELETE = { type: 'OnDelete', maxUnavailable: 1, maxSurge: 0 } as const;

/** Lets the controller update some nodes. */
export function run(nodes: readonly UpdatingNode[], strategy: Update['strategy'] = maxUnavailable(1), overrides: Partial<Update> = {}): Course {
  return simulate({ nodes, strategy, minReadySeconds: 0, stopSeconds: 0, unavailableOldPodsCount: true, ...overrides });
}

/** How many nodes each wave has. */
export function sizes({ waves }: Pick<Course, 'waves'>): number[] {
  return waves.map(({ nodes }) => nodes.length);
}

/** Nodes by name. */
export function named(...names: string[]): NodeChoice {
  return ({ name }) => names.includes(name);
}

/** What is asked about a cluster in which a new pod takes ten seconds. */
export function rolloutInput(
  daemonSets: readonly DaemonSet[], nodes: readonly InventoryNode[], { conditions, ...overrides }: InputOverrides = {},
): RolloutInput {
  return { name: 'prod', minor: 34, nodes, daemonSets, disruptionBudgets: [], conditions: { ...SOUND, readySeconds: READY, ...conditions }, ...overrides };
}

type InputOverrides = Partial<Omit<RolloutInput, 'conditions'>> & { readonly conditions?: Partial<Conditions> };

/** The plan for the one DaemonSet that is updated. */
export function planned(manifest: ManifestOverrides, nodes: readonly InventoryNode[], overrides: InputOverrides = {}): RolloutPlan {
  return rollout(rolloutInput([daemonSet(manifest)], nodes, overrides)).plans[0]!;
}
