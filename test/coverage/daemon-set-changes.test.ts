import { daemonSetChangesOf } from '../../src/coverage/daemon-set-changes';
import { DaemonSet, nameOf } from '../../src/model/daemon-set';
import { daemonSet, declares, matrix, node } from '../builders';

const NODES = [node('n')];
const running = (name: string, image: string, overrides: { readonly namespace?: string; readonly container?: string } = {}) =>
  daemonSet({ name, ...overrides, pod: { containers: [{ name: overrides.container ?? 'agent', image }] } });

/** A DaemonSet whose pods have another label than its name. */
const selecting = (name: string, app: string, image = 'a:1', namespace = 'monitoring') => daemonSet({
  name,
  namespace,
  spec: { selector: { matchLabels: { app } }, template: { metadata: { labels: { app } }, spec: { containers: [{ name, image }] } } },
});

const doing = (name: string, role: string) => daemonSet({ name, annotations: declares({ role }), pod: { containers: [{ name, image: `${name}:1` }] } });

const renames = (base: readonly DaemonSet[], head: readonly DaemonSet[]) =>
  daemonSetChangesOf(matrix(base, NODES), matrix(head, NODES)).flatMap(({ before, renamedTo }) => before && renamedTo ? [`${nameOf(before.daemonSet)} → ${nameOf(renamedTo.daemonSet)}`] : []);

test('DaemonSets are paired by namespace and name', () => {
  const changes = daemonSetChangesOf(matrix([running('a', 'a:1'), running('b', 'b:1')], NODES), matrix([running('b', 'b:2'), running('c', 'c:1')], NODES));

  expect(changes.map(({ before, after }) => [before?.daemonSet.name, after?.daemonSet.name])).toEqual([['a', undefined], ['b', 'b'], [undefined, 'c']]);
});

describe('known again under another name is', () => {
  test.each<[string, DaemonSet[], DaemonSet[]]>([
    ['the same program in a newer version', [running('a', 'reg.io:5000/x/logs:1')], [running('b', 'reg.io:5000/x/logs:2')]],
    ['the same program by its digest', [running('a', 'logs:1')], [running('b', `logs@sha256:${'0'.repeat(64)}`)]],
    ['whatever selects the same pods', [selecting('a', 'logs', 'a:1')], [selecting('b', 'logs', 'b:1')]],
    ['what has the same role', [doing('a', 'logs')], [doing('b', 'logs')]],
    ['the same template in another namespace', [selecting('a', 'logs')], [selecting('a', 'logs', 'a:1', 'other')]],
  ])('%s', (_, base, head) => {
    expect(renames(base, head)).toHaveLength(1);
  });
});

describe('not known again is', () => {
  test.each<[string, DaemonSet[], DaemonSet[]]>([
    ['what has another role', [doing('a', 'logs')], [doing('b', 'metrics')]],
    ['one of a role that had a member of that name before', [doing('a', 'logs'), doing('b', 'logs')], [doing('b', 'logs')]],
    ['another program', [running('a', 'logs:1')], [running('b', 'metrics:1')]],
    ['the same image in a container that is called otherwise', [running('a', 'busybox:1')], [running('b', 'busybox:1', { container: 'other' })]],
    ['what selects the same pods in another namespace', [selecting('a', 'logs', 'a:1')], [selecting('b', 'logs', 'b:1', 'other')]],
    ['one that could be two', [running('a', 'logs:1')], [running('b', 'logs:1'), running('c', 'logs:1')]],
    ['two that could be one', [running('a', 'logs:1'), running('b', 'logs:1')], [running('c', 'logs:1')]],
    ['one whose name is still there', [running('a', 'logs:1')], [running('a', 'logs:1'), running('b', 'logs:1')]],
  ])('%s', (_, base, head) => {
    expect(renames(base, head)).toEqual([]);
  });
});

test('the surest mark comes first: an equal template before an equal program', () => {
  const base = [selecting('a', 'x', 'logs:1'), running('b', 'logs:1')];
  const head = [running('c', 'logs:2'), selecting('d', 'x', 'logs:1', 'other')];

  expect(renames([selecting('a', 'x')], [selecting('a', 'x', 'a:1', 'other'), selecting('z', 'y')])).toEqual(['monitoring/a → other/a']);
  expect(renames(base, head)).toEqual(['monitoring/b → monitoring/c']);
});
