import { containerOf, newAgent, podOf } from './manifests';
import { HostPath, HostPathAccess, HostPathType, MountPropagation } from '../../src';

describe('a path of the node', () => {
  test('is an existing directory that is only read, at the same path', () => {
    expect(HostPath.readOnly('/var/log')).toMatchObject({ path: '/var/log', mountPath: '/var/log', access: HostPathAccess.READ_ONLY, type: HostPathType.DIRECTORY });
  });

  test('is made where it is missing when it is written to', () => {
    expect(HostPath.readWrite('/var/lib/agent')).toMatchObject({ access: HostPathAccess.READ_WRITE, type: HostPathType.DIRECTORY_OR_CREATE });
  });

  test('loses a trailing slash', () => {
    expect(HostPath.readOnly('/var/log/').path).toBe('/var/log');
    expect(HostPath.readOnly('/', { mountPath: '/host/root/' })).toMatchObject({ path: '/', mountPath: '/host/root' });
  });

  test.each([
    ['var/log', 'HostPath "var/log": must be an absolute path, got "var/log"'],
    ['', 'HostPath "": must be an absolute path, got ""'],
    ['/var/../etc', 'HostPath "/var/../etc": must not have an element "..", got "/var/../etc"'],
    ['/a:b', 'HostPath "/a:b": must not have a ":", got "/a:b"'],
  ])('fails when it is "%s"', (path, message) => {
    expect(() => HostPath.readOnly(path)).toThrow(message);
  });

  test('may have dots that are no parent', () => {
    expect(HostPath.readOnly('/var/lib/..data/a..b').path).toBe('/var/lib/..data/a..b');
  });

  test('fails when its mount path is not absolute', () => {
    expect(() => HostPath.readOnly('/proc', { mountPath: 'host/proc' })).toThrow('HostPath "/proc": mountPath: must be an absolute path, got "host/proc"');
  });

  test('fails when it would cover the root of the container', () => {
    expect(() => HostPath.readOnly('/')).toThrow('must not be the container\'s own root "/"; say where with mountPath');
  });
});

describe('a path of the node in the manifest', () => {
  test('is a volume with its type and a mount that cannot be written', () => {
    const agent = newAgent({ hostPaths: [HostPath.readOnly('/var/lib/kubelet/pod-resources')] });

    expect(podOf(agent).volumes).toEqual([{ name: 'var-lib-kubelet-pod-resources', hostPath: { path: '/var/lib/kubelet/pod-resources', type: 'Directory' } }]);
    expect(containerOf(agent).volumeMounts).toEqual([{ name: 'var-lib-kubelet-pod-resources', mountPath: '/var/lib/kubelet/pod-resources', readOnly: true }]);
  });

  test.each(Object.values(HostPathType).filter(type => type !== HostPathType.UNCHECKED))('has the type %s', type => {
    expect(podOf(newAgent({ hostPaths: [HostPath.readOnly('/x', { type })] })).volumes[0].hostPath).toEqual({ path: '/x', type });
  });

  test('has no type when nothing is checked', () => {
    const { hostPath } = podOf(newAgent({ hostPaths: [HostPath.readOnly('/x', { type: HostPathType.UNCHECKED })] })).volumes[0];

    expect(hostPath.type ?? '').toBe('');
  });

  test('can be written only when it was asked for', () => {
    expect(containerOf(newAgent({ hostPaths: [HostPath.readWrite('/x')] })).volumeMounts[0]).toEqual({ name: 'x', mountPath: '/x' });
  });

  test('says how mounts propagate', () => {
    const agent = newAgent({ hostPaths: [HostPath.readOnly('/', { mountPath: '/host', propagation: MountPropagation.HOST_TO_CONTAINER })] });

    expect(containerOf(agent).volumeMounts).toEqual([{ name: 'root', mountPath: '/host', readOnly: true, mountPropagation: 'HostToContainer' }]);
  });

  test('fails when mounts propagate to the node from a container that is not privileged', () => {
    const plugins = HostPath.readWrite('/var/lib/kubelet/plugins', { propagation: MountPropagation.BIDIRECTIONAL });

    expect(() => newAgent({ hostPaths: [plugins] })).toThrow('/var/lib/kubelet/plugins is mounted Bidirectional, which Kubernetes takes only for a privileged container');
    expect(containerOf(newAgent({ container: { image: 'csi:1', privileged: true, mounts: [plugins] } })).volumeMounts[0].mountPropagation).toBe('Bidirectional');
  });

  test('is one volume for two containers, and two for two types', () => {
    const agent = newAgent({
      hostPaths: [HostPath.readOnly('/a-b'), HostPath.readOnly('/a/b')],
      sidecars: [{ image: 'other:1', mounts: [HostPath.readOnly('/a-b'), HostPath.readWrite('/a/b')] }],
    });

    expect(podOf(agent).volumes).toEqual([
      { name: 'a-b', hostPath: { path: '/a-b', type: 'Directory' } },
      { name: 'a-b-2', hostPath: { path: '/a/b', type: 'Directory' } },
      { name: 'a-b-3', hostPath: { path: '/a/b', type: 'DirectoryOrCreate' } },
    ]);
  });

  test('takes the place of the agent\'s own at the same path', () => {
    const agent = newAgent({
      container: { image: 'agent:1', mounts: [HostPath.readOnly('/var/log')], emptyDirs: ['/tmp'] },
      hostPaths: [HostPath.readOnly('/mnt/log', { mountPath: '/var/log' }), HostPath.readWrite('/mnt/tmp', { mountPath: '/tmp' })],
    });

    expect(podOf(agent).volumes.map((volume: { hostPath: object }) => volume.hostPath)).toEqual([
      { path: '/mnt/log', type: 'Directory' }, { path: '/mnt/tmp', type: 'DirectoryOrCreate' },
    ]);
    expect(containerOf(agent).volumeMounts.map((mount: { mountPath: string }) => mount.mountPath)).toEqual(['/var/log', '/tmp']);
  });

  test('can name its volume, but not twice and not badly', () => {
    const named = (volumeName: string, path = '/x') => HostPath.readOnly(path, { volumeName });

    expect(podOf(newAgent({ hostPaths: [named('varlog')] })).volumes[0].name).toBe('varlog');
    expect(() => newAgent({ hostPaths: [named('varlog'), named('varlog', '/y')] })).toThrow('volumeName "varlog" is taken by another volume of the pod');
    expect(() => newAgent({ hostPaths: [named('Var_Log')] })).toThrow('volumeName must be 1-63 lower case letters');
  });

  test('has a volume name of at most 63 characters', () => {
    const long = `/${'a'.repeat(80)}`;
    const agent = newAgent({ hostPaths: [HostPath.readOnly(long), HostPath.readOnly(`${long}/b`)] });

    expect(podOf(agent).volumes.map((volume: { name: string }) => volume.name.length)).toEqual([63, 61]);
  });
});
