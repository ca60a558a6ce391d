import { taintOf } from '../manifest/declared-taint';
import { KubernetesObject, objectProblemAt } from '../manifest/kubernetes-object';
import { allProblems } from '../manifest/mended';
import { labelsOf, resourcesOf } from '../manifest/pod-template-reader';
import { nodeProblems } from '../manifest/validation/node';
import { WireNode } from '../manifest/wire';
import { conformity, isObject } from '../manifest/wire-types';
import { Labels } from '../model/label';
import { Allocatable, InventoryNode, isVirtual } from '../model/node';
import { Problem } from '../model/source';

/** The labels by which platforms tell a node's pool. */
const POOL_LABELS = [
  'eks.amazonaws.com/nodegroup',
  'alpha.eksctl.io/nodegroup-name',
  'cloud.google.com/gke-nodepool',
  'kubernetes.azure.com/agentpool',
  'karpenter.sh/nodepool',
];

/** Reads a `v1` `Node` literally: a missing label is missing, and a resource that `allocatable` does not list is not there. */
export function readNode(object: KubernetesObject): { readonly node?: InventoryNode; readonly problems: readonly Problem[] } {
  const problems = allProblems<WireNode>(object.value, 'Node', conformity(partsOf(object.value), 'Node').problems, nodeProblems);
  return problems.length > 0
    ? { problems: problems.map(problem => objectProblemAt(object, problem)) }
    : { node: nodeOf(object.value), problems: [] };
}

/** The parts of a Node that are read. Of the rest, such as its images and conditions, there is ten times as much. */
function partsOf(value: KubernetesObject['value']): unknown {
  if (!isObject(value.status)) { return value; }
  const { allocatable, capacity, nodeInfo } = value.status;
  return { ...value, status: { allocatable, capacity, nodeInfo: isObject(nodeInfo) ? { osImage: nodeInfo.osImage } : nodeInfo } };
}

/** A node whose JSON types are right. */
export function nodeOf(wire: WireNode): InventoryNode {
  const labels = labelsOf(wire.metadata?.labels);
  const allocatable = allocatableOf(wire);
  const pool = poolOf(labels);
  return {
    name: wire.metadata?.name ?? '',
    labels,
    taints: (wire.spec?.taints ?? []).map(taintOf),
    startupTaints: [],
    unschedulable: wire.spec?.unschedulable === true,
    ...(allocatable ? { allocatable } : {}),
    ...(wire.status?.nodeInfo?.osImage ? { osImage: wire.status.nodeInfo.osImage } : {}),
    ...(pool === undefined ? {} : { pool }),
    hypothetical: false,
    virtual: isVirtual(labels),
  };
}

/** API defaulting copies the capacity where there is no allocatable; where neither is given, room is not judged. */
function allocatableOf({ status }: WireNode): Allocatable | undefined {
  const declared = [status?.allocatable, status?.capacity].find(resources => resources && Object.keys(resources).length > 0);
  return declared ? { quantities: resourcesOf(declared), undeclared: new Set() } : undefined;
}

function poolOf(labels: Labels): string | undefined {
  return POOL_LABELS.map(label => labels.get(label)).find(pool => pool !== undefined && pool !== '');
}
