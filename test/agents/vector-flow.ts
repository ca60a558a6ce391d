import { answerOfVrl, vectorConfigsOf, VrlAnswer, VrlQuestion } from './evidence/vrl';
import { Manifest, manifests, newChart } from './manifests';
import { ContainerLogFormat, LogCollector, LogCollectorDaemonSet, LogCollectorDaemonSetProps, LogDestination, MultilineRule } from '../../src';

/** Who says what becomes of events. */
export type Ask = (question: VrlQuestion) => VrlAnswer;

/** What a source gives to the transforms of a collector. */
export interface Flow {
  readonly props: LogCollectorDaemonSetProps;
  readonly source: 'containers' | 'journal';
  readonly events: readonly Manifest[];
}

const TIME = '2026-11-27T10:00:00.000000001Z';
const READ = '2026-11-27T10:00:09Z';
const cri = (stream: string, part: string, text: string, file = 'shop_cart-1_u-1/app') =>
  ({ file: `/var/log/pods/${file}/0.log`, message: `${TIME} ${stream} ${part} ${text}`, timestamp: READ, source_type: 'file' });
const docker = (log: string, stream = 'stdout') =>
  ({ file: '/var/log/pods/shop_cart-1_u-1/app/0.log', message: JSON.stringify({ log, stream, time: TIME }), timestamp: READ, source_type: 'file' });
const parsed = (namespace: string, labels: { [label: string]: string }, more: Manifest = {}) => ({
  file: `/var/log/pods/${namespace}_x_u/app/0.log`,
  kubernetes: { pod_namespace: namespace, pod_name: 'x', pod_uid: 'u', container_name: 'app', pod_labels: labels, namespace_labels: { 'kubernetes.io/metadata.name': namespace } },
  message: 'hello',
  stream: 'stdout',
  timestamp: TIME,
  source_type: 'kubernetes_logs',
  ...more,
});
const OWN = { 'app.kubernetes.io/name': 'vector', 'app.kubernetes.io/instance': 'logs' };
const SHOP = { 'app.kubernetes.io/name': 'cart' };

/** What is put to the transforms, and recorded. */
export const FLOWS = {
  cri: {
    props: { podMetadata: false, multiline: MultilineRule.java() },
    source: 'containers',
    events: [
      cri('stdout', 'P', 'a long '),
      cri('stderr', 'F', 'in between'),
      cri('stdout', 'F', 'line  '),
      cri('stdout', 'F:x', 'ERROR cannot pay'),
      cri('stdout', 'F', '\tat shop.Cart.pay(Cart.java:42)'),
      cri('stdout', 'F', 'of another one', 'shop_cart-2_u-2/app'),
      cri('stdout', 'P', 'Caused by: '),
      cri('stdout', 'F', 'it\'s gone'),
      { ...cri('stdout', 'F', ''), message: 'not in the format' },
      cri('stdout', 'P', 'no end'),
    ],
  },
  docker: {
    props: { podMetadata: false, format: ContainerLogFormat.DOCKER },
    source: 'containers',
    events: [docker('a long '), docker('in between\n', 'stderr'), docker('line  \r\n'), docker('\n'), { ...docker(''), message: 'not in the format' }],
  },
  parsed: {
    props: {},
    source: 'containers',
    events: [
      parsed('logging', OWN),
      parsed('elsewhere', OWN),
      parsed('logging', SHOP, { message: 'a long ', _partial: true }),
      parsed('logging', SHOP, { message: 'in between', stream: 'stderr' }),
      parsed('logging', SHOP, { message: 'line' }),
      { file: '/var/log/pods/a_b_c/d/0.log', message: 'nothing is known of its pod', stream: 'stdout', timestamp: TIME },
    ],
  },
  search: { props: { destination: LogDestination.elasticsearch({ host: 'es' }) }, source: 'containers', events: [parsed('shop', SHOP)] },
  otlp: { props: { destination: LogDestination.otlp({ url: 'http://otlp:4318' }), journal: {} }, source: 'containers', events: [parsed('shop', SHOP)] },
  journal: {
    props: { destination: LogDestination.otlp({ url: 'http://otlp:4318' }), journal: {} },
    source: 'journal',
    events: [{ _SYSTEMD_UNIT: 'kubelet.service', __REALTIME_TIMESTAMP: '1', PRIORITY: '6', host: 'node-1', message: 'started', timestamp: TIME, source_type: 'journald' }],
  },
  plainJournal: {
    props: { journal: {} },
    source: 'journal',
    events: [{ _SYSTEMD_UNIT: 'kubelet.service', PRIORITY: '6', message: 'started', timestamp: TIME, source_type: 'journald' }],
  },
  quotes: {
    props: { podMetadata: false, multiline: MultilineRule.startingWith('^[\'"]|^\\\\\'|^\\\'x') },
    source: 'containers',
    events: [cri('stdout', 'F', '\'a'), cri('stdout', 'F', 'b'), cri('stdout', 'F', '"c'), cri('stdout', 'F', '\\\'d'), cri('stdout', 'F', '\\e')],
  },
} satisfies { readonly [name: string]: Flow };

/** The records that leave the transforms of a collector, by their sink. */
export function flow({ props, source, events }: Flow, ask: Ask = answerOfVrl): Manifest[] {
  const agent = new LogCollectorDaemonSet(newChart('logging'), 'Logs', { metadata: { name: 'logs' }, collector: LogCollector.vector(), ...props });
  const [{ transforms, sinks }] = vectorConfigsOf(manifests(agent)) as [Manifest];
  let [name, records]: [string, readonly Manifest[]] = [source, events];
  for (;;) {
    const next = Object.entries(transforms as { [id: string]: Manifest }).find(([, { inputs }]) => inputs.includes(name));
    if (next === undefined) { break; }
    [name, records] = [next[0], through(next[1], records, ask)];
  }
  expectInput(sinks.destination, name);
  return [...records];
}

function expectInput({ inputs }: Manifest, name: string): void {
  if (inputs.length !== 1 || inputs[0] !== name) { throw new Error(`the sink takes ${inputs}, and not ${name}`); }
}

function through(transform: Manifest, events: readonly Manifest[], ask: Ask): readonly Manifest[] {
  const answer = (program: string, condition: boolean) => {
    const { problem, outputs } = ask({ program, condition, events });
    if (problem !== '') { throw new Error(`${program}: ${problem}`); }
    return outputs;
  };
  switch (transform.type) {
    case 'remap': return answer(transform.source, false);
    case 'filter': {
      const kept = answer(transform.condition, true);
      return events.filter((_, index) => (kept[index] as unknown) === true);
    }
    default: {
      const [starts, ends] = [transform.starts_when, transform.ends_when].map((condition?: string) => condition === undefined ? [] : answer(condition, true));
      return reduced(transform, events, starts!, ends!);
    }
  }
}

/**
 * What the transform `reduce` does, as it is documented: of each group by itself; nobody waits for what does not come.
 *
 * @see https://vector.dev/docs/reference/configuration/transforms/reduce/
 */
function reduced(
  { group_by, merge_strategies, max_events }: Manifest, events: readonly Manifest[], starts: readonly unknown[], ends: readonly unknown[],
): Manifest[] {
  const groups = new Map<string, Manifest[]>();
  const done: Manifest[] = [];
  const flush = (key: string) => {
    const group = groups.get(key);
    if (group) { done.push(group.reduce((whole, event) => merged(whole, event, merge_strategies))); }
    groups.delete(key);
  };
  events.forEach((event, index) => {
    const key = JSON.stringify(group_by.map((field: string) => event[field]));
    if (starts[index] === true) { flush(key); }
    groups.set(key, [...groups.get(key) ?? [], event]);
    if (ends[index] === true || groups.get(key)!.length === max_events) { flush(key); }
  });
  [...groups.keys()].forEach(flush);
  return done;
}

function merged(whole: Manifest, event: Manifest, strategies: Manifest): Manifest {
  const fields = new Set([...Object.keys(whole), ...Object.keys(event)]);
  return Object.fromEntries([...fields].map(field => [field, mergedField(strategies[field], whole[field], event[field])]));
}

function mergedField(strategy: string | undefined, first: unknown, next: unknown): unknown {
  if (first === undefined || next === undefined) { return first ?? next; }
  switch (strategy) {
    case 'concat_raw': return `${first}${next}`;
    case 'concat_newline': return `${first}\n${next}`;
    case 'retain': return next;
    case 'discard': return first;
    default:
      if (typeof first !== 'string') { throw new Error(`without a strategy it would be summed or spread: ${JSON.stringify(first)}`); }
      return first;
  }
}
