import { containerOf, newAgent } from './manifests';
import { AgentContainer, NodeAgentDaemonSetOptions } from '../../src';

const agent = (container: Partial<AgentContainer>, options: NodeAgentDaemonSetOptions = {}) =>
  newAgent({ container: { image: 'agent:1', ...container }, ...options });
const resources = (container: Partial<AgentContainer>, options: NodeAgentDaemonSetOptions = {}) => containerOf(agent(container, options)).resources;

const proposed = { requests: { cpu: '20m', memory: '48Mi' }, limits: { memory: '128Mi' } };

describe('what a container needs', () => {
  test('is nothing where nobody says so: no default of cdk8s-plus is left', () => {
    expect(resources({})).toBeUndefined();
  });

  test('is what the agent proposes, in its own spelling', () => {
    expect(resources({ requests: { 'cpu': '0.5', 'memory': '100M', 'ephemeral-storage': '512Mi' } }))
      .toEqual({ requests: { 'cpu': '0.5', 'memory': '100M', 'ephemeral-storage': '512Mi' } });
  });

  test('is what the user states, resource by resource', () => {
    expect(resources(proposed, { requests: { cpu: '50m' } })).toEqual({ requests: { cpu: '50m', memory: '48Mi' }, limits: { memory: '128Mi' } });
    expect(resources(proposed, { limits: { cpu: '1' } })).toEqual({ requests: proposed.requests, limits: { cpu: '1', memory: '128Mi' } });
  });

  test('has a proposed limit that gives way to a larger stated request', () => {
    expect(resources(proposed, { requests: { memory: '1Gi' } })).toEqual({ requests: { cpu: '20m', memory: '1Gi' }, limits: { memory: '1Gi' } });
  });

  test('keeps a proposed limit that a stated request does not reach, whatever their spellings', () => {
    expect(resources(proposed, { requests: { memory: '134217728' } }).limits).toEqual({ memory: '128Mi' });
  });

  test('has a proposed request that gives way to a smaller stated limit', () => {
    expect(resources(proposed, { limits: { memory: '32Mi' } })).toEqual({ requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '32Mi' } });
  });

  test('fails when a stated limit is below a stated request', () => {
    expect(() => agent(proposed, { requests: { memory: '1Gi' }, limits: { memory: '512Mi' } }))
      .toThrow('platform/Agent: limits.memory must not be less than requests.memory (1Gi), got "512Mi"');
  });

  test('fails when an agent proposes a limit below its own request', () => {
    expect(() => agent({ requests: { memory: '1Gi' }, limits: { memory: '512Mi' } })).toThrow('limits.memory must not be less than requests.memory');
  });

  test('gives devices and huge pages out whole', () => {
    expect(resources({}, { requests: { 'nvidia.com/gpu': '1' } })).toEqual({ requests: { 'nvidia.com/gpu': '1' }, limits: { 'nvidia.com/gpu': '1' } });
    expect(resources({}, { limits: { 'hugepages-2Mi': '4Mi' } })).toEqual({ requests: { 'hugepages-2Mi': '4Mi' }, limits: { 'hugepages-2Mi': '4Mi' } });
    expect(() => agent({}, { requests: { 'nvidia.com/gpu': '1' }, limits: { 'nvidia.com/gpu': '2' } }))
      .toThrow('limits.nvidia.com/gpu must equal requests.nvidia.com/gpu (1), got "2"');
    expect(() => agent({}, { requests: { 'nvidia.com/gpu': '500m' } })).toThrow('requests.nvidia.com/gpu: must be a whole number, got "500m"');
  });

  test.each([
    [{ memory: '64MB' }, 'requests.memory: must be a number with an optional suffix'],
    [{ memory: '64 Mi' }, 'got "64 Mi"'],
    [{ memory: '128m' }, 'must be a whole number, got "128m" ("m" is a thousandth; did you mean "128Mi"?)'],
    [{ cpu: '-1' }, 'requests.cpu: must not be negative, got "-1"'],
    [{ cpus: '1' }, 'requests.cpus: a resource is cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<name>'],
  ])('fails when it is %j', (requests, message) => {
    expect(() => agent({}, { requests: requests as { [name: string]: string } })).toThrow(message);
  });

  test('is said of each container by itself', () => {
    const both = agent(proposed, { requests: { cpu: '1' }, sidecars: [{ image: 'proxy:1', requests: { cpu: '10m' } }] });

    expect(containerOf(both, 'proxy').resources).toEqual({ requests: { cpu: '10m' } });
  });
});
