import { readFileSync } from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import { storedForm, withoutZeros } from '../../src/manifest/stored-form';
import { showPath } from '../../src/model/field-path';
import { differences } from '../../src/model/json-difference';

const VECTORS = path.join(__dirname, '..', 'conformance', 'vectors', 'stored-1.36.ndjson.gz');

interface Vector { readonly written: unknown; readonly stored: unknown }

/** Fields that 1.36 drops: it does not know them, or their feature gates are off. We keep them, so that a change of one is never passed over. */
const DROPPED = /\.(bindMountOptions|clusterTrustBundle|defaultUser|evictionResponders|httpGet\.protocol|podCertificate|schedulingGroup|stopSignal|user)$/;

/** The names of two images in the vectors are longer than Kubernetes allows, so that it finds no tag in them. */
const TOO_LONG = /^x{200}\.y{50}$/;

const vectors = gunzipSync(readFileSync(VECTORS)).toString().split('\n').filter(Boolean).map(line => JSON.parse(line) as Vector);
const imageIn = (text: unknown) => [...JSON.stringify(text).matchAll(/"image":"([^"]*)"/g)].map(([, image = '']) => image);
const differing = ({ written, stored }: Vector) => differences(storedForm(written, 'DaemonSetSpec', 36), withoutZeros(stored, 'DaemonSetSpec')).map(showPath);

describe('what Kubernetes 1.36 stores of a spec', () => {
  const usable = vectors.filter(({ written }) => !imageIn(written).some(image => TOO_LONG.test(image)));

  test('is what we say, but for fields that it drops', () => {
    expect(usable.length).toBeGreaterThan(400);
    expect(usable.flatMap(differing).filter(field => !DROPPED.test(field))).toEqual([]);
  });

  test('is stored as it is', () => {
    const changed = vectors.filter(({ stored }) => differences(storedForm(stored, 'DaemonSetSpec', 36), withoutZeros(stored, 'DaemonSetSpec')).length > 0);

    expect(changed).toEqual([]);
  });
});

const podSpec = (spec: object, minor = 36) => storedForm(spec, 'PodSpec', minor);
const container = (fields: object) => storedForm({ name: 'a', image: 'a:1', ...fields }, 'Container', 36);
const volume = (fields: object) => storedForm({ name: 'v', ...fields }, 'Volume', 36);

describe('the same is', () => {
  test.each<[string, unknown, unknown]>([
    ['a default and nothing', podSpec({ dnsPolicy: 'ClusterFirst', securityContext: {}, terminationGracePeriodSeconds: 30 }), podSpec({})],
    ['false and nothing', podSpec({ hostNetwork: false }), podSpec({})],
    ['an empty list and nothing', podSpec({ tolerations: [] }), podSpec({})],
    ['null and nothing', podSpec({ nodeSelector: null }), podSpec({})],
    ['a misspelled field and nothing', podSpec({ hostNetwerk: true }), podSpec({})],
    ['the two names of a service account', podSpec({ serviceAccount: 'a' }), podSpec({ serviceAccountName: 'a' })],
    ['two spellings of an amount', container({ resources: { requests: { cpu: '0.1', memory: '1024Mi' } } }), container({ resources: { requests: { cpu: '100m', memory: '1Gi' } } })],
    ['what is rounded to thousandths', container({ resources: { requests: { cpu: '0.1001' } } }), container({ resources: { requests: { cpu: '101m' } } })],
    ['the pull policy of a tag', container({ imagePullPolicy: 'IfNotPresent' }), container({})],
    ['the pull policy without a tag', container({ image: 'reg.io:5000/a/b', imagePullPolicy: 'Always' }), container({ image: 'reg.io:5000/a/b' })],
    ['the pull policy of a digest', container({ image: `a@sha256:${'0'.repeat(64)}`, imagePullPolicy: 'IfNotPresent' }), container({ image: `a@sha256:${'0'.repeat(64)}` })],
    ['a volume that says nothing and an empty directory', volume({}), volume({ emptyDir: {} })],
    ['a mode and its default', volume({ configMap: { name: 'a', defaultMode: 420 } }), volume({ configMap: { name: 'a' } })],
    ['a label that is null and an empty one', podSpec({ nodeSelector: { a: null } }), podSpec({ nodeSelector: { a: '' } })],
    ['the host port on the host network, before 1.28', podSpec({ hostNetwork: true, containers: [{ ports: [{ containerPort: 80 }] }] }, 27), podSpec({ hostNetwork: true, containers: [{ ports: [{ containerPort: 80, hostPort: 80 }] }] }, 27)],
  ])('%s', (_, left, right) => expect(left).toEqual(right));
});

describe('another revision is', () => {
  test.each<[string, unknown, unknown]>([
    ['what is no default', podSpec({ terminationGracePeriodSeconds: 0 }), podSpec({})],
    ['false behind a pointer', podSpec({ automountServiceAccountToken: false }), podSpec({})],
    ['an empty selector where there was none', storedForm({ labelSelector: {} }, 'PodAffinityTerm', 36), storedForm({}, 'PodAffinityTerm', 36)],
    ['an amount with another kind of suffix', container({ resources: { requests: { memory: '1073741824' } } }), container({ resources: { requests: { memory: '1Gi' } } })],
    ['a limit that is zero', container({ resources: { limits: { cpu: 0 } } }), container({})],
    ['another order of arguments', container({ args: ['a', 'b'] }), container({ args: ['b', 'a'] })],
    ['the pull policy of the tag latest', container({ image: 'a:latest', imagePullPolicy: 'IfNotPresent' }), container({ image: 'a:latest' })],
    ['a number in quotes for a port', container({ livenessProbe: { httpGet: { port: '80' } } }), container({ livenessProbe: { httpGet: { port: 80 } } })],
    ['the host port on the host network, since 1.28', podSpec({ hostNetwork: true, containers: [{ ports: [{ containerPort: 80 }] }] }, 28), podSpec({ hostNetwork: true, containers: [{ ports: [{ containerPort: 80, hostPort: 80 }] }] }, 28)],
    ['a field of a later release', podSpec({ evictionResponders: [{ name: 'a' }] }, 30), podSpec({}, 30)],
  ])('%s', (_, left, right) => expect(left).not.toEqual(right));
});

test('a name that JavaScript knows is only a name', () => {
  const spec = podSpec(JSON.parse('{"nodeSelector":{"__proto__":"a"},"constructor":{},"__proto__":{"hostPID":true}}') as object);

  expect(JSON.stringify(spec.nodeSelector)).toBe('{"__proto__":"a"}');
  expect(spec).not.toHaveProperty('hostPID');
});
