/**
 * Prints DaemonSets, one per line: those of bases.ts, each with one or a few random changes. What a change may be
 * follows from the type of the field. The same seed prints the same lines. metadata.managedFields is left out: a server
 * throws invalid ones away before anybody could refuse them.
 *
 *   npx ts-node --transpile-only test/conformance/validation/mutants.ts COUNT SEED
 */
import { BASES, Json } from './bases';
import { KUBERNETES_FIELDS } from '../../../src/manifest/kubernetes-fields';

const TEXTS = ['', ' ', 'a', 'x y', 'A', 'A_b', 'a.b', 'a--b', '-a', 'a-', '.', '..', '...', '..x', '../x', 'x/../y', '/x', '/a/..b', 'a/b', 'a/b/c', 'Example.COM/Foo',
  'kubernetes.io/foo', 'requests.example.com/x', 'a:b', 'a=b', '1', '1A', '0', '-1', '1.5', '8080', 'http', '0123456789abcdef', 'ä', 'x'.repeat(63), 'x'.repeat(64),
  'x'.repeat(253), 'x'.repeat(254), `${'x'.repeat(200)}.${'y'.repeat(50)}`, '10.0.0.1', '010.0.0.1', '::1', '::ffff:1.2.3.4', '::ffff:102:304', 'fe80::1%eth0', '256.1.1.1', '1.2.3', 'localhost/x', 'localhost/../x',
  'runtime/default', 'docker/default', 'unconfined', 'metadata.name', 'metadata.labels', "metadata.labels['a b']", "metadata.annotations['A/b']", 'metadata.foo', 'status.hostIP', 'status.hostIPs',
  'status.podIPs', 'spec.nodeName', 'spec.host', 'limits.memory', 'requests.hugepages-2Mi', 'limits.ephemeral-storage', 'CAP_SYS_ADMIN', 'a\\b', 'a\\b\\c', 'a\\', 'a@b', 'x/y:latest', 'x@sha256:1', 'a_b.c', '_a'];
const WORDS = ['Always', 'Never', 'OnFailure', 'IfNotPresent', 'always', 'NoSchedule', 'PreferNoSchedule', 'NoExecute', 'Exists', 'Equal', 'Lt', 'Gt', 'In', 'NotIn',
  'DoesNotExist', 'TCP', 'tcp', 'UDP', 'SCTP', 'HTTP', 'HTTPS', 'http', 'None', 'Default', 'ClusterFirst', 'HostToContainer', 'Bidirectional', 'Shared', 'RollingUpdate',
  'OnDelete', 'Recreate', 'Directory', 'File', 'Dir', 'Socket', 'Honor', 'Ignore', 'DoNotSchedule', 'ScheduleAnyway', 'Localhost', 'RuntimeDefault', 'Unconfined',
  'Unmasked', 'Enabled', 'IfPossible', 'Disabled', 'OnRootMismatch', 'Merge', 'Strict', 'Recursive', 'MountOption', 'linux', 'windows', 'darwin', 'cpu', 'memory',
  'NotRequired', 'RestartContainer', 'Restart', 'RestartAllContainers', 'File', 'FallbackToLogsOnError', 'PreemptLowerPriority', 'ReadWriteOnce', 'ReadWriteOncePod', 'Block',
  'Filesystem', 'Managed', 'Dedicated', 'ReadOnly', 'SIGTERM', 'RSA4096', 'v1'];
const KEYS = ['a', 'a b', 'a/b/c', 'Example.COM/Foo', '/a', 'a/', '', 'x'.repeat(64), 'kubernetes.io/config.mirror', 'example.com/gpu', 'gpu', 'pods', 'Memory', 'cpu', 'memory', 'storage',
  'ephemeral-storage', 'hugepages-2Mi', 'hugepages-1Gi', 'hugepages-x', 'hugepages-', 'requests.cpu', 'requests.example.com/x', 'kubernetes.io/x', 'requests.kubernetes.io/x', 'app', 'tier',
  'container.apparmor.security.beta.kubernetes.io/agent', 'container.apparmor.security.beta.kubernetes.io/nobody', 'container.seccomp.security.alpha.kubernetes.io/agent', 'seccomp.security.alpha.kubernetes.io/pod',
  'controller.kubernetes.io/pod-deletion-cost', `${'a'.repeat(244)}/x`, `${'a'.repeat(245)}/x`];
const NUMBERS = [-2147483648, -1, 0, 1, 2, 3, 10, 20, 31, 100, 101, 255, 256, 511, 512, 599, 600, 1000, 3599, 3600, 86400, 86401, 65535, 65536, 2147483647];
const LARGE = [...NUMBERS, 2147483648, 4294967296, 4294967297];
const QUANTITIES: Json[] = ['-1', '0', '1', 1, 0.5, '1.5', '0.1m', '1m', '100m', '500m', '1000m', '1k', '1Ki', '1Mi', '2Mi', '3Mi', '4Mi', '64Mi', '1Gi', '1e3', '2', ' 1', '1M', '10'];
const LIMITS: Json[] = [0, 1, -1, 2, 65535, 65536, '0', '1', '0%', '1%', '50%', '100%', '101%', '1.5%', '+1%', 'http', 'metrics', 'HTTP', '', '10', '007%'];

type Random = () => number;
type Container = { [key: string]: Json } | Json[];

/** A place that holds a value: its list or map, the key in there, and the type. */
interface Place { readonly holder: Container; readonly key: string | number; readonly type: string }

/** An endless row of random numbers of at least 0 and less than 1 (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    /* eslint-disable no-bitwise */
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    /* eslint-enable no-bitwise */
  };
}

/** A DaemonSet of bases.ts with 1-3 changes. */
export function mutant(random: Random): Json {
  const bases = Object.values(BASES);
  const copy = structuredClone(pick(bases, random)) as { [key: string]: Json };
  const changes = random() < 0.75 ? 1 : random() < 0.7 ? 2 : 3;
  for (let count = 0; count < changes; count += 1) {
    const places = [...placesOf(copy, 'DaemonSet')].filter(place => place.holder !== copy || !['apiVersion', 'kind'].includes(String(place.key)));
    if (places.length > 0) { change(pick(places, random), random); }
  }
  return copy;
}

function* placesOf(value: Json, type: string): Iterable<Place> {
  if (value === null || typeof value !== 'object') { return; }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield { holder: value, key: index, type: type.slice(2) };
      yield* placesOf(item, type.slice(2));
    }
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const inner = type.startsWith('{}') ? type.slice(2) : KUBERNETES_FIELDS[type]?.[key];
    if (inner === undefined) { continue; }
    yield { holder: value, key, type: inner };
    yield* placesOf(item, inner);
  }
}

function change({ holder, key, type }: Place, random: Random): void {
  const store = holder as { [key: string]: Json };
  const value = store[key] as Json;
  if (Array.isArray(holder)) {
    if (random() < 0.2) { holder.splice(Number(key), 1); return; }
    if (random() < 0.25) { holder.push(structuredClone(value)); return; }
    if (random() < 0.2) { holder.push(make(type, random, 2)); return; }
  } else if (random() < 0.15) {
    if (random() < 0.8) { delete store[key]; } else { store[key] = null; }
    return;
  }
  store[key] = changed(value, type, random);
}

function changed(value: Json, type: string, random: Random): Json {
  if (type.startsWith('[]') && Array.isArray(value)) {
    if (random() < 0.3) { return []; }
    return [...value, random() < 0.4 && value.length > 0 ? structuredClone(pick(value, random)) : make(type.slice(2), random, 2)];
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    if (random() < 0.1) { return {}; }
    const fields = type.startsWith('{}') ? undefined : KUBERNETES_FIELDS[type];
    const name = fields ? pick(Object.keys(fields), random) : pick(KEYS, random);
    return name === 'managedFields' ? value : { ...value, [name]: make(fields?.[name] ?? type.slice(2), random, 3) };
  }
  if (typeof value === 'string' && random() < 0.1) { return pick([value.toUpperCase(), value.toLowerCase(), ` ${value}`, `${value}x`, value.slice(1)], random); }
  return make(type, random, 3);
}

/** A value of a type, seldom one that Kubernetes takes. */
function make(type: string, random: Random, depth: number): Json {
  if (type.startsWith('[]')) { return depth === 0 ? [] : Array.from({ length: Math.floor(random() * 3) }, () => make(type.slice(2), random, depth - 1)); }
  if (type.startsWith('{}')) { return Object.fromEntries(Array.from({ length: Math.floor(random() * 3) }, () => [pick(KEYS, random), make(type.slice(2), random, depth - 1)])); }
  switch (type) {
    case 'string': return random() < 0.5 ? pick(TEXTS, random) : pick(WORDS, random);
    case 'bool': return random() < 0.5;
    case 'int32': return pick(NUMBERS, random);
    case 'int64': return pick(LARGE, random);
    case 'quantity': return pick(QUANTITIES, random);
    case 'intOrString': return pick(LIMITS, random);
    case 'time': case 'duration': case 'bytes': case 'any': case 'float': return null;
  }
  const fields = Object.entries(KUBERNETES_FIELDS[type] ?? {});
  const share = depth === 0 ? 0 : 2.5 / Math.max(fields.length, 2.5);
  return Object.fromEntries(fields.filter(([name]) => name !== 'managedFields' && random() < share).map(([name, inner]) => [name, make(inner, random, depth - 1)]));
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)]!;
}

if (require.main === module) {
  const [count = '1000', seed = '1'] = process.argv.slice(2);
  const random = seeded(Number(seed));
  for (const base of Object.values(BASES)) { process.stdout.write(`${JSON.stringify(base)}\n`); }
  for (let index = 0; index < Number(count); index += 1) { process.stdout.write(`${JSON.stringify(mutant(random))}\n`); }
}
