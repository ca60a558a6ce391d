import { ContainerLogFormat } from './log-collection-options';
import { MultilineRule } from './multiline-rule';

/** The logs of all containers of a node, beside other things that one agent collects there. */
export interface ContainerLogsOptions {
  /**
   * Whether they are read. Another log collector on the same nodes would send every line once more; the check finds it by the role.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The namespaces whose logs are not read.
   *
   * @default - all are read
   */
  readonly excludeNamespaces?: string[];

  /**
   * The pods whose logs are not read: names in which `*` is any text, with or without a namespace before them, such as `debug-*` or
   * `shop/load-test-*`.
   *
   * @default - all are read
   */
  readonly excludePods?: string[];

  /**
   * In which format the logs of containers are on the node.
   *
   * @default ContainerLogFormat.CRI
   */
  readonly format?: ContainerLogFormat;

  /**
   * Which lines of a container belong together, such as those of a stack trace. What the container runtime divides because it is long is
   * put together again in any case.
   *
   * @default - each line is by itself
   */
  readonly multiline?: MultilineRule;
}
