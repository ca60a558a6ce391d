import { showPath } from '../../../src/manifest/document';
import { daemonSetProblems } from '../../../src/manifest/validation/daemon-set';
import { WireDaemonSet } from '../../../src/manifest/wire';
import { NEWEST_MINOR, OLDEST_MINOR } from '../../../src/model/kubernetes-version';

/** What one rule says of the values of one field, in the smallest DaemonSet that Kubernetes takes. */
export interface Rule {
  readonly rule: string;

  /** The field that gets the values: `spec.minReadySeconds`; `T` is the template's spec, `C` its container. */
  readonly field: string;
  readonly refused: readonly unknown[];
  readonly accepted: readonly unknown[];

  /** Where the problem is reported; the field itself where this is left out. */
  readonly at?: string;

  /** What else the DaemonSet says. */
  readonly given?: { readonly [field: string]: unknown };
}

/** In which minor versions of Kubernetes one value of a field is refused. */
export interface Versions extends Pick<Rule, 'field' | 'given'> {
  readonly value: unknown;

  /** First and last; undefined for never. */
  readonly refusedIn?: readonly [number, number];

  /** The same once more. */
  readonly again?: readonly [number, number];
}

const LONG: { readonly [short: string]: string } = { T: 'spec.template.spec', C: 'spec.template.spec.containers[0]' };

/** Expects that exactly the refused values are refused, and each at the one place. */
export function expectVerdicts({ field, refused, accepted, at = field, given }: Rule): void {
  expect(accepted.map(value => placesOf(having({ ...given, [field]: value }), NEWEST_MINOR))).toEqual(accepted.map(() => []));
  expect(refused.map(value => placesOf(having({ ...given, [field]: value }), NEWEST_MINOR))).toEqual(refused.map(() => [inFull(at)]));
}

/** Expects that the value is refused in these versions, and accepted in all others. */
export function expectVersions({ field, value, refusedIn, again, given }: Versions): void {
  const spans = [refusedIn, again].filter(span => span !== undefined);
  const minors = Array.from({ length: NEWEST_MINOR - OLDEST_MINOR + 1 }, (_, index) => OLDEST_MINOR + index);

  const refusing = minors.filter(minor => placesOf(having({ ...given, [field]: value }), minor).length > 0);

  expect(refusing).toEqual(minors.filter(minor => spans.some(([first, last]) => minor >= first && minor <= last)));
}

/** The smallest DaemonSet that Kubernetes takes, and some fields more. */
export function having(fields: { readonly [field: string]: unknown }): WireDaemonSet {
  const daemonSet = {
    metadata: { name: 'ds' },
    spec: {
      selector: { matchLabels: { app: 'ds' } },
      template: { metadata: { labels: { app: 'ds' } }, spec: { containers: [{ name: 'c', image: 'i' }] } },
    },
  };
  for (const [field, value] of Object.entries(fields)) { put(daemonSet, inFull(field).match(/[^.[\]]+/g) ?? [], value); }
  return daemonSet;
}

/** Where a DaemonSet is wrong: each place once. */
export function placesOf(daemonSet: WireDaemonSet, minor: number): string[] {
  return [...new Set(daemonSetProblems(daemonSet, minor).map(({ path }) => showPath(path)))];
}

function inFull(field: string): string {
  return field.replace(/^[TC](?=[.[]|$)/, short => LONG[short] ?? short);
}

function put(object: { [key: string]: any }, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    object[key] = value;
  } else {
    object[key] ??= /^\d+$/.test(rest[0]!) ? [] : {};
    put(object[key], rest, value);
  }
}
