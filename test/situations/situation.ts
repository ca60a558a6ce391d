import { readdirSync, readFileSync } from 'fs';
import { basename, join } from 'path';
import { parse } from 'yaml';
import { YamlEdit } from '../../src/model/yaml-edit';

/** The texts that a check is given, each a file of its own, and its options. */
export interface Input {
  readonly manifests: string;
  readonly nodes: string;
  readonly policy?: string;
  readonly also?: string;
  readonly pods?: string;
  readonly kubernetesVersion?: string;
  readonly today?: string;
  readonly maxAge?: string;
}

/** The inputs that consist of objects. */
export type EditedInput = 'manifests' | 'nodes' | 'policy' | 'also' | 'pods';

/** A change of an object of an input. */
export interface ManifestEdit extends YamlEdit {
  /** @default manifests */
  readonly in?: EditedInput;

  /**
   * The name of the object, or its kind and name: `Namespace/logging`.
   *
   * @default the first DaemonSet, or else the first object
   */
  readonly object?: string;
}

/** Nodes that miss a DaemonSet or a role. */
export interface ExpectedGap {
  readonly daemonSet?: string;
  readonly role?: string;

  /** Only where it is no error. */
  readonly severity?: string;
  readonly outcome: string;
  readonly nodes: readonly string[];
  readonly reasons: readonly string[];
}

/** What of a report matters to a situation. */
export interface Answer {
  readonly exitCode: number;
  readonly gaps: readonly ExpectedGap[];
  readonly overlaps: readonly { readonly role: string; readonly daemonSets: readonly string[]; readonly nodes: readonly string[] }[];
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly daemonSet?: string }[];
  readonly notJudged: readonly { readonly filter: string; readonly daemonSets: readonly string[]; readonly nodes: readonly string[] }[];

  /** What could not be read; of an expected one a part is enough. */
  readonly problems: readonly string[];
}

/** A remedy that must be among those that the report offers. */
export interface ExpectedRemedy {
  /** For which DaemonSet, where there are several. */
  readonly daemonSet?: string;

  /** A part of its text. */
  readonly text?: string;

  /** The edit that it offers, which is then made. */
  readonly edit?: YamlEdit;

  /** How a person does what the text says, where it offers no edit. */
  readonly by?: readonly ManifestEdit[];
}

/** Something that happened to somebody, and what a check says of it. */
export interface Situation {
  /** The file's name without its extension. */
  readonly name: string;
  readonly title: string;
  readonly topic: string;

  /** What happened. */
  readonly story: string;

  /** Where that is told. */
  readonly source: string;
  readonly input: Input;

  /** The parts of the input that matter. */
  readonly show: readonly Pick<ManifestEdit, 'in' | 'object' | 'path'>[];
  readonly expect: Answer;
  readonly remedies: readonly ExpectedRemedy[];

  /** What is left once every remedy was applied. */
  readonly leaves: Answer;

  /** A small difference, and what a check says with it. */
  readonly neighbour: { readonly text: string; readonly edits: readonly ManifestEdit[]; readonly expect: Answer };
}

const FIELDS = [
  'title', 'topic', 'story', 'source', 'show', 'manifests', 'nodes', 'policy', 'also', 'pods', 'kubernetesVersion', 'today', 'maxAge',
  'expect', 'remedies', 'leaves', 'neighbour',
];

const NOTHING: Answer = { exitCode: 0, gaps: [], overlaps: [], findings: [], notJudged: [], problems: [] };

/** Every situation, by the name of its file: one that is put into this folder is picked up. */
export function situations(): Situation[] {
  return readdirSync(__dirname).filter(file => file.endsWith('.yaml')).sort().map(readSituation);
}

function readSituation(file: string): Situation {
  const written = parse(readFileSync(join(__dirname, file), 'utf8'));
  const unknown = Object.keys(written).filter(field => !FIELDS.includes(field));
  if (unknown.length > 0) { throw new Error(`${file}: ${unknown.join(', ')} is no field of a situation`); }
  const { title, topic, story, source, show, expect, remedies = [], leaves, neighbour, ...input } = written;
  for (const [field, value] of Object.entries({ title, topic, story, source, show, expect, neighbour, manifests: input.manifests, nodes: input.nodes })) {
    if (value === undefined) { throw new Error(`${file}: a situation needs ${field}`); }
  }
  return {
    name: basename(file, '.yaml'),
    title,
    topic,
    story: story.trim(),
    source,
    input,
    show,
    expect: { ...NOTHING, ...expect },
    remedies,
    leaves: { ...NOTHING, ...leaves },
    neighbour: { ...neighbour, expect: { ...NOTHING, ...neighbour.expect } },
  };
}
