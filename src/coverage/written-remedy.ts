import { Finding } from './report';
import { Remedy } from '../placement/placement';

/** An edit of a manifest. */
export type WrittenRemedy = NonNullable<Remedy['yaml']>;

/** Findings whose remedies leave one way only. Of all others, somebody has to say what is meant. */
const CERTAIN: ReadonlySet<string> = new Set(['RunsOnVirtualNode', 'WrongOperatingSystem']);

/** What takes room from others, so that it is nobody's to give to himself. */
const ASKED_FOR: ReadonlySet<string> = new Set(['spec.template.spec.priorityClassName', 'spec.template.spec.priority']);

/**
 * The edit that may be made for a reason without asking: what is advised first, where that is an edit. Where something else comes
 * first (wait until the taint is gone, label the node, correct a name), the edits that follow are for those who know better.
 */
export function writtenForReason([first]: readonly Remedy[]): Remedy | undefined {
  return first?.yaml && !(ASKED_FOR.has(first.yaml.path) && first.yaml.set !== null) ? first : undefined;
}

/** The edits that may be made for a finding without asking: all of them together, or none. */
export function writtenForFinding({ code, severity, remedies }: Finding): readonly Remedy[] {
  const written = remedies.filter(({ yaml }) => yaml !== undefined);
  return severity === 'error' && CERTAIN.has(code) && written.length === remedies.length ? written : [];
}
