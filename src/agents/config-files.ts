import { createHash } from 'crypto';

/** Configuration files that share a directory in the container. */
export interface ConfigDirectory {
  readonly path: string;

  /** File names by key of the ConfigMap. */
  readonly files: { readonly [key: string]: string };
}

/** What the configuration files of one container become: the data of a ConfigMap, and where its keys are mounted. */
export interface ConfigFiles {
  readonly data: { readonly [key: string]: string };
  readonly directories: readonly ConfigDirectory[];
}

const MAX_BYTES = 1024 * 1024;

/** Lays out configuration files by directory. A key is the file's name, or its whole path where two files share a name. */
export function configFiles(place: string, files: { readonly [path: string]: string }): ConfigFiles {
  const paths = Object.keys(files).sort();
  const directories = new Map(paths.map(path => [path, directoryOf(`${place}: configFiles`, path)]));
  const bytes = Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > MAX_BYTES) { throw new Error(`${place}: configFiles: a ConfigMap holds at most ${MAX_BYTES} bytes, got ${bytes}`); }
  const keys = new Map(paths.map(path => [path, keyOf(path, paths)]));
  return {
    data: Object.fromEntries(paths.map(path => [keys.get(path)!, files[path]!])),
    directories: [...new Set(directories.values())].map(directory => ({
      path: directory,
      files: Object.fromEntries(paths.filter(path => directories.get(path) === directory).map(path => [keys.get(path)!, nameOf(path)])),
    })),
  };
}

/** The directory of a file in a container. @throws where the path is none that a key of a ConfigMap or Secret can be mounted at */
export function directoryOf(place: string, path: string): string {
  if (!/^(\/[-._A-Za-z0-9]+){2,}$/.test(path) || path.split('/').includes('..')) {
    throw new Error(`${place}: must be an absolute path of a file in a directory, of letters, digits, "-", "_" and ".", got "${path}"`);
  }
  return path.slice(0, path.lastIndexOf('/'));
}

/** Sixteen characters that change when any of the texts does. */
export function contentHash(texts: readonly { readonly [key: string]: string }[]): string {
  const sorted = texts.map(text => Object.entries(text).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}

function keyOf(path: string, paths: readonly string[]): string {
  const shared = paths.filter(other => nameOf(other) === nameOf(path)).length > 1;
  return shared ? path.slice(1).replace(/\//g, '.') : nameOf(path);
}


function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
