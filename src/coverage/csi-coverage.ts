import { csiDriverName } from './csi-driver-name';
import { Matrix, Row, runs } from './matrix';
import { OS_LABEL } from './operating-system';
import { underPolicy } from './policy';
import { exemptionsFor } from './requirement';
import { NO_OBJECTS } from '../model/cluster-objects';
import { DaemonSet, nameOf } from '../model/daemon-set';
import { InventoryNode } from '../model/node';
import { NO_TEMPLATE } from '../model/pod-template';
import { allowsTopology, ClaimedStorage, CsiDriver, StorageClass, StorageObjects, VolumeConsumer } from '../model/storage';
import { verdict } from '../placement/daemon-controller';
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

  private constructor(private readonly matrix: Matrix) {
    this.storage = (matrix.input.objects ?? NO_OBJECTS).storage;
    this.drivers = new Map(this.storage.drivers.map(driver => [driver.name, driver]));
    const { classes, consumers } = this.storage;
    const inline = [...new Set(consumers.flatMap(({ inlineDrivers }) => inlineDrivers))].sort();
    this.gaps = [...classes.flatMap(storageClass => this.gapsOfClass(storageClass)), ...inline.flatMap(driver => this.gapsOfInline(driver))];
    const used = new Set([...classes.map(storageClass => this.driverOf(storageClass)), ...inline]);
    this.unknown = [...used].filter(driver => this.drivers.has(driver) && !isKnown(this.pluginsOf(driver))).sort();
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
      const certain = this.uses(consumer, storageClass);
      return certain === undefined ? [] : [{ consumer, certain }];
    });
    const asked = preventsScheduling && this.matrix.input.minor >= ASKED_SINCE;
    const gap = { driver, storageClass, plugins, ...attaches === undefined ? {} : { attaches } };
    if (usage.length === 0) {
      const uncovered = asked ? [] : this.uncoveredFor(undefined, plugins, storageClass);
      return uncovered.length === 0 ? [] : [{ ...gap, consumers: [], pending: false, certain: false, uncovered }];
    }
    return merged(usage.flatMap(({ consumer, certain }) => {
      if (asked && !this.isKeptPending(consumer, plugins, storageClass)) { return []; }
      const uncovered = this.uncoveredFor(consumer, plugins, storageClass);
      return uncovered.length === 0 ? [] : [{
        ...gap,
        consumers: [consumer],
        pending: asked,
        certain: certain && storageClass.waitsForConsumer && this.possibleNodes(consumer).certain,
        uncovered,
      }];
    }));
  }

  /** Volumes without a claim: nobody asks before the kubelet does. */
  private gapsOfInline(driver: string): CsiGap[] {
    const plugins = this.pluginsOf(driver);
    if (!isKnown(plugins)) { return []; }
    return merged(this.storage.consumers.filter(({ inlineDrivers }) => inlineDrivers.includes(driver)).flatMap(consumer => {
      const uncovered = this.uncoveredFor(consumer, plugins);
      const { certain } = this.possibleNodes(consumer);
      return uncovered.length === 0 ? [] : [{ driver, consumers: [consumer], pending: false, certain, plugins, uncovered }];
    }));
  }

  /** Whether pods claim volumes of a class: undefined for no, false where they name a volume, or the class is one of several default ones. */
  private uses(consumer: VolumeConsumer, storageClass: StorageClass): boolean | undefined {
    const named = this.storage.claims.filter(({ namespace, name }) => namespace === consumer.namespace && consumer.claimNames.includes(name));
    const answers = [...consumer.own, ...named].map(claim => this.isOf(claim, storageClass)).filter(answer => answer !== undefined);
    return answers.length === 0 ? undefined : answers.some(Boolean);
  }

  private isOf({ className, namesVolume }: ClaimedStorage, storageClass: StorageClass): boolean | undefined {
    if (className !== undefined) { return className === storageClass.name ? !namesVolume : undefined; }
    if (!storageClass.isDefault) { return undefined; }
    return !namesVolume && this.storage.classes.filter(({ isDefault }) => isDefault).length === 1;
  }

  /** Whether the scheduler finds no node with the driver. The pods of a DaemonSet each have a node of their own. */
  private isKeptPending(consumer: VolumeConsumer, plugins: CsiPlugins, storageClass: StorageClass): boolean {
    if (consumer.kind === 'DaemonSet') { return true; }
    const possible = this.possibleNodes(consumer);
    const canUse = (node: InventoryNode, at: number) =>
      !node.virtual && possible.has(node) && allowsTopology(storageClass, node.labels) && this.covers(plugins, at, node);
    return !this.matrix.classes.some(({ nodes }, at) => nodes.some(node => canUse(node, at)));
  }

  /** The nodes to which pods may be sent that lack a driver, and are not left out of its node plugin on purpose. */
  private uncoveredFor(consumer: VolumeConsumer | undefined, plugins: CsiPlugins, storageClass?: StorageClass): Uncovered[] {
    const possible = this.possibleNodes(consumer);
    const systems = this.systemsOf(plugins);
    const isFor = (node: InventoryNode) => {
      const os = node.labels.get(OS_LABEL);
      if (consumer?.template.osName !== undefined && os !== undefined && os !== consumer.template.osName) { return false; }
      return os === undefined || systems.has(os) || consumer !== undefined && asksForSystem(consumer);
    };
    return this.matrix.classes.flatMap(({ nodes }, at) => {
      const lacking = nodes.filter(node => !node.virtual && !this.covers(plugins, at, node) && isFor(node)
        && (!storageClass || allowsTopology(storageClass, node.labels)) && !this.isExempt(plugins, node) && possible.has(node));
      return lacking.length === 0 ? [] : [{ at, nodes: lacking }];
    });
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
    const covered = this.matrix.classes.filter(({ nodes }, at) => nodes.some(node => this.covers(plugins, at, node)));
    const systems = covered.flatMap(({ nodes }) => nodes.flatMap(({ labels }) => labels.get(OS_LABEL) ?? []));
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
function merged(gaps: readonly CsiGap[]): CsiGap[] {
  const groups = new Map<string, CsiGap>();
  for (const gap of gaps) {
    const key = `${gap.certain} ${gap.pending}`;
    const known = groups.get(key);
    groups.set(key, known ? { ...known, consumers: [...known.consumers, ...gap.consumers], uncovered: together(known.uncovered, gap.uncovered) } : gap);
  }
  return [...groups.values()];
}

function together(left: readonly Uncovered[], right: readonly Uncovered[]): Uncovered[] {
  const nodes = new Map<number, Set<InventoryNode>>();
  for (const { at, nodes: those } of [...left, ...right]) { nodes.set(at, new Set([...nodes.get(at) ?? [], ...those])); }
  return [...nodes].sort(([one], [other]) => one - other).map(([at, those]) => ({ at, nodes: [...those] }));
}
