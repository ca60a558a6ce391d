/** The PriorityClasses of what a cluster cannot do without: every cluster has them. */
export const CRITICAL_PRIORITY_CLASSES: readonly string[] = ['system-node-critical', 'system-cluster-critical'];
