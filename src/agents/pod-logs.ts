/**
 * The log files that a pattern of those in `/var/log/containers` names, where they really are: `<namespace>_<pod>_<uid>/<container>/<n>.log`.
 *
 * @param files which of the files of each container
 */
export function inPodLogs(pattern: string, files: string): string {
  const [, pod = '*', namespace = '*', container = '*'] = /\/([^/_]+)_([^_]+)_(.+)\.log$/.exec(pattern) ?? [];
  return `/var/log/pods/${namespace}_${pod}_*/${container.replace(/-\*$/, '')}/${files}`;
}
