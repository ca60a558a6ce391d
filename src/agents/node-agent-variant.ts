import { NodeSelection } from '../model/node-selection';

/** What is different about an agent on some of its nodes: they run a DaemonSet of their own. */
export interface NodeAgentVariant {
  /**
   * Which of the agent's nodes: one condition beside the agent's own, such as `NodeSelection.labeled({ size: '4xl' })`. What the
   * agent excludes and tolerates holds here, too. A cluster that may do without such nodes needs `.orNone()`.
   */
  readonly nodes: NodeSelection;

  /**
   * What the agent's container needs there, by resource name. What is not named stays as it is on other nodes; a limit of the agent is
   * raised to a larger request.
   *
   * @default - as on the agent's other nodes
   */
  readonly requests?: { [resource: string]: string };

  /**
   * What the agent's container may use there at most, by resource name. What is not named stays as it is on other nodes; a request of
   * the agent is lowered to a smaller limit.
   *
   * @default - as on the agent's other nodes
   */
  readonly limits?: { [resource: string]: string };

  /**
   * Environment variables of the agent's container there, such as `GOMEMLIMIT`, beside those that it has everywhere.
   *
   * @default - as on the agent's other nodes
   */
  readonly env?: { [name: string]: string };
}
