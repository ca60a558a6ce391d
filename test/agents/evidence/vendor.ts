import { VendorDifference } from './agent-evidence';

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[0]`;

/** The fields in which all agents of this library differ from their vendors, where these say nothing. */
export const COMMON_DIFFERENCES: readonly VendorDifference[] = [
  { field: 'metadata.annotations', vendor: '–', why: 'what is meant, for the coverage check: on which nodes it has to run, which job it does there, and for which architectures its image is; what other checkers leave out, and why' },
  { field: `${POD}.enableServiceLinks`, vendor: '–', why: 'one variable for each Service of the namespace is of no use here, and thousands of them keep a process from starting' },
  { field: `${POD}.restartPolicy`, vendor: '–', why: 'the only one that a DaemonSet may have, written out' },
];

/** A difference in the pod. */
export function inPod(field: string, vendor: string, why: string): VendorDifference {
  return { field: `${POD}.${field}`, vendor, why };
}

/** A difference in the agent's own container. */
export function inContainer(field: string, vendor: string, why: string): VendorDifference {
  return { field: `${CONTAINER}.${field}`, vendor, why };
}
