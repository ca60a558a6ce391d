import * as fc from 'fast-check';
import { distinguishing } from '../../src/coverage/distinguishing';
import { meets } from '../../src/model/label-selector';
import { node } from '../builders';

const labels = fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y', 'z'));
const nodes = fc.array(labels, { minLength: 1, maxLength: 4 }).map(all => all.map((own, index) => node(`n-${index}`, { labels: own })));

test('what it finds holds for all of the nodes, and for none of the others', () => {
  fc.assert(fc.property(nodes, nodes, (some, others) => {
    const condition = distinguishing(some, others);
    fc.pre(condition !== undefined);

    expect(some.every(one => meets(condition!, one.labels))).toBe(true);
    expect(others.some(one => meets(condition!, one.labels))).toBe(false);
  }));
});

test('a label that is the same on both sides, and names, tell nothing', () => {
  expect(distinguishing([node('a', { labels: { x: 'y' } })], [node('b', { labels: { x: 'y' } })])).toBeUndefined();
  expect(distinguishing([node('a', { labels: { x: 'z' } })], [node('b', { labels: { x: 'y' } })])).toEqual({ key: 'x', operator: 'In', values: ['z'] });
});
