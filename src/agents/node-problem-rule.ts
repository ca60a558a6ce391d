/** A condition of a node, as it is while nothing is wrong. */
export interface NodeProblemCondition {
  /** Its type, such as `DiskController`: none of those that Kubernetes itself keeps. */
  readonly type: string;

  /** The reason while nothing is wrong, such as `DiskControllerIsWell`. */
  readonly reason: string;

  /** The message while nothing is wrong. */
  readonly message: string;
}

/** What a message of the kernel means. */
export interface NodeProblemRule {
  /** What is reported, in one word such as `DiskControllerFailed`. */
  readonly reason: string;

  /**
   * The messages that mean it: a regular expression of Go.
   *
   * @see https://pkg.go.dev/regexp/syntax
   */
  readonly pattern: string;

  /**
   * The condition that the node has from then on. It ends only when the detector is started anew.
   *
   * @default - none: the problem passes, and is reported as an event
   */
  readonly condition?: NodeProblemCondition;
}

const OF_KUBERNETES = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'];
const WORD = /^[A-Za-z][A-Za-z0-9]*$/;

/** The file of a monitor of kernel messages. @throws where the detector could not read it as it is meant */
export function kernelMonitorFile(place: string, rules: readonly NodeProblemRule[]): string {
  rules.forEach(rule => checkRule(place, rule));
  const monitor = {
    plugin: 'kmsg',
    logPath: '/dev/kmsg',
    lookback: '5m',
    bufferSize: 10,
    source: 'own-kernel-monitor',
    metricsReporting: true,
    conditions: conditionsOf(place, rules),
    rules: rules.map(({ reason, pattern, condition }) => ({ type: condition ? 'permanent' : 'temporary', ...condition ? { condition: condition.type } : {}, reason, pattern })),
  };
  return `${JSON.stringify(monitor, null, 2)}\n`;
}

function checkRule(place: string, { reason, pattern, condition }: NodeProblemRule): void {
  if (!WORD.test(reason)) { throw new Error(`${place}: reason: must be one word of letters and digits such as "DiskControllerFailed", got "${reason}"`); }
  if (pattern.trim() === '') { throw new Error(`${place}: pattern of ${reason}: must not be empty, which would be every message`); }
  if (!condition) { return; }
  if (!WORD.test(condition.type)) { throw new Error(`${place}: condition of ${reason}: type: must be one word of letters and digits such as "DiskController", got "${condition.type}"`); }
  if (OF_KUBERNETES.includes(condition.type)) { throw new Error(`${place}: condition of ${reason}: type: ${condition.type} is kept by Kubernetes itself; choose another one`); }
  if (!WORD.test(condition.reason)) { throw new Error(`${place}: condition of ${reason}: reason: must be one word of letters and digits, got "${condition.reason}"`); }
}

function conditionsOf(place: string, rules: readonly NodeProblemRule[]): NodeProblemCondition[] {
  const conditions = new Map<string, NodeProblemCondition>();
  for (const { condition } of rules) {
    if (!condition) { continue; }
    const known = conditions.get(condition.type);
    if (known && (known.reason !== condition.reason || known.message !== condition.message)) {
      throw new Error(`${place}: condition ${condition.type} is stated in two ways; say the same reason and message in each rule`);
    }
    conditions.set(condition.type, { type: condition.type, reason: condition.reason, message: condition.message });
  }
  return [...conditions.values()];
}
