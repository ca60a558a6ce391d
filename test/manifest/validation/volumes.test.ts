import { expectVerdicts, expectVersions, Rule } from './verdicts';

const volume = 'T.volumes[0]';
const named = { [`${volume}.name`]: 'v' };

/** V12-V16, V74-V76, and section 9.5 of the semantics. */
const RULES: Rule[] = [
  {
    rule: 'a host path has no element ".."',
    field: `${volume}.hostPath.path`,
    given: named,
    refused: ['/a/../b', '..', '', null, '../a'],
    accepted: ['/a/..b', 'a/b', '/', '/a..'],
  },
  {
    rule: 'a host path has a type, or none',
    field: `${volume}.hostPath.type`,
    given: { ...named, [`${volume}.hostPath.path`]: '/a' },
    refused: ['Dir', 'directory'],
    accepted: ['', null, 'Directory', 'DirectoryOrCreate', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'],
  },
  {
    rule: 'a volume has one source, or none',
    field: volume,
    at: `${volume}.emptyDir`,
    refused: [{ name: 'v', hostPath: { path: '/a' }, emptyDir: {} }],
    accepted: [{ name: 'v' }, { name: 'v', emptyDir: {} }, { name: 'v', hostPath: { path: '/a' }, emptyDir: null }],
  },
  { rule: 'a name is a DNS label', field: `${volume}.name`, refused: ['a.b', 'A', '', null, 'a'.repeat(64)], accepted: ['a', 'a'.repeat(63)] },
  {
    rule: 'a name is unique',
    field: 'T.volumes',
    at: 'T.volumes[1].name',
    refused: [[{ name: 'a' }, { name: 'a' }]],
    accepted: [[{ name: 'a' }, { name: 'b' }], [], null],
  },
  { rule: 'a size limit is not negative', field: `${volume}.emptyDir.sizeLimit`, given: named, refused: ['-1'], accepted: ['0', '1Gi', null] },
  ...(['configMap', 'secret', 'projected', 'downwardAPI'] as const).map((kind): Rule => ({
    rule: `files of a ${kind} have permissions up to 0777`,
    field: `${volume}.${kind}.defaultMode`,
    given: {
      ...named,
      [`${volume}.${kind}.${{
        configMap: 'name',
        secret: 'secretName',
        projected: 'sources',
        downwardAPI: 'items',
      }[kind]}`]: { configMap: 'a', secret: 'a', projected: [], downwardAPI: [] }[kind],
    },
    refused: [512, -1],
    accepted: [0, 511, null],
  })),
  {
    rule: 'a file lies below its volume',
    field: `${volume}.configMap.items[0].path`,
    given: { ...named, [`${volume}.configMap.name`]: 'a', [`${volume}.configMap.items[0].key`]: 'k' },
    refused: ['../x', '..x', '/x', 'a/../b', '', null],
    accepted: ['x', 'a/b', 'a/..b', '.x'],
  },
  {
    rule: 'a file has a key',
    field: `${volume}.secret.items[0].key`,
    given: { ...named, [`${volume}.secret.secretName`]: 'a', [`${volume}.secret.items[0].path`]: 'p' },
    refused: ['', null],
    accepted: ['k', 'any key'],
  },
  {
    rule: 'a file of the pod is a field or a resource',
    field: `${volume}.downwardAPI.items[0]`,
    given: named,
    refused: [{ path: 'a' }, { path: 'a', fieldRef: { fieldPath: 'metadata.name' }, resourceFieldRef: { containerName: 'c', resource: 'limits.cpu' } }],
    accepted: [{ path: 'a', fieldRef: { fieldPath: 'metadata.labels' } }, { path: 'a', resourceFieldRef: { containerName: 'c', resource: 'limits.cpu' } }],
  },
  {
    rule: 'a file has no field of the node',
    field: `${volume}.downwardAPI.items[0].fieldRef.fieldPath`,
    given: { ...named, [`${volume}.downwardAPI.items[0].path`]: 'a' },
    refused: ['spec.nodeName', 'status.podIP'],
    accepted: ['metadata.annotations', "metadata.labels['a']"],
  },
  {
    rule: 'a resource in a file is of a container',
    field: `${volume}.downwardAPI.items[0].resourceFieldRef.containerName`,
    given: { ...named, [`${volume}.downwardAPI.items[0]`]: { path: 'a', resourceFieldRef: { resource: 'limits.cpu' } } },
    refused: ['', null],
    accepted: ['c'],
  },
];

test.each(RULES)('$rule', row => expectVerdicts(row));

const source = `${volume}.projected.sources[0]`;

/** Files from several places. */
const PROJECTED: Rule[] = [
  {
    rule: 'a token lives at least ten minutes',
    field: `${source}.serviceAccountToken.expirationSeconds`,
    given: { ...named, [`${source}.serviceAccountToken.path`]: 't' },
    refused: [599, 4_294_967_297],
    accepted: [600, 4_294_967_296, null],
  },
  { rule: 'a token has a path', field: `${source}.serviceAccountToken.path`, given: named, refused: ['', '../t', '..t'], accepted: ['t'] },
  {
    rule: 'a source is of one kind',
    field: source,
    given: named,
    at: `${source}.configMap`,
    refused: [{ secret: { name: 'a' }, configMap: { name: 'a' } }],
    accepted: [{ secret: { name: 'a' } }, {}],
  },
  {
    rule: 'a path is written once',
    field: `${volume}.projected.sources`,
    given: named,
    at: `${volume}.projected.sources[1].configMap.items[0].path`,
    refused: [[{ secret: { name: 'a', items: [{ key: 'k', path: 'p' }] } }, { configMap: { name: 'a', items: [{ key: 'k', path: 'p' }] } }]],
    accepted: [[{ secret: { name: 'a', items: [{ key: 'k', path: 'p' }] } }, { configMap: { name: 'a', items: [{ key: 'k', path: 'q' }] } }], []],
  },
  {
    rule: 'a bundle is named, or its signer is',
    field: `${source}.clusterTrustBundle`,
    given: named,
    refused: [{ path: 'p' }, { path: 'p', name: 'a', signerName: 'a.b/c' }],
    accepted: [{ path: 'p', name: 'a' }, { path: 'p', signerName: 'a.b/c' }],
  },
  {
    rule: 'a signer has a domain',
    field: `${source}.clusterTrustBundle.signerName`,
    given: { ...named, [`${source}.clusterTrustBundle.path`]: 'p' },
    refused: ['a/b', 'a.b', '', 'a.b/c/d', 'A.b/c'],
    accepted: ['a.b/c', 'a.b/c.d'],
  },
  {
    rule: 'a certificate has a key of a known type',
    field: `${source}.podCertificate.keyType`,
    given: { ...named, [`${source}.podCertificate.signerName`]: 'a.b/c', [`${source}.podCertificate.keyPath`]: 'p' },
    refused: ['RSA', '', null],
    accepted: ['RSA3072', 'ED25519'],
  },
];

test.each(PROJECTED)('$rule', row => expectVerdicts(row));

const MINIMAL: { readonly [kind: string]: { readonly [field: string]: unknown } } = {
  awsElasticBlockStore: { volumeID: 'a' },
  azureDisk: { diskName: 'a', diskURI: 'https://a' },
  azureFile: { secretName: 'a', shareName: 'a' },
  cephfs: { monitors: ['a'] },
  cinder: { volumeID: 'a' },
  configMap: { name: 'a' },
  csi: { driver: 'a' },
  flexVolume: { driver: 'a' },
  gcePersistentDisk: { pdName: 'a' },
  gitRepo: { repository: 'a' },
  glusterfs: { endpoints: 'a', path: 'a' },
  iscsi: { targetPortal: 'a', iqn: 'iqn.2001-04.com.example:a' },
  nfs: { server: 'a', path: '/a' },
  persistentVolumeClaim: { claimName: 'a' },
  photonPersistentDisk: { pdID: 'a' },
  portworxVolume: { volumeID: 'a' },
  quobyte: { registry: 'a:1', volume: 'a' },
  rbd: { monitors: ['a'], image: 'a' },
  scaleIO: { gateway: 'a', system: 'a', volumeName: 'a', secretRef: {} },
  secret: { secretName: 'a' },
  storageos: { volumeName: 'a' },
  vsphereVolume: { volumePath: 'a' },
};

test.each(Object.entries(MINIMAL))('%s has all that it needs', (kind, fields) => {
  for (const [field, value] of Object.entries(fields)) {
    expectVerdicts({
      rule: '',
      field: `${volume}.${kind}.${field}`,
      given: { ...named, [`${volume}.${kind}`]: { ...fields } },
      refused: field === 'secretRef' ? [] : [null],
      accepted: [value],
    });
  }
});

/** What the kinds ask for besides. */
const RARE: Rule[] = [
  {
    rule: 'a disk of Azure is where its kind lies',
    field: `${volume}.azureDisk.kind`,
    given: { ...named, [`${volume}.azureDisk`]: { diskName: 'a', diskURI: 'https://a' } },
    at: `${volume}.azureDisk.diskURI`,
    refused: ['Managed'],
    accepted: ['Shared', 'Dedicated', null],
  },
  {
    rule: 'fibre channel has targets or identifiers',
    field: `${volume}.fc`,
    given: named,
    refused: [{}, { lun: 1, targetWWNs: ['a'], wwids: ['a'] }],
    accepted: [{ wwids: ['a'] }, { lun: 1, targetWWNs: ['a'] }],
  },
  {
    rule: 'targets of fibre channel have a unit',
    field: `${volume}.fc.lun`,
    given: { ...named, [`${volume}.fc.targetWWNs`]: ['a'] },
    refused: [null, -1, 256],
    accepted: [0, 255],
  },
  {
    rule: 'an export has an absolute path',
    field: `${volume}.nfs.path`,
    given: { ...named, [`${volume}.nfs.server`]: 'a' },
    refused: ['a', '', null],
    accepted: ['/a'],
  },
  { rule: 'a driver has a domain-like name', field: `${volume}.csi.driver`, given: named, refused: ['a_b', '', null, 'a'.repeat(64)], accepted: ['A.b'] },
  {
    rule: 'a secret of a driver has a name',
    field: `${volume}.csi.nodePublishSecretRef`,
    given: { ...named, [`${volume}.csi.driver`]: 'a' },
    at: `${volume}.csi.nodePublishSecretRef.name`,
    refused: [{}, { name: 'A' }],
    accepted: [{ name: 'a' }, null],
  },
  {
    rule: 'flex options are nobody else\'s',
    field: `${volume}.flexVolume.options`,
    given: { ...named, [`${volume}.flexVolume.driver`]: 'a' },
    at: `${volume}.flexVolume.options["a.K8s.io/x"]`,
    refused: [{ 'a.K8s.io/x': 'y' }],
    accepted: [{ 'ak8s.io/x': 'y', 'x': 'y' }],
  },
  {
    rule: 'a dataset has a name or an identifier',
    field: `${volume}.flocker`,
    given: named,
    refused: [{}, { datasetName: 'a', datasetUUID: 'b' }],
    accepted: [{ datasetName: 'a' }, { datasetUUID: 'b' }],
  },
  {
    rule: 'a repository is cloned below its volume',
    field: `${volume}.gitRepo.directory`,
    given: { ...named, [`${volume}.gitRepo.repository`]: 'a' },
    refused: ['../a', '/a'],
    accepted: ['a', '', null],
  },
  {
    rule: 'an initiator has a name of its kind',
    field: `${volume}.iscsi.iqn`,
    given: { ...named, [`${volume}.iscsi.targetPortal`]: 'a' },
    refused: ['a', 'iqn.2001', 'eui.1', '', null],
    accepted: ['iqn.2001-04.com.example:a', `eui.${'a'.repeat(16)}`, `naa.${'0'.repeat(32)}`],
  },
  {
    rule: 'a unit is 0-255',
    field: `${volume}.iscsi.lun`,
    given: { ...named, [`${volume}.iscsi`]: { ...MINIMAL.iscsi } },
    refused: [256, -1],
    accepted: [0, 255, null],
  },
  {
    rule: 'a registry is a host with a port',
    field: `${volume}.quobyte.registry`,
    given: { ...named, [`${volume}.quobyte.volume`]: 'a' },
    refused: ['a', 'a:1:2', 'a:1,b', '', null],
    accepted: ['a:1', 'a:1,[::1]:2'],
  },
  {
    rule: 'a claim asks for storage',
    field: `${volume}.ephemeral.volumeClaimTemplate.spec.resources.requests.storage`,
    given: { ...named, [`${volume}.ephemeral.volumeClaimTemplate.spec.accessModes`]: ['ReadWriteOnce'] },
    refused: ['0', '-1', undefined],
    accepted: ['1Gi'],
  },
  {
    rule: 'a claim has modes',
    field: `${volume}.ephemeral.volumeClaimTemplate.spec.accessModes`,
    given: { ...named, [`${volume}.ephemeral.volumeClaimTemplate.spec.resources.requests.storage`]: '1Gi' },
    refused: [[], null, ['ReadWriteOncePod', 'ReadWriteOnce']],
    accepted: [['ReadWriteOncePod'], ['ReadWriteOnce', 'ReadOnlyMany']],
  },
];

test.each(RARE)('$rule', row => expectVerdicts(row));

test('takes a writable disk of GCE since 1.29', () => {
  expectVersions({ field: `${volume}.gcePersistentDisk`, value: { pdName: 'a' }, given: named, refusedIn: [27, 28] });
  expectVersions({ field: `${volume}.gcePersistentDisk`, value: { pdName: 'a', readOnly: true }, given: named });
});

test('drops image volumes and their mounts before 1.35, and asks for a reference since 1.37', () => {
  expectVersions({ field: `${volume}.image`, value: {}, given: named, refusedIn: [37, 37] });
  expectVersions({ field: `${volume}.image`, value: { reference: 'a', pullPolicy: 'always' }, given: named, refusedIn: [35, 37] });
  expectVersions({
    field: 'C.volumeMounts',
    value: [{ name: 'v', mountPath: '' }],
    given: { ...named, [`${volume}.image.reference`]: 'a' },
    refusedIn: [27, 30],
    again: [35, 37],
  });
});
