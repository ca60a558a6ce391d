import { readFileSync } from 'fs';
import { Manifests, readManifests } from '../manifest/manifests';
import { decodeText, parseText } from '../manifest/text';
import { problemSentence } from '../render/sentence';

/**
 * Reads the DaemonSets that run in a cluster besides those of the app, and the objects that decide what becomes of pods.
 *
 * @param place where the paths were stated, for messages
 * @throws where a file cannot be read or is invalid, with everything that is wrong
 */
export function readAlsoRunning(paths: readonly string[], minor: number, place: string): Manifests {
  const parsed = paths.map(path => parseText(readText(path, place), path));
  const read = readManifests(parsed.flatMap(({ documents }) => documents), minor);
  const problems = [...parsed.flatMap(text => text.problems), ...read.problems];
  if (problems.length > 0) { throw new Error(`${place}: alsoRunning is invalid:\n${problems.map(problem => `  ${problemSentence(problem)}`).join('\n')}`); }
  return read;
}

function readText(path: string, place: string): string {
  try {
    return decodeText(readFileSync(path));
  } catch (error) {
    throw new Error(`${place}: alsoRunning: ${path} cannot be read: ${(error as Error).message}`);
  }
}
