import { Files } from './files';
import { Judgement } from './judgement';
import { FileChange } from './write-files';
import { Fault, faultsOf, objectKey } from '../coverage/repaired';
import { Repair, repairsOf, Unrepaired } from '../coverage/repairs';
import { editText, ObjectEdits } from '../manifest/edit/edit-text';
import { WrittenEdit } from '../manifest/edit/manifest-edit';
import { sourceOf, unfold } from '../manifest/kubernetes-object';
import { parseText } from '../manifest/text';
import { nameOf } from '../model/daemon-set';
import { Problem, Source } from '../model/source';

/** An edit of a DaemonSet that was made, or would be. */
export interface FixedEdit {
  readonly daemonSet: string;
  readonly edit: WrittenEdit;
}

/** A file that changes, and what changes in it. */
export interface FixedFile extends FileChange {
  readonly edits: readonly FixedEdit[];
}

/** A DaemonSet of which a typed agent will write the manifest anew. */
export interface Overwritten {
  readonly source: Source;
  readonly daemonSet: string;
  readonly typescript: readonly string[];
}

/** What is to be changed, found out before anything is. */
export interface Fixes {
  readonly files: readonly FixedFile[];
  readonly unrepaired: readonly Unrepaired[];
  readonly overwritten: readonly Overwritten[];

  /** What is judged of the changed files. */
  readonly judgement: Judgement;

  /** Why nothing may be changed. */
  readonly problems: readonly Problem[];
}

/** Some repairs, tried. */
interface Trial {
  readonly files: readonly FixedFile[];
  readonly judgement: Judgement;

  /** What speaks against them. */
  readonly faults: readonly Fault[];

  /** What cannot be edited. */
  readonly problems: readonly Problem[];
}

/**
 * Finds out what repairs the errors of a judgement. Every repair is made on the texts, which are then read and judged again for all
 * clusters; one that does not close its gap, or does anything else, is left out and said. One that the text does not allow refuses all.
 *
 * @param judge judges files anew
 */
export function findFixes(before: Judgement, files: Files, judge: (files: Files) => Judgement, strict: boolean): Fixes {
  const { repairs, unrepaired } = repairsOf(before.clusters);
  const fixing = new Fixing(before, files, judge, strict);
  const problems = fixing.twice(repairs);
  const nothing = { files: [], unrepaired, overwritten: [], judgement: before };
  if (problems.length > 0) { return { ...nothing, problems }; }
  if (repairs.length === 0) { return { ...nothing, problems }; }
  const first = fixing.attempt(repairs);
  if (first.problems.length > 0) { return { ...nothing, problems: first.problems }; }
  const { kept, trial, refused } = first.faults.length === 0 ? { kept: repairs, trial: first, refused: [] } : fixing.sift(repairs, first);
  return {
    files: trial?.files ?? [],
    unrepaired: [...unrepaired, ...refused],
    overwritten: overwrittenBy(kept),
    judgement: trial?.judgement ?? before,
    problems: [],
  };
}

/** What of some repairs holds, and the trial of all of it. */
interface Settled {
  readonly kept: readonly Repair[];
  readonly trial?: Trial;
  readonly refused: readonly Unrepaired[];
}

/** How often repairs are tried in all: as often as there is time to judge so many DaemonSets. */
const [MIN_TRIALS, MAX_TRIALS, WORK] = [4, 64, 10_000];

class Fixing {
  private readonly texts: ReadonlyMap<string, string>;
  private readonly otherNames: ReadonlyMap<string, string>;
  private trials: number;
  private readonly places = new Map<string, ReadonlyMap<string, Pick<ObjectEdits, 'document' | 'object'>>>();

  constructor(
    private readonly before: Judgement,
    private readonly files: Files,
    private readonly judge: (files: Files) => Judgement,
    private readonly strict: boolean,
  ) {
    this.texts = files.texts();
    this.otherNames = files.otherNames();
    const judged = before.clusters.reduce((sum, { matrix }) => sum + matrix.rows.length, 0);
    this.trials = Math.max(MIN_TRIALS, Math.min(MAX_TRIALS, Math.floor(WORK / Math.max(1, judged))));
  }

  /** Objects that are there twice, so that nobody knows which one counts. */
  public twice(repairs: readonly Repair[]): Problem[] {
    const concerned = new Set(repairs.map(({ cluster, daemonSet }) => JSON.stringify([cluster, daemonSet])));
    const seen = new Set<string>();
    const found = new Map<string, Problem>();
    this.before.clusters.forEach(({ matrix }, cluster) => matrix.rows.forEach(({ daemonSet }) => {
      const key = JSON.stringify([cluster, nameOf(daemonSet)]);
      if (seen.has(key) && concerned.has(key)) { found.set(nameOf(daemonSet), { ...placeOf(daemonSet.source), message: `cannot be edited: DaemonSet ${nameOf(daemonSet)} is there more than once` }); }
      seen.add(key);
    }));
    return [...found.values()];
  }

  /** Makes repairs on the texts, and judges what comes of them. */
  public attempt(repairs: readonly Repair[]): Trial {
    const edited = [...groupedBy(repairs, ({ source }) => source.file ?? '')].map(([file, own]) => this.edit(file, own));
    const problems = edited.flatMap(one => one.problems);
    if (problems.length > 0) { return { files: [], judgement: this.before, problems, faults: [] }; }
    const files = edited.flatMap(({ file }) => file && file.after !== file.before ? [file] : []);
    const judgement = this.judge(this.files.with(new Map(files.map(({ file, after }) => [file, after]))));
    const [problem] = judgement.report.problems;
    const faults = problem ? [{ message: `would be invalid: ${problem.message}`, repairs }] : faultsOf(repairs, this.before.clusters, judgement.clusters, this.strict);
    return { files, judgement, problems, faults };
  }

  /** Keeps of some repairs those against which nothing speaks, and of the others what holds when it is tried again. */
  public sift(repairs: readonly Repair[], failed: Trial): Settled {
    const reasons = reasonsIn(failed);
    const doubted = repairs.filter(repair => reasons.has(repair));
    const clean = doubted.length < repairs.length ? this.keep([], repairs.filter(repair => !reasons.has(repair))) : { kept: [], refused: [] };
    const rest = this.settle(clean.kept, doubted, failed);
    const trial = rest.trial ?? clean.trial;
    return { kept: rest.kept, refused: [...clean.refused, ...rest.refused], ...trial ? { trial } : {} };
  }

  /**
   * Keeps of some repairs those that hold together with what was kept before: halves of them are tried, and halves of halves. The more
   * there is to judge, the fewer of them are tried.
   */
  private settle(kept: readonly Repair[], repairs: readonly Repair[], failed: Trial): Settled {
    if (repairs.length < 2 || this.trials <= 0) { return { kept, refused: repairs.map(repair => refusalOf(repair, failed)) }; }
    const middle = Math.ceil(repairs.length / 2);
    const left = this.keep(kept, repairs.slice(0, middle));
    const right = this.keep(left.kept, repairs.slice(middle));
    const trial = right.trial ?? left.trial;
    return { kept: right.kept, refused: [...left.refused, ...right.refused], ...trial ? { trial } : {} };
  }

  private keep(kept: readonly Repair[], repairs: readonly Repair[]): Settled {
    this.trials -= 1;
    const trial = this.attempt([...kept, ...repairs]);
    return trial.faults.length === 0 && trial.problems.length === 0 ? { kept: [...kept, ...repairs], trial, refused: [] } : this.settle(kept, repairs, trial);
  }

  private edit(file: string, repairs: readonly Repair[]): { readonly file?: FixedFile; readonly problems: readonly Problem[] } {
    const before = this.texts.get(file);
    if (before === undefined) { return { problems: [{ message: `cannot be edited: it is in no file: ${repairs[0]?.daemonSet ?? ''}` }] }; }
    const other = this.otherNames.get(file);
    if (other !== undefined) { return { problems: [{ message: `cannot be edited: it was read under another name, too: ${other}`, file }] }; }
    const places = this.places.get(file) ?? placesIn(before, file);
    this.places.set(file, places);
    const objects = [...groupedBy(repairs, ({ source }) => objectKey(source))]
      .map(([key, own]) => ({ place: places.get(key), own, edits: merged(own.flatMap(({ edits }) => edits)) }));
    const lost = objects.find(({ place }) => place === undefined);
    if (lost) { return { problems: [{ message: `cannot be edited: DaemonSet ${lost.own[0]?.daemonSet ?? ''} is not found again`, file }] }; }
    const { text, problems } = editText(before, objects.flatMap(({ place, edits }) => place ? [{ ...place, edits }] : []), file);
    if (text === undefined) { return { problems }; }
    const edits = objects.flatMap(object => object.edits.map(edit => ({ daemonSet: object.own[0]?.daemonSet ?? '', edit })));
    return { file: { file, before, after: text, edits }, problems };
  }
}

/** Where the objects of a text are, by what they are known by. */
function placesIn(text: string, file: string): Map<string, Pick<ObjectEdits, 'document' | 'object'>> {
  const objects = parseText(text, file).documents.flatMap(document => unfold(document).objects);
  return new Map(objects.map(object => [objectKey(sourceOf(object)), { document: object.document.index, object: object.path }]));
}

/** Equal edits once, and all items that one list gets together. */
function merged(edits: readonly WrittenEdit[]): WrittenEdit[] {
  const byPlace = new Map<string, WrittenEdit>();
  for (const edit of edits) {
    const key = edit.add ? edit.path : JSON.stringify([edit.path, edit.set ?? null]);
    const known = byPlace.get(key);
    byPlace.set(key, known?.add && edit.add ? { path: edit.path, add: distinct([...known.add, ...edit.add]) } : edit);
  }
  return [...byPlace.values()];
}

function overwrittenBy(repairs: readonly Repair[]): Overwritten[] {
  const typed = groupedBy(repairs.filter(repair => repair.typed), ({ source }) => objectKey(source));
  return [...typed.values()].flatMap(own => {
    const [first] = own;
    return first ? [{ source: first.source, daemonSet: first.daemonSet, typescript: distinct(own.flatMap(({ typescript }) => typescript)) }] : [];
  });
}

function refusalOf(repair: Repair, trial: Trial): Unrepaired {
  const { clusterName, daemonSet, nodes, edits } = repair;
  const reason = reasonsIn(trial).get(repair) ?? trial.faults[0]?.message ?? trial.problems[0]?.message ?? '';
  return { cluster: clusterName, daemonSet, nodes, edits, reason };
}

/** The first thing that speaks against each repair. */
function reasonsIn({ faults }: Trial): Map<Repair, string> {
  const reasons = new Map<Repair, string>();
  for (const { message, repairs } of faults) { repairs.forEach(repair => reasons.has(repair) || reasons.set(repair, message)); }
  return reasons;
}

function placeOf({ file, line }: Source): Pick<Problem, 'file' | 'line'> {
  return { ...file === undefined ? {} : { file }, ...line === undefined ? {} : { line } };
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? [];
    group.push(item);
    groups.set(key, group);
  }
  return groups;
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}
