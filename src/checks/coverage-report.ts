import { IConstruct } from 'constructs';
import { readTree } from './daemon-sets-in-tree';
import { cover } from '../coverage/coverage';
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

/**
 * How manifests cover the nodes of an inventory, for tests in every language and with every runner.
 */
export class CoverageReport {
  /**
   * Holds manifests against an inventory.
   *
   * @param manifests Kubernetes objects, such as `Testing.synth(chart)` gives; an item that is text is read as YAML or JSON
   * @param inventory the nodes of the cluster
   */
  public static of(manifests: any[], inventory: NodeInventory): CoverageReport {
    const texts = manifests.filter(manifest => typeof manifest === 'string').map(text => parseText(text as string));
    const data = manifests.filter(manifest => typeof manifest !== 'string').map(dataDocument);
    const read = readManifests([...data, ...texts.flatMap(({ documents }) => documents)], minorOf(inventory));
    return new CoverageReport(read, texts.flatMap(({ problems }) => problems), inventory);
  }

  /**
   * Holds every DaemonSet below a construct against an inventory, without synthesizing: no other validation of the tree is run.
   *
   * @internal
   */
  public static _ofTree(scope: IConstruct, inventory: NodeInventory): CoverageReport {
    return new CoverageReport(readTree([scope], minorOf(inventory)), [], inventory);
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

  private constructor(read: Manifests, unreadable: readonly Problem[], inventory: NodeInventory) {
    const { daemonSets, workloads, daemonSetCount, problems } = read;
    this._input = {
      ...surroundingsOf(read),
      name: inventory.name ?? 'cluster',
      minor: minorOf(inventory),
      nodes: inventory._inventory.nodes,
      daemonSets,
      workloads,
      today: new Date().toISOString().slice(0, 10),
    };
    const found = [...unreadable, ...problems];
    const none = daemonSetCount === 0 && found.length === 0 ? [{ message: 'no DaemonSet (apps/v1) is in the manifests' }] : [];
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
