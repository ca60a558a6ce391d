import { sharedSelector } from '../../../src/coverage/findings/shared-selector';
import { DaemonSet } from '../../../src/model/daemon-set';
import { daemonSet, matrix, node } from '../../builders';

const find = (...daemonSets: DaemonSet[]) => sharedSelector(matrix(daemonSets, [node('n')]));

/** A DaemonSet that selects by some of its pods' labels. */
const labeled = (name: string, selector: Record<string, string>, more: Record<string, string> = {}, namespace = 'monitoring') => {
  const template = { metadata: { labels: { ...selector, ...more } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } };
  return daemonSet({ name, namespace, spec: { selector: { matchLabels: selector }, template } });
};

test('two that select the same pods are one warning that names both', () => {
  expect(find(labeled('b', { app: 'logs' }), labeled('a', { app: 'logs' }))).toEqual([{
    code: 'SharedSelector',
    severity: 'warning',
    message: 'its selector (app=logs) matches the pods of monitoring/b, too, and the selector of monitoring/b matches its own: Services and PodDisruptionBudgets mix them up, and pods without an owner go to the wrong one',
    remedies: [{ text: 'give one of them a label of its own, in selector and template; the selector cannot be changed in place, so delete that DaemonSet and create it anew' }],
    daemonSet: 'monitoring/a',
    source: { document: 1 },
  }]);
});

test.each([
  ['the first', [labeled('a', { app: 'logs' }), labeled('b', { app: 'logs', os: 'windows' })], 'a', 'monitoring/b'],
  ['the second', [labeled('a', { app: 'logs', os: 'windows' }), labeled('b', { app: 'logs' })], 'b', 'monitoring/a'],
])('where only %s matches the pods of the other, it is the one that is told', (_, daemonSets, name, other) => {
  const [found, ...more] = find(...daemonSets);

  expect(more).toEqual([]);
  expect(found).toMatchObject({ daemonSet: `monitoring/${name}`, message: expect.stringMatching(new RegExp(`^its selector \\(app=logs\\) matches the pods of ${other}, too: `)) });
});

test('three are three pairs', () => {
  expect(find(labeled('a', { app: 'logs' }), labeled('b', { app: 'logs' }), labeled('c', { app: 'logs' })).map(({ daemonSet: name }) => name)).toEqual(['monitoring/a', 'monitoring/a', 'monitoring/b']);
});

test('an expression selects as well as a label', () => {
  const spec = { selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] } };

  expect(find(daemonSet({ name: 'a', spec }), daemonSet({ name: 'b' }))).toMatchObject([{ daemonSet: 'monitoring/a' }]);
});

test.each([
  ['another value', [labeled('a', { app: 'a' }), labeled('b', { app: 'b' })]],
  ['a label of its own on each', [labeled('a', { app: 'logs', os: 'linux' }), labeled('b', { app: 'logs', os: 'windows' })]],
  ['labels in common that nobody selects by', [labeled('a', { app: 'a' }, { team: 'x' }), labeled('b', { app: 'b' }, { team: 'x' })]],
  ['another namespace', [labeled('a', { app: 'logs' }), labeled('b', { app: 'logs' }, {}, 'logging')]],
  ['one object twice', [labeled('a', { app: 'logs' }), labeled('a', { app: 'logs' })]],
])('%s is none', (_, daemonSets) => {
  expect(find(...daemonSets)).toEqual([]);
});
