import { fateWords } from './fate-words';
import { showNodes } from './node-names';
import { showEdit } from './yaml-edit';
import { Gap } from '../coverage/report';
import { Outcome, Reason, Remedy } from '../placement/placement';

const MEANING: { readonly [outcome in Outcome]: string } = {
  [Outcome.RUNS]: 'a pod runs',
  [Outcome.PENDING]: 'the pod stays Pending',
  [Outcome.NOT_ELIGIBLE]: 'no pod is created',
  [Outcome.NOT_CREATED]: 'the pod is refused when it is created',
  [Outcome.NOT_JUDGED]: 'somebody else decides',
};

/** A gap as lines: what happens on which nodes, why, and what to change. */
export function gapText(gap: Gap, names: number | undefined): string[] {
  const { fate, outcome, nodes, reasons } = gap;
  const what = fate === undefined || fate === 'Missing' ? MEANING[outcome] : `the pod ${fateWords(fate, gap.afterSeconds)}`;
  return [`      ${what} on ${showNodes(nodes, names)}`, ...reasons.flatMap(reasonText)];
}

function reasonText({ message, remedies }: Reason): string[] {
  return [`        ${message}`, ...remedies.flatMap(remedyText)];
}

function remedyText({ text, typescript, yaml }: Remedy): string[] {
  return [`          → ${text}`, ...typescript ? [`              ${typescript}`] : yaml ? [`              ${showEdit(yaml)}`] : []];
}
