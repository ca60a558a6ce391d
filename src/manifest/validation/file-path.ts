import { Path } from '../document';
import { Problems, wellFormed, within } from './rule';

/** What is wrong with a path: an element that goes back up. Absolute and relative paths pass. */
export function noBackstepsProblem(path: string): string | undefined {
  return path.split('/').includes('..') ? 'must not contain ".." as an element' : undefined;
}

/** What is wrong with a path below some folder. */
export function descendingPathProblem(path: string): string | undefined {
  return path.startsWith('/') ? 'must be a relative path' : noBackstepsProblem(path);
}

/** What is wrong with the path of a file that Kubernetes writes: it keeps names that begin with two dots for itself. */
export function writtenPathProblem(path: string): string | undefined {
  return descendingPathProblem(path) ?? (path.startsWith('..') ? 'must not begin with ".."' : undefined);
}

/** Where Kubernetes writes a file. */
export function* writtenPathProblems(path: Path, file: string | null | undefined): Problems {
  if (!file) {
    yield { path, message: 'is required' };
  } else {
    yield* wellFormed(path, file, writtenPathProblem);
  }
}

/** Permissions of a file, 0-0777 in octal; YAML reads 0644 as octal, JSON has only decimal numbers. */
export function* fileModeProblems(path: Path, mode: number | null | undefined): Problems {
  for (const problem of within(path, mode, 0, 0o777)) { yield { ...problem, message: problem.message.replace('0-511', '0-511 (octal 0-0777)') }; }
}
