import { KUBERNETES_FIELDS, KUBERNETES_POINTERS } from './kubernetes-fields';
import { isObject } from './wire-types';
import { JsonObject } from '../model/daemon-set';
import { Quantity } from '../model/quantity';

/** What the API server fills in where a struct says nothing. */
type Defaults = { readonly [struct: string]: JsonObject };

/** What the API server makes of a struct before its defaults, by what else stands in it. */
type Rules = { readonly [struct: string]: (struct: JsonObject, minor: number) => JsonObject };

/**
 * What the API server stores of a struct of the table of fields, its JSON types checked: with its defaults, with quantities in their
 * canonical spelling, and without what says nothing (null, unknown fields, and the zero value of a field that Go does not keep behind a
 * pointer). Two values of equal form are the same object to Kubernetes; of a pod template, the same revision.
 *
 * Fields that an older release does not know yet, and those behind feature gates, are kept.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go
 */
export function storedForm(value: unknown, struct: string, minor: number): JsonObject {
  return new StoredForm(DEFAULTS, RULES, minor).struct(isObject(value) ? value : {}, struct);
}

/** The same of something that is stored already: only without what says nothing. */
export function withoutZeros(value: unknown, struct: string): JsonObject {
  return new StoredForm({}, {}, 0).struct(isObject(value) ? value : {}, struct);
}

/** Walks a value with its type. */
class StoredForm {
  constructor(private readonly defaults: Defaults, private readonly rules: Rules, private readonly minor: number) {}

  public struct(written: JsonObject, type: string): JsonObject {
    const rule = Object.hasOwn(this.rules, type) ? this.rules[type] : undefined;
    const value = rule ? rule(written, this.minor) : written;
    const pointers = Object.hasOwn(KUBERNETES_POINTERS, type) ? KUBERNETES_POINTERS[type] ?? [] : [];
    const stored = Object.entries(KUBERNETES_FIELDS[type] ?? {}).flatMap(([name, fieldType]): [string, unknown][] => {
      const given = Object.hasOwn(value, name) ? value[name] : undefined;
      const field = this.field(given, fieldType, pointers.includes(name)) ?? this.defaultOf(type, name, fieldType);
      return field === undefined ? [] : [[name, field]];
    });
    return Object.fromEntries(stored);
  }

  private defaultOf(struct: string, field: string, type: string): unknown {
    const value = this.defaults[struct]?.[field];
    return value === undefined ? undefined : this.value(value, type);
  }

  /** Undefined where the field says nothing. */
  private field(given: unknown, type: string, pointer: boolean): unknown {
    const present = given !== null && given !== undefined;
    if (pointer) { return present ? this.value(given, type) : undefined; }
    const stored = present || Object.hasOwn(KUBERNETES_FIELDS, type) ? this.value(given ?? {}, type) : undefined;
    return isZero(stored, type) ? undefined : stored;
  }

  private value(value: unknown, type: string, listed = false): unknown {
    if (type.startsWith('[]')) { return Array.isArray(value) ? value.map(item => this.value(item, type.slice(2))) : value; }
    if (type.startsWith('{}')) { return isObject(value) ? this.map(value, type.slice(2)) : value; }
    if (Object.hasOwn(KUBERNETES_FIELDS, type)) { return this.struct(isObject(value) ? value : {}, type); }
    if (type === 'quantity') { return canonical(value, listed); }
    return value ?? (type === 'string' ? '' : value);
  }

  private map(value: JsonObject, type: string): JsonObject {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.value(item, type, true)]));
  }
}

/** Only in lists of resources are amounts rounded. */
function canonical(value: unknown, listed: boolean): string {
  const quantity = Quantity.parse(String(value ?? 0).trim());
  return (listed ? quantity.toMillis() : quantity).toString();
}

function isZero(value: unknown, type: string): boolean {
  if (Array.isArray(value)) { return value.length === 0; }
  if (isObject(value)) { return Object.keys(value).length === 0; }
  return value === undefined || value === '' || value === false || value === 0 || type === 'quantity' && value === '0';
}

const MODE = 0o644;
const PROBE = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const CONTAINER = { terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' };

/** Those of a DaemonSet and its pod template. A pod gets more of them, such as requests where there are limits. */
const DEFAULTS: Defaults = {
  AzureDiskVolumeSource: { cachingMode: 'ReadWrite', fsType: 'ext4', readOnly: false, kind: 'Shared' },
  ConfigMapVolumeSource: { defaultMode: MODE },
  Container: CONTAINER,
  ContainerPort: { protocol: 'TCP' },
  DaemonSetSpec: { revisionHistoryLimit: 10 },
  DownwardAPIVolumeSource: { defaultMode: MODE },
  FileKeySelector: { optional: false },
  GRPCAction: { service: '' },
  HTTPGetAction: { path: '/', scheme: 'HTTP' },
  HostPathVolumeSource: { type: '' },
  ISCSIVolumeSource: { iscsiInterface: 'default' },
  ObjectFieldSelector: { apiVersion: 'v1' },
  PersistentVolumeClaimSpec: { volumeMode: 'Filesystem' },
  PodSpec: { dnsPolicy: 'ClusterFirst', restartPolicy: 'Always', securityContext: {}, terminationGracePeriodSeconds: 30, schedulerName: 'default-scheduler' },
  Probe: PROBE,
  ProjectedVolumeSource: { defaultMode: MODE },
  RBDVolumeSource: { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' },
  ScaleIOVolumeSource: { storageMode: 'ThinProvisioned', fsType: 'xfs' },
  SecretVolumeSource: { defaultMode: MODE },
  ServiceAccountTokenProjection: { expirationSeconds: 3600 },
};

const RULES: Rules = {
  Container: container => withPullPolicy(container, 'imagePullPolicy', container.image),
  ImageVolumeSource: image => withPullPolicy(image, 'pullPolicy', image.reference),
  DaemonSetUpdateStrategy: strategy => {
    if ((strategy.type || 'RollingUpdate') !== 'RollingUpdate') { return strategy; }
    const { maxUnavailable, maxSurge } = isObject(strategy.rollingUpdate) ? strategy.rollingUpdate : {} as JsonObject;
    return { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: maxUnavailable ?? 1, maxSurge: maxSurge ?? 0 } };
  },
  PodSpec: (spec, minor) => {
    const serviceAccount = spec.serviceAccountName || spec.serviceAccount;
    const named = serviceAccount ? { ...spec, serviceAccountName: serviceAccount, serviceAccount } : spec;
    return minor < HOST_PORTS_STAY && spec.hostNetwork === true ? withHostPorts(named) : named;
  },
  Volume: volume => {
    const sources = Object.keys(KUBERNETES_FIELDS.Volume ?? {}).filter(field => field !== 'name');
    return sources.some(source => (volume[source] ?? undefined) !== undefined) ? volume : { ...volume, emptyDir: {} };
  },
};

/** Since this minor version the host ports of templates on the host network are left as they are written. */
const HOST_PORTS_STAY = 28;

function withHostPorts(spec: JsonObject): JsonObject {
  const complete = (containers: unknown) => Array.isArray(containers)
    ? containers.map((container: JsonObject) => ({ ...container, ports: Array.isArray(container.ports) ? container.ports.map(withHostPort) : container.ports }))
    : containers;
  return { ...spec, containers: complete(spec.containers), initContainers: complete(spec.initContainers) };
}

function withHostPort(port: JsonObject): JsonObject {
  return { ...port, hostPort: port.hostPort || port.containerPort };
}

function withPullPolicy(struct: JsonObject, field: string, image: unknown): JsonObject {
  return struct[field] ? struct : { ...struct, [field]: tagOf(String(image ?? '')) === 'latest' ? 'Always' : 'IfNotPresent' };
}

const HOST = '(?:[a-zA-Z0-9][a-zA-Z0-9.-]*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?';
const COMPONENT = '[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*';
const IMAGE = new RegExp(`^(?:${HOST}/)?${COMPONENT}(?:/${COMPONENT})*(?::(\\w[\\w.-]{0,127}))?(@[A-Za-z][\\w+.-]*:[0-9a-fA-F]{32,})?$`);

/** What is longer is no name of an image. */
const LONGEST_IMAGE = 1000;

/** The tag of an image, `latest` where it has neither tag nor digest; undefined where the name is none. */
function tagOf(image: string): string | undefined {
  const match = image.length > LONGEST_IMAGE ? null : IMAGE.exec(image);
  if (!match) { return undefined; }
  const [, tag, digest] = match;
  return tag ?? (digest === undefined ? 'latest' : undefined);
}
