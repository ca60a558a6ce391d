import { diffSummary } from './diff-summary';
import { MEANING, reasonText } from './gap-text';
import { MARKS } from './marks';
import { count, showNodes } from './node-names';
import { inBrackets } from './source-place';
import { lines, section } from './text';
import { Amounts } from '../coverage/amounts';
import { ClusterDiff, DaemonSetDiff, DiffReport, Loss, OutcomeChange, RequestsChange } from '../coverage/diff-report';
import { nameOf } from '../model/daemon-set';
import { Path, showPath } from '../model/field-path';
import { Outcome } from '../placement/placement';
import { showAmount } from '../placement/pod-requests';

/** How many changed fields a line names. */
const FIELDS = 4;

/** What a change does to coverage, as text for people: for each cluster a sentence, then what stands behind it. */
export function diffText({ clusters }: DiffReport, allNodes = false): string {
  return clusters.map(cluster => clusterText(cluster, allNodes ? Infinity : undefined)).join('\n');
}

function clusterText(cluster: ClusterDiff, names: number | undefined): string {
  const worthTelling = cluster.daemonSets.filter(isTelling);
  const silent = cluster.daemonSets.length - worthTelling.length;
  const { joined, left } = cluster;
  return lines([
    `${cluster.name}: ${diffSummary(cluster)}`,
    ...worthTelling.length > 0 ? ['', ...worthTelling.flatMap(daemonSet => daemonSetText(daemonSet, names))] : [],
    ...silent > 0 ? ['', `  ${count(silent, 'DaemonSet')} ${silent === 1 ? 'stays' : 'stay'} as ${silent === 1 ? 'it is' : 'they are'}`] : [],
    ...section('Nodes', [
      ...joined.names.length > 0 ? [`join: ${showNodes(joined, names)}`] : [],
      ...left.names.length > 0 ? [`leave: ${showNodes(left, names)}`] : [],
    ]),
    ...section('What all DaemonSets request of each node', cluster.requests.flatMap(change => requestsText(change, names))),
    ...section('Not judged', cluster.notJudged.map(({ message, nodes, daemonSets }) => `? ${message}: ${showNodes(nodes, names)} (${daemonSets.join(', ')})`)),
  ]);
}

function isTelling({ change, won, losses, stopped, moved, gaps, outcomes }: DaemonSetDiff): boolean {
  return change !== 'Unchanged' || [won.names, losses, stopped.names, moved, gaps, outcomes].some(({ length }) => length > 0);
}

function daemonSetText(daemonSet: DaemonSetDiff, names: number | undefined): string[] {
  const { losses, moved, won, stopped, gaps, outcomes } = daemonSet;
  return [
    `  ${markOf(daemonSet)} ${nameOf(daemonSet)}${inBrackets(daemonSet.source, '  ')}  ${changeText(daemonSet)}`,
    ...renameText(daemonSet),
    ...fieldsText(daemonSet.fields),
    ...losses.flatMap(loss => lossText(loss, names)),
    ...moved.map(({ nodes, to }) => `      moved to ${to.join(', ')} on ${showNodes(nodes, names)}`),
    ...won.names.length > 0 ? [`      runs now on ${showNodes(won, names)}`] : [],
    ...stopped.names.length > 0 ? [`      runs no more on ${showNodes(stopped, names)}, which did not have to run it`] : [],
    ...gaps.flatMap(({ nodes, outcome, reasons }) => [`      does not reach ${showNodes(nodes, names)}: ${MEANING[outcome]}`, ...reasons.flatMap(reasonText)]),
    ...outcomes.filter(isUntold).map(({ nodes, from, to, reasons }) =>
      `      ${from} → ${to} on ${showNodes(nodes, names)}${reasons.length > 0 ? `: ${reasons.map(({ message }) => message).join('; ')}` : ''}`),
  ];
}

function markOf({ losses, selectorChanged, renamedTo, gaps }: DaemonSetDiff): string {
  if (losses.length > 0) { return MARKS.error; }
  return selectorChanged || renamedTo !== undefined || gaps.length > 0 ? MARKS.warning : MARKS.note;
}

/** What is neither won nor lost: both would have been told already. */
function isUntold({ from, to }: OutcomeChange): boolean {
  const either = (outcome: Outcome) => from === outcome || to === outcome;
  return !either(Outcome.RUNS) || either(Outcome.NOT_JUDGED);
}

function changeText({ change, rollout, onDelete, selectorChanged, won }: DaemonSetDiff): string {
  if (change === 'Added' && won.names.length === 0) { return 'added, and runs on no node'; }
  if (change !== 'Changed') { return change.toLowerCase(); }
  if (selectorChanged) { return 'changed, and the API server refuses it: spec.selector cannot be changed, so delete it and create it anew, and every node is without it in between'; }
  if (!rollout) { return 'changed, its pods stay'; }
  return onDelete ? 'changed, a pod is replaced when somebody deletes it (OnDelete)' : 'changed, its pods are replaced (rolling update)';
}

function renameText({ renamedTo, renamedFrom }: DaemonSetDiff): string[] {
  if (renamedTo !== undefined) { return [`      renamed to ${renamedTo}: that is delete and recreate, so every node loses it until the new pods are ready`]; }
  return renamedFrom === undefined ? [] : [`      was ${renamedFrom}: that one is deleted and this one created, not updated`];
}

function fieldsText(fields: readonly Path[]): string[] {
  if (fields.length === 0) { return []; }
  const more = fields.length > FIELDS + 1 ? fields.length - FIELDS : 0;
  const named = more > 0 ? fields.slice(0, FIELDS) : fields;
  return [`      differs in ${named.map(showPath).join(', ')}${more > 0 ? ` and ${more} more fields` : ''}`];
}

function lossText({ nodes, outcome, reasons, exemptions }: Loss, names: number | undefined): string[] {
  const cause = outcome === undefined ? 'it is removed' : MEANING[outcome];
  const meant = exemptions.length > 0 ? ` (exempt from now on: ${exemptions.join('; ')})` : '';
  return [`      lost on ${showNodes(nodes, names)}: ${cause}${meant}`, ...reasons.flatMap(reasonText)];
}

/** Only what changes, with what there is of it. */
function requestsText({ nodes, before = new Map(), after = new Map(), allocatable }: RequestsChange, names: number | undefined): string[] {
  const resources = [...new Set([...before.keys(), ...after.keys()])].filter(resource => amount(before, resource) !== amount(after, resource)).sort();
  if (resources.length === 0) { return []; }
  const changes = resources.map(resource => {
    const whole = allocatable.get(resource);
    return `${resource} ${showAmount(resource, amount(before, resource))} → ${showAmount(resource, amount(after, resource))}${whole === undefined ? '' : ` of ${showAmount(resource, whole)}`}`;
  });
  return [`${showNodes(nodes, names)}: ${changes.join(', ')}`];
}

function amount(amounts: Amounts, resource: string): bigint {
  return amounts.get(resource) ?? 0n;
}
