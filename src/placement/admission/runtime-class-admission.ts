import { RuntimeClass } from '../../model/cluster-objects';
import { Labels } from '../../model/label';
import { PodTemplate, Resources } from '../../model/pod-template';
import { TolerationSpec } from '../../model/toleration';
import { Reason } from '../placement';
import { refusal } from './refusal';

const NOTHING: Resources = new Map();

/** What the RuntimeClass of a pod adds to it, and what admission says against it. */
export interface RuntimeClassAdmission {
  readonly overhead: Resources;
  readonly nodeSelector: Labels;
  readonly tolerations: readonly TolerationSpec[];
  readonly refusals: readonly Reason[];
  readonly undecided: readonly Reason[];
}

/** What the admission plugin RuntimeClass makes of a template. */
export function admitRuntimeClass(template: PodTemplate, classes: readonly RuntimeClass[]): RuntimeClassAdmission {
  const { runtimeClassName: name, overhead } = template;
  const own = classes.find(one => one.name === name);
  const stated = { overhead, nodeSelector: new Map<string, string>(), tolerations: [], refusals: [], undecided: [] };
  if (name !== undefined && !own) { return { ...stated, ...missing(name, classes) }; }
  const computed = own?.overhead ?? NOTHING;
  return {
    ...stated,
    overhead: computed,
    nodeSelector: own?.nodeSelector ?? new Map(),
    tolerations: own?.tolerations ?? [],
    refusals: [
      ...overhead.size > 0 && !equal(overhead, computed) ? [contradictedOverhead(overhead, computed, name)] : [],
      ...own ? contradictedSelectors(template, own) : [],
    ],
  };
}

function missing(name: string, classes: readonly RuntimeClass[]): { readonly refusals: readonly Reason[]; readonly undecided: readonly Reason[] } {
  const some = classes.length > 0;
  const message = some
    ? `the RuntimeClass ${name} does not exist: no pod is created (there are ${classes.map(one => one.name).sort().join(', ')})`
    : `whether the RuntimeClass ${name} exists, and what it costs, is unknown: the manifests hold no RuntimeClass`;
  const reason = refusal(some ? 'MissingRuntimeClass' : 'UnknownRuntimeClass', message, [
    { text: `add the RuntimeClass ${name} to the manifests or to --also` },
    { text: 'remove spec.template.spec.runtimeClassName', yaml: { path: 'spec.template.spec.runtimeClassName', set: null } },
  ]);
  return some ? { refusals: [reason], undecided: [] } : { refusals: [], undecided: [reason] };
}

function contradictedOverhead(stated: Resources, computed: Resources, name: string | undefined): Reason {
  const origin = name === undefined ? 'without a RuntimeClass there is none' : `that of the RuntimeClass ${name} is ${show(computed)}`;
  return refusal('ContradictedOverhead', `states the overhead ${show(stated)}, but ${origin}: no pod is created`, [
    { text: 'remove spec.template.spec.overhead: admission fills it in', yaml: { path: 'spec.template.spec.overhead', set: null } },
  ]);
}

function contradictedSelectors({ nodeSelector }: PodTemplate, own: RuntimeClass): Reason[] {
  return [...own.nodeSelector]
    .filter(([key, value]) => nodeSelector.has(key) && nodeSelector.get(key) !== value)
    .map(([key, value]) => refusal('ContradictedNodeSelector',
      `nodeSelector asks for ${key}=${nodeSelector.get(key) ?? ''}, but the RuntimeClass ${own.name} for ${key}=${value}: no pod is created`,
      [{ text: `remove ${key} from spec.template.spec.nodeSelector`, yaml: { path: `spec.template.spec.nodeSelector[${JSON.stringify(key)}]`, set: null } }]));
}

function equal(left: Resources, right: Resources): boolean {
  return left.size === right.size && [...left].every(([resource, quantity]) => right.get(resource)?.compare(quantity) === 0);
}

function show(resources: Resources): string {
  return resources.size === 0 ? 'none' : [...resources].map(([resource, quantity]) => `${resource} ${quantity.toString()}`).sort().join(', ');
}
