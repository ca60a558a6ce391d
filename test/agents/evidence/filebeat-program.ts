import { join } from 'path';
import { BuiltProgram } from './built-program';
import { TextProgram } from './text-program';
import { Manifest } from '../manifests';

/** Filebeat 7.17.0, the newest that could be had. */
export const FILEBEAT_BUILT = new BuiltProgram('filebeat', join(__dirname, 'programs', 'filebeat'));

/** Its own code, which makes the parts of a configuration. */
export const FILEBEAT_PARTS = new TextProgram('filebeat', 'yml', FILEBEAT_BUILT);

/** The configurations of Filebeat among the objects of an agent. */
export function filebeatConfigurationsOf(objects: readonly Manifest[]): string[] {
  return objects.filter(({ kind }) => kind === 'ConfigMap').flatMap(({ data }) => data['filebeat.yml'] === undefined ? [] : [data['filebeat.yml'] as string]);
}

/**
 * A configuration as 7.17.0 can take it: a file is known by its inode, because to know it by how it begins came with 8.10 and, for small files,
 * with 9.5; and there is no certificate authority, which would be read.
 */
export function forOldFilebeat(config: string): string {
  return config
    .replaceAll(/^( *)file_identity:\n *fingerprint:\n *growing: true\n/gm, '$1file_identity:\n$1  native: {}\n')
    .replaceAll(/certificate_authorities:\n *- .*\n/g, 'certificate_authorities: []\n');
}
