import { AlikeNodes, alikeNodes, byClass } from './alike-nodes';
import { csiDriverName } from './csi-driver-name';
import { Matrix, Row, runs } from './matrix';
import { OS_LABEL } from './operating-system';
import { underPolicy } from './policy';
import { exemptionsFor } from './requirement';
import { VolumeClaims } from './volume-claims';
import { NO_OBJECTS } from '../model/cluster-objects';
import { DaemonSet, nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { NO_TEMPLATE } from '../model/pod-template';
import { allowsTopology, CsiDriver, StorageClass, StorageObjects, VolumeConsumer } from '../model/storage';
import { verdict } from '../placement/daemon-controller';
import { Questions } from '../placement/node-class';
import { Outcome } from '../placement/placement';
import { PossibleNodes } from '../placement/possible-nodes';

/** From this minor version on kube-scheduler asks whether a node has the driver of a claim, where the CSIDriver wants that. */
const ASKED_SINCE = 37;

const KNOWN = new WeakMap<Matrix, CsiCoverage>();

/** Some nodes of a class that lack a driver. */
export interface Uncovered {
  /** Their class, by index. */
  readonly at: number;
  readonly nodes: readonly InventoryNode[];
}

/** Volumes of one driver that pods use on nodes without its node plugin. */
export interface CsiGap {
  readonly driver: string;

  /** Whether its volumes are attached before they are mounted; undefined where no CSIDriver says so. */
  readonly attaches?: boolean;

  /** The class of the volumes; undefined where pods mount them without a claim. */
  readonly storageClass?: StorageClass;

  /** Whose pods: empty where nobody is known to use the class, and any pod may. */
  readonly consumers: readonly VolumeConsumer[];

  /** Whether the pods are not sent to any node: the scheduler asks for the driver, and no possible node has it. */
  readonly pending: boolean;

  /** Whether nothing that is not known keeps pods off these nodes. */
  readonly certain: boolean;
  readonly plugins: CsiPlugins;
  readonly uncovered: readonly Uncovered[];
}

/** A gap of the pods of one maker. */
type GapOfOne = Omit<CsiGap, 'consumers' | 'uncovered'> & { readonly consumer: VolumeConsumer; readonly lacking: readonly AlikeNodes[] };

/** The DaemonSets that are the node plugin of a driver, together. */
export interface CsiPlugins {
  readonly rows: readonly Row[];

  /** Those that run in the cluster, too. */
  readonly also: readonly DaemonSet[];
}

/**
 * On which nodes pods use volumes whose CSI driver does not run there.
 *
 * Between the two stands nobody: kube-scheduler does not ask for the driver, unless its CSIDriver has `preventPodSchedulingIfMissing` (from
 * 1.37 on) or `storageCapacity` and its classes wait for the consumer. Where a volume is made before its pod has a node, the driver may bind
 * it to nodes that have the driver: then nobody knows.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/scheduler/framework/plugins/nodevolumelimits/csi.go read on 2026-11-27
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/scheduler/framework/plugins/volumebinding/binder.go read on 2026-11-27
 */
export class CsiCoverage {
  /** That of a cluster, worked out once. */
  public static of(matrix: Matrix): CsiCoverage {
    const known = KNOWN.get(matrix) ?? new CsiCoverage(matrix);
    KNOWN.set(matrix, known);
    return known;
  }

  public readonly gaps: readonly CsiGap[];

  /** The drivers whose volumes are used here, and which the cluster is said to have, without a DaemonSet that is known to be their node plugin. */
  public readonly unknown: readonly string[];

  private readonly storage: StorageObjects;
  private readonly drivers: ReadonlyMap<string, CsiDriver>;
  private readonly possible = new Map<VolumeConsumer | undefined, PossibleNodes>();
  private readonly plugins = new Map<string, CsiPlugins>();
  private readonly systems = new Map<CsiPlugins, ReadonlySet<string>>();
  private readonly lacking = new Map<CsiPlugins, readonly AlikeNodes[]>();
  private readonly claims: VolumeClaims;

  /** All nodes, as finely as those can tell them apart who use volumes, and their classes. */
  private readonly alike: readonly AlikeNodes[];

  private constructor(private readonly matrix: Matrix) {
    this.storage = (matrix.input.objects ?? NO_OBJECTS).storage;
    this.drivers = new Map(this.storage.drivers.map(driver => [driver.name, driver]));
    this.claims = new VolumeClaims(this.storage);
    const { classes, consumers } = this.storage;
    const inline = [...new Set(consumers.flatMap(({ inlineDrivers }) => inlineDrivers))].sort();
    this.alike = classes.length + inline.length === 0 ? [] : alikeNodes(matrix.classes, this.questions());
    this.gaps = [...classes.flatMap(storageClass => this.gapsOfClass(storageClass)), ...inline.flatMap(driver => this.gapsOfInline(driver))];
    const used = new Set([...classes.map(storageClass => this.driverOf(storageClass)), ...inline]);
    this.unknown = [...used].filter(driver => this.drivers.has(driver) && !isKnown(this.pluginsOf(driver))).sort();
  }

  private questions(): Questions {
    const { input: { also = [], policy } } = this.matrix;
    const questions = new Questions();
    questions.addLabel(OS_LABEL);
    for (const consumer of this.storage.consumers) { this.possibleNodes(consumer).addTo(questions); }
    for (const { key } of this.storage.classes.flatMap(({ allowedTopologies }) => allowedTopologies.flat())) { questions.addLabel(key); }
    for (const { template, declared } of also.map(other => underPolicy(other, policy)).filter(({ csiDrivers, declared: { role } }) => csiDrivers ?? role)) {
      questions.addTemplate(template);
      declared.exemptions.forEach(({ nodes }) => questions.addSelector(nodes));
    }
    return questions;
  }

  private driverOf({ provisioner }: StorageClass): string {
    return csiDriverName(provisioner, this.matrix.input.minor);
  }

  private gapsOfClass(storageClass: StorageClass): CsiGap[] {
    const driver = this.driverOf(storageClass);
    const plugins = this.pluginsOf(driver);
    const { preventsScheduling = false, tracksCapacity = false, attaches } = this.drivers.get(driver) ?? {};
    if (!isKnown(plugins) || tracksCapacity && storageClass.waitsForConsumer) { return []; }
    const usage = this.storage.consumers.flatMap(consumer => {
      const certain = this.claims.uses(consumer, storageClass);
      return certain === undefined ? [] : [{ consumer, certain }];
    });
    const asked = preventsScheduling && this.matrix.input.minor >= ASKED_SINCE;
    const gap = { driver, storageClass, plugins, ...attaches === undefined ? {} : { attaches } };
    if (usage.length === 0) {
      const lacking = asked ? [] : this.lackingFor(undefined, plugins, storageClass);
      return lacking.length === 0 ? [] : [{ ...gap, consumers: [], pending: false, certain: false, uncovered: byClass(lacking) }];
    }
    return merged(usage.flatMap(({ consumer, certain }) => {
      if (asked && !this.isKeptPending(consumer, plugins, storageClass)) { return []; }
      const lacking = this.lackingFor(consumer, plugins, storageClass);
      const known = certain && storageClass.waitsForConsumer && this.possibleNodes(consumer).certain;
      return lacking.length === 0 ? [] : [{ ...gap, consumer, pending: asked, certain: known, lacking }];
    }));
  }

  /** Volumes without a claim: nobody asks before the kubelet does. */
  private gapsOfInline(driver: string): CsiGap[] {
    const plugins = this.pluginsOf(driver);
    if (!isKnown(plugins)) { return []; }
    return merged(this.storage.consumers.filter(({ inlineDrivers }) => inlineDrivers.includes(driver)).flatMap(consumer => {
      const lacking = this.lackingFor(consumer, plugins);
      const { certain } = this.possibleNodes(consumer);
      return lacking.length === 0 ? [] : [{ driver, consumer, pending: false, certain, plugins, lacking }];
    }));
  }

  /** Whether the scheduler finds no node with the driver. The pods of a DaemonSet each have a node of their own. */
  private isKeptPending(consumer: VolumeConsumer, plugins: CsiPlugins, storageClass: StorageClass): boolean {
    if (consumer.kind === 'DaemonSet') { return true; }
    const possible = this.possibleNodes(consumer);
    const canUse = (node: InventoryNode) => !node.virtual && allowsTopology(storageClass, node.labels) && possible.has(node);
    return !this.alike.some(({ node, at }) => this.covers(plugins, at, node) && canUse(node));
  }

  /** The nodes to which pods may be sent that lack a driver, and are not left out of its node plugin on purpose. */
  private lackingFor(consumer: VolumeConsumer | undefined, plugins: CsiPlugins, storageClass?: StorageClass): AlikeNodes[] {
    const possible = this.possibleNodes(consumer);
    const systems = this.systemsOf(plugins);
    const isFor = ({ labels }: InventoryNode) => {
      const os = labels.get(OS_LABEL);
      if (consumer?.template.osName !== undefined && os !== undefined && os !== consumer.template.osName) { return false; }
      return os === undefined || systems.has(os) || consumer !== undefined && asksForSystem(consumer);
    };
    return this.lackingOf(plugins).filter(({ node }) => isFor(node) && (!storageClass || allowsTopology(storageClass, node.labels)) && possible.has(node));
  }

  private lackingOf(plugins: CsiPlugins): readonly AlikeNodes[] {
    const known = this.lacking.get(plugins)
      ?? this.alike.filter(({ node, at }) => !node.virtual && !this.covers(plugins, at, node) && !this.isExempt(plugins, node));
    this.lacking.set(plugins, known);
    return known;
  }

  private covers({ rows, also }: CsiPlugins, at: number, node: InventoryNode): boolean {
    return rows.some(({ placements }) => placements[at] !== undefined && (runs(placements[at]) || placements[at].outcome === Outcome.NOT_JUDGED))
      || also.some(({ template }) => verdict(template, node).shouldRun);
  }

  private isExempt({ rows, also }: CsiPlugins, node: InventoryNode): boolean {
    return [...rows.map(({ daemonSet }) => daemonSet), ...also].some(daemonSet => exemptionsFor(daemonSet, node, this.matrix.input.today).length > 0);
  }

  /** The operating systems that a driver is for: a pod that says nothing is not meant for another one. */
  private systemsOf(plugins: CsiPlugins): ReadonlySet<string> {
    const known = this.systems.get(plugins) ?? this.coveredSystems(plugins);
    this.systems.set(plugins, known);
    return known;
  }

  private coveredSystems(plugins: CsiPlugins): ReadonlySet<string> {
    const systems = this.alike.filter(({ node, at }) => this.covers(plugins, at, node)).flatMap(({ node: { labels } }) => labels.get(OS_LABEL) ?? []);
    return new Set(systems.length > 0 ? systems : ['linux']);
  }

  private possibleNodes(consumer: VolumeConsumer | undefined): PossibleNodes {
    const known = this.possible.get(consumer) ?? new PossibleNodes(consumer ?? { namespace: 'default', name: 'pod', template: NO_TEMPLATE }, this.matrix.input);
    this.possible.set(consumer, known);
    return known;
  }

  private pluginsOf(driver: string): CsiPlugins {
    const { rows, input } = this.matrix;
    const known = this.plugins.get(driver) ?? {
      rows: rows.filter(({ daemonSet }) => isPluginOf(daemonSet, driver)),
      also: (input.also ?? []).map(other => underPolicy(other, input.policy)).filter(daemonSet => isPluginOf(daemonSet, driver)),
    };
    this.plugins.set(driver, known);
    return known;
  }
}

/** What a consumer is called in messages. */
export function consumerName({ kind, ...consumer }: VolumeConsumer): string {
  return `${kind} ${nameOf(consumer)}`;
}

/** A DaemonSet is the node plugin of a driver where its registrar says so, or its role. */
function isPluginOf({ csiDrivers, declared }: DaemonSet, driver: string): boolean {
  return csiDrivers?.includes(driver) === true || declared.role === driver;
}

function isKnown({ rows, also }: CsiPlugins): boolean {
  return rows.length + also.length > 0;
}

/** Whether a pod says itself which operating system it is for. */
function asksForSystem({ template: { osName, nodeName, nodeSelector, nodeAffinity } }: VolumeConsumer): boolean {
  return osName !== undefined || nodeName !== undefined || nodeSelector.has(OS_LABEL)
    || (nodeAffinity?.terms ?? []).some(({ expressions }) => expressions.some(({ key }) => key === OS_LABEL));
}

/** Gaps of one class, or one driver, that are alike but for consumers and nodes, as one. */
function merged(gaps: readonly GapOfOne[]): CsiGap[] {
  const groups = new Map<string, { readonly gap: Omit<CsiGap, 'consumers' | 'uncovered'>; readonly consumers: VolumeConsumer[]; readonly lacking: Set<AlikeNodes> }>();
  for (const { consumer, lacking, ...gap } of gaps) {
    const key = `${gap.certain} ${gap.pending}`;
    const group = groups.get(key) ?? { gap, consumers: [], lacking: new Set() };
    group.consumers.push(consumer);
    for (const nodes of lacking) { group.lacking.add(nodes); }
    groups.set(key, group);
  }
  return [...groups.values()].map(({ gap, consumers, lacking }) => ({ ...gap, consumers, uncovered: byClass(lacking) }));
}
