import { problemJson } from './json';
import { count, showNodes } from './node-names';
import { unifiedDiff } from './unified-diff';
import { showEdit } from './yaml-edit';
import { Unrepaired } from '../coverage/repairs';
import { Problem } from '../model/source';
import { Remedy } from '../placement/placement';

/** A file that was edited, or would be. */
export interface EditedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly { readonly daemonSet: string; readonly edit: NonNullable<Remedy['yaml']> }[];
}

/** What was done about errors. */
export interface FixReport {
  readonly files: readonly EditedFile[];
  readonly unrepaired: readonly Unrepaired[];

  /** Why nothing was done at all. */
  readonly refusals: readonly Problem[];
}

/** What changes in all files. */
export function fixDiff(files: readonly EditedFile[]): string {
  return files.map(({ file, before, after }) => unifiedDiff(file, before, after)).join('');
}

/** What was done, as a part of the JSON of `everynode.dev/check/v1`. */
export function fixJson({ files, unrepaired, refusals }: FixReport, written: boolean): unknown {
  return {
    written,
    files: files.map(({ file, before, after, edits }) => ({
      file,
      edits: edits.map(({ daemonSet, edit }) => ({ daemonSet, yaml: edit })),
      diff: unifiedDiff(file, before, after),
    })),
    notFixed: unrepaired.map(({ cluster, daemonSet, nodes, edits, reason }) =>
      ({ cluster, daemonSet, nodes: { count: nodes.names.length, names: nodes.names }, ...edits ? { yaml: edits } : {}, reason })),
    refused: refusals.map(problemJson),
  };
}

/** `fixed: agent.yaml: 2 edits`. */
export function fixedSentence({ file, edits }: EditedFile): string {
  return `fixed: ${file}: ${count(edits.length, 'edit')}`;
}

/** Why an error stays: each edit that was tried, and how many errors there was none for. */
export function unrepairedSentences(unrepaired: readonly Unrepaired[]): string[] {
  const untried = unrepaired.filter(({ edits }) => !edits).length;
  return [
    ...unrepaired.flatMap(({ cluster, daemonSet, nodes, edits, reason }) =>
      edits ? [`not fixed: ${daemonSet} on ${showNodes(nodes)} of ${cluster}: ${edits.map(showEdit).join(', ')} ${reason}`] : []),
    ...untried === 0 ? [] : [`not fixed: ${count(untried, 'error')} for which no edit is certain: the report says what to do`],
  ];
}
