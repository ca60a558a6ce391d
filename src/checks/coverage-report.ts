import { IConstruct } from 'constructs';
import { readAlsoRunning } from './also-running';
import { assertCalendar } from './assert-calendar';
import { CoveragePolicy } from './coverage-policy';
import { PolicyExemption, PolicyRequirement } from './coverage-policy-props';
import { readTree } from './daemon-sets-in-tree';
import { statedPolicy } from './stated-policy';
import { cover } from '../coverage/coverage';
import { datesOf } from '../coverage/freshness';
import { CoverageInput } from '../coverage/matrix';
import { CheckReport } from '../coverage/report';
import { NodeInventory } from '../inventory/node-inventory';
import { dataDocument } from '../manifest/document';
import { Manifests, readManifests, surroundingsOf } from '../manifest/manifests';
import { parseText } from '../manifest/text';
import { NEWEST_MINOR } from '../model/kubernetes-version';
import { Problem } from '../model/source';
import { checkJson } from '../render/json';
import { problemSentence, sentences } from '../render/sentence';
import { checkText } from '../render/text';

/** What else a report takes into account. */
export interface CoverageReportOptions {
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
   * Files with DaemonSets that run in the cluster, too. They are placed together with the others, and are not judged.
   *
   * @default - none
   */
  readonly alsoRunning?: string[];

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
}

/**
 * How manifests cover the nodes of an inventory, for tests in every language and with every runner.
 */
export class CoverageReport {
  /**
   * Holds manifests against an inventory.
   *
   * @param manifests Kubernetes objects, such as `Testing.synth(chart)` gives; an item that is text is read as YAML or JSON
   * @param inventory the nodes of the cluster
   * @param options a policy, what also runs, the day
   */
  public static of(manifests: any[], inventory: NodeInventory, options: CoverageReportOptions = {}): CoverageReport {
    const texts = manifests.filter(manifest => typeof manifest === 'string').map(text => parseText(text as string));
    const data = manifests.filter(manifest => typeof manifest !== 'string').map(dataDocument);
    const read = readManifests([...data, ...texts.flatMap(({ documents }) => documents)], minorOf(inventory));
    return new CoverageReport(read, texts.flatMap(({ problems }) => problems), inventory, options);
  }

  /**
   * Holds every DaemonSet below a construct against an inventory, without synthesizing: no other validation of the tree is run.
   *
   * @internal
   */
  public static _ofTree(scope: IConstruct, inventory: NodeInventory, options: CoverageReportOptions = {}): CoverageReport {
    return new CoverageReport(readTree([scope], minorOf(inventory)), [], inventory, options);
  }

  /** Whether every required node runs exactly one pod of each DaemonSet, and nothing else is an error. */
  public readonly success: boolean;

  /**
   * The report as data.
   *
   * @internal
   */
  public readonly _report: CheckReport;

  /**
   * What was asked.
   *
   * @internal
   */
  public readonly _input: CoverageInput;

  private constructor(read: Manifests, unreadable: readonly Problem[], inventory: NodeInventory, options: CoverageReportOptions) {
    assertCalendar(options, 'CoverageReport');
    const { alsoRunning } = options;
    const policy = statedPolicy(options, 'CoverageReport');
    const others = alsoRunning ? readAlsoRunning(alsoRunning, minorOf(inventory), 'CoverageReport') : undefined;
    const { daemonSets, workloads, daemonSetCount, problems } = read;
    this._input = {
      ...surroundingsOf(read, others),
      name: inventory.name ?? 'cluster',
      minor: minorOf(inventory),
      nodes: inventory._inventory.nodes,
      daemonSets,
      workloads,
      ...datesOf(options, inventory._inventory.observedAt),
      ...(policy ? { policy } : {}),
    };
    const found = [...unreadable, ...problems];
    const required = policy !== undefined && policy.requirements.length > 0;
    const none = daemonSetCount === 0 && found.length === 0 && !required ? [{ message: 'no DaemonSet (apps/v1) is in the manifests' }] : [];
    const cluster = cover(this._input);
    this.success = cluster.success && found.length + none.length === 0;
    this._report = { success: this.success, problems: [...found, ...none], clusters: [cluster] };
  }

  /** The report for people. */
  public toText(): string {
    return checkText(this._report);
  }

  /** The report as the data of `everynode check --format json`. */
  public toJson(): any {
    return checkJson(this._report);
  }

  /**
   * Does nothing where every required node is covered.
   *
   * @throws where one is not, or something else is an error, with one line for each
   */
  public assertNoGaps(): void {
    if (this.success) { return; }
    throw new Error(`not every required node runs exactly one pod of each DaemonSet:\n${this._errors().map(line => `  ${line}`).join('\n')}`);
  }

  /**
   * Everything that is an error, one line each.
   *
   * @internal
   */
  public _errors(): string[] {
    return [...this._report.problems.map(problemSentence), ...this._report.clusters.flatMap(cluster => sentences(cluster).errors)];
  }
}

function minorOf(inventory: NodeInventory): number {
  return inventory._inventory.minor ?? NEWEST_MINOR;
}
