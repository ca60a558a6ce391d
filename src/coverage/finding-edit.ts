import { Matrix, Row } from './matrix';
import { Finding } from './report';
import { Trials } from './trial';
import { nameOf } from '../model/daemon-set';
import { Remedy } from '../placement/placement';

/**
 * A remedy of a finding as it may be offered: with its edit where that was tried on a copy, takes the finding away and opens nothing; in
 * words alone where not.
 *
 * @param find what finds it
 * @param byEdited whether the nodes that the edited DaemonSet asks for may run it, too
 */
export function triedFor(matrix: Matrix, row: Row, remedy: Remedy, find: (matrix: Matrix) => Finding[], byEdited = false): Remedy {
  const { text, yaml } = remedy;
  const trial = yaml && Trials.of(matrix).of(row, [yaml]);
  const sound = trial !== undefined && typeof trial !== 'string' && trial.besides(byEdited).length === 0
    && find(trial.after).every(({ daemonSet }) => daemonSet !== nameOf(row.daemonSet));
  return sound ? remedy : { text };
}
