import * as fc from 'fast-check';
import { Heap } from '../../src/rollout/heap';

test('gives back what was added, the least first', () => {
  fc.assert(fc.property(fc.array(fc.integer()), numbers => {
    const heap = new Heap<number>((left, right) => left < right);
    numbers.forEach(number => heap.add(number));

    expect(numbers.map(() => heap.take())).toEqual([...numbers].sort((left, right) => left - right));
    expect([heap.least, heap.take()]).toEqual([undefined, undefined]);
  }));
});
