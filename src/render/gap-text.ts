import { fateWords } from './fate-words';
import { showNodes } from './node-names';
import { showEdit } from './yaml-edit';
import { Gap } from '../coverage/report';
import { Outcome, Reason, Remedy } from '../placement/placement';

/** What an outcome means, as the beginning of a sentence. */
export const MEANING: { readonly [outcome in Outcome]: string } = {
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

/** A reason, and below it what to change. */
export function reasonText({ message, remedies }: Reason): string[] {
  return [`        ${message}`, ...remedies.flatMap(remedyText)];
}

function remedyText({ text, typescript, yaml, helm }: Remedy): string[] {
  return [
    `          → ${text}`,
    ...typescript ? [`              ${typescript}`] : yaml ? [`              ${showEdit(yaml)}`] : [],
    ...helm ? [`              helm values of ${helm.chart}: ${showEdit({ path: helm.value, set: helm.set })}`] : [],
  ];
}
