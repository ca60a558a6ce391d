import { nameOf } from '../../model/daemon-set';
import { ObjectName, showObjectName } from '../../model/object-name';
import { Matrix } from '../matrix';
import { Finding } from '../report';

/** A DaemonSet says, by the annotation everynode.dev/needs, what else must be there for its pods to start, and no given object is that. */
export function missingObject(matrix: Matrix): Finding[] {
  const { given, running = [] } = matrix.input;
  if (given === undefined) { return []; }
  const runs = new Set(running.map(nameOf)); // what runs has what it needs
  return matrix.rows.flatMap(({ daemonSet }) => {
    const missing = (daemonSet.needs ?? []).filter(need => !runs.has(nameOf(daemonSet)) && !given.some(object => isMeant(need, object)));
    return missing.length === 0 ? [] : [{
      code: 'MissingObject',
      severity: 'warning' as const,
      message: `its pods do not start without ${missing.map(showObjectName).join(' and ')}, which ${missing.length === 1 ? 'is' : 'are'} not among the given objects`,
      remedies: [
        { text: 'add what belongs to it beside the node agent, by Include or Helm, or pass the file that holds it' },
        { text: 'nothing, where the cluster has it already: say so by the annotation everynode.dev/needs: ""' },
      ],
      daemonSet: nameOf(daemonSet),
      source: daemonSet.source,
    }];
  });
}

function isMeant(need: ObjectName, { kind, namespace = 'default', name }: ObjectName): boolean {
  return need.kind === kind && need.name === name && (need.namespace === undefined || need.namespace === namespace);
}
