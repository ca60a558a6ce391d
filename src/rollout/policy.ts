import { amountOf } from './limits';
import { Obstacle, RolloutPlan } from './plan';
import { Rehearsal } from './rehearsal';
import { rolesOf } from './roles';
import { UpdateStrategy } from '../model/daemon-set';

/** What an update must keep to. */
export interface RolloutPolicy {
  /** On how many nodes at most no pod serves at once: a number, or a percentage of all such as `10%`, which is never exceeded. */
  readonly maxUnavailable?: number | string;

  /** Whether no zone may be without any pod that serves. */
  readonly neverWholeZone: boolean;
  readonly withinSeconds?: number;

  /** How many nodes may be down without the others being kept from the update. */
  readonly nodesDown: number;
}

/** A limit that an update breaks, and by how much. */
export type Violation =
  | { readonly limit: 'finishes'; readonly obstacle: Obstacle }
  | { readonly limit: 'nodesDown'; readonly down: number; readonly waiting: number }
  | { readonly limit: 'within'; readonly allowedSeconds: number; readonly seconds?: number }
  | { readonly limit: 'maxUnavailable'; readonly most: number; readonly nodes: number; readonly allowed: number | string }
  | { readonly limit: 'neverWholeZone'; readonly zone: string; readonly nodes: number };

/** A role that breaks a limit, and by how much. */
export interface RoleViolation {
  readonly role: string;
  readonly daemonSets: readonly string[];
  readonly most: number;
  readonly nodes: number;
  readonly allowed: number | string;
}

/** One DaemonSet's update, by itself and with nodes down. */
export interface Trial {
  readonly rehearsal: Rehearsal;

  /** The same with as many nodes down as the policy says, and those. */
  readonly impaired?: { readonly rehearsal: Rehearsal; readonly down: ReadonlySet<string> };
}

/** The limits that an update breaks with a strategy. */
export function violationsOf({ rehearsal, impaired }: Trial, policy: RolloutPolicy, strategy: UpdateStrategy): Violation[] {
  const plan = rehearsal.plan(strategy);
  if (strategy.type === 'OnDelete') { return within(plan, policy); }
  return [
    ...plan.stall ? [{ limit: 'finishes' as const, obstacle: plan.stall }] : [],
    ...impaired && !plan.stall ? withNodesDown(impaired.rehearsal.plan(strategy), impaired.down) : [],
    ...plan.stall ? [] : within(plan, policy),
    ...unavailable(plan, policy),
    ...wholeZones(plan, policy),
  ];
}

/** The roles of several DaemonSets that would leave too many nodes without a pod of them, if all were updated at once. */
export function rolesBeyond(plans: readonly RolloutPlan[], { maxUnavailable }: RolloutPolicy): RoleViolation[] {
  if (maxUnavailable === undefined) { return []; }
  return rolesOf(plans).flatMap(({ role, daemonSets, mostUnavailable, nodes }) => {
    const beyond = daemonSets.length > 1 && mostUnavailable > amountOf(maxUnavailable, nodes, Math.floor);
    return beyond ? [{ role, daemonSets, most: mostUnavailable, nodes, allowed: maxUnavailable }] : [];
  });
}

/** Whether more pods at a time may cure it; the others are cured by fewer. */
export function isTooSlow({ limit }: Violation): boolean {
  return limit === 'finishes' || limit === 'nodesDown' || limit === 'within';
}

function within({ totalSeconds, finishes }: RolloutPlan, { withinSeconds }: RolloutPolicy): Violation[] {
  if (withinSeconds === undefined || totalSeconds !== undefined && totalSeconds <= withinSeconds) { return []; }
  return [{ limit: 'within', allowedSeconds: withinSeconds, ...finishes ? { seconds: totalSeconds } : {} }];
}

/** Nodes that are down are never done; what counts is whether the others are. */
function withNodesDown({ left, stall }: RolloutPlan, down: ReadonlySet<string>): Violation[] {
  const stuck = stall ? [stall, ...stall.others].flatMap(({ nodes }) => nodes) : [];
  const waiting = new Set([...left, ...stuck].filter(name => !down.has(name))).size;
  return waiting === 0 ? [] : [{ limit: 'nodesDown', down: down.size, waiting }];
}

function unavailable({ mostUnavailable, desiredNumberScheduled }: RolloutPlan, { maxUnavailable }: RolloutPolicy): Violation[] {
  if (maxUnavailable === undefined || mostUnavailable <= amountOf(maxUnavailable, desiredNumberScheduled, Math.floor)) { return []; }
  return [{ limit: 'maxUnavailable', most: mostUnavailable, nodes: desiredNumberScheduled, allowed: maxUnavailable }];
}

/** The worst order counts: which nodes come first is left to chance. */
function wholeZones({ zones }: RolloutPlan, { neverWholeZone }: RolloutPolicy): Violation[] {
  return neverWholeZone ? zones.filter(({ nodes, mayBeUnavailable }) => mayBeUnavailable === nodes).map(({ zone, nodes }) => ({ limit: 'neverWholeZone', zone, nodes })) : [];
}
