import { AgentContainer } from './agent-container';
import { agentLabels, variantsLabels } from './agent-labels';
import { DaemonSetName, variantNames } from './daemon-set-name';
import { NodeAgentDaemonSetProps } from './node-agent-daemon-set-props';
import { containerName, ContainerPlace, ResolvedContainer, resolvedContainer } from './pod-container';
import { configMapNames, PodContainers } from './pod-containers';
import { resolvedResources } from './resource-list';
import { dealtNodes } from './variant-nodes';
import { NodeSelection } from '../model/node-selection';

/** One DaemonSet of an agent: its only one, that of a variant, or that of the nodes of no variant. */
export interface AgentMember {
  /** Where errors say that something is wrong. */
  readonly place: string;
  readonly name: DaemonSetName;

  /** Undefined for the agent's own. */
  readonly variant?: string;
  readonly labels: { [label: string]: string };
  readonly selector: { [label: string]: string };
  readonly podLabels: { [label: string]: string };
  readonly nodes: NodeSelection;

  /** The first one is the agent's own. */
  readonly containers: readonly ResolvedContainer[];

  /** Those that run before. */
  readonly initContainers: readonly ResolvedContainer[];
}

/** The DaemonSets of an agent, its own first, then those of its variants by name. */
export function agentMembers(place: string, name: DaemonSetName, os: string, props: NodeAgentDaemonSetProps): AgentMember[] {
  const nodes = props.nodes ?? NodeSelection.everyNode();
  const program = containerName(props.container);
  const labels = agentLabels(program, name.name);
  const selector = { ...props.matchLabels ?? labels };
  const names = variantNames(place, name, props.variants);
  const own = { place, name, labels, selector, podLabels: { ...props.podLabels, ...selector }, nodes, ...containersOf(place, props) };
  if (names.size === 0) { return [own]; }

  const dealt = dealtNodes(place, nodes._runningOn(os), props.variants!);
  const shared = variantsLabels(name.name);
  const members = [
    { ...own, nodes: dealt.others, podLabels: { ...own.podLabels, ...shared } },
    ...[...names].map(([variant, its]): AgentMember => {
      const here = `${place}: variant "${variant}"`;
      const itsLabels = agentLabels(program, its.name);
      return {
        place: here,
        name: its,
        variant,
        labels: itsLabels,
        selector: itsLabels,
        podLabels: { ...props.podLabels, ...itsLabels, ...shared },
        nodes: dealt.variants.get(variant)!,
        ...containersOf(here, variantProps(here, props, variant)),
      };
    }),
  ];
  checkSelectors(members);
  checkConfigMaps(place, members);
  return members;
}

function containersOf(place: string, props: NodeAgentDaemonSetProps): PodContainers {
  const at = (where: string): ContainerPlace => ({ place: where, hostNetwork: props.hostNetwork ?? false, allowLatestTag: props.allowLatestTag ?? false });
  const agent = resolvedContainer(at(place), props.container, props);
  const beside = (kind: string, containers: readonly AgentContainer[] = []) =>
    containers.map(container => resolvedContainer(at(`${place}: ${kind} "${containerName(container)}"`), container, {}));
  return { containers: [agent, ...beside('sidecar', props.sidecars)], initContainers: beside('init container', props.initContainers) };
}

/** To a variant, all that is said of the agent is a proposal: a limit of the agent gives way to a larger request of the variant. */
function variantProps(place: string, props: NodeAgentDaemonSetProps, variant: string): NodeAgentDaemonSetProps {
  const { requests, limits, env } = props.variants![variant]!;
  const container = { ...props.variantContainers?.[variant] ?? props.container, name: containerName(props.container) };
  return { ...props, container: { ...container, ...resolvedResources(place, props, container) }, requests, limits, env: { ...props.env, ...env } };
}

/** Selectors made from names never share a pod; a stated one might. */
function checkSelectors([own, ...variants]: readonly AgentMember[]): void {
  const wide = variants.find(({ podLabels }) => Object.entries(own!.selector).every(([key, value]) => podLabels[key] === value));
  if (wide) {
    throw new Error(`${own!.place}: matchLabels: would also select the pods of variant "${wide.variant}"; add a label that these do not have, such as app.kubernetes.io/instance, which is "${wide.name.name}" there`);
  }
  const narrow = variants.find(({ selector }) => Object.entries(selector).every(([key, value]) => own!.podLabels[key] === value));
  if (narrow) { throw new Error(`${own!.place}: podLabels and matchLabels: variant "${narrow.variant}" would also select the agent's other pods by ${JSON.stringify(narrow.selector)}`); }
}

function checkConfigMaps(place: string, members: readonly AgentMember[]): void {
  const names = members.flatMap(member => configMapNames(member.name.name, member));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) { throw new Error(`${place}: variants: two ConfigMaps would be called "${twice}", of a sidecar and of a variant; choose another name for the variant`); }
}
