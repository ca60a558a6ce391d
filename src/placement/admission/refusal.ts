import { Reason, Remedy } from '../placement';

/** Why admission lets no pod be created. */
export function refusal(code: string, message: string, remedies: readonly Remedy[]): Reason {
  return { filter: 'Admission', code, message, remedies };
}
