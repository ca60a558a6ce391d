import { dnsLabelProblem, dnsSubdomainProblem } from '../../model/label';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireMap, WireVolume } from '../wire';
import { descendingPathProblem } from './file-path';
import { entries, isSet, oneOf, Problems, within, wellFormed } from './rule';
import { csiDriverProblem } from './syntax';

/** Every kind of volume, and which of its fields must be there. */
const REQUIRED_FIELDS: { readonly [source: string]: readonly string[] } = {
  awsElasticBlockStore: ['volumeID'],
  azureDisk: ['diskName', 'diskURI'],
  azureFile: ['secretName', 'shareName'],
  cephfs: ['monitors'],
  cinder: ['volumeID'],
  configMap: ['name'],
  csi: ['driver'],
  downwardAPI: [],
  emptyDir: [],
  ephemeral: ['volumeClaimTemplate'],
  fc: [],
  flexVolume: ['driver'],
  flocker: [],
  gcePersistentDisk: ['pdName'],
  gitRepo: ['repository'],
  glusterfs: ['endpoints', 'path'],
  hostPath: ['path'],
  image: [],
  iscsi: ['targetPortal', 'iqn'],
  nfs: ['server', 'path'],
  persistentVolumeClaim: ['claimName'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  projected: [],
  quobyte: ['registry', 'volume'],
  rbd: ['monitors', 'image'],
  scaleIO: ['gateway', 'system', 'volumeName'],
  secret: ['secretName'],
  storageos: ['volumeName'],
  vsphereVolume: ['volumePath'],
};

/** Fields of the kinds that hardly anybody uses any more. */
type Source = WireMap<unknown>;

/** The kinds of a volume: one, or none, which is an emptyDir. */
export function volumeSources(volume: WireVolume): string[] {
  return Object.entries(volume).filter(([field, value]) => isSet(value) && Object.hasOwn(REQUIRED_FIELDS, field)).map(([field]) => field);
}

/** What must be there in a volume of a kind. */
export function* requiredFieldsProblems(kind: string, source: Source, path: Path): Problems {
  for (const field of REQUIRED_FIELDS[kind] ?? []) {
    const value = source[field];
    if (!isSet(value) || value === '' || (Array.isArray(value) && value.length === 0)) { yield fieldProblem([...path, field], 'is required'); }
  }
}

/** The further rules of the kinds that no agent of today has. */
export function* rareSourceProblems(kind: string, source: Source, path: Path, minor: number): Problems {
  switch (kind) {
    case 'awsElasticBlockStore': return yield* within([...path, 'partition'], source.partition as number, 0, 255);
    case 'azureDisk': return yield* azureDiskProblems(source, path);
    case 'cinder': return yield* secretRefProblems(source.secretRef, [...path, 'secretRef']);
    case 'csi': return yield* csiProblems(source, path);
    case 'fc': return yield* fcProblems(source, path);
    case 'flexVolume': return yield* flexProblems(source, path);
    case 'flocker': return yield* flockerProblems(source, path);
    case 'gcePersistentDisk': return yield* gcePersistentDiskProblems(source, path, minor);
    case 'gitRepo': return yield* optionalProblems(source.directory, [...path, 'directory'], descendingPathProblem);
    case 'iscsi': return yield* iscsiProblems(source, path);
    case 'quobyte': return yield* quobyteProblems(source, path);
    case 'nfs': return yield* absolutePathProblems(source, path);
    case 'storageos': return yield* storageOsProblems(source, path);
    default:
  }
}

function* azureDiskProblems({ cachingMode, kind, diskURI }: Source, path: Path): Problems {
  if (isSet(cachingMode)) { yield* oneOf([...path, 'cachingMode'], String(cachingMode), ['None', 'ReadOnly', 'ReadWrite']); }
  if (isSet(kind)) { yield* oneOf([...path, 'kind'], String(kind), ['Shared', 'Dedicated', 'Managed']); }
  const start = kind === 'Managed' ? '/subscriptions/' : 'https://';
  if (diskURI && !String(diskURI).startsWith(start)) {
    yield fieldProblem([...path, 'diskURI'], `must begin with ${start} for kind ${String(kind ?? 'Shared')}`, diskURI);
  }
}

function* csiProblems({ driver, nodePublishSecretRef }: Source, path: Path): Problems {
  if (driver) { yield* wellFormed([...path, 'driver'], String(driver), csiDriverProblem); }
  yield* secretRefProblems(nodePublishSecretRef, [...path, 'nodePublishSecretRef']);
  const name = (nodePublishSecretRef as Source | undefined)?.name;
  if (name) { yield* wellFormed([...path, 'nodePublishSecretRef', 'name'], String(name), dnsSubdomainProblem); }
}

function* fcProblems({ targetWWNs, wwids, lun }: Source, path: Path): Problems {
  const [targets, ids] = [targetWWNs, wwids].map(list => Array.isArray(list) && list.length > 0);
  if (targets === ids) { yield fieldProblem(path, 'must have either targetWWNs or wwids'); }
  if (targets && !isSet(lun)) { yield fieldProblem([...path, 'lun'], 'is required with targetWWNs'); }
  if (targets) { yield* within([...path, 'lun'], lun as number, 0, 255); }
}

function* flexProblems({ options }: Source, path: Path): Problems {
  for (const [key] of entries(options as WireMap<string>, '')) {
    if (/(^|\.)(kubernetes|k8s)\.io(\/|$)/i.test(key.split('/', 1)[0] ?? '')) {
      yield fieldProblem([...path, 'options', key], 'must not be of kubernetes.io or k8s.io');
    }
  }
}

function* flockerProblems({ datasetName, datasetUUID }: Source, path: Path): Problems {
  if (Boolean(datasetName) === Boolean(datasetUUID)) { yield fieldProblem(path, 'must have either datasetName or datasetUUID'); }
  if (String(datasetName ?? '').includes('/')) { yield fieldProblem([...path, 'datasetName'], 'must not contain "/"', datasetName); }
}

/** Before 1.29 a disk of GCE had to be read-only, because the pods of many nodes would share it. */
function* gcePersistentDiskProblems({ partition, readOnly }: Source, path: Path, minor: number): Problems {
  yield* within([...path, 'partition'], partition as number, 0, 255);
  if (minor <= 28 && readOnly !== true) { yield fieldProblem([...path, 'readOnly'], 'must be true before Kubernetes 1.29'); }
}

function* iscsiProblems(source: Source, path: Path): Problems {
  yield* optionalProblems(source.iqn, [...path, 'iqn'], initiatorProblem);
  if (isSet(source.initiatorName)) { yield* wellFormed([...path, 'initiatorName'], String(source.initiatorName), initiatorProblem); }
  yield* within([...path, 'lun'], source.lun as number, 0, 255);
  const authenticates = source.chapAuthDiscovery === true || source.chapAuthSession === true;
  if (authenticates && !isSet(source.secretRef)) { yield fieldProblem([...path, 'secretRef'], 'is required with chapAuthDiscovery or chapAuthSession'); }
}

function* quobyteProblems({ registry, tenant }: Source, path: Path): Problems {
  if (String(tenant ?? '').length > 64) { yield fieldProblem([...path, 'tenant'], 'must have at most 64 characters', tenant); }
  yield* optionalProblems(registry, [...path, 'registry'], text =>
    (text.split(',').every(pair => /^([^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/.test(pair)) ? undefined : 'must be host:port, or several of them with commas between'));
}

function* absolutePathProblems({ path: file }: Source, path: Path): Problems {
  if (file && !String(file).startsWith('/')) { yield fieldProblem([...path, 'path'], 'must be an absolute path', file); }
}

function* storageOsProblems({ volumeName, volumeNamespace, secretRef }: Source, path: Path): Problems {
  if (volumeName) { yield* wellFormed([...path, 'volumeName'], String(volumeName), dnsLabelProblem); }
  if (volumeNamespace) { yield* wellFormed([...path, 'volumeNamespace'], String(volumeNamespace), dnsLabelProblem); }
  yield* secretRefProblems(secretRef, [...path, 'secretRef']);
}

function* optionalProblems(value: unknown, path: Path, problemOf: (text: string) => string | undefined): Problems {
  if (value) { yield* wellFormed(path, String(value), problemOf); }
}

function initiatorProblem(name: string): string | undefined {
  const qualified = name.startsWith('iqn') && /iqn\.\d{4}-\d{2}\.([a-zA-Z0-9\-.]+)(:[^,;*&$|\s]+)$/.test(name);
  const numbered = /^(eui.[a-zA-Z0-9]{16}|naa.[a-zA-Z0-9]{32})$/.test(name);
  return qualified || numbered ? undefined : 'must be an initiator name that begins with "iqn.", "eui." or "naa."';
}

function* secretRefProblems(ref: unknown, path: Path): Problems {
  if (isSet(ref) && !(ref as Source).name) { yield fieldProblem([...path, 'name'], 'is required'); }
}
