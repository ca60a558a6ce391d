import { coloured } from './colour';
import { JudgeOptions } from './judgement';
import { deliver, fail } from './streams';
import { CheckReport } from '../coverage/report';
import { checkJson } from '../render/json';
import { checkText } from '../render/text';

/** The options of `everynode check`. */
export interface CheckOptions extends JudgeOptions {
  readonly format: 'text' | 'json';
  readonly allNodes?: boolean;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
}

/**
 * A report as the options ask for it; undefined where there is nothing to tell.
 *
 * @param besides keys of the JSON besides those of every report
 */
export function reportText(report: CheckReport, { format, allNodes, output }: CheckOptions, besides: object = {}): string | undefined {
  if (format === 'json') { return `${JSON.stringify({ ...checkJson(report, allNodes) as object, ...besides }, null, 2)}\n`; }
  return report.clusters.length === 0 ? undefined : coloured(checkText(report, allNodes), output);
}

/**
 * Delivers what the command prints, and sets the exit code.
 *
 * @param failed whether something is wrong besides what the report says
 */
export async function finish(text: string | undefined, { problems, success }: CheckReport, { output }: CheckOptions, failed = false): Promise<void> {
  const undelivered = text === undefined ? undefined : await deliver(text, output);
  if (undelivered !== undefined) { fail(undelivered); }
  process.exitCode = failed || problems.length > 0 || undelivered !== undefined ? 2 : success ? 0 : 1;
}
