import { CheckOptions, finish, reportText } from './check-output';
import { Files } from './files';
import { findFixes, Overwritten } from './fix';
import { Judgement } from './judgement';
import { fail } from './streams';
import { writeFiles } from './write-files';
import { Problem, showPlace } from '../model/source';
import { fixDiff, fixedSentence, fixJson, unrepairedSentences } from '../render/fixes';
import { problemSentence } from '../render/sentence';

const UNREAD: Problem = { message: 'nothing is changed while something cannot be read or is invalid' };

/** Changes the manifests so that errors are gone, or prints how it would, and reports. */
export async function checkAndFix(before: Judgement, files: Files, judge: (files: Files) => Judgement, options: CheckOptions): Promise<void> {
  const diffOnly = options.dryRun && options.format === 'text';
  if (before.report.problems.length > 0) {
    fail(`--fix: ${UNREAD.message}`);
    const fix = fixJson({ files: [], unrepaired: [], refusals: [UNREAD] }, false);
    return finish(diffOnly ? undefined : reportText(before.report, options, { fix }), before.report, options, true);
  }
  const { files: changes, unrepaired, overwritten, judgement, problems } = findFixes(before, files, judge, options.strict ?? false);
  const { problems: refusals, left } = problems.length > 0 || options.dryRun ? { problems, left: [] } : writeFiles(changes);
  refusals.forEach(problem => fail(problemSentence(problem)));
  if (refusals.length > 0 && left.length === 0) { fail('--fix: nothing is changed'); }
  if (refusals.length === 0) { unrepairedSentences(unrepaired).forEach(fail); }
  const written = !options.dryRun && refusals.length === 0 && changes.length > 0;
  const shown = refusals.length > 0 ? [] : changes;
  if (written) { changes.forEach(change => fail(fixedSentence(change))); }
  if (shown.length > 0) { overwritten.forEach(one => fail(overwrittenSentence(one))); }
  const { report } = written ? judgement : before; // where nothing was to be changed, they are the same
  const text = diffOnly ? fixDiff(shown) : reportText(report, options, { fix: fixJson({ files: shown, unrepaired, refusals }, written) });
  return finish(text, report, options, refusals.length > 0);
}

function overwrittenSentence({ source, daemonSet, typescript }: Overwritten): string {
  const place = showPlace({ ...source, constructPath: undefined });
  return `${place}: ${daemonSet} is made by a typed agent, and the next synth undoes what is changed here: ${typescript.length > 0 ? `in TypeScript: ${typescript.join('; ')}` : 'change the agent, too'}`;
}
