import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Answer, Input } from './situation';
import { check } from '../../src/cli/check';
import { NodeGroup } from '../../src/coverage/report';
import { Remedy } from '../../src/placement/placement';

/** What `everynode check` leaves behind. */
export interface CheckRun {
  readonly exitCode: number;

  /** What it prints: the report, or why there is none. */
  readonly text: string;
  readonly answer: Answer;

  /** Every remedy that is offered, and for which DaemonSet. */
  readonly remedies: readonly (Remedy & { readonly daemonSet?: string })[];
}

/** The parts of the report as JSON that are looked at. */
interface ReportJson {
  readonly problems: readonly { readonly message: string; readonly line?: number }[];
  readonly clusters: readonly {
    readonly daemonSets: readonly { readonly namespace: string; readonly name: string; readonly gaps: readonly GapJson[] }[];
    readonly roles: readonly { readonly name: string; readonly gaps: readonly GapJson[]; readonly overlaps: readonly OverlapJson[] }[];
    readonly notJudged: readonly { readonly filter: string; readonly daemonSets: readonly string[]; readonly nodes: NodeGroup }[];
    readonly findings: readonly { readonly code: string; readonly severity: string; readonly daemonSet: string | null; readonly remedies: readonly Remedy[] }[];
  }[];
}

interface OverlapJson {
  readonly daemonSets: readonly string[];
  readonly nodes: NodeGroup;
}

interface GapJson {
  readonly severity: string;
  readonly outcome: string;
  readonly nodes: NodeGroup;
  readonly reasons: readonly { readonly code: string; readonly remedies: readonly Remedy[] }[];
}

/** Runs the command in this process, on files, as a user would. */
export async function everynodeCheck(input: Input): Promise<CheckRun> {
  const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
  try {
    const text = await run(folder, input, 'text');
    const json = await run(folder, input, 'json');
    const report = JSON.parse(json.output) as ReportJson;
    return { exitCode: text.exitCode, text: text.output, answer: answerOf(report, json.exitCode), remedies: remediesOf(report) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(folder: string, { manifests, nodes, policy, also, pods, ...options }: Input, format: 'text' | 'json'): Promise<{ readonly output: string; readonly exitCode: number }> {
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const output = join(folder, `report.${format}`);
  const { exitCode } = process;
  const { write } = process.stderr;
  const errors: string[] = [];
  process.stderr.write = (line: string | Uint8Array) => errors.push(String(line)) > 0;
  try {
    await check([file('manifests.yaml', manifests)], {
      ...options,
      format,
      output,
      allNodes: format === 'json',
      inventory: [file('nodes.yaml', nodes)],
      ...policy === undefined ? {} : { policy: file('policy.yaml', policy) },
      ...also === undefined ? {} : { also: [file('also.yaml', also)] },
      ...pods === undefined ? {} : { pods: [file('pods.yaml', pods)] },
    });
    const printed = existsSync(output) ? readFileSync(output, 'utf8') : errors.join('');
    return { output: printed.split(`${folder}/`).join(''), exitCode: Number(process.exitCode) };
  } finally {
    process.stderr.write = write;
    process.exitCode = exitCode;
  }
}

function answerOf({ problems, clusters }: ReportJson, exitCode: number): Answer {
  const daemonSets = clusters.flatMap(cluster => cluster.daemonSets);
  const roles = clusters.flatMap(cluster => cluster.roles);
  return {
    exitCode,
    gaps: [
      ...daemonSets.flatMap(({ namespace, name, gaps }) => gaps.map(gap => ({ daemonSet: `${namespace}/${name}`, ...gapOf(gap) }))),
      ...roles.flatMap(({ name, gaps }) => gaps.map(gap => ({ role: name, ...gapOf(gap) }))),
    ],
    overlaps: roles.flatMap(({ name, overlaps }) => overlaps.map(overlap => ({ role: name, daemonSets: overlap.daemonSets, nodes: overlap.nodes.names }))),
    findings: clusters.flatMap(cluster => cluster.findings)
      .map(({ code, severity, daemonSet }) => ({ code, severity, ...daemonSet === null ? {} : { daemonSet } })),
    notJudged: clusters.flatMap(cluster => cluster.notJudged)
      .map(({ filter, daemonSets: open, nodes }) => ({ filter, daemonSets: open, nodes: nodes.names })),
    problems: problems.map(({ message }) => message),
  };
}

function gapOf({ severity, outcome, nodes, reasons }: GapJson) {
  return { ...severity === 'error' ? {} : { severity }, outcome, nodes: nodes.names, reasons: reasons.map(({ code }) => code) };
}

function remediesOf({ clusters }: ReportJson): CheckRun['remedies'] {
  return clusters.flatMap(({ daemonSets, roles, findings }) => [
    ...daemonSets.flatMap(({ namespace, name, gaps }) => remediesIn(gaps).map(remedy => ({ ...remedy, daemonSet: `${namespace}/${name}` }))),
    ...roles.flatMap(({ gaps }) => remediesIn(gaps)),
    ...findings.flatMap(({ daemonSet, remedies }) => remedies.map(remedy => ({ ...remedy, ...daemonSet === null ? {} : { daemonSet } }))),
  ]);
}

function remediesIn(gaps: readonly GapJson[]): Remedy[] {
  return gaps.flatMap(({ reasons }) => reasons.flatMap(({ remedies }) => remedies));
}
