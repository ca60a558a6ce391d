import { Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { readAlsoRunning } from './also-running';
import { minorOf } from './control-plane';
import { readTree } from './daemon-sets-in-tree';
import { NodeReadiness } from './node-readiness';
import { OnFindings } from './on-findings';
import { policyOf, RolloutLimits } from './rollout-limits';
import { Findings, Validation } from './validation';
import { NodeInventory } from '../inventory/node-inventory';
import { Manifests, surroundingsOf } from '../manifest/manifests';
import { nameOf } from '../model/daemon-set';
import { parseLabelSelector, selects } from '../model/label-selector';
import { roleSentence, unjudgedSentences, violationsSentence } from '../render/rollout-sentence';
import { problemSentence } from '../render/sentence';
import { Conditions, platformProblem, SOUND } from '../rollout/conditions';
import { rolesBeyond, RolloutPolicy, violationsOf } from '../rollout/policy';
import { RolloutInput, trialsOf } from '../rollout/rollout';
import { findStrategy } from '../rollout/search';

/** What updates are held against. */
export interface RolloutCheckProps {
  /** The nodes of the cluster. Several clusters have a check each. */
  readonly inventory: NodeInventory;

  /** What the update of every DaemonSet must keep to. */
  readonly limits: RolloutLimits;

  /**
   * The constructs whose DaemonSets run in the cluster.
   *
   * @default - everything below the scope of the check
   */
  readonly scopes?: IConstruct[];

  /**
   * Files with DaemonSets that run in the cluster, too, such as `kubectl get daemonsets -A -o json` prints: they take up room and host
   * ports, and are not judged.
   *
   * @default - none: the cluster holds the DaemonSets of the app only
   */
  readonly alsoRunning?: string[];

  /**
   * The minor version of the cluster's control plane, such as `1.34`.
   *
   * @default - what the inventory says, or else the newest that is known
   */
  readonly kubernetesVersion?: string;

  /**
   * How long a new pod needs from its start until it is ready. It must be stated where the limits say `within`.
   *
   * @default - not known, which matters only to how long an update takes
   */
  readonly readyIn?: Duration;

  /**
   * Nodes on which that takes another time.
   *
   * @default - it takes `readyIn` everywhere
   */
  readonly readyInOn?: NodeReadiness[];

  /**
   * How long the pull of the new image takes, before the pod starts.
   *
   * @default Duration.seconds(0)
   */
  readonly pullIn?: Duration;

  /**
   * How long an old pod needs to stop.
   *
   * @default - its grace period (`terminationGracePeriodSeconds`), the longest that it may take
   */
  readonly stopIn?: Duration;

  /**
   * What the images are built for, such as `linux/amd64` and `linux/arm64`: on other nodes the new pod never starts.
   *
   * @default - not known: they start everywhere
   */
  readonly imagePlatforms?: string[];

  /**
   * What happens when an update breaks a limit.
   *
   * @default OnFindings.FAIL
   */
  readonly onFindings?: OnFindings;
}

/**
 * Holds the update of every DaemonSet of an app against limits when the app is synthesized: any change of a pod template, as the
 * DaemonSet controller would carry it out on the declared nodes. A limit that is broken fails the synth, with the setting that keeps
 * to all of them.
 */
export class RolloutCheck extends Construct {
  private readonly props: RolloutCheckProps;
  private readonly minor: number;
  private readonly policy: RolloutPolicy;
  private readonly conditions: Conditions;
  private readonly others?: Manifests;
  private readonly validation: Validation;

  constructor(scope: Construct, id: string, props: RolloutCheckProps) {
    super(scope, id);
    this.props = props;
    this.minor = minorOf(this, props.kubernetesVersion, props.inventory);
    this.policy = policyOf(props.limits, this.node.path);
    this.conditions = conditionsOf(props, this.node.path);
    if (props.alsoRunning) { this.others = readAlsoRunning(props.alsoRunning, this.minor, this.node.path); }
    this.validation = new Validation(this, 'Rollout warnings', props.onFindings ?? OnFindings.FAIL, () => this.findings());
  }

  private findings(): Findings {
    const { inventory, scopes } = this.props;
    const read = readTree(scopes ?? [this.node.scope ?? this], this.minor, (key, render) => this.validation.pass.remember(key, render));
    const none = read.daemonSetCount === 0 && read.problems.length === 0 ? [{ message: 'there is no DaemonSet to check below its scopes' }] : [];
    const { errors, warnings } = this.judge({
      ...surroundingsOf(read, this.others),
      name: inventory.name ?? this.node.id,
      minor: this.minor,
      nodes: inventory._inventory.nodes,
      daemonSets: read.daemonSets,
      disruptionBudgets: [...read.disruptionBudgets, ...this.others?.disruptionBudgets ?? []],
      conditions: this.conditions,
    });
    return { errors: [...[...read.problems, ...none].map(problemSentence), ...errors], warnings };
  }

  private judge(input: RolloutInput): Findings {
    const trials = trialsOf(input, this.policy.nodesDown);
    const plans = trials.map(({ rehearsal }) => rehearsal.plan());
    return {
      errors: [
        ...trials.flatMap(trial => {
          const { daemonSet } = trial.rehearsal;
          const violations = violationsOf(trial, this.policy, daemonSet.updateStrategy);
          return violations.length === 0 ? [] : [violationsSentence(daemonSet, violations, findStrategy(trial, this.policy))];
        }),
        ...rolesBeyond(plans, this.policy).map(roleSentence),
      ],
      warnings: plans.flatMap(plan => [
        ...unjudgedSentences(plan, this.policy.neverWholeZone),
        ...plan.notes.map(({ message }) => `${nameOf(plan.daemonSet)}: ${message}`),
      ]),
    };
  }
}

/** What the props say of times and images. @throws where they make no sense, with what is allowed */
function conditionsOf({ limits, readyIn, readyInOn = [], pullIn, stopIn, imagePlatforms }: RolloutCheckProps, place: string): Conditions {
  if (limits.within && !readyIn) { throw new Error(`${place}: readyIn must be stated where the limits say within: how long an update takes follows from it`); }
  for (const platform of imagePlatforms ?? []) {
    const problem = platformProblem(platform);
    if (problem) { throw new Error(`${place}: imagePlatforms ${problem}, got ${JSON.stringify(platform)}`); }
  }
  const exceptions = readyInOn.map(({ nodes, readyIn: time }, index) => ({ selector: selectorOf(nodes, `${place}: readyInOn[${index}].nodes`), seconds: time.toSeconds() }));
  return {
    ...SOUND,
    readySeconds: readyIn?.toSeconds() ?? SOUND.readySeconds,
    readySecondsOn: node => exceptions.find(({ selector }) => selects(selector, node.labels))?.seconds,
    pullSeconds: pullIn?.toSeconds() ?? 0,
    stopSeconds: stopIn?.toSeconds(),
    ...imagePlatforms ? { imagePlatforms } : {},
  };
}

function selectorOf(text: string, place: string) {
  try {
    return parseLabelSelector(text);
  } catch (error) {
    throw new Error(`${place} is invalid: ${(error as Error).message}`);
  }
}
