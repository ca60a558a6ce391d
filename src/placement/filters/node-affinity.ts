import { Labels } from '../../model/label';
import { LabelRequirement, meets, showLabelRequirement } from '../../model/label-selector';
import { InventoryNode } from '../../model/node';
import { ParsedTerm } from '../../model/node-affinity';
import { PodTemplate } from '../../model/pod-template';
import { Reason, Remedy } from '../placement';
import { isTypo } from './typo';

const SELECTOR = 'spec.template.spec.nodeSelector';
const TERMS = 'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';

const OS = 'kubernetes.io/os';

/** Labels that say what a node is: the kubelet sets them, and sets them back when it starts. */
const OF_THE_KUBELET: ReadonlySet<string> = new Set([OS, 'kubernetes.io/arch', 'kubernetes.io/hostname']);

/** Whether a node has the labels of the template's nodeSelector and matches its required node affinity. */
export function admitsLabels(template: PodTemplate, node: InventoryNode): boolean {
  for (const [key, value] of template.nodeSelector) {
    if (node.labels.get(key) !== value) { return false; }
  }
  return template.nodeAffinity === undefined || template.nodeAffinity.matches(node.name, node.labels);
}

/** A reason for each pair of the nodeSelector that the node lacks, and one for the node affinity as a whole. */
export function nodeAffinity(template: PodTemplate, node: InventoryNode): Reason[] {
  const pairs = [...template.nodeSelector].filter(([key, value]) => node.labels.get(key) !== value).sort();
  const affinity = template.nodeAffinity;
  return [
    ...pairs.map(([key, value]) => unmatchedPair(key, value, node.labels)),
    ...affinity && !affinity.matches(node.name, node.labels) ? [unmatchedTerms(affinity.terms, node)] : [],
  ];
}

function unmatchedPair(key: string, value: string, labels: Labels): Reason {
  const meant = labels.has(key) ? undefined : [...labels.keys()].sort().find(other => isTypo(key, other));
  return {
    filter: 'NodeAffinity',
    code: 'UnmatchedNodeSelector',
    message: `nodeSelector ${key}=${value} does not match: ${found(key, labels)}`,
    remedies: [...meant ? [{ text: `write ${meant} in place of ${key} in ${SELECTOR}` }] : [], ...remediesFor(key, value, labels)],
  };
}

/** What a node is cannot be changed by its labels, and pods for one operating system are none for another. */
function remediesFor(key: string, value: string, labels: Labels): Remedy[] {
  const relabel: Remedy = { text: `label the node: kubectl label node NAME ${key}=${value}` };
  const drop: Remedy = { text: `remove ${key} from ${SELECTOR}`, yaml: { path: `${SELECTOR}[${JSON.stringify(key)}]`, set: null } };
  if (!labels.has(key) || !OF_THE_KUBELET.has(key)) { return [relabel, drop]; }
  return key === OS ? [{ text: `require it only where ${key}=${value}, or add another DaemonSet for nodes with ${key}=${labels.get(key)}` }] : [drop];
}

function unmatchedTerms(terms: readonly ParsedTerm[], node: InventoryNode): Reason {
  const broken = terms.some(term => term.broken.length > 0);
  const causes = terms.map((term, index) => `${terms.length > 1 ? `term ${index + 1}: ` : ''}${causeOf(term, node)}`);
  return {
    filter: 'NodeAffinity',
    code: broken ? 'BrokenNodeAffinity' : 'UnmatchedNodeAffinity',
    message: `required node affinity does not match: ${causes.length > 0 ? causes.join('; ') : 'it has no term, which matches no node'}`,
    remedies: broken
      ? [{ text: `correct ${TERMS}: Kubernetes accepts the object and then lets such a term match nothing` }]
      : [{ text: `change the labels of the node, or ${TERMS}` }],
  };
}

function causeOf(term: ParsedTerm, node: InventoryNode): string {
  const [broken] = term.broken;
  if (broken) { return `${broken.requirement.key || '(no key)'}: ${broken.problem}, so the term matches no node`; }
  if (term.expressions.length + term.fields.length === 0) { return 'it is empty, and an empty term matches no node'; }
  const expressions = term.expressions.filter(expression => !meets(expression, node.labels));
  const fields = term.fields.filter(({ operator, values }) => values.includes(node.name) !== (operator === 'In'));
  return [
    ...expressions.map(expression => `${showRequirement(expression)}, but ${found(expression.key, node.labels)}`),
    ...fields.map(field => `${showRequirement(field)}, and the node has another name`),
  ].join(' and ');
}

/** What a node has in place of a label, with the key that was probably meant. */
function found(key: string, labels: Labels): string {
  const value = labels.get(key);
  if (value !== undefined) { return value === '' ? `the node has ${key} with an empty value` : `the node has ${key}=${value}`; }
  const meant = [...labels].sort().find(([other]) => isTypo(key, other));
  return meant ? `the node has no label ${key}, but ${meant[0]}=${meant[1]}` : `the node has no label ${key}`;
}

function showRequirement(requirement: LabelRequirement): string {
  return `it asks for ${showLabelRequirement(requirement)}`;
}
