import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireHandler, WireLifecycle, WireProbe } from '../wire';
import { isSet, items, notNegative, oneOf, Problems, required } from './rule';
import { portNameProblem } from './syntax';

/** The probes of a container. */
export type ProbeField = 'livenessProbe' | 'readinessProbe' | 'startupProbe';

const PROBE_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;
const NUMBERS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'] as const;

/** A probe: one handler, and numbers. */
export function* probeProblems(field: ProbeField, probe: WireProbe, path: Path): Problems {
  yield* handlerProblems(probe, PROBE_HANDLERS, path);
  for (const number of NUMBERS) { yield* notNegative([...path, number], probe[number]); }
  if (field !== 'readinessProbe' && (probe.successThreshold || 1) !== 1) {
    yield fieldProblem([...path, 'successThreshold'], `must be 1 in a ${field}`, probe.successThreshold);
  }
  const grace = probe.terminationGracePeriodSeconds;
  if (!isSet(grace)) { return; }
  if (field === 'readinessProbe') { yield fieldProblem([...path, 'terminationGracePeriodSeconds'], 'must not be set in a readinessProbe', grace); }
  if (typeof grace === 'number' && grace <= 0) { yield fieldProblem([...path, 'terminationGracePeriodSeconds'], 'must be at least 1', grace); }
}

/**
 * What a container does when it starts and before it stops. `sleep` is on since 1.30 (before, nothing is left of a
 * handler that has only this), and may be of no seconds since 1.33.
 */
export function* lifecycleProblems(lifecycle: WireLifecycle, path: Path, graceSeconds: number, minor: number): Problems {
  for (const field of ['postStart', 'preStop'] as const) {
    const handler = lifecycle[field];
    if (!handler) { continue; }
    const place = [...path, field];
    yield* handlerProblems(handler, minor >= 30 ? ['exec', 'httpGet', 'tcpSocket', 'sleep'] : ['exec', 'httpGet', 'tcpSocket'], place);
    if (handler.sleep && minor >= 30) { yield* sleepProblems(handler.sleep.seconds ?? 0, [...place, 'sleep', 'seconds'], graceSeconds, minor); }
  }
}

function* sleepProblems(seconds: number, path: Path, graceSeconds: number, minor: number): Problems {
  const least = minor >= 33 ? 0 : 1;
  if (seconds < least || seconds > graceSeconds) {
    yield fieldProblem(path, `must be at least ${least} and at most terminationGracePeriodSeconds (${graceSeconds})`, seconds);
  }
}

function* handlerProblems(handler: WireHandler, known: readonly (keyof WireHandler)[], path: Path): Problems {
  const [first, ...others] = known.filter(field => isSet(handler[field]));
  if (first === undefined) { yield fieldProblem(path, `must have one of ${known.join(', ')}`); }
  for (const other of others) { yield fieldProblem([...path, other], `must not be set beside ${first}`); }
  if (handler.exec) { yield* required([...path, 'exec', 'command'], handler.exec.command); }
  if (handler.httpGet) { yield* httpGetProblems(handler.httpGet, [...path, 'httpGet']); }
  if (handler.tcpSocket) { yield* portProblems(handler.tcpSocket.port ?? 0, [...path, 'tcpSocket', 'port']); }
  if (handler.grpc && known.includes('grpc')) { yield* portProblems(handler.grpc.port ?? 0, [...path, 'grpc', 'port']); }
}

function* httpGetProblems({ port, scheme, httpHeaders }: NonNullable<WireHandler['httpGet']>, path: Path): Problems {
  yield* portProblems(port ?? 0, [...path, 'port']);
  if (scheme) { yield* oneOf([...path, 'scheme'], scheme, ['HTTP', 'HTTPS']); }
  for (const [index, { name }] of items(httpHeaders)) {
    if (!/^[-A-Za-z0-9]+$/.test(name ?? '')) {
      yield fieldProblem([...path, 'httpHeaders', index, 'name'], 'must be letters, digits and "-"', name ?? '');
    }
  }
}

/** A number, or the name of a port; whether the container has a port of this name is not asked. */
function* portProblems(port: number | string, path: Path): Problems {
  const valid = typeof port === 'number' ? port >= 1 && port <= 65535 : portNameProblem(port) === undefined;
  if (!valid) { yield fieldProblem(path, 'must be 1-65535, or the name of a port', port); }
}
