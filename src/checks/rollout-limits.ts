import { Duration } from 'cdk8s';
import { RolloutPolicy } from '../rollout/policy';

/** What the update of every DaemonSet must keep to. An update that can never finish is an error in any case. */
export interface RolloutLimits {
  /**
   * On how many nodes at most no pod may serve at once: a number, or a percentage of the nodes that run it, such as `3` or `10%`. A
   * percentage is never exceeded, whereas Kubernetes rounds up.
   *
   * @default - any number
   */
  readonly maxUnavailable?: string;

  /**
   * Whether no zone (`topology.kubernetes.io/zone`) may be without any pod at once, whatever the order in which nodes are updated.
   *
   * @default false
   */
  readonly neverWholeZone?: boolean;

  /**
   * How long the update may take at most.
   *
   * @default - any time
   */
  readonly within?: Duration;

  /**
   * How many nodes may be down without the others being kept from the update.
   *
   * @default 0
   */
  readonly nodesDown?: number;
}

/** Limits as they are judged. @throws where one makes no sense, with what is allowed */
export function policyOf({ maxUnavailable, neverWholeZone, within, nodesDown }: RolloutLimits, place: string): RolloutPolicy {
  if (nodesDown !== undefined && !(Number.isInteger(nodesDown) && nodesDown >= 0)) {
    throw new Error(`${place}: limits.nodesDown must be a whole number of at least 0, got ${nodesDown}`);
  }
  return {
    ...maxUnavailable === undefined ? {} : { maxUnavailable: amountOf(maxUnavailable, place) },
    neverWholeZone: neverWholeZone ?? false,
    ...within === undefined ? {} : { withinSeconds: within.toSeconds() },
    nodesDown: nodesDown ?? 0,
  };
}

function amountOf(text: string, place: string): number | string {
  const [, number = '', percent = ''] = /^(\d{1,9})(%?)$/.exec(text) ?? [];
  if (number === '' || percent === '%' && Number(number) > 100) {
    throw new Error(`${place}: limits.maxUnavailable must be a whole number or a percentage up to 100%, such as "3" or "10%", got ${JSON.stringify(text)}`);
  }
  return percent === '%' ? text : Number(number);
}
