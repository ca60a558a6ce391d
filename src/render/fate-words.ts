import { Fate } from '../coverage/report';

/** What a scenario does to a pod, as the end of a sentence that begins with the pod and ends with its node. */
export function fateWords(fate: Fate, afterSeconds = 0): string {
  switch (fate) {
    case 'Stays': return 'stays, but would not be created anew,';
    case 'Evicted': return afterSeconds === 0 ? 'is deleted at once' : `is evicted after ${afterSeconds} s`;
    case 'Loops': return afterSeconds === 0 ? 'is evicted as soon as it is created, again and again,' : `is evicted after ${afterSeconds} s and created anew, again and again,`;
    case 'Waits': return 'waits at first';
    case 'WaitsForEver': return 'waits for ever';
    case 'Missing': return 'does not run';
  }
}
