import { NodeAgentVariant } from './node-agent-variant';
import { compatible } from '../model/compatible-requirements';
import { LabelRequirement, showLabelRequirement } from '../model/label-selector';
import { NodeSelection } from '../model/node-selection';

/** The nodes of an agent, dealt out so that each is of exactly one of its DaemonSets. */
export interface DealtNodes {
  /** Those of no variant. */
  readonly others: NodeSelection;

  /** By the name of the variant. */
  readonly variants: ReadonlyMap<string, NodeSelection>;
}

/** A variant and the one condition by which its nodes are told. */
interface Told {
  readonly variant: string;
  readonly condition: LabelRequirement;
}

/**
 * Deals out the nodes of an agent. Each variant is told by one condition, because only then "all other nodes" is again a label selector,
 * which the requirement of the other nodes must be.
 *
 * @throws where two variants could share a node, one of them could have none, or none would be left
 */
export function dealtNodes(place: string, nodes: NodeSelection, variants: { readonly [name: string]: NodeAgentVariant }): DealtNodes {
  const told = Object.entries(variants).sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([variant, { nodes: own }]): Told => ({ variant, condition: conditionOf(`${place}: variant "${variant}"`, nodes, own) }));
  checkDisjoint(place, told);
  const others = told.reduce((rest, { condition }) => rest._without(condition), nodes);
  if (!compatible(others._requirements)) {
    throw new Error(`${place}: variants: ${told.map(({ variant }) => `"${variant}"`).join(', ')} leave no node to the agent itself; leave one of them to it`);
  }
  return {
    others,
    variants: new Map(told.map(({ variant, condition }) => [variant, nodes._narrowedTo(condition, variants[variant]!.nodes)])),
  };
}

function conditionOf(place: string, agent: NodeSelection, nodes: NodeSelection): LabelRequirement {
  if (!nodes._saysOnlyWhere) {
    throw new Error(`${place}: nodes: what is excluded and tolerated is said once, of the agent's own nodes`);
  }
  const stated = nodes._requirementsBeyond(agent);
  const [condition] = stated;
  if (condition === undefined) {
    throw new Error(`${place}: nodes: must leave out some of the agent's nodes; say which label its nodes have, such as NodeSelection.labeled({ size: '4xl' })`);
  }
  if (stated.length > 1) {
    throw new Error(`${place}: nodes: must be told by one label beside the agent's own, got "${stated.map(showLabelRequirement).join(',')}"; give these nodes one label of their own`);
  }
  if (condition.operator === 'Gt' || condition.operator === 'Lt') {
    throw new Error(`${place}: nodes: ${showLabelRequirement(condition)} cannot be turned around in node affinity; use in, notin or a label of its own`);
  }
  if (!compatible([...agent._requirements, condition])) {
    throw new Error(`${place}: nodes: none of the agent's nodes can have ${showLabelRequirement(condition)}`);
  }
  return condition;
}

function checkDisjoint(place: string, told: readonly Told[]): void {
  told.forEach((one, index) => {
    const other = told.slice(index + 1).find(({ condition }) => compatible([one.condition, condition]));
    if (other) {
      throw new Error(`${place}: variants "${one.variant}" (${showLabelRequirement(one.condition)}) and "${other.variant}" (${showLabelRequirement(other.condition)}) could share a node, which would then run two pods; tell them apart by the values of one label`);
    }
  });
}
