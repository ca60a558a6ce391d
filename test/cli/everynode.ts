import { spawn, SpawnOptions } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { stringify } from 'yaml';
import { manifest, ManifestOverrides } from '../builders';

const COMMAND = join(__dirname, '..', '..', 'lib', 'cli', 'main.js');

jest.setTimeout(60_000); // a process of its own for each run, on a machine that may be busy

/** What a run of the command left behind. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of files in which the command runs; it is gone after the tests of its file. */
export class Workspace {
  public readonly folder = mkdtempSync(join(tmpdir(), 'everynode-'));

  constructor(files: Record<string, string | Buffer> = {}) {
    afterAll(() => rmSync(this.folder, { recursive: true, force: true }));
    for (const [file, text] of Object.entries(files)) { this.write(file, text); }
  }

  /** Writes a file, and the folders above it. */
  public write(file: string, text: string | Buffer): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  /** The text of a file. */
  public read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  /** Where a file is. */
  public path(file: string): string {
    return join(this.folder, file);
  }

  /** Runs the compiled command as a user would: in a process of its own. */
  public async run(args: readonly string[], input: string | Buffer = '', options: SpawnOptions = {}): Promise<Run> {
    return this.start(process.execPath, [COMMAND, ...args], input, options);
  }

  /** Runs a shell in which `everynode` is the command. */
  public async shell(script: string): Promise<Run> {
    return this.start('bash', ['-c', `everynode() { "${process.execPath}" "${COMMAND}" "$@"; }; ${script}`], '', {});
  }

  private async start(command: string, args: readonly string[], input: string | Buffer, options: SpawnOptions): Promise<Run> {
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, { cwd: this.folder, env: { ...process.env, NODE_OPTIONS: '' }, ...options });
      const output = { stdout: '', stderr: '' };
      child.stdout?.setEncoding('utf8').on('data', text => { output.stdout += text; });
      child.stderr?.setEncoding('utf8').on('data', text => { output.stderr += text; });
      child.on('error', reject).on('close', status => resolve({ status, ...output }));
      child.stdin?.on('error', () => undefined); // a command that fails early does not read it
      child.stdin?.end(input);
    });
  }
}

/** A DaemonSet as a YAML document. */
export function yaml(overrides: ManifestOverrides = {}): string {
  return stringify(manifest(overrides));
}

/** A DaemonSet that tolerates every taint. */
export function tolerant(overrides: ManifestOverrides = {}): string {
  return yaml({ ...overrides, pod: { tolerations: [{ operator: 'Exists' }], ...overrides.pod } });
}

/** Three plain nodes and two with a taint, in the hand-written form. */
export const INVENTORY = `
apiVersion: everynode.dev/v1
kind: NodeInventory
metadata: { name: prod-eu }
spec:
  kubernetesVersion: "1.34"
  pools:
    - { name: general, count: 3, allocatable: { cpu: 4, memory: 16Gi, ephemeral-storage: 50Gi } }
    - name: gpu
      count: 2
      taints: [ { key: nvidia.com/gpu, value: present, effect: NoSchedule } ]
      allocatable: { cpu: 8, memory: 32Gi, ephemeral-storage: 50Gi }
`;

/** Nodes as `kubectl get nodes -o json` prints them. */
export function kubectlNodes(...nodes: { name: string; labels?: Record<string, string>; taints?: object[] }[]): string {
  const items = nodes.map(({ name, labels, taints }) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/os': 'linux', 'kubernetes.io/hostname': name, ...labels } },
    spec: { ...taints ? { taints } : {} },
    status: { allocatable: { 'cpu': '4', 'memory': '16Gi', 'pods': '110', 'ephemeral-storage': '50Gi' } },
  }));
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items }, null, 4)}\n`;
}
