/**
 * The labels of an agent: what it is and which one of them. They are also its selector, so they never change.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function agentLabels(program: string, instance: string): { [key: string]: string } {
  return { 'app.kubernetes.io/name': program, 'app.kubernetes.io/instance': instance };
}
