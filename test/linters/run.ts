/** Asks kube-score and Checkov about every agent: whatever they say must be explained, and whatever is explained must be said. */
import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Remaining, REMAINING } from './remaining';
import { CASES, caseTitle } from '../agents/evidence/agent-evidence';
import { AGENTS } from '../agents/evidence/agents';
import { caseTexts } from '../agents/evidence/cases';

interface KubeScoreObject { readonly checks: readonly { readonly check: { readonly id: string }; readonly grade: number; readonly skipped: boolean }[] }
interface CheckovReport { readonly results: { readonly failed_checks: readonly { readonly check_id: string; readonly file_path: string }[] } }

/** A manifest that is asked about. */
interface Case { readonly agent: string; readonly path: string }

/** What a checker warns of. */
interface Said { readonly agent: string; readonly check: string }

/** Checkov tells all that it knows of each object. */
const MOST_OUTPUT = 256 * 1024 * 1024;

/** The grade of kube-score for what is as it should be. */
const GOOD = 10;

const [kubeScore = 'kube-score', checkov = 'checkov'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
try {
  const texts = caseTexts();
  const cases = AGENTS.flatMap(evidence => CASES.map((one, index): Case => {
    const path = join(folder, `${evidence.program}-${index}.yaml`);
    writeFileSync(path, texts.get(caseTitle(evidence, one))!);
    return { agent: evidence.program, path };
  }));
  const scored = cases.flatMap(({ agent, path }) => (JSON.parse(run(kubeScore, 'score', '--output-format', 'json', path)) as readonly KubeScoreObject[])
    .flatMap(({ checks }) => checks.filter(({ grade, skipped }) => !skipped && grade < GOOD)).map((found): Said => ({ agent, check: found.check.id })));
  const checked = JSON.parse(run(checkov, '--directory', folder, '--framework', 'kubernetes', '--output', 'json', '--quiet', '--skip-download')) as CheckovReport;
  const problems = [
    ...against('kube-score', scored),
    ...against('Checkov', checked.results.failed_checks.map(found => ({ agent: cases.find(({ path }) => path.endsWith(found.file_path))!.agent, check: found.check_id }))),
  ];
  process.stdout.write(problems.length === 0 ? `${cases.length} manifests: kube-score and Checkov say nothing that docs/checkers.md does not explain\n` : `${problems.join('\n')}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What a program prints; it ends with 1 where it found something. */
function run(program: string, ...args: string[]): string {
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: MOST_OUTPUT });
  if (error || status === null || status > 1) { throw new Error(`${program}: ${error?.message ?? stderr}`); }
  return stdout;
}

function against(checker: Remaining['checker'], said: readonly Said[]): string[] {
  const explained = REMAINING.filter(remaining => remaining.checker === checker);
  const isSaid = (check: string, agent?: string) => said.some(one => one.check === check && (agent === undefined || one.agent === agent));
  const isExplained = ({ agent, check }: Said) => explained.some(one => one.check === check && (one.agents?.includes(agent) ?? true));
  return [
    ...new Set(said.filter(one => !isExplained(one)).map(({ agent, check }) => `${checker}: ${check} of ${agent} is not explained in test/linters/remaining.ts`).sort()),
    ...explained.flatMap(({ check, agents }) => (agents ?? [undefined]).filter(agent => !isSaid(check, agent)).map(agent =>
      `${checker}: ${check}${agent === undefined ? '' : ` of ${agent}`} is no longer said: remove it from test/linters/remaining.ts`)),
  ];
}
