import { ANNOTATIONS } from './annotations';
import { compatible } from './compatible-requirements';
import { labelKeyProblem, labelValueProblem } from './label';
import { LabelRequirement, parseLabelSelector, showLabelRequirement, showLabelSelector } from './label-selector';
import { VIRTUAL_NODE_LABELS } from './node';
import { NodeSelectorRequirement } from './node-affinity';
import { Architecture, OperatingSystem } from './platform';
import { dateProblem } from './requirement';
import { Toleration, TolerationSpec } from './toleration';

const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';
const OS = 'kubernetes.io/os';
const ARCHITECTURE = 'kubernetes.io/arch';
const MAX_TERMS = 64;

interface Exclusion {
  readonly nodes: string;
  readonly requirements: readonly LabelRequirement[];
  readonly reason: string;
  readonly until?: string;
}

/** What a node selection becomes in a manifest. */
export interface RenderedSelection {
  readonly nodeSelector: { readonly [label: string]: string };

  /** Terms of required node affinity, each a list of expressions. */
  readonly terms: readonly (readonly NodeSelectorRequirement[])[];
  readonly tolerations: readonly TolerationSpec[];
  readonly annotations: { readonly [annotation: string]: string };
}

/**
 * On which nodes an agent runs, said once: its node selector, node affinity, tolerations and the requirement that
 * the check holds it to all follow from this statement. A selection never changes; each method returns another one.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export class NodeSelection {
  /** Every node of the agent's operating system, whatever its taints, except virtual nodes. */
  public static everyNode(): NodeSelection {
    return new NodeSelection([], [], undefined, false);
  }

  /** Every node that is not part of the control plane, whatever its taints. */
  public static workers(): NodeSelection {
    return new NodeSelection([{ key: CONTROL_PLANE, operator: 'DoesNotExist', values: [] }], [], undefined, false);
  }

  /** The nodes of the control plane, whatever their taints. */
  public static controlPlane(): NodeSelection {
    return new NodeSelection([{ key: CONTROL_PLANE, operator: 'Exists', values: [] }], [], undefined, false);
  }

  /**
   * The nodes that carry all of these labels, whatever their taints.
   *
   * @param labels values by label key
   */
  public static labeled(labels: { [key: string]: string }): NodeSelection {
    const requirements = Object.entries(labels).map(([key, value]): LabelRequirement => {
      const problem = labelKeyProblem(key) ?? (typeof value === 'string' ? labelValueProblem(value) : 'must have a text as its value');
      if (problem) { throw new Error(`NodeSelection.labeled: label ${key}="${value}" ${problem}`); }
      return { key, operator: 'In', values: [value] };
    });
    if (requirements.length === 0) {
      throw new Error('NodeSelection.labeled: needs at least one label; for every node there is NodeSelection.everyNode()');
    }
    return new NodeSelection(requirements, [], undefined, false);
  }

  /**
   * The nodes of an operating system, whatever their taints.
   *
   * @param os a value of the label `kubernetes.io/os`
   */
  public static ofOperatingSystem(os: OperatingSystem): NodeSelection {
    return new NodeSelection([{ key: OS, operator: 'In', values: [os] }], [], undefined, false);
  }

  /**
   * The nodes of an architecture, whatever their taints. There is none for a pool: no scheduler knows pools, so its nodes are selected by
   * the labels that the pool gives them, and only a requirement of a `CoveragePolicy` can name it.
   *
   * @param arch a value of the label `kubernetes.io/arch`
   */
  public static ofArchitecture(arch: Architecture): NodeSelection {
    return new NodeSelection([{ key: ARCHITECTURE, operator: 'In', values: [arch] }], [], undefined, false);
  }

  /**
   * The nodes that a Kubernetes label selector selects, whatever their taints.
   *
   * @param selector such as `disk=ssd,zone in (a,b),!spot`
   */
  public static matching(selector: string): NodeSelection {
    return new NodeSelection(parseLabelSelector(selector).requirements, [], undefined, false);
  }

  private constructor(
    private readonly requirements: readonly LabelRequirement[],
    private readonly exclusions: readonly Exclusion[],
    private readonly onlyTolerations: readonly Toleration[] | undefined,
    private readonly mayBeNone: boolean,
  ) {}

  /**
   * The same without the nodes that a label selector selects. They are left out of the manifest, and reported as exempt.
   *
   * @param selector such as `sandbox=true`; `>` and `<` cannot be turned around and are refused
   * @param reason why these nodes may do without the agent, in the words that every report shows
   * @param until the last day on which that holds (`YYYY-MM-DD`); for ever when left out
   */
  public excluding(selector: string, reason: string, until?: string): NodeSelection {
    const { requirements } = parseLabelSelector(selector);
    const place = `NodeSelection.excluding("${selector}", …)`;
    if (requirements.length === 0) { throw new Error(`${place}: the selector selects every node`); }
    const compared = requirements.find(({ operator }) => operator === 'Gt' || operator === 'Lt');
    if (compared) { throw new Error(`${place}: ${showLabelRequirement(compared)} cannot be turned around in node affinity; use in, notin or a label of its own`); }
    if (reason.trim() === '') { throw new Error(`${place}: needs a reason that every report can show`); }
    const problem = until === undefined ? undefined : dateProblem(until);
    if (problem) { throw new Error(`${place}: until ${problem}, got "${until}"`); }
    return new NodeSelection(this.requirements, [...this.exclusions, { nodes: selector, requirements, reason, until }], this.onlyTolerations, this.mayBeNone);
  }

  /**
   * The same, tolerating these taints in place of every taint. A node with another taint is then a gap, and reported.
   *
   * @param tolerations none at all for only the automatic ones of every DaemonSet
   */
  public toleratingOnly(...tolerations: Toleration[]): NodeSelection {
    return new NodeSelection(this.requirements, this.exclusions, tolerations, this.mayBeNone);
  }

  /** The same, where a cluster without such a node is fine. */
  public orNone(): NodeSelection {
    return new NodeSelection(this.requirements, this.exclusions, this.onlyTolerations, true);
  }

  /**
   * What it becomes in the manifest of an agent.
   *
   * @internal
   * @param os the agent's operating system, a value of the label kubernetes.io/os
   * @param tolerated what the agent tolerates besides
   */
  public _render(os: string, tolerated: readonly Toleration[]): RenderedSelection {
    const requirements = this.withOs(os);
    const equalities = requirements.filter(({ operator, values }) => operator === 'In' && values.length === 1);
    const others = requirements.filter(requirement => !equalities.includes(requirement));
    return {
      nodeSelector: nodeSelectorOf(equalities),
      terms: alternatives(this.exclusions.map(({ requirements: excluded }) => excluded.map(negated)))
        .map(expressions => distinct([...others, ...VIRTUAL_EXCLUDED, ...expressions])),
      tolerations: this.tolerationsWith(tolerated),
      annotations: this.annotations(requirements),
    };
  }

  /**
   * What it requires of a DaemonSet that somebody else made, as annotations.
   *
   * @internal
   * @param os the operating system that the DaemonSet selects; undefined where it selects none
   */
  public _requirement(os: string | undefined): { readonly [annotation: string]: string } {
    return this.annotations(os === undefined ? this.requirements : this.withOs(os));
  }

  /**
   * The same, with the operating system of its nodes among its conditions.
   *
   * @internal
   */
  public _runningOn(os: string): NodeSelection {
    return new NodeSelection(this.withOs(os), this.exclusions, this.onlyTolerations, this.mayBeNone);
  }

  /**
   * Its conditions.
   *
   * @internal
   */
  public get _requirements(): readonly LabelRequirement[] {
    return this.requirements;
  }

  /**
   * Whether it excludes nothing and leaves tolerations as they are.
   *
   * @internal
   */
  public get _saysOnlyWhere(): boolean {
    return this.exclusions.length === 0 && this.onlyTolerations === undefined;
  }

  /**
   * The conditions that it has and another one has not.
   *
   * @internal
   */
  public _requirementsBeyond(other: NodeSelection): LabelRequirement[] {
    const known = new Set(other.requirements.map(showLabelRequirement));
    return distinct(this.requirements).filter(requirement => !known.has(showLabelRequirement(requirement)));
  }

  /**
   * The same, only where one more condition holds. There may be none of them where one of the two says so.
   *
   * @internal
   */
  public _narrowedTo(condition: LabelRequirement, by: NodeSelection): NodeSelection {
    return this.and(condition, [...this.requirements, condition], this.mayBeNone || by.mayBeNone);
  }

  /**
   * The same, only where a condition does not hold. Unlike what is excluded, these nodes are not left out on purpose: they are none
   * of its business.
   *
   * @internal
   */
  public _without(condition: LabelRequirement): NodeSelection {
    const opposite = negated(condition);
    const before = opposite.operator === 'NotIn' ? this.requirements.find(({ key, operator }) => key === opposite.key && operator === 'NotIn') : undefined;
    const merged = { ...opposite, values: [...new Set([...before?.values ?? [], ...opposite.values])].sort() };
    return this.and(merged, [...this.requirements.filter(requirement => requirement !== before), merged], this.mayBeNone);
  }

  /** What is excluded is stated only where it could be at all. */
  private and(condition: LabelRequirement, requirements: readonly LabelRequirement[], mayBeNone: boolean): NodeSelection {
    const exclusions = this.exclusions.filter(({ requirements: excluded }) => compatible([...excluded, condition]));
    return new NodeSelection(requirements, exclusions, this.onlyTolerations, mayBeNone);
  }

  private withOs(os: string): readonly LabelRequirement[] {
    const stated = this.requirements.filter(({ key }) => key === OS);
    const wrong = stated.find(({ operator, values }) => operator === 'DoesNotExist' || operator === 'In' && !values.includes(os) || operator === 'NotIn' && values.includes(os));
    if (wrong) { throw new Error(`nodes: ${showLabelRequirement(wrong)} leaves out every node that this agent can run on (${OS}=${os})`); }
    const present = stated.some(({ operator, values }) => operator === 'In' && values.length === 1);
    return present ? this.requirements : [{ key: OS, operator: 'In', values: [os] }, ...this.requirements];
  }

  private tolerationsWith(tolerated: readonly Toleration[]): TolerationSpec[] {
    if (this.onlyTolerations === undefined) { return [Toleration.everything()._toSpec()]; }
    return distinct([...this.onlyTolerations, ...tolerated].map(toleration => toleration._toSpec()));
  }

  private annotations(requirements: readonly LabelRequirement[]): { [annotation: string]: string } {
    const exemptions = this.exclusions.map(({ nodes, reason, until }) => ({ nodes, reason, ...(until === undefined ? {} : { until }) }));
    return {
      [ANNOTATIONS.requiredNodes]: showLabelSelector({ requirements }),
      ...(exemptions.length > 0 ? { [ANNOTATIONS.exempt]: JSON.stringify(exemptions) } : {}),
      ...(this.mayBeNone ? { [ANNOTATIONS.maySelectNone]: 'true' } : {}),
    };
  }
}

const VIRTUAL_EXCLUDED: readonly LabelRequirement[] = VIRTUAL_NODE_LABELS.map(({ key, value }) => ({ key, operator: 'NotIn', values: [value] }));

function nodeSelectorOf(equalities: readonly LabelRequirement[]): { [label: string]: string } {
  const labels = new Map<string, string>();
  for (const { key, values: [value = ''] } of equalities) {
    const other = labels.get(key);
    if (other !== undefined && other !== value) { throw new Error(`nodes: ${key} cannot be both "${other}" and "${value}"`); }
    labels.set(key, value);
  }
  return Object.fromEntries(labels);
}

/** All conditions hold unless one does not: "not (a and b)" is "not a, or not b", and several exclusions multiply. */
function alternatives(exclusions: readonly (readonly LabelRequirement[])[]): (readonly LabelRequirement[])[] {
  const terms = exclusions.reduce<(readonly LabelRequirement[])[]>(
    (sofar, choices) => sofar.flatMap(term => choices.map(choice => [...term, choice])), [[]]);
  if (terms.length > MAX_TERMS) {
    throw new Error(`nodes: the exclusions need ${terms.length} node selector terms, at most ${MAX_TERMS} are allowed; give the excluded nodes one label of their own`);
  }
  return terms;
}

function negated({ key, operator, values }: LabelRequirement): LabelRequirement {
  switch (operator) {
    case 'In': return { key, operator: 'NotIn', values };
    case 'NotIn': return { key, operator: 'In', values };
    case 'Exists': return { key, operator: 'DoesNotExist', values };
    default: return { key, operator: 'Exists', values };
  }
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}
