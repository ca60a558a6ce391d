import { YamlEdit } from '../model/yaml-edit';

/** What becomes of a pod template on a node. */
export enum Outcome {
  /** A pod runs. */
  RUNS = 'Runs',
  /** The controller creates the pod, and the scheduler cannot bind it. */
  PENDING = 'Pending',
  /** The controller creates no pod. */
  NOT_ELIGIBLE = 'NotEligible',
  /** The controller tries to create a pod, and admission refuses it. */
  NOT_CREATED = 'NotCreated',
  /** Somebody decides whom nobody told us of. */
  NOT_JUDGED = 'NotJudged',
}

/** An edit of the values of a Helm chart. */
export interface HelmEdit {
  /** The chart's name, such as `fluent-bit`. */
  readonly chart: string;

  /** The path of the value; of a chart inside another one, below the name that it has there. */
  readonly value: string;

  /** What to put there: a list is the whole list, since Helm joins none; a map is joined with what is there, and null takes a key away. */
  readonly set: unknown;
}

/** Something to change so that a reason is gone. */
export interface Remedy {
  readonly text: string;

  /** The same in terms of a typed agent, which is called `agent`. */
  readonly typescript?: string;
  readonly yaml?: YamlEdit;

  /** The same for who installs the chart that made the DaemonSet. */
  readonly helm?: HelmEdit;
}

/** Why a pod does not run on a node. */
export interface Reason {
  /** The name that kube-scheduler gives to the filter; `Admission` for what admission refuses. */
  readonly filter: string;
  readonly code: string;
  readonly message: string;

  /** The narrowest first. */
  readonly remedies: readonly Remedy[];
}

/** Something of a placement that could not be decided. */
export interface Unjudged {
  readonly filter: string;
  readonly message: string;
}

/** The answer for one pod template on one node. */
export interface Placement {
  readonly outcome: Outcome;

  /** Whether the DaemonSet controller creates a pod. */
  readonly shouldRun: boolean;

  /** Whether the DaemonSet controller lets a pod stay that is there already. */
  readonly shouldContinueRunning: boolean;

  /** All of them; empty where it runs. */
  readonly reasons: readonly Reason[];
  readonly notJudged: readonly Unjudged[];
}
