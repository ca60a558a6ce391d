import { KubernetesObject, sourceOf } from './kubernetes-object';
import { readPodTemplate } from './pod-template-reader';
import { WireClaimTemplate, WirePodTemplate } from './wire';
import { conformity, isObject } from './wire-types';
import { ClaimedStorage, CsiDriver, NamedClaim, StorageClass, StorageObjects, TopologyTerm, VolumeConsumer } from '../model/storage';

/** The annotations by which a class says that it is the default one, and by which claims once named theirs. */
const IS_DEFAULT = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

type Fields = { readonly [key: string]: unknown };

/** Where the kinds that make pods have their template. */
const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['apps/v1 Deployment', ['spec', 'template']],
  ['apps/v1 StatefulSet', ['spec', 'template']],
  ['apps/v1 DaemonSet', ['spec', 'template']],
  ['apps/v1 ReplicaSet', ['spec', 'template']],
  ['batch/v1 Job', ['spec', 'template']],
  ['batch/v1 CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['v1 ReplicationController', ['spec', 'template']],
  ['v1 Pod', []],
]);

/**
 * Reads StorageClasses, CSIDrivers, claims, and whatever makes pods that use volumes of others. None of them is ours to judge: what the API
 * server would not take is passed over.
 */
export function readStorage(objects: readonly KubernetesObject[]): StorageObjects {
  const all = (apiVersion: string, kind: string) => objects.filter(object => object.apiVersion === apiVersion && object.kind === kind);
  return {
    classes: all('storage.k8s.io/v1', 'StorageClass').map(classOf).filter(({ provisioner }) => provisioner !== ''),
    drivers: all('storage.k8s.io/v1', 'CSIDriver').map(driverOf),
    claims: all('v1', 'PersistentVolumeClaim').flatMap(object => claimOf(object.value) ?? []),
    consumers: objects.flatMap(object => consumerOf(object) ?? []),
  };
}

/** What there is of storage in two sources; where two objects have the same name, the first counts. */
export function mergedStorage(left: StorageObjects, right: StorageObjects): StorageObjects {
  return {
    classes: merged(left.classes, right.classes),
    drivers: merged(left.drivers, right.drivers),
    claims: merged(left.claims, right.claims),
    consumers: merged(left.consumers, right.consumers),
  };
}

interface Named { readonly kind?: string; readonly namespace?: string; readonly name: string }

function merged<T extends Named>(left: readonly T[], right: readonly T[]): T[] {
  const key = ({ kind, namespace, name }: Named) => `${kind} ${namespace} ${name}`;
  const known = new Set(left.map(key));
  return [...left, ...right.filter(one => !known.has(key(one)))];
}

function classOf(object: KubernetesObject): StorageClass {
  const { metadata, provisioner, volumeBindingMode, allowedTopologies } = object.value;
  const annotations = fieldsOf(fieldsOf(metadata).annotations);
  return {
    name: textOf(fieldsOf(metadata).name),
    provisioner: textOf(provisioner),
    waitsForConsumer: volumeBindingMode === 'WaitForFirstConsumer',
    allowedTopologies: listOf(allowedTopologies).map(topologyOf),
    isDefault: IS_DEFAULT.some(annotation => annotations[annotation] === 'true'),
    source: sourceOf(object),
  };
}

function topologyOf(term: unknown): TopologyTerm {
  return listOf(fieldsOf(term).matchLabelExpressions).map(fieldsOf).map(({ key, values }) => ({ key: textOf(key), values: listOf(values).map(textOf) }));
}

function driverOf({ value }: KubernetesObject): CsiDriver {
  const { preventPodSchedulingIfMissing, storageCapacity, attachRequired } = fieldsOf(value.spec);
  return {
    name: textOf(fieldsOf(value.metadata).name),
    preventsScheduling: preventPodSchedulingIfMissing === true,
    tracksCapacity: storageCapacity === true,
    attaches: attachRequired !== false,
  };
}

function claimOf(value: unknown): NamedClaim | undefined {
  const { metadata } = fieldsOf(value);
  const { namespace, name } = fieldsOf(metadata);
  const claim = storageOf(value);
  return claim && { ...claim, namespace: textOf(namespace) || 'default', name: textOf(name) };
}

/** What a claim, or a template of one, asks for; undefined where its types are wrong. */
function storageOf(claim: unknown): ClaimedStorage | undefined {
  const { metadata, spec } = fieldsOf(claim);
  const { storageClassName, volumeName } = fieldsOf(spec);
  const named = fieldsOf(fieldsOf(metadata).annotations)[CLASS_ANNOTATION] ?? storageClassName;
  if (named !== undefined && named !== null && typeof named !== 'string') { return undefined; }
  return { ...typeof named === 'string' ? { className: named } : {}, namesVolume: textOf(volumeName) !== '' };
}

function consumerOf(object: KubernetesObject): VolumeConsumer | undefined {
  const path = TEMPLATES.get(`${object.apiVersion} ${object.kind}`);
  if (!path) { return undefined; }
  const template = path.reduce<unknown>((value, field) => fieldsOf(value)[field], object.value);
  const own = object.kind === 'StatefulSet' ? listOf(fieldsOf(object.value.spec).volumeClaimTemplates) : [];
  const volumes = listOf(fieldsOf(fieldsOf(template).spec).volumes).map(fieldsOf);
  const provided = volumes.some(({ persistentVolumeClaim, ephemeral, csi }) => persistentVolumeClaim ?? ephemeral ?? csi);
  if (own.length === 0 && !provided || !isTemplate(template)) { return undefined; }
  const { namespace, name } = fieldsOf(object.value.metadata);
  const made = volumes.flatMap(({ ephemeral }) => fieldsOf(ephemeral).volumeClaimTemplate as WireClaimTemplate ?? []);
  const inTemplates = new Set(own.map(claim => textOf(fieldsOf(fieldsOf(claim).metadata).name)));
  return {
    kind: object.kind,
    namespace: textOf(namespace) || 'default',
    name: textOf(name),
    template: templateOf(template, object.kind === 'DaemonSet'),
    own: [...own, ...made].flatMap(claim => storageOf(claim) ?? []),
    claimNames: volumes
      .filter(volume => !inTemplates.has(textOf(volume.name)))
      .flatMap(({ persistentVolumeClaim }) => textOf(fieldsOf(persistentVolumeClaim).claimName) || []),
    inlineDrivers: volumes.flatMap(({ csi }) => textOf(fieldsOf(csi).driver) || []),
    source: sourceOf(object),
  };
}

function isTemplate(template: unknown): template is WirePodTemplate {
  return isObject(template) && conformity({ metadata: template.metadata, spec: template.spec }, 'PodTemplateSpec').problems.length === 0;
}

/** The automatic tolerations are for the pods of DaemonSets alone. */
function templateOf(template: WirePodTemplate, daemon: boolean): VolumeConsumer['template'] {
  const read = readPodTemplate(template);
  return daemon ? read : { ...read, effectiveTolerations: read.tolerations };
}

function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
