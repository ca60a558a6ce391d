import { nameOf } from '../../model/daemon-set';
import { Remedy } from '../../placement/placement';
import { Matrix } from '../matrix';
import { Finding } from '../report';

/** Fields of other kinds that people look for in a DaemonSet, and what it has in their place. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['spec.replicas', 'a DaemonSet runs one pod on each node that it selects: remove it'],
  ['spec.paused', 'a DaemonSet cannot be paused; updateStrategy OnDelete comes closest'],
  ['spec.progressDeadlineSeconds', 'a DaemonSet has no progress deadline: remove it'],
  ['spec.serviceName', 'only StatefulSets have it: remove it'],
  ['spec.volumeClaimTemplates', 'only StatefulSets have it: use hostPath, or a generic ephemeral volume'],
]);

/** Fields of the pod that are often written one level, or two, too high, where they count for nothing. */
const OF_THE_POD = new RegExp(`^spec(\\.template)?\\.(${[
  'affinity', 'containers', 'dnsPolicy', 'hostNetwork', 'hostPID', 'initContainers', 'nodeName', 'nodeSelector', 'priorityClassName',
  'runtimeClassName', 'securityContext', 'serviceAccountName', 'tolerations', 'topologySpreadConstraints', 'volumes',
].join('|')})$`);

/** A field that a DaemonSet does not have: kubectl refuses it, other clients drop it in silence. */
export function unknownField({ rows }: Matrix): Finding[] {
  return rows.flatMap(({ daemonSet }) => daemonSet.unknownFields.map(({ path, suggestion, source }) => ({
    code: 'UnknownField',
    severity: 'warning' as const,
    message: `${path} is no field of a DaemonSet: kubectl refuses it, and other clients drop it in silence`,
    remedies: [remedyFor(path, suggestion)],
    daemonSet: nameOf(daemonSet),
    source,
  })));
}

/** To remove a field is an edit only where nothing was meant by it. */
function remedyFor(path: string, suggestion: string | undefined): Remedy {
  const [, , field] = OF_THE_POD.exec(path) ?? [];
  if (field !== undefined) { return { text: `it is a field of the pod: move it to spec.template.spec.${field}` }; }
  if (path === 'spec.strategy') { return { text: 'the update strategy of a DaemonSet is spec.updateStrategy' }; }
  if (suggestion !== undefined) { return { text: `write ${suggestion} if that is meant` }; }
  return { text: INSTEAD.get(path) ?? 'remove it', yaml: { path, set: null } };
}
