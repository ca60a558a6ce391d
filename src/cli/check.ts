import { CheckOptions, finish, reportText } from './check-output';
import { Files } from './files';
import { judge } from './judgement';
import { fail } from './streams';
import { ageProblem } from '../coverage/freshness';
import { dateProblem } from '../model/requirement';
import { Problem } from '../model/source';
import { problemSentence } from '../render/sentence';

/** Runs `everynode check`, and sets the exit code. */
export async function check(manifests: readonly string[], options: CheckOptions): Promise<void> {
  const [now, files, usage] = [new Date(), new Files(), usageProblems(manifests, options)];
  const judgeFiles = (read: Files) => judge(manifests, options, usage, now, read);
  const judgement = judgeFiles(files);
  judgement.report.problems.forEach(problem => fail(problemSentence(problem)));
  if (options.fix && usage.length === 0) { return (await import('./check-fix.js')).checkAndFix(judgement, files, judgeFiles, options); }
  return finish(reportText(judgement.report, options), judgement.report, options);
}

function usageProblems(manifests: readonly string[], { today, maxAge, fix, dryRun }: CheckOptions): Problem[] {
  const dateFault = today === undefined ? undefined : dateProblem(today);
  const ageFault = maxAge === undefined ? undefined : ageProblem(maxAge);
  return [
    ...dateFault ? [{ message: `--today ${dateFault}, got "${today}"` }] : [],
    ...ageFault ? [{ message: `--max-age ${ageFault}, got "${maxAge}"` }] : [],
    ...dryRun && !fix ? [{ message: '--dry-run goes with --fix: it prints what that would change' }] : [],
    ...fix && manifests.includes('-') ? [{ message: '--fix cannot change standard input (-): name files or folders' }] : [],
  ];
}
