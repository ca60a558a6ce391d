import { Labels } from '../../model/label';
import { LabelRequirement, meets, showLabelRequirement } from '../../model/label-selector';
import { InventoryNode } from '../../model/node';
import { ParsedTerm } from '../../model/node-affinity';
import { PodTemplate } from '../../model/pod-template';
import { Reason, Remedy } from '../placement';
import { keyPath, POD_SPEC } from '../template-path';
import { isTypo } from './typo';

const SELECTOR = `${POD_SPEC}.nodeSelector`;
const REQUIRED = `${POD_SPEC}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution`;
const TERMS = `${REQUIRED}.nodeSelectorTerms`;

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
    ...pairs.map(([key, value]) => unmatchedPair(key, value, template, node.labels)),
    ...affinity && !affinity.matches(node.name, node.labels) ? [unmatchedTerms(affinity.terms, node)] : [],
  ];
}

function unmatchedPair(key: string, value: string, { nodeSelector }: PodTemplate, labels: Labels): Reason {
  return {
    filter: 'NodeAffinity',
    code: 'UnmatchedNodeSelector',
    message: `nodeSelector ${key}=${value} does not match: ${found(key, labels)}`,
    remedies: [...corrected(key, value, nodeSelector, labels), ...remediesFor(key, value, labels)],
  };
}

/** What was probably meant: another key, or another value. */
function corrected(key: string, value: string, nodeSelector: Labels, labels: Labels): Remedy[] {
  const has = labels.get(key);
  if (has !== undefined) {
    return isTypo(value, has) ? [{ text: `write ${has} in place of ${value} in ${SELECTOR}`, yaml: { path: keyPath(SELECTOR, key), set: has } }] : [];
  }
  const meant = [...labels.keys()].sort().find(other => isTypo(key, other));
  if (meant === undefined) { return []; }
  const whole = Object.fromEntries([...nodeSelector].map(([name, wanted]) => [name === key ? meant : name, wanted]));
  return [{ text: `write ${meant} in place of ${key} in ${SELECTOR}`, ...labels.get(meant) === value ? { yaml: { path: SELECTOR, set: whole } } : {} }];
}

/** What a node is cannot be changed by its labels, and pods for one operating system are none for another. */
function remediesFor(key: string, value: string, labels: Labels): Remedy[] {
  const relabel: Remedy = { text: `label the node: kubectl label node NAME ${key}=${value}` };
  const drop: Remedy = { text: `remove ${key} from ${SELECTOR}`, yaml: { path: keyPath(SELECTOR, key), set: null } };
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
      : [...terms.flatMap((term, index) => widened(term, index, node)), { text: `change the labels of the node, or ${TERMS}` }, ...dropped(terms, node)],
  };
}

/** The edits by which a term matches that fails by one condition only, other than dropping that. */
function widened(term: ParsedTerm, index: number, node: InventoryNode): Remedy[] {
  const at = onlyUnmet(term, node);
  const expression = at === undefined ? undefined : term.expressions[at];
  if (!expression) { return []; }
  const path = `${TERMS}[${index}].matchExpressions[${at}]`;
  const { key, operator, values } = expression;
  const value = node.labels.get(key);
  if (value === undefined) {
    const meant = [...node.labels.keys()].sort().find(other => isTypo(key, other) && meets({ ...expression, key: other }, node.labels));
    return meant === undefined ? [] : [{ text: `write ${meant} in place of ${key} in ${path}`, yaml: { path: `${path}.key`, set: meant } }];
  }
  if (operator === 'In') { return [{ text: `add ${value || 'the empty value'} to the values of ${key} in ${path}`, yaml: { path: `${path}.values`, add: [value] } }]; }
  const others = values.filter(other => other !== value);
  return operator === 'NotIn' && others.length > 0
    ? [{ text: `take ${value || 'the empty value'} out of the values of ${key} in ${path}`, yaml: { path: `${path}.values`, set: others } }]
    : [];
}

/** The edits that drop the one condition by which a term fails; the last condition of the only term goes with all of it. */
function dropped(terms: readonly ParsedTerm[], node: InventoryNode): Remedy[] {
  return terms.flatMap((term, index) => {
    const at = onlyUnmet(term, node);
    const key = at === undefined ? undefined : term.expressions[at]?.key;
    if (key === undefined) { return []; }
    if (term.expressions.length + term.fields.length > 1) {
      const path = `${TERMS}[${index}].matchExpressions[${at}]`;
      return [{ text: `remove the condition on ${key} from ${TERMS}[${index}]`, yaml: { path, set: null } }];
    }
    return terms.length > 1 ? [] : [{ text: `remove ${REQUIRED}, which only asks for ${key}`, yaml: { path: REQUIRED, set: null } }];
  });
}

/** The index of the one condition of a term that a node does not meet; undefined where there are several, or where it is about its name. */
function onlyUnmet({ expressions, fields }: ParsedTerm, node: InventoryNode): number | undefined {
  const unmet = expressions.flatMap((expression, index) => meets(expression, node.labels) ? [] : [index]);
  return unmet.length === 1 && fields.every(field => matchesName(field, node)) ? unmet[0] : undefined;
}

function matchesName({ operator, values }: LabelRequirement, { name }: InventoryNode): boolean {
  return values.includes(name) === (operator === 'In');
}

function causeOf(term: ParsedTerm, node: InventoryNode): string {
  const [broken] = term.broken;
  if (broken) { return `${broken.requirement.key || '(no key)'}: ${broken.problem}, so the term matches no node`; }
  if (term.expressions.length + term.fields.length === 0) { return 'it is empty, and an empty term matches no node'; }
  const expressions = term.expressions.filter(expression => !meets(expression, node.labels));
  const fields = term.fields.filter(field => !matchesName(field, node));
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
