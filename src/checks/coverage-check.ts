import { Construct, IConstruct } from 'constructs';
import { readAlsoRunning } from './also-running';
import { assertCalendar } from './assert-calendar';
import { registerCheck } from './checked-scopes';
import { CoveragePolicy } from './coverage-policy';
import { PolicyExemption, PolicyRequirement } from './coverage-policy-props';
import { readTree } from './daemon-sets-in-tree';
import { statedPolicy } from './stated-policy';
import { synthOf } from './synth-of';
import { SynthPass } from './synth-pass';
import { cover } from '../coverage/coverage';
import { looksLikeAgent } from '../coverage/findings/agent-as-deployment';
import { datesOf } from '../coverage/freshness';
import { CheckReport } from '../coverage/report';
import { NodeInventory } from '../inventory/node-inventory';
import { Manifests, surroundingsOf } from '../manifest/manifests';
import { NEWEST_MINOR, tryMinor, VERSION_RULE } from '../model/kubernetes-version';
import { Policy } from '../model/policy';
import { problemSentence, sentences } from '../render/sentence';

/** What a check does when it finds something. */
export enum OnFindings {
  /** The synth fails. */
  FAIL = 'Fail',

  /** The findings are written to standard error, and the synth goes on. */
  WARN = 'Warn',
}

/** What a check holds against what. */
export interface CoverageCheckProps {
  /** The nodes of the cluster. Several clusters have a check each. */
  readonly inventory: NodeInventory;

  /**
   * The constructs whose DaemonSets run in the cluster.
   *
   * @default - everything below the scope of the check
   */
  readonly scopes?: IConstruct[];

  /**
   * Files with DaemonSets that run in the cluster, too, such as `kubectl get daemonsets -A -o json` prints. They are placed together
   * with those of the app, and are not judged.
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
   * What must run where, over what the DaemonSets say themselves.
   *
   * @default - what the DaemonSets say themselves, or else what they select
   */
  readonly policy?: CoveragePolicy;

  /**
   * What must run where, over what the DaemonSets say themselves and below the policy: for a subject of which the policy requires
   * something, this counts for nothing. What only this cluster needs stands here, what all of them need in a `policy` that they share.
   *
   * @default - what the policy and the DaemonSets say
   */
  readonly requirements?: PolicyRequirement[];

  /**
   * What need not run where, besides what the policy and the DaemonSets exempt. It is an error where the policy says that only it may
   * exempt (`ExemptionsFrom.POLICY`), and counts for nothing then.
   *
   * @default - what the policy and the DaemonSets exempt
   */
  readonly exemptions?: PolicyExemption[];

  /**
   * The day on which exemptions and the age of the inventory are judged, `YYYY-MM-DD`: with it a synth of tomorrow gives the same answer.
   *
   * @default - today
   */
  readonly today?: string;

  /**
   * How old the inventory may be, by its `observedAt`: `14d`, `12h`. An older one is a warning.
   *
   * @default - nobody asks
   */
  readonly maxAge?: string;

  /**
   * What happens when a required node is left out, or something else is an error.
   *
   * @default OnFindings.FAIL
   */
  readonly onFindings?: OnFindings;
}

/**
 * Holds every DaemonSet of an app, whoever made it, against the declared nodes of a cluster when the app is synthesized. A required
 * node that would not run exactly one pod of each fails the synth, with one line for each DaemonSet and cause.
 */
export class CoverageCheck extends Construct {
  private readonly props: CoverageCheckProps;
  private readonly scopes: readonly IConstruct[];
  private readonly minor: number;
  private readonly others?: Manifests;
  private readonly policy?: Policy;
  private readonly pass: SynthPass;
  private warned = '';

  constructor(scope: Construct, id: string, props: CoverageCheckProps) {
    super(scope, id);
    const { kubernetesVersion } = props;
    const stated = kubernetesVersion === undefined ? undefined : tryMinor(kubernetesVersion);
    if (kubernetesVersion !== undefined && stated === undefined) { throw new Error(`${this.node.path}: kubernetesVersion ${VERSION_RULE}, got "${kubernetesVersion}"`); }
    assertCalendar(props, this.node.path);
    this.props = props;
    this.policy = statedPolicy(props, this.node.path, { constructPath: this.node.path });
    this.minor = stated ?? props.inventory._inventory.minor ?? NEWEST_MINOR;
    if (props.alsoRunning) { this.others = readAlsoRunning(props.alsoRunning, this.minor, this.node.path); }
    this.scopes = props.scopes ?? [this.node.scope ?? this];
    registerCheck(this, this.scopes);
    this.pass = SynthPass.of(this);
    this.node.addValidation({ validate: () => this.pass.remember(this, () => this.messages()) });
  }

  /** Everything that would fail a synth now, one line each. Never throws: it would hide what other validations found. */
  private messages(): string[] {
    try {
      return this.findings();
    } catch (error) {
      return [`this is a bug in cdk8s-everynode, please report it: ${error instanceof Error ? error.message : String(error)}`];
    }
  }

  private findings(): string[] {
    const report = this.report();
    const found = report.clusters.map(sentences);
    const errors = [...report.problems.map(problemSentence), ...found.flatMap(cluster => cluster.errors)];
    const warnings = found.flatMap(cluster => cluster.warnings);
    if (this.props.onFindings === OnFindings.WARN) {
      this.warn([...errors, ...warnings]);
      return [];
    }
    this.warn(warnings);
    return errors;
  }

  private report(): CheckReport {
    const { inventory } = this.props;
    const read = readTree(this.scopes, this.minor, (key, render) => this.pass.remember(key, render));
    const { daemonSets, workloads, daemonSetCount, problems } = read;
    const cluster = cover({
      ...surroundingsOf(read, this.others),
      name: inventory.name ?? this.node.id,
      minor: this.minor,
      nodes: inventory._inventory.nodes,
      daemonSets,
      workloads,
      synth: synthOf(this, this.scopes),
      ...datesOf(this.props, inventory._inventory.observedAt),
      ...(this.policy ? { policy: this.policy } : {}),
    });
    const required = this.policy !== undefined && this.policy.requirements.length > 0;
    const none = daemonSetCount === 0 && problems.length === 0 && !required && !workloads.some(looksLikeAgent) ? [{ message: 'there is no DaemonSet to check below its scopes' }] : [];
    return { success: cluster.success && problems.length === 0, problems: [...problems, ...none], clusters: [cluster] };
  }

  /** Writes warnings in one block, and the same ones once only. */
  private warn(lines: readonly string[]): void {
    const block = lines.map(line => `  [${this.node.path}] ${line}\n`).join('');
    if (block === '' || block === this.warned) { return; }
    this.warned = block;
    process.stderr.write(`Coverage warnings:\n${block}`);
  }
}
