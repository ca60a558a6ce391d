import { OsImageProfile } from '../../src';
import { isAbsent, isReadOnly, OS_IMAGES, osImageOf, placeInstead } from '../../src/coverage/os-image';

const TALOS = osImageOf('Talos (v1.11.2)')!;
const BOTTLEROCKET = osImageOf('Bottlerocket OS 1.20.0 (aws-k8s-1.29)')!;
const COS = osImageOf('Container-Optimized OS from Google')!;
const WINDOWS = osImageOf('Windows Server 2022 Datacenter')!;
const FLATCAR = osImageOf('Flatcar Container Linux by Kinvolk 3510.2.1 (Oklo)')!;

test.each([undefined, '', 'Ubuntu 24.04.1 LTS', 'Debian GNU/Linux 12 (bookworm)', 'Not Talos', 'Amazon Linux 2023'])('nothing is known of %s', text => {
  expect(osImageOf(text)).toBeUndefined();
});

test.each(OS_IMAGES.map(image => [image.name, image] as const))('what is known of %s has a source and a day', (_, { sources }) => {
  expect(sources.length).toBeGreaterThan(0);
  sources.forEach(source => expect(source).toMatch(/read on \d{4}-\d\d-\d\d/));
});

test.each([
  ['Talos', TALOS, ['/', '/etc', '/etc/lvm/backup', '/etc/cnix', '/usr', '/usr/lib/modules', '/usr/libexec', '/lib/modules', '/home']],
  ['Bottlerocket', BOTTLEROCKET, ['/', '/usr/local', '/lib/modules', '/boot', '/optical']],
  ['Container-Optimized OS', COS, ['/', '/opt', '/opt/cni/bin', '/usr', '/lib/modules', '/mnt', '/root']],
  ['Flatcar', FLATCAR, ['/usr', '/usr/libexec/kubernetes/kubelet-plugins', '/lib/modules', '/bin/agent']],
])('%s lets nobody write to some paths', (_, image, paths) => {
  expect(paths.filter(path => !isReadOnly(image, path))).toEqual([]);
});

test.each([
  ['Talos', TALOS, ['/var', '/var/', '/var/lib/agent', '/opt/cni/bin', '/etc/cni/net.d', '/etc/kubernetes', '/usr/libexec/kubernetes/x', '/run/x', '/var/run/x', '/tmp', '/dev', '/sys/fs/bpf']],
  ['Bottlerocket', BOTTLEROCKET, ['/opt', '/var/log', '/etc/cni/net.d', '/local/x', '/mnt/x', '/run/x']],
  ['Container-Optimized OS', COS, ['/var/lib/x', '/home/kubernetes/bin', '/etc', '/mnt/disks/a', '/tmp', '/proc']],
  ['Flatcar', FLATCAR, ['/', '/opt', '/etc', '/var', '/data', '/usrx', '/usr/share/oem']],
])('%s lets root write to others', (_, image, paths) => {
  expect(paths.filter(path => isReadOnly(image, path))).toEqual([]);
});

test('a path is absent where the image has none, or its root that nobody can write to has no such directory', () => {
  expect(['/etc/passwd', '/var/lib/docker', '/var/lib/docker/containers', '/data', '/containers/logs'].filter(path => !isAbsent(TALOS, path))).toEqual([]);
  expect(['/', '/etc', '/etc/passwdx', '/var/lib/dockerx', '/usr/x', '/var/lib/agent', '/system'].filter(path => isAbsent(TALOS, path))).toEqual([]);
  expect(['/optscale', '/.bottlerocket/rootfs'].filter(path => !isAbsent(BOTTLEROCKET, path))).toEqual([]);
  expect(isAbsent(COS, '/rootfs/home')).toBe(true);
  expect(isAbsent(COS, '/var/lib/docker')).toBe(false);
  expect(isAbsent(FLATCAR, '/data')).toBe(false);
  expect(['/proc', '/sys/fs/cgroup', '/dev'].filter(path => !isAbsent(WINDOWS, path))).toEqual([]);
  expect(['/var/log', '/etc/cni/net.d', '/data'].filter(path => isAbsent(WINDOWS, path) || isReadOnly(WINDOWS, path))).toEqual([]);
});

test('every profile that a pool may name is known', () => {
  const profiles = [OsImageProfile.TALOS, OsImageProfile.BOTTLEROCKET, OsImageProfile.CONTAINER_OPTIMIZED_OS, OsImageProfile.FLATCAR, OsImageProfile.WINDOWS];

  expect(profiles.map(profile => osImageOf(profile))).toEqual([...OS_IMAGES]);
});

test('there is a place for everything', () => {
  expect(placeInstead(COS, '/opt/cni/bin')).toBe('/home/kubernetes/bin');
  expect(placeInstead(COS, '/opt/other')).toBe('a directory below /var or /home/kubernetes');
  expect(OS_IMAGES.filter(image => placeInstead(image, '/x') === '')).toEqual([]);
});
