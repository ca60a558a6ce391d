import { addedCapabilitiesOf, securityViolationsOf } from './pod-security';
import {
  WireContainer, WireLabelSelector, WireMap, WireNodeSelectorTerm, WirePodAffinity, WirePodAffinityTerm, WirePodSpec, WirePodTemplate, WireRequirement,
  WireSpreadConstraint, WireToleration,
} from './wire';
import { Labels } from '../model/label';
import { NodeAffinity, NodeSelectorRequirement, NodeSelectorTerm } from '../model/node-affinity';
import {
  Container, HostPathVolume, PodAffinityTerm, PodSelector, PodSelectorRequirement, PodTemplate, Resources, SpreadConstraint,
  withAutomaticTolerations,
} from '../model/pod-template';
import { Quantity } from '../model/quantity';
import { TolerationSpec } from '../model/toleration';

/** How many seconds a pod has to stop where it says nothing. */
const DEFAULT_GRACE_PERIOD = 30;

/** Operators behind the feature gate TaintTolerationComparisonOperators, which is off in every release. */
const COMPARISONS: readonly string[] = ['Lt', 'Gt'];

/**
 * Parses a pod template whose JSON types are right. Total: what Kubernetes would refuse is read as its controller would read it.
 *
 * @param comparisons whether the feature gate TaintTolerationComparisonOperators is on
 */
export function readPodTemplate(template: WirePodTemplate, comparisons = false): PodTemplate {
  const spec = template.spec ?? {};
  const tolerations = (spec.tolerations ?? []).map(tolerationOf);
  const hostNetwork = spec.hostNetwork === true;
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return {
    labels: labelsOf(template.metadata?.labels),
    ...(spec.nodeName ? { nodeName: spec.nodeName } : {}),
    nodeSelector: labelsOf(spec.nodeSelector),
    ...(terms ? { nodeAffinity: NodeAffinity.of((terms.nodeSelectorTerms ?? []).map(termOf)) } : {}),
    tolerations,
    effectiveTolerations: withAutomaticTolerations(tolerations.filter(({ operator = '' }) => comparisons || !COMPARISONS.includes(operator)), hostNetwork),
    hostNetwork,
    containers: (spec.containers ?? []).map(containerOf),
    initContainers: (spec.initContainers ?? []).map(containerOf),
    ...(spec.resources?.requests ? { requests: resourcesOf(spec.resources.requests) } : {}),
    ...(spec.resources?.limits ? { limits: resourcesOf(spec.resources.limits) } : {}),
    overhead: resourcesOf(spec.overhead),
    podAffinity: podAffinityOf(spec.affinity?.podAffinity),
    podAntiAffinity: podAffinityOf(spec.affinity?.podAntiAffinity),
    spreadConstraints: (spec.topologySpreadConstraints ?? []).map(spreadConstraintOf),
    schedulerName: spec.schedulerName || 'default-scheduler',
    schedulingGates: (spec.schedulingGates ?? []).map(gate => gate.name ?? ''),
    ...(spec.priorityClassName ? { priorityClassName: spec.priorityClassName } : {}),
    ...(typeof spec.priority === 'number' ? { priority: spec.priority } : {}),
    ...(spec.preemptionPolicy ? { preemptionPolicy: spec.preemptionPolicy } : {}),
    ...(spec.runtimeClassName ? { runtimeClassName: spec.runtimeClassName } : {}),
    hostPaths: hostPathsOf(spec),
    volumeClaims: (spec.volumes ?? []).filter(({ persistentVolumeClaim, ephemeral }) => persistentVolumeClaim ?? ephemeral).map(({ name }) => name ?? ''),
    resourceClaims: (spec.resourceClaims ?? []).map(({ name }) => name ?? ''),
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_PERIOD,
    ...(spec.os?.name ? { osName: spec.os.name } : {}),
    addedCapabilities: addedCapabilitiesOf(spec),
    securityViolations: securityViolationsOf(template),
  };
}

/** Labels as a map; a null value is the empty text, as Go reads it. */
export function labelsOf(labels: WireMap<string> | null | undefined): Labels {
  return new Map(Object.entries(labels ?? {}).map(([key, value]) => [key, value ?? '']));
}

/** Amounts rounded up to thousandths, as the API server stores them. */
export function resourcesOf(resources: WireMap<string | number> | null | undefined): Resources {
  return new Map(Object.entries(resources ?? {}).map(([name, amount]) => [name, Quantity.parse(String(amount ?? 0).trim()).toMillis()]));
}

/** The requirements of a `v1` `LabelSelector`; undefined, which selects nothing, where there is none. */
export function podSelectorOf(selector: WireLabelSelector | null | undefined): PodSelector {
  if (!selector) { return undefined; }
  const equalities = Object.entries(selector.matchLabels ?? {}).map(([key, value]): PodSelectorRequirement => ({ key, operator: 'In', values: [value ?? ''] }));
  const expressions = (selector.matchExpressions ?? []).map(expression => requirementOf(expression) as PodSelectorRequirement);
  return [...equalities, ...expressions];
}

function termOf({ matchExpressions, matchFields }: WireNodeSelectorTerm): NodeSelectorTerm {
  return { matchExpressions: (matchExpressions ?? []).map(requirementOf), matchFields: (matchFields ?? []).map(requirementOf) };
}

function requirementOf(requirement: WireRequirement): NodeSelectorRequirement {
  return { key: requirement.key ?? '', operator: requirement.operator ?? '', values: requirement.values ?? [] };
}

/** A toleration as written, without what is empty. */
export function tolerationOf({ key, operator, value, effect, tolerationSeconds }: WireToleration): TolerationSpec {
  return {
    ...(key ? { key } : {}),
    ...(operator ? { operator } : {}),
    ...(value ? { value } : {}),
    ...(effect ? { effect } : {}),
    ...(typeof tolerationSeconds === 'number' ? { tolerationSeconds } : {}),
  };
}

function containerOf(container: WireContainer): Container {
  return {
    name: container.name ?? '',
    requests: resourcesOf(container.resources?.requests),
    limits: resourcesOf(container.resources?.limits),
    ports: (container.ports ?? []).map(port => ({
      containerPort: port.containerPort ?? 0,
      hostPort: port.hostPort ?? 0,
      protocol: port.protocol || 'TCP',
      hostIp: port.hostIP ?? '',
    })),
    ...(container.restartPolicy ? { restartPolicy: container.restartPolicy } : {}),
  };
}

function podAffinityOf(affinity: WirePodAffinity | null | undefined): PodAffinityTerm[] {
  return (affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((term: WirePodAffinityTerm) => ({
    topologyKey: term.topologyKey ?? '',
    selector: podSelectorOf(term.labelSelector),
    namespaces: term.namespaces ?? [],
    namespaceSelector: podSelectorOf(term.namespaceSelector),
    matchLabelKeys: term.matchLabelKeys ?? [],
    mismatchLabelKeys: term.mismatchLabelKeys ?? [],
  }));
}

function spreadConstraintOf(constraint: WireSpreadConstraint): SpreadConstraint {
  return {
    maxSkew: constraint.maxSkew ?? 0,
    topologyKey: constraint.topologyKey ?? '',
    whenUnsatisfiable: constraint.whenUnsatisfiable ?? '',
    selector: podSelectorOf(constraint.labelSelector),
    ...(typeof constraint.minDomains === 'number' ? { minDomains: constraint.minDomains } : {}),
    nodeAffinityPolicy: constraint.nodeAffinityPolicy ?? 'Honor',
    nodeTaintsPolicy: constraint.nodeTaintsPolicy ?? 'Ignore',
    matchLabelKeys: constraint.matchLabelKeys ?? [],
  };
}

function hostPathsOf(spec: WirePodSpec): HostPathVolume[] {
  const mounts = [...spec.containers ?? [], ...spec.initContainers ?? []].flatMap(container => container.volumeMounts ?? []);
  return (spec.volumes ?? []).flatMap(volume => volume.hostPath?.path === undefined || volume.hostPath.path === null ? [] : [{
    name: volume.name ?? '',
    path: volume.hostPath.path,
    type: volume.hostPath.type ?? '',
    writable: mounts.some(mount => mount.name === volume.name && mount.readOnly !== true),
  }]);
}
