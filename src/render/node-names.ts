import { NodeGroup } from '../coverage/report';

/** How many names a sentence holds before it says "and so many more". */
const SHOWN = 3;

/** `gpu-0, gpu-1, gpu-2 and 37 more, pool gpu`: nodes as a sentence names them. */
export function showNodes({ names, pools, hypothetical }: NodeGroup, limit = SHOWN): string {
  const list = showNames(names, limit);
  const shortened = names.length > limit + 1;
  const pool = shortened && pools.length > 0 ? `, ${pools.length === 1 ? 'pool' : 'pools'} ${pools.join(', ')}` : '';
  return `${list}${pool}${hypotheticalNote(names.length, hypothetical)}`;
}

/** `a, b, c and 5 more`: names in order, without anything else about them. */
export function showNames(names: readonly string[], limit = SHOWN): string {
  const shown = names.length <= limit + 1 ? names : names.slice(0, limit);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

/** `1 node`, `2 nodes`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function hypotheticalNote(all: number, hypothetical: number): string {
  if (hypothetical === 0) { return ''; }
  return hypothetical === all ? ', which may come' : `, ${hypothetical} of which may come`;
}
