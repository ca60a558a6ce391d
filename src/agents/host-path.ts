/**
 * What must be at a path of the node before the kubelet mounts it.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath-volume-types
 */
export enum HostPathType {
  /** A directory, which must be there already. */
  DIRECTORY = 'Directory',

  /** A directory, made with mode 0755 where there is none. */
  DIRECTORY_OR_CREATE = 'DirectoryOrCreate',

  /** A file, which must be there already. */
  FILE = 'File',

  /** A file, made empty with mode 0644 where there is none; its directory must be there already. */
  FILE_OR_CREATE = 'FileOrCreate',

  /** A Unix socket, which must be there already. */
  SOCKET = 'Socket',

  /** A character device, which must be there already. */
  CHAR_DEVICE = 'CharDevice',

  /** A block device, which must be there already. */
  BLOCK_DEVICE = 'BlockDevice',

  /** Nothing is checked: the field is left out, and a path that is missing is made as a directory by the container runtime. */
  UNCHECKED = '',
}

/** Whether a container may write to a path of its node. */
export enum HostPathAccess {
  /** The container only reads. */
  READ_ONLY = 'ReadOnly',

  /** The container reads and writes. */
  READ_WRITE = 'ReadWrite',
}

/**
 * Whether mounts that are made later are seen on the other side.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation
 */
export enum MountPropagation {
  /** Later mounts are not seen. */
  NONE = 'None',

  /** What the node mounts later is seen in the container. The path must be a shared or slave mount of the node. */
  HOST_TO_CONTAINER = 'HostToContainer',

  /** What either side mounts later is seen on the other. Kubernetes takes it only for a privileged container. */
  BIDIRECTIONAL = 'Bidirectional',
}

/** Options of a path of the node. */
export interface HostPathOptions {
  /**
   * What must be at the path.
   *
   * @default - an existing directory where it is only read, a directory that is made where it is missing otherwise
   */
  readonly type?: HostPathType;

  /**
   * Where the container sees it.
   *
   * @default - at the same path
   */
  readonly mountPath?: string;

  /**
   * Whether later mounts are seen on the other side.
   *
   * @default - they are not
   */
  readonly propagation?: MountPropagation;

  /**
   * The name of the volume.
   *
   * @default - derived from the path: `/var/log` is `var-log`
   */
  readonly volumeName?: string;
}

/**
 * A file or directory of the node that a container sees: read-only unless asked otherwise, and with its type stated, so
 * that a missing path is an event on the pod and not a directory that somebody made by accident.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
 */
export class HostPath {
  /**
   * A path that the container only reads.
   *
   * @param path an absolute path of the node
   */
  public static readOnly(path: string, options: HostPathOptions = {}): HostPath {
    return new HostPath(path, HostPathAccess.READ_ONLY, HostPathType.DIRECTORY, options);
  }

  /**
   * A path that the container reads and writes.
   *
   * @param path an absolute path of the node
   */
  public static readWrite(path: string, options: HostPathOptions = {}): HostPath {
    return new HostPath(path, HostPathAccess.READ_WRITE, HostPathType.DIRECTORY_OR_CREATE, options);
  }

  /** The path on the node. */
  public readonly path: string;

  /** Whether the container may write. */
  public readonly access: HostPathAccess;

  /** What must be at the path. */
  public readonly type: HostPathType;

  /** Where the container sees it. */
  public readonly mountPath: string;

  /** Whether later mounts are seen on the other side; undefined for `None`. */
  public readonly propagation?: MountPropagation;

  /** The name of the volume, where it was stated. */
  public readonly volumeName?: string;

  private constructor(path: string, access: HostPathAccess, defaultType: HostPathType, options: HostPathOptions) {
    this.path = checkedPath(`HostPath "${path}"`, path);
    this.access = access;
    this.type = options.type ?? defaultType;
    this.mountPath = options.mountPath === undefined ? this.path : checkedPath(`HostPath "${path}": mountPath`, options.mountPath);
    this.propagation = options.propagation;
    this.volumeName = options.volumeName;
    if (this.mountPath === '/') {
      throw new Error(`HostPath "${path}": mountPath must not be the container's own root "/"; say where with mountPath, such as "/host/root"`);
    }
  }
}

/** The path, if it is one that Kubernetes takes. */
export function checkedPath(place: string, path: string): string {
  if (!path.startsWith('/')) { throw new Error(`${place}: must be an absolute path, got "${path}"`); }
  if (path.split('/').includes('..')) { throw new Error(`${place}: must not have an element "..", got "${path}"`); }
  if (path.includes(':')) { throw new Error(`${place}: must not have a ":", got "${path}"`); }
  return path.length > 1 ? path.replace(/\/+$/, '') || '/' : path;
}
