import { alloyStages } from './alloy-extra';
import { POD_LABEL_PREFIX } from './alloy-files';
import { AlloyBlock, AlloyMap, AlloyPart, environmentVariable } from './alloy-syntax';
import { LogCollection } from './i-log-collector';
import { LogDestinationKind } from './log-destination';
import { MultilineRule } from './multiline-rule';
import { checkRegularExpression, GO } from './regular-expression';

/** How many streams may have a line that is not complete; beyond, Alloy lets all of them go on as they are. */
const PARTIAL_LINES = 4096;

/** What is longer than this is cut: without a bound, one container that writes no line break would take all memory. */
const LONGEST_LINE = 2 * 1024 * 1024;

/** After how long without another line a message is complete. */
const COMPLETE_AFTER = '5s';

/** As many lines are joined at most. */
const MOST_LINES = 1000;

/** What stands before a line that begins a message, where the rule is about those that do not. */
const MARK = '\u0001';

/** What becomes of the lines of containers: from lines as they are in the files to messages. */
export function containerStages({ multiline, podMetadata, destination }: LogCollection, extraStages: string | undefined): AlloyPart[] {
  return [
    stage('cri', { max_partial_lines: PARTIAL_LINES, max_partial_line_size: LONGEST_LINE, max_partial_line_size_truncate: true }),
    ...(multiline ? linesTogether(multiline) : []),
    ...commonStages(),
    stage('label_drop', { values: ['filename'] }),
    ...(podMetadata && destination.kind === LogDestinationKind.LOKI ? [stage('structured_metadata', { regex: `^${POD_LABEL_PREFIX}` })] : []),
    ...(extraStages === undefined ? [] : [{ lines: alloyStages('extraStages', extraStages) }]),
  ];
}

/** What becomes of every line. */
export function commonStages(): AlloyBlock[] {
  return [stage('static_labels', { values: { job: 'alloy', node: environmentVariable('K8S_NODE_NAME') } })];
}

function stage(name: string, config: AlloyMap): AlloyBlock {
  return { name: `stage.${name}`, arguments: config };
}

/** Lines of each stream of a container are joined by themselves, because the stream is one of the labels by which Alloy tells them apart. */
function linesTogether({ pattern, continues }: MultilineRule): AlloyBlock[] {
  checkRegularExpression('multiline', 'Alloy', GO, pattern);
  const joined = (firstline: string) => stage('multiline', { firstline, max_wait_time: COMPLETE_AFTER, max_lines: MOST_LINES });
  if (!continues) { return [joined(pattern)]; }
  return [
    stage('regex', { expression: `(?P<continues>${pattern})` }),
    stage('template', { source: 'marked', template: `{{ if not (hasKey . "continues") }}${MARK}{{ end }}{{ .Entry }}` }),
    stage('output', { source: 'marked' }),
    joined(`^${MARK}`),
    stage('replace', { expression: `^(${MARK})`, replace: '' }),
  ];
}
