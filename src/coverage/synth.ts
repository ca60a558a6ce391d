import { Source } from '../model/source';

/** A DaemonSet of a construct tree, as far as it is known without rendering it. */
export interface TreeDaemonSet {
  /** `namespace/name`. */
  readonly name: string;
  readonly source: Source;
}

/** What a synth of the app makes of the DaemonSets of its tree. */
export interface Synth {
  /** Files to which several DaemonSets are written, each in place of the one before. */
  readonly overwritten: readonly { readonly file: string; readonly daemonSets: readonly TreeDaemonSet[] }[];

  /** Those that are judged and belong to another app, or to none. */
  readonly elsewhere: readonly TreeDaemonSet[];

  /** Those of the app that no check judges. */
  readonly unchecked: readonly TreeDaemonSet[];
}
