import { DaemonSet } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { PodTemplate } from '../model/pod-template';
import { ineligibility, verdict } from './daemon-controller';
import { NodeClass, Questions } from './node-class';
import { Outcome, Placement, Reason, Unjudged } from './placement';

/** What a cluster holds. */
export interface Cluster {
  readonly nodes: readonly InventoryNode[];

  /** The DaemonSets that are asked for. */
  readonly daemonSets: readonly DaemonSet[];

  /** The minor version of its control plane. */
  readonly minor: number;
}

/** The answers for all DaemonSets of a cluster, by class of nodes: every node of a class gets the same answers. */
export interface Placed {
  readonly classes: readonly NodeClass[];

  /** For each DaemonSet in the order given, the answer for each class. */
  readonly placements: readonly (readonly Placement[])[];
}

/**
 * Places all DaemonSets of a cluster together.
 *
 * @param questions what else is asked about nodes, so that classes are fine enough for it
 */
export function place(cluster: Cluster, questions: Questions = new Questions()): Placed {
  cluster.daemonSets.forEach(({ template }) => questions.addTemplate(template));
  const classes = questions.classesOf(cluster.nodes);
  return { classes, placements: cluster.daemonSets.map(({ template }) => classes.map(({ node }) => placeOne(template, node))) };
}

/** The answer for one pod template on one node. */
export function placeOne(template: PodTemplate, node: InventoryNode): Placement {
  const answers = verdict(template, node);
  if (!answers.shouldRun) { return { ...answers, outcome: Outcome.NOT_ELIGIBLE, reasons: ineligibility(template, node), notJudged: [] }; }
  const reasons = template.nodeName === undefined ? undecided(template) : [];
  return reasons.length > 0
    ? { ...answers, outcome: Outcome.NOT_JUDGED, reasons, notJudged: [] }
    : { ...answers, outcome: Outcome.RUNS, reasons: [], notJudged: [...room(template), ...ports(template)] };
}

/** Who else than kube-scheduler decides. */
function undecided(template: PodTemplate): Reason[] {
  return [
    ...template.schedulingGates.length > 0 ? [{
      filter: 'SchedulingGates',
      code: 'SchedulingGated',
      message: `waits until somebody removes the scheduling gate ${template.schedulingGates.join(', ')}`,
      remedies: [{ text: 'remove spec.template.spec.schedulingGates', yaml: { path: 'spec.template.spec.schedulingGates', set: null } }],
    }] : [],
    ...template.schedulerName !== 'default-scheduler' ? [{
      filter: 'SchedulerName',
      code: 'ForeignScheduler',
      message: `the scheduler ${template.schedulerName} decides, and its rules are unknown`,
      remedies: [{ text: 'remove spec.template.spec.schedulerName', yaml: { path: 'spec.template.spec.schedulerName', set: null } }],
    }] : [],
  ];
}

function room(template: PodTemplate): Unjudged[] {
  const asks = [...template.containers, ...template.initContainers].some(({ requests, limits }) => requests.size + limits.size > 0);
  return asks ? [{ filter: 'NodeResourcesFit', message: 'whether there is room for the requests is not judged' }] : [];
}

function ports(template: PodTemplate): Unjudged[] {
  const taken = template.containers.flatMap(container => container.ports).some(port => port.hostPort > 0 || template.hostNetwork);
  return taken ? [{ filter: 'NodePorts', message: 'whether the host ports are free is not judged' }] : [];
}
