import { Source } from './source';

/** A Deployment or StatefulSet, as far as it looks like a node agent that is none. */
export interface Workload {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;

  /** The paths of the node that its pods mount. */
  readonly hostPaths: readonly string[];
  readonly source: Source;
}
