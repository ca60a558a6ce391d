import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Kubernetes } from './kubernetes';
import { daemonSetOf, inventoryNodeOf, WireObject } from './vectors';
import { inventoryOf, manifestsOf } from '../../bench/cluster';
import { tryMinor } from '../../src/model/kubernetes-version';
import { place } from '../../src/placement/place';

const [NODES, SHAPES, DAEMON_SETS] = [5000, 40, 100];

/** How long Kubernetes' controller takes for each pair of a large cluster, and we with all filters: by classes, and with every node a class of its own. */
export function compareSpeeds(version: string): string {
  const nodes = itemsOf(inventoryOf(NODES, SHAPES));
  const daemonSets = itemsOf(manifestsOf(DAEMON_SETS));
  const theirs = microsecondsOfKubernetes(version, nodes, daemonSets);
  const byClass = microsecondsOfOurs(version, nodes, daemonSets);
  const distinct = microsecondsOfOurs(version, nodes, daemonSets.map((daemonSet, index) => index === 0 ? askingForHostname(daemonSet) : daemonSet));
  const show = (title: string, microseconds: number) =>
    `${title.padEnd(42)} ${microseconds.toFixed(3)} µs a pair, ${(theirs / microseconds).toFixed(1)} × the controller's speed`;
  return [
    `${NODES} nodes in ${SHAPES} shapes × ${DAEMON_SETS} DaemonSets, Kubernetes ${version}`,
    show('NodeShouldRunDaemonPod alone (Go)', theirs),
    show('controller and filters, by class', byClass),
    show('controller and filters, each node a class', distinct),
  ].join('\n');
}

function microsecondsOfKubernetes(version: string, nodes: readonly WireObject[], daemonSets: readonly WireObject[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'everynode-speed-'));
  try {
    writeFileSync(join(folder, 'scenario.json'), JSON.stringify({ nodes, daemonSets }));
    return (JSON.parse(Kubernetes.run(version, 'time', join(folder, 'scenario.json'))) as { readonly microsecondsPerPair: number }).microsecondsPerPair;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The best of several runs: the first ones also pay for compiling our code. */
function microsecondsOfOurs(version: string, nodes: readonly WireObject[], daemonSets: readonly WireObject[]): number {
  const cluster = {
    nodes: nodes.map(node => inventoryNodeOf(node)),
    daemonSets: daemonSets.map(daemonSet => daemonSetOf(daemonSet)),
    minor: tryMinor(version) ?? 0,
  };
  const runs = Array.from({ length: 7 }, () => {
    const started = process.hrtime.bigint();
    place(cluster);
    return Number(process.hrtime.bigint() - started) / 1000;
  });
  return Math.min(...runs) / (nodes.length * daemonSets.length);
}

/** Then every node is a class of its own. */
function askingForHostname(daemonSet: WireObject): WireObject {
  const copy = JSON.parse(JSON.stringify(daemonSet)) as { spec: { template: { spec: { affinity: object } } } };
  const matchExpressions = [{ key: 'kubernetes.io/hostname', operator: 'Exists' }];
  copy.spec.template.spec.affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } } };
  return copy as unknown as WireObject;
}

function itemsOf(list: unknown): readonly WireObject[] {
  return (list as { readonly items: readonly WireObject[] }).items;
}
