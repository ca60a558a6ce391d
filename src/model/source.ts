/** Where an object was declared: by a construct, in a file, or both. */
export interface Source {
  readonly constructPath?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;

  /** Which document of the file, from 1. */
  readonly document?: number;
}

/** Something that could not be read or that Kubernetes would refuse. */
export interface Problem {
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly constructPath?: string;
}

/** `file:line: `, or the construct's path, or nothing: the beginning of a message about a place. */
export function showPlace(source: Source): string {
  if (source.file !== undefined) { return `${source.file}${source.line === undefined ? '' : `:${source.line}`}`; }
  return source.constructPath ?? '';
}
