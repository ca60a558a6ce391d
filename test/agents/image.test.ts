import { containerOf, daemonSetOf, newAgent } from './manifests';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

describe('an image', () => {
  test.each([
    'agent:1', 'registry:5000/agent:1', 'quay.io/prometheus/node-exporter:v1.12.1', `agent@${DIGEST}`, `registry:5000/a/agent:latest@${DIGEST}`,
  ])('is taken as it is: %s', image => {
    expect(containerOf(newAgent({ image })).image).toBe(image);
  });

  test.each(['agent', 'agent:latest', 'registry:5000/agent', 'registry.example/team/agent:latest'])('fails without a version that is meant: %s', image => {
    expect(() => newAgent({ image })).toThrow(`image: "${image}" may be another program on each node and tomorrow; give it a tag other than "latest" or a digest, or set allowLatestTag`);
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

  test('names the container and the program, and another image does not rename them', () => {
    const agent = newAgent({ image: 'registry.corp/mirror-of-agent:2' });

    expect(containerOf(agent).name).toBe('agent');
    expect(daemonSetOf(agent).spec.selector.matchLabels['app.kubernetes.io/name']).toBe('agent');
  });
});
