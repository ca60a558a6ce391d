import { DaemonSet } from '../model/daemon-set';

/** Paths of the node, each under the one spelling by which paths can be compared: as the DaemonSet wrote it. */
export type WrittenPaths = ReadonlyMap<string, string>;

/** The paths of the node that the pods of a DaemonSet may write to. */
export function writtenPaths({ template: { hostPaths } }: DaemonSet): WrittenPaths {
  return new Map(hostPaths.filter(({ writable }) => writable).map(({ path }) => [plainPath(path), path]));
}

/** A path without what makes no difference: slashes too many, the link from /var/run to /run, and on Windows the drive, case and backslashes. */
export function plainPath(path: string): string {
  const slashed = /^[A-Za-z]:|\\/.test(path) ? path.replace(/^[A-Za-z]:/, '').replaceAll('\\', '/').toLowerCase() : path;
  const segments = slashed.split('/').filter(segment => segment !== '' && segment !== '.');
  return `/${segments.join('/')}`.replace(/^\/var\/run(?=\/|$)/, '/run');
}
