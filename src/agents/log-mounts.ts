import { HostPath } from './host-path';
import { LogCollection } from './i-log-collector';
import { ContainerLogFormat } from './log-collection-options';

/** What a collector reads, and its state directory. With Docker, what is in `/var/log` are links to its own directory. */
export function logMounts({ statePath, format, journal }: Pick<LogCollection, 'statePath' | 'format' | 'journal'>): HostPath[] {
  const elsewhere = journal?.path !== undefined && !journal.path.startsWith('/var/log/');
  return [
    HostPath.readOnly('/var/log'),
    ...(format === ContainerLogFormat.DOCKER ? [HostPath.readOnly('/var/lib/docker/containers')] : []),
    ...(elsewhere ? [HostPath.readOnly(journal.path)] : []),
    stateMount(statePath),
  ];
}

/** The directory of the node where a collector keeps what must outlast its pod. */
export function stateMount(statePath: string): HostPath {
  return HostPath.readWrite(statePath, { volumeName: 'state' });
}
