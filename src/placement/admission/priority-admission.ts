import { PriorityClass } from '../../model/cluster-objects';
import { PodTemplate } from '../../model/pod-template';
import { Reason } from '../placement';
import { refusal } from './refusal';

const PREEMPTS = 'PreemptLowerPriority';
const CLASS_NAME = 'spec.template.spec.priorityClassName';

/** The classes that every cluster has. */
const SYSTEM_CLASSES: readonly PriorityClass[] = [
  { name: 'system-node-critical', value: 2_000_001_000, globalDefault: false, preemptionPolicy: PREEMPTS },
  { name: 'system-cluster-critical', value: 2_000_000_000, globalDefault: false, preemptionPolicy: PREEMPTS },
];

/** The highest priority that there is. */
export const HIGHEST_PRIORITY = 2_000_001_000;

/** The priority of a pod, and what admission says against what the template states of it. */
export interface PriorityAdmission {
  readonly priority: number;

  /** The class that counts: that of the template, or the one of pods that name none. */
  readonly priorityClassName?: string;

  /** Whether pods of a lower priority may be pushed off for it. */
  readonly preempts: boolean;
  readonly refusals: readonly Reason[];
  readonly undecided: readonly Reason[];
}

/** What the admission plugin Priority makes of a template. */
export function admitPriority(template: PodTemplate, classes: readonly PriorityClass[]): PriorityAdmission {
  const { priorityClassName: name } = template;
  const own = name === undefined ? globalDefault(classes) : [...SYSTEM_CLASSES, ...classes].find(one => one.name === name);
  if (name !== undefined && !own) { return missing(name, template, classes); }
  const { value = 0, preemptionPolicy = PREEMPTS } = own ?? {};
  return {
    priority: value,
    ...(own ? { priorityClassName: own.name } : {}),
    preempts: preemptionPolicy === PREEMPTS,
    refusals: contradictions(template, value, preemptionPolicy),
    undecided: [],
  };
}

/** Of several global defaults the lowest counts. */
function globalDefault(classes: readonly PriorityClass[]): PriorityClass | undefined {
  return classes.filter(one => one.globalDefault).sort((left, right) => left.value - right.value)[0];
}

function missing(name: string, template: PodTemplate, classes: readonly PriorityClass[]): PriorityAdmission {
  const remedies = [
    { text: `add the PriorityClass ${name} to the manifests or to --also` },
    { text: 'name a class that every cluster has', typescript: "priorityClassName: 'system-node-critical'", yaml: { path: CLASS_NAME, set: 'system-node-critical' } },
  ];
  const some = classes.length > 0;
  const message = some
    ? `the PriorityClass ${name} does not exist: no pod is created (there are ${names(classes)})`
    : `whether the PriorityClass ${name} exists is unknown: the manifests hold no PriorityClass`;
  const reason = refusal(some ? 'MissingPriorityClass' : 'UnknownPriorityClass', message, remedies);
  return { priority: template.priority ?? 0, priorityClassName: name, preempts: template.preemptionPolicy !== 'Never', refusals: some ? [reason] : [], undecided: some ? [] : [reason] };
}

function names(classes: readonly PriorityClass[]): string {
  return [...classes, ...SYSTEM_CLASSES].map(({ name }) => name).sort().join(', ');
}

function contradictions({ priority, preemptionPolicy, priorityClassName }: PodTemplate, value: number, policy: string): Reason[] {
  const from = priorityClassName === undefined ? 'without a PriorityClass it is' : `that of the PriorityClass ${priorityClassName} is`;
  const without = (field: string) => ({ text: `remove spec.template.spec.${field}: admission fills it in`, yaml: { path: `spec.template.spec.${field}`, set: null } });
  return [
    ...priority !== undefined && priority !== value ? [refusal('ContradictedPriority', `states the priority ${priority}, but ${from} ${value}: no pod is created`, [without('priority')])] : [],
    ...preemptionPolicy !== undefined && preemptionPolicy !== policy
      ? [refusal('ContradictedPreemptionPolicy', `states the preemptionPolicy ${preemptionPolicy}, but ${from} ${policy}: no pod is created`, [without('preemptionPolicy')])]
      : [],
  ];
}
