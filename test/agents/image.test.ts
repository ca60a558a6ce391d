import { Construct } from 'constructs';
import { containerOf, daemonSetOf, Manifest, manifests, newAgent, newChart } from './manifests';
import {
  Architecture, CalicoDaemonSet, CiliumDaemonSet, CsiNodeDaemonSet, FlannelDaemonSet, LogCollector, LogCollectorDaemonSet, NodeExporterDaemonSet, NodeSelection,
} from '../../src';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

describe('an image', () => {
  test.each([
    'agent:1', 'agent:v1-debian', 'agent:main-2026-11-27', 'agent:mainline', 'fluent/fluentd-kubernetes-daemonset:v1.19.3-debian-elasticsearch8-1.1', 'registry:5000/agent:1', 'quay.io/prometheus/node-exporter:v1.12.1', `agent@${DIGEST}`, `registry:5000/a/agent:latest@${DIGEST}`,
  ])('is taken as it is: %s', image => {
    expect(containerOf(newAgent({ image })).image).toBe(image);
  });

  test.each([
    'agent', 'agent:latest', 'registry:5000/agent', 'registry.example/team/agent:latest', 'agent:main', 'agent:Nightly', 'agent:stable',
    'fluent/fluentd-kubernetes-daemonset:v1-debian-elasticsearch', 'docker.io/fluent/fluentd-kubernetes-daemonset:v1.19-debian-elasticsearch8-1',
  ])('fails without a version that is meant: %s', image => {
    expect(() => newAgent({ image })).toThrow(`image: "${image}" may be another program on each node and tomorrow; give it a tag that is not moved, as "latest" is, or a digest, or set allowLatestTag`);
  });

  test.each(['', 'agent:', 'my agent:1', 'agent:1:2', 'agent@sha256:12'])('fails when it is none: "%s"', image => {
    expect(() => newAgent({ image })).toThrow('must be an image such as "registry.example/agent:1.2.3"');
  });

  test('may move when that is said', () => {
    expect(containerOf(newAgent({ image: 'agent', allowLatestTag: true })).image).toBe('agent');
  });

  test('is not pulled anew at each start', () => {
    expect(containerOf(newAgent())).not.toHaveProperty('imagePullPolicy');
  });

  test('fails without a version in a sidecar', () => {
    expect(() => newAgent({ sidecars: [{ image: 'proxy' }] })).toThrow('sidecar "proxy": image: "proxy" may be another program');
  });

  test.each<[string, () => unknown]>([
    ['Network: cniImage', () => new FlannelDaemonSet(newChart(), 'Network', { cniImage: 'cni:latest' })],
    ['Network: cniImage', () => new CalicoDaemonSet(newChart(), 'Network', { cniImage: 'cni' })],
    ['Network: envoyImage', () => new CiliumDaemonSet(newChart(), 'Network', { envoyImage: 'envoy' })],
    ['Volumes: registrarImage', () => new CsiNodeDaemonSet(newChart(), 'Volumes', { driver: 'd', image: 'd:1', registrarImage: 'registrar' })],
    ['Volumes: livenessProbeImage', () => new CsiNodeDaemonSet(newChart(), 'Volumes', { driver: 'd', image: 'd:1', livenessProbeImage: 'probe' })],
  ])('fails without a version by the name of its own prop: %s', (prop, agent) => {
    expect(agent).toThrow(`${prop}: "`);
    expect(agent).toThrow('may be another program on each node and tomorrow');
  });

  test('may move in a prop of its own, too, when that is said', () => {
    expect(() => new FlannelDaemonSet(newChart(), 'Network', { cniImage: 'cni:latest', allowLatestTag: true })).not.toThrow();
  });

  test('names the container and the program, and another image does not rename them', () => {
    const agent = newAgent({ image: 'registry.corp/mirror-of-agent:2' });

    expect(containerOf(agent).name).toBe('agent');
    expect(daemonSetOf(agent).spec.selector.matchLabels['app.kubernetes.io/name']).toBe('agent');
  });
});

describe('a registry for all images', () => {
  const imageOf = (image: string, imageRegistry = 'registry.corp:5000/mirror') => containerOf(newAgent({ image, imageRegistry })).image;

  test.each([
    ['quay.io/prometheus/node-exporter:v1.12.1', 'registry.corp:5000/mirror/prometheus/node-exporter:v1.12.1'],
    ['registry:5000/agent:1', 'registry.corp:5000/mirror/agent:1'],
    ['localhost/agent:1', 'registry.corp:5000/mirror/agent:1'],
    ['fluent/fluentd:v1.2.3', 'registry.corp:5000/mirror/fluent/fluentd:v1.2.3'],
    ['agent:1', 'registry.corp:5000/mirror/agent:1'],
    [`quay.io/a/agent@${DIGEST}`, `registry.corp:5000/mirror/a/agent@${DIGEST}`],
  ])('takes the place of the one that %s names', (image, expected) => {
    expect(imageOf(image)).toBe(expected);
  });

  test('is that of sidecars and variants, too, and changes no name', () => {
    const agent = newAgent({ imageRegistry: 'registry.corp', sidecars: [{ image: 'quay.io/proxy:1' }], variants: { big: { nodes: NodeSelection.labeled({ size: 'big' }) } } });
    const daemonSets = manifests(agent).filter(({ kind }) => kind === 'DaemonSet');

    expect(daemonSets.map(({ spec }) => spec.template.spec.containers.map(({ name, image }: Manifest) => `${name} ${image}`))).toEqual([
      ['agent registry.corp/tools/agent:1.0', 'proxy registry.corp/proxy:1'], ['agent registry.corp/tools/agent:1.0', 'proxy registry.corp/proxy:1'],
    ]);
  });

  test('allows no tag that is moved', () => {
    expect(() => imageOf('agent:latest')).toThrow('may be another program');
  });

  test.each(['', 'https://registry.corp', 'registry.corp/', '/mirror', 'registry corp', 'registry.corp/Mirror', 'registry.corp:port'])('fails when it is none: "%s"', registry => {
    expect(() => imageOf('agent:1', registry)).toThrow(`platform/Agent: imageRegistry: must be a registry such as "registry.example" or "registry.example:5000/mirror", got "${registry}"`);
  });
});

describe('the architectures of images', () => {
  const annotationOf = (construct: Construct) => daemonSetOf(construct).metadata.annotations['everynode.dev/architectures'];
  const known = { image: 'agent:1', architectures: [Architecture.ARM64, Architecture.AMD64] };

  test('are those of the agent\'s own image, in order', () => {
    expect(annotationOf(newAgent({ container: known }))).toBe('amd64,arm64');
    expect(annotationOf(newAgent({ container: known, imageRegistry: 'registry.corp' }))).toBe('amd64,arm64');
    expect(annotationOf(newAgent())).toBeUndefined();
  });

  test('are not known of another image, unless they are stated', () => {
    expect(annotationOf(newAgent({ container: known, image: 'agent:2' }))).toBeUndefined();
    expect(annotationOf(newAgent({ container: known, image: 'agent:2', architectures: [Architecture.S390X] }))).toBe('s390x');
    expect(annotationOf(newAgent({ container: known, architectures: [Architecture.AMD64] }))).toBe('amd64');
  });

  test('are those that all images of the pod are for', () => {
    const sidecars = [{ image: 'a:1' }, { image: 'b:1', architectures: [Architecture.AMD64, Architecture.S390X] }];

    expect(annotationOf(newAgent({ container: known, sidecars }))).toBe('amd64');
    expect(annotationOf(newAgent({ sidecars }))).toBe('amd64,s390x');
  });

  test('fail when there is none', () => {
    expect(() => newAgent({ architectures: [] })).toThrow('platform/Agent: architectures: must name at least one; leave it out where nobody knows');
    expect(() => newAgent({ container: known, sidecars: [{ image: 'b:1', architectures: [Architecture.S390X] }] }))
      .toThrow('platform/Agent: architectures: there is none that all images are for: arm64, amd64; s390x');
  });

  test('are known of every agent of ours, and not of what its user puts in its place', () => {
    expect(annotationOf(new NodeExporterDaemonSet(newChart(), 'Metrics'))).toBe('amd64,arm,arm64,ppc64le,riscv64,s390x');
    expect(annotationOf(new NodeExporterDaemonSet(newChart(), 'Metrics', { image: 'registry.corp/node-exporter:1' }))).toBeUndefined();
    expect(annotationOf(new LogCollectorDaemonSet(newChart(), 'Logs'))).toBe('amd64,arm64');
    expect(annotationOf(new LogCollectorDaemonSet(newChart(), 'Logs', { collector: LogCollector.logstash() }))).toBe('amd64,arm64');
  });
});
