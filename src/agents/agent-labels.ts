/**
 * The labels of an agent: what it is and which one of them. They are also its selector, so they never change.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function agentLabels(program: string, instance: string): { [key: string]: string } {
  return { 'app.kubernetes.io/name': program, 'app.kubernetes.io/instance': instance };
}

/** The label that the pods of an agent with variants have in common, and no others. Their selectors tell them apart, so it is in none of these. */
export function variantsLabels(agent: string): { [key: string]: string } {
  return { 'everynode.dev/variants-of': agent };
}
