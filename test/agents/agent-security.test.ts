import { containerOf, manifests, newAgent, podOf, yamlOf, newChart } from './manifests';
import { AgentContainer, DatadogAgentDaemonSet, HostPath, LogCollectorDaemonSet, NodeExporterDaemonSet } from '../../src';

const securityOf = (container: Partial<AgentContainer>) => containerOf(newAgent({ container: { image: 'agent:1', ...container } })).securityContext;

describe('a container', () => {
  test('may do the least unless stated', () => {
    expect(securityOf({})).toEqual({
      allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsNonRoot: true,
    });
  });

  test('is root only where it says so, and still without a capability', () => {
    expect(securityOf({ user: 0, group: 0 })).toEqual({
      allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsUser: 0, runAsGroup: 0,
    });
    expect(securityOf({ user: 65534 })).toMatchObject({ runAsUser: 65534, runAsNonRoot: true });
  });

  test('has the capabilities that it names, without CAP_', () => {
    expect(securityOf({ capabilities: ['SYS_PTRACE', 'NET_RAW'] }).capabilities).toEqual({ drop: ['ALL'], add: ['SYS_PTRACE', 'NET_RAW'] });
    expect(() => securityOf({ capabilities: ['CAP_SYS_PTRACE'] })).toThrow('capabilities: "CAP_SYS_PTRACE" must be written without "CAP_", which the container runtime adds; say "SYS_PTRACE"');
    expect(() => securityOf({ capabilities: ['net_raw'] })).toThrow('capabilities: must be in capital letters such as "NET_ADMIN", got "net_raw"');
  });

  test('is privileged without a field that the API server would refuse beside it', () => {
    expect(securityOf({ privileged: true, user: 0 })).toEqual({ privileged: true, readOnlyRootFilesystem: true, runAsUser: 0 });
    expect(() => securityOf({ privileged: true, capabilities: ['NET_RAW'] })).toThrow('a privileged container has every capability; leave capabilities out');
  });

  test('runs under a seccomp profile of the node only where it says so', () => {
    expect(securityOf({ seccompProfile: 'profiles/agent.json' }).seccompProfile).toEqual({ type: 'Localhost', localhostProfile: 'profiles/agent.json' });
    expect(securityOf({})).not.toHaveProperty('seccompProfile');
    for (const path of ['/agent.json', '../agent.json', 'a/../b', '', 'a//b']) {
      expect(() => securityOf({ seccompProfile: path })).toThrow(`seccompProfile: must be a path below the kubelet's directory of profiles such as "profiles/agent.json", got "${path}"`);
    }
  });

  test('may write its root file system only where it says so', () => {
    expect(securityOf({ readOnlyRootFilesystem: false }).readOnlyRootFilesystem).toBe(false);
  });

  test('may write to memory, where nothing reaches a disk', () => {
    const agent = newAgent({ container: { image: 'agent:1', emptyDirs: ['/tmp'], memoryDirs: ['/tmp/keys'] } });

    expect(podOf(agent).volumes).toEqual([{ name: 'tmp', emptyDir: {} }, { name: 'tmp-keys', emptyDir: { medium: 'Memory' } }]);
    expect(containerOf(agent).volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }, { name: 'tmp-keys', mountPath: '/tmp/keys' }]);
    expect(() => newAgent({ container: { image: 'agent:1', memoryDirs: ['keys'] } })).toThrow('platform/Agent: memoryDirs: must be an absolute path, got "keys"');
    expect(() => newAgent({ container: { image: 'agent:1', emptyDirs: ['/tmp'], memoryDirs: ['/tmp'] } })).toThrow('two volumes are mounted at /tmp');
  });

  test('has directories that it may write', () => {
    const agent = newAgent({ container: { image: 'agent:1', emptyDirs: ['/tmp', '/var/cache'] } });

    expect(podOf(agent).volumes).toEqual([{ name: 'tmp', emptyDir: {} }, { name: 'var-cache', emptyDir: {} }]);
    expect(containerOf(agent).volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }, { name: 'var-cache', mountPath: '/var/cache' }]);
  });
});

describe('every agent', () => {
  const agents = {
    own: () => newAgent({ hostPaths: [HostPath.readOnly('/x')] }),
    logs: () => new LogCollectorDaemonSet(newChart(), 'Logs'),
    metrics: () => new NodeExporterDaemonSet(newChart(), 'Metrics'),
    datadog: () => new DatadogAgentDaemonSet(newChart(), 'Datadog', { systemProbe: { networkMonitoring: true } }),
  };

  test.each(Object.entries(agents))('runs under the seccomp profile of the container runtime: %s', (_, make) => {
    expect(podOf(make()).securityContext).toEqual({ seccompProfile: { type: 'RuntimeDefault' } });
  });

  test.each(Object.entries(agents))('says no replicas, which a DaemonSet does not have: %s', (_, make) => {
    expect(yamlOf(make())).not.toMatch(/replicas/);
  });

  test.each(Object.entries(agents))('is the same, byte for byte, when it is synthesized twice: %s', (_, make) => {
    const agent = make();

    expect(yamlOf(agent)).toBe(yamlOf(agent));
    expect(yamlOf(make())).toBe(yamlOf(agent));
  });

  test('of ours requests little, and limits its memory', () => {
    for (const make of [agents.logs, agents.metrics]) {
      const { requests, limits } = containerOf(make()).resources;

      expect(Object.keys(requests)).toEqual(['cpu', 'memory']);
      expect(Object.keys(limits)).toEqual(['memory']);
    }
    expect(containerOf(agents.metrics()).resources.requests).toEqual({ cpu: '20m', memory: '48Mi' });
    expect(manifests(agents.metrics()).map(({ kind }) => kind)).toEqual(['DaemonSet', 'Service']);
  });
});
