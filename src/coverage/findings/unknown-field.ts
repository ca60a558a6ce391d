import { nameOf } from '../../model/daemon-set';
import { Matrix } from '../matrix';
import { Finding } from '../report';

/** Fields of other kinds that people look for in a DaemonSet, and what it has in their place. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['spec.replicas', 'a DaemonSet runs one pod on each node that it selects: remove it'],
  ['spec.strategy', 'the update strategy of a DaemonSet is spec.updateStrategy'],
  ['spec.paused', 'a DaemonSet cannot be paused; updateStrategy OnDelete comes closest'],
  ['spec.progressDeadlineSeconds', 'a DaemonSet has no progress deadline: remove it'],
  ['spec.serviceName', 'only StatefulSets have it: remove it'],
  ['spec.volumeClaimTemplates', 'only StatefulSets have it: use hostPath, or a generic ephemeral volume'],
]);

/** A field that a DaemonSet does not have: kubectl refuses it, other clients drop it in silence. */
export function unknownField({ rows }: Matrix): Finding[] {
  return rows.flatMap(({ daemonSet }) => daemonSet.unknownFields.map(({ path, suggestion, source }) => ({
    code: 'UnknownField',
    severity: 'warning' as const,
    message: `${path} is no field of a DaemonSet: kubectl refuses it, and other clients drop it in silence`,
    remedies: [{ text: INSTEAD.get(path) ?? (suggestion ? `write ${suggestion} if that is meant` : 'remove it'), yaml: { path, set: null } }],
    daemonSet: nameOf(daemonSet),
    source,
  })));
}
