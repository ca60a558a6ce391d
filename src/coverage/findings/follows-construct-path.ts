import { DaemonSet, nameOf } from '../../model/daemon-set';
import { Matrix } from '../matrix';
import { Finding } from '../report';

/** cdk8s' short hash of the path of a construct, as a part of a name. */
const HASH = /-c8[0-9a-f]{6}(-|$)/;

/** The label by which cdk8s-plus selects pods where nobody says how. */
const ADDRESS = 'cdk8s.io/metadata.addr';

/** A name or a selector with cdk8s' hash of the construct's path: moved in the tree, the DaemonSet is another one, which comes beside the old one, or Kubernetes refuses its new selector. */
export function followsConstructPath({ rows }: Matrix): Finding[] {
  const daemonSets = rows.map(({ daemonSet }) => daemonSet);
  const renamed = daemonSets.filter(({ name }) => HASH.test(name));
  const refused = daemonSets.filter(daemonSet => !renamed.includes(daemonSet) && selectsByPath(daemonSet));
  const [first] = [...renamed, ...refused];
  return first === undefined ? [] : [{
    code: 'FollowsConstructPath',
    severity: 'note',
    message: [
      ...renamed.length > 0 ? [`cdk8s made the name of ${namesOf(renamed)} from the path of the construct: once that moves, another DaemonSet comes, and the old one stays beside it`] : [],
      ...refused.length > 0 ? [`the selector of ${namesOf(refused)} follows the path of the construct: once that moves, Kubernetes refuses the change`] : [],
    ].join('; '),
    remedies: [
      ...renamed.length > 0 ? [{ text: 'set metadata.name; what runs already keeps its name that way, too' }] : [],
      ...[...renamed, ...refused].some(usesAddress) ? [{ text: 'select pods by labels of your own (cdk8s-plus: select: false, and select(…) with podMetadata); for what runs already, by the labels that it has' }] : [],
    ],
    source: first.source,
  }];
}

function selectsByPath(daemonSet: DaemonSet): boolean {
  return usesAddress(daemonSet) || daemonSet.selector.some(({ values }) => values.some(value => HASH.test(value)));
}

function usesAddress({ selector }: DaemonSet): boolean {
  return selector.some(({ key }) => key === ADDRESS);
}

function namesOf(daemonSets: readonly DaemonSet[]): string {
  return [...new Set(daemonSets.map(nameOf))].join(', ');
}
