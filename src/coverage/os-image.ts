import { plainPath } from './written-path';

/** What is known of the files of an operating system that is an image, not a set of packages. */
export interface OsImage {
  readonly name: string;

  /** How `status.nodeInfo.osImage` of its nodes begins. */
  readonly osImage: string;

  /** Directories that nobody can write to, and what is in them. */
  readonly readOnly: readonly string[];

  /** Directories below those that can be written to, or of which that is not known for certain. */
  readonly writable: readonly string[];

  /** Paths that its image has not. */
  readonly absent: readonly string[];

  /** What to use in place of a path, the first that fits. */
  readonly instead: readonly { readonly path: string; readonly use: string }[];

  /** Who says so, and when it was read. */
  readonly sources: readonly string[];
}

/** File systems of the kernel and of the memory, the same everywhere. */
const IN_MEMORY = ['/dev', '/proc', '/run', '/sys', '/tmp'];

/** The directories that the root of some Linux has: any other one nobody can have made where the root is read-only. */
const TOP_DIRECTORIES = /^\/(bin|boot|dev|etc|home|lib|lib32|lib64|libx32|local|lost\+found|media|mnt|opt|proc|root|run|sbin|srv|sys|system|tmp|usr|var)(\/|$)/;

/** The images of which enough is known. */
export const OS_IMAGES: readonly OsImage[] = [
  {
    name: 'Talos',
    osImage: 'Talos',
    readOnly: ['/'],
    writable: [...IN_MEMORY, '/etc/cni', '/etc/hosts', '/etc/kubernetes', '/etc/resolv.conf', '/lib/udev', '/opt', '/system', '/usr/lib/udev', '/usr/libexec/kubernetes', '/var'],
    absent: ['/etc/group', '/etc/passwd', '/etc/updatedb.conf', '/var/lib/docker'],
    instead: [{ path: '/', use: 'a directory below /var' }],
    sources: [
      'siderolabs/talos website/content/v1.9/learn-more/architecture.md at 392c4798f0bf (read on 2026-11-27: the root, /etc, /var, /system, containerd)',
      'DataDog/helm-charts#2448, juicedata/juicefs-csi-driver#1444, kubeovn/kube-ovn#4468, fluent/fluent-operator#1530, siderolabs/talos#10886 (read on 2026-11-27)',
    ],
  },
  {
    name: 'Bottlerocket',
    osImage: 'Bottlerocket',
    readOnly: ['/'],
    writable: [...IN_MEMORY, '/etc', '/home', '/local', '/media', '/mnt', '/opt', '/root', '/var'],
    absent: ['/var/lib/docker'],
    instead: [{ path: '/', use: 'a directory below /var or /opt' }],
    sources: [
      'bottlerocket-os/bottlerocket SECURITY_FEATURES.md at 04171672c40c (read on 2026-11-27: the root, /etc, /var, /opt, containerd)',
      'kubernetes-sigs/blob-csi-driver#2138, hystax/optscale#700 (read on 2026-11-27)',
    ],
  },
  {
    name: 'Container-Optimized OS',
    osImage: 'Container-Optimized OS',
    readOnly: ['/'],
    writable: [...IN_MEMORY, '/etc', '/home', '/mnt/disks', '/mnt/stateful_partition', '/var'],
    absent: [],
    instead: [{ path: '/opt/cni/bin', use: '/home/kubernetes/bin' }, { path: '/', use: 'a directory below /var or /home/kubernetes' }],
    sources: [
      'https://cloud.google.com/container-optimized-os/docs/concepts/disks-and-filesystem (read on 2026-11-27)',
      'kubernetes-sigs/blob-csi-driver#2105, CrowdStrike/falcon-operator#289, cilium/cilium#35336 (read on 2026-11-27)',
    ],
  },
  {
    name: 'Flatcar',
    osImage: 'Flatcar',
    readOnly: ['/bin', '/lib', '/lib64', '/sbin', '/usr'],
    writable: ['/usr/share/oem'],
    absent: [],
    instead: [
      { path: '/usr/libexec/kubernetes', use: 'the directory that the kubelet is told by --volume-plugin-dir, such as /var/lib/kubelet/volumeplugins' },
      { path: '/', use: 'a directory below /opt or /var' },
    ],
    sources: ['flatcar/Flatcar README.md, openfaas/faasd#66, coreos/docs#1172, kubernetes/kops#1843 (read on 2026-11-27)'],
  },
  {
    name: 'Windows',
    osImage: 'Windows',
    readOnly: [],
    writable: [],
    absent: ['/dev', '/proc', '/sys'],
    instead: [{ path: '/', use: 'a directory of the drive C:' }],
    sources: ['https://kubernetes.io/docs/concepts/windows/intro/ (read on 2026-11-27: what is of the Linux kernel is not there)'],
  },
];

/** The image that a node was installed from; undefined for one that nothing is known of. */
export function osImageOf(text: string | undefined): OsImage | undefined {
  return OS_IMAGES.find(({ osImage }) => text?.startsWith(osImage));
}

/** Whether nobody can write to a path of such a node: the longest directory that holds it decides. */
export function isReadOnly({ readOnly, writable }: OsImage, path: string): boolean {
  return longestAbove(readOnly, path) > longestAbove(writable, path);
}

/** Whether a path is not there, as far as that is known: its image has none, or its read-only root has no directory of that name. */
export function isAbsent(image: OsImage, path: string): boolean {
  return longestAbove(image.absent, path) > 0 || image.readOnly.includes('/') && plainPath(path) !== '/' && !TOP_DIRECTORIES.test(plainPath(path));
}

/** Where to write instead. */
export function placeInstead({ instead }: OsImage, path: string): string {
  return instead.find(one => longestAbove([one.path], path) > 0)!.use;
}

/** How long the longest of these directories is that is a path or holds it; 0 for none. */
function longestAbove(directories: readonly string[], path: string): number {
  const plain = plainPath(path);
  return Math.max(0, ...directories.filter(directory => directory === '/' || plain === directory || plain.startsWith(`${directory}/`)).map(({ length }) => length));
}
