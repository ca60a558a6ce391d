/** The annotations by which a DaemonSet says what is meant; a typed agent writes them, and every check reads them. */
export const ANNOTATIONS = {
  /** A label selector: the nodes on which the DaemonSet must run. */
  requiredNodes: 'everynode.dev/required-nodes',

  /** A JSON list of exemptions. */
  exempt: 'everynode.dev/exempt',

  /** The job that it does, alone or together with others. */
  role: 'everynode.dev/role',

  /** `"true"`: a cluster without a node for it is fine. */
  maySelectNone: 'everynode.dev/may-select-none',

  /** The architectures that its images are for, with commas between, as the label `kubernetes.io/arch` spells them; nothing is known without it. */
  architectures: 'everynode.dev/architectures',

  /** What else must be in the cluster for its pods to start: kinds and names with commas between, such as `Deployment/operator`; nothing is known without it. */
  needs: 'everynode.dev/needs',

  /** The keys of the taints of new nodes that its pods remove when they run, with commas between; some are known without it. */
  removesTaints: 'everynode.dev/removes-taints',

  /** The jobs that it does itself beside its own, with commas between: roles, or names of the DaemonSets that usually do them, such as `kube-proxy`. */
  replaces: 'everynode.dev/replaces',

  /** The class of the typed agent that made it; remedies are then given in TypeScript, too. */
  agent: 'everynode.dev/agent',
} as const;
