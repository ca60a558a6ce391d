import { nameOf } from '../../model/daemon-set';
import { showPlace } from '../../model/source';
import { Matrix } from '../matrix';
import { Finding } from '../report';

/** One namespace and name twice: whoever is applied last wins, and the other is gone. */
export function duplicateObject({ rows }: Matrix): Finding[] {
  const byName = new Map<string, Matrix['rows'][number][]>();
  for (const row of rows) { byName.set(nameOf(row.daemonSet), [...byName.get(nameOf(row.daemonSet)) ?? [], row]); }
  return [...byName].filter(([, same]) => same.length > 1).map(([name, same]) => {
    const places = same.map(({ daemonSet }) => showPlace(daemonSet.source)).filter(place => place !== '');
    return {
      code: 'DuplicateObject',
      severity: 'error' as const,
      message: `DaemonSet ${name} is there ${same.length} times${places.length > 0 ? ` (${places.join(', ')})` : ''}: the one that is applied last replaces the others`,
      remedies: [{ text: 'give each its own name, or remove all but one' }],
      daemonSet: name,
      source: same[0]?.daemonSet.source ?? {},
    };
  });
}
