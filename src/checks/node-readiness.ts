import { Duration } from 'cdk8s';

/** Nodes on which a new pod takes another time to get ready. */
export interface NodeReadiness {
  /** A label selector, such as `disk=hdd`. Where a node meets several, the first counts. */
  readonly nodes: string;

  /** How long a new pod needs there. */
  readonly readyIn: Duration;
}
