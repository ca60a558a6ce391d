import { ChildProcess, spawn, spawnSync } from 'child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'fs';
import { createServer } from 'net';
import { tmpdir } from 'os';
import * as path from 'path';
import { Manifest } from './manifests';

/** What a program is started with beside what its manifest says. */
export interface StartOptions {
  /** Files of the container that come from a ConfigMap or a Secret, by path. */
  readonly files?: { readonly [path: string]: string };

  /** Stand-ins for paths of the node that this machine does not have. */
  readonly nodePaths?: { readonly [path: string]: string };

  /** Namespaces of its own: `--net`, `--pid`. */
  readonly namespaces?: readonly string[];

  /** Whether it sees processes at `/proc`, as in a container. */
  readonly proc?: boolean;
}

/** Runs programs as manifests say: each in an empty root with the mounts of its container, with its arguments, variables and user. */
export class HostRoot {
  /** Why programs cannot be run so here; undefined where they can. */
  public static obstacle(): string | undefined {
    if (process.platform !== 'linux') { return 'this is not Linux'; }
    const mounting = spawnSync('unshare', ['--mount', '--propagation', 'private', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { encoding: 'utf8', timeout: 10_000 });
    return mounting.status === 0 ? undefined : `a mount namespace of its own is not allowed: ${mounting.error?.message ?? mounting.stderr.trim()}`;
  }

  private readonly folders: string[] = [];
  private running: Started[] = [];

  /** Starts the program of a container. */
  public start(program: string, pod: Manifest, container: Manifest, { files = {}, nodePaths = {}, namespaces = [], proc = false }: StartOptions = {}): Started {
    const folder = this.newFolder();
    const kept = path.join(folder, 'files');
    Object.entries(files).forEach(([file, text]) => {
      mkdirSync(path.join(kept, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(kept, file), text);
    });
    mkdirSync(kept, { recursive: true });
    copyFileSync(program, path.join(folder, 'program'));
    mkdirSync(path.join(folder, 'root'));
    const { runAsUser, runAsGroup } = container.securityContext;
    const variables = Object.fromEntries((container.env ?? []).map(({ name, value }: Manifest) => [name, value]));
    const child = spawn('unshare', ['--mount', '--propagation', 'private', ...namespaces, 'sh', '-c', inRoot(pod, container, nodePaths, proc), 'sh', ...container.args ?? []], {
      env: { ...variables, FOLDER: folder, USER_AND_GROUP: `${runAsUser}:${runAsGroup}`, PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true, // a group of its own, which ends as a whole
    });
    const started = new Started(child);
    this.running.push(started);
    return started;
  }

  /** A folder that is gone at the end. */
  public newFolder(): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'everynode-'));
    this.folders.push(folder);
    return folder;
  }

  /** Ends what runs. */
  public async stop(): Promise<void> {
    await Promise.all(this.running.map(started => started.stop()));
    this.running = [];
    this.folders.splice(0).forEach(folder => rmSync(folder, { recursive: true, force: true }));
  }
}

/** A program that was started. */
export class Started {
  private text = '';

  constructor(private readonly child: ChildProcess) {
    child.stderr!.on('data', data => { this.text += data; });
  }

  /** What it wrote to standard error. */
  public get said(): string {
    return this.text;
  }

  /** @throws where it ended */
  public checkRunning(): void {
    if (this.child.exitCode !== null) { throw new Error(`ended with ${this.child.exitCode}: ${this.text}`); }
  }

  /** Asks until there is an answer, and no longer than the program runs. */
  public async until<T>(ask: () => Promise<T>, timeout: number): Promise<T> {
    const deadline = Date.now() + timeout;
    for (;;) {
      this.checkRunning();
      try {
        return await ask();
      } catch (error) {
        if (Date.now() > deadline) { throw error; }
        await new Promise(resolve => setTimeout(resolve, 100));
      }
    }
  }

  /** Ends it. */
  public async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) { return; }
    const ended = new Promise(resolve => this.child.on('close', resolve));
    process.kill(-this.child.pid!, 'SIGKILL');
    await ended;
  }
}

/** A port that nobody listens on, and the one after it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** A shell program: an empty root in a mount namespace of its own, with the program and the mounts of the manifest. */
function inRoot(pod: Manifest, container: Manifest, nodePaths: { readonly [path: string]: string }, proc: boolean): string {
  const mounts = (container.volumeMounts as Manifest[]).flatMap(mount => {
    const { hostPath } = pod.volumes.find((volume: Manifest) => volume.name === mount.name);
    if (!hostPath) { return []; }
    const source = nodePaths[hostPath.path] ?? hostPath.path;
    if (!existsSync(source)) { throw new Error(`${source} is not on this machine`); }
    const target = `"$FOLDER/root${mount.mountPath}"`;
    const into = statSync(source).isDirectory() ? `mkdir -p ${target}` : `mkdir -p "$(dirname ${target})" && touch ${target}`;
    return [into, `mount --rbind ${source} ${target}`, ...mount.readOnly ? [`mount -o remount,bind,ro ${target}`] : []];
  });
  return [
    'mount -t tmpfs none "$FOLDER/root"', 'cp -r "$FOLDER/files/." "$FOLDER/root"', 'cp "$FOLDER/program" "$FOLDER/root/agent"', ...mounts,
    ...proc ? ['mkdir "$FOLDER/root/proc"', 'mount -t proc proc "$FOLDER/root/proc"'] : [],
    `exec ${withoutCapabilities(container)} chroot --userspec="$USER_AND_GROUP" "$FOLDER/root" /agent "$@"`,
  ].join(' && ');
}

/** Those that it takes to change root and user remain: it cannot be helped, and they allow nothing that is tried here. */
function withoutCapabilities({ securityContext: { capabilities } }: Manifest): string {
  const none = capabilities?.drop?.includes('ALL') && capabilities.add === undefined;
  return none ? 'setpriv --bounding-set=-all,+sys_chroot,+setuid,+setgid --inh-caps=-all' : '';
}
