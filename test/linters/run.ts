/** Asks kube-score and Checkov about every agent: whatever they say must be explained, and whatever is explained must be said. */
import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Remaining, REMAINING } from './remaining';
import { caseTexts } from '../agents/evidence/cases';

interface KubeScoreObject { readonly checks: readonly { readonly check: { readonly id: string }; readonly grade: number; readonly skipped: boolean }[] }
interface CheckovReport { readonly results: { readonly failed_checks: readonly { readonly check_id: string }[] } }

/** Checkov tells all that it knows of each object. */
const MOST_OUTPUT = 256 * 1024 * 1024;

/** The grade of kube-score for what is as it should be. */
const GOOD = 10;

const [kubeScore = 'kube-score', checkov = 'checkov'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'everynode-'));
try {
  const paths = [...caseTexts().values()].map((text, index) => {
    const path = join(folder, `${index}.yaml`);
    writeFileSync(path, text);
    return path;
  });
  const scored = JSON.parse(run(kubeScore, 'score', '--output-format', 'json', ...paths)) as readonly KubeScoreObject[];
  const checked = JSON.parse(run(checkov, '--directory', folder, '--framework', 'kubernetes', '--output', 'json', '--quiet', '--skip-download')) as CheckovReport;
  const problems = [
    ...against('kube-score', scored.flatMap(({ checks }) => checks.filter(({ grade, skipped }) => !skipped && grade < GOOD).map(({ check }) => check.id))),
    ...against('Checkov', checked.results.failed_checks.map(({ check_id }) => check_id)),
  ];
  process.stdout.write(problems.length === 0 ? `${paths.length} manifests: kube-score and Checkov say nothing that docs/checkers.md does not explain\n` : `${problems.join('\n')}\n`);
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

function against(checker: Remaining['checker'], said: readonly string[]): string[] {
  const explained = REMAINING.filter(remaining => remaining.checker === checker).map(({ check }) => check);
  return [
    ...[...new Set(said)].filter(check => !explained.includes(check)).sort().map(check => `${checker}: ${check} is not explained in test/linters/remaining.ts`),
    ...explained.filter(check => !said.includes(check)).map(check => `${checker}: ${check} is no longer said: remove it from test/linters/remaining.ts`),
  ];
}
