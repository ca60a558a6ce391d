import { followsConstructPath } from '../../../src/coverage/findings/follows-construct-path';
import { DaemonSet } from '../../../src/model/daemon-set';
import { daemonSet, matrix, node } from '../../builders';

const found = (...daemonSets: DaemonSet[]) => followsConstructPath(matrix(daemonSets, [node('n')]));
const selecting = (name: string, labels: Record<string, string>) => daemonSet({
  name,
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'a', image: 'a:1' }] } } },
});

test('names and selectors that follow the path of their construct are one note', () => {
  const byPath = selecting('logs', { 'cdk8s.io/metadata.addr': 'platform-Logs-c84159ad' });

  expect(found(byPath, daemonSet({ name: 'platform-gen-c8435022' }))).toEqual([{
    code: 'FollowsConstructPath',
    severity: 'note',
    message: 'cdk8s made the name of monitoring/platform-gen-c8435022 from the path of the construct: once that moves, another DaemonSet comes, and the old one stays beside it; '
      + 'the selector of monitoring/logs follows the path of the construct: once that moves, Kubernetes refuses the change',
    remedies: [
      { text: 'set metadata.name; what runs already keeps its name that way, too' },
      { text: 'select pods by labels of your own (cdk8s-plus: select: false, and select(…) with podMetadata); for what runs already, by the labels that it has' },
    ],
    source: { document: 1 },
  }]);
});

test.each([
  ['a variant of a name', daemonSet({ name: 'platform-logs-c8435022-windows' }), true],
  ['a selector by a name of that kind', selecting('logs', { 'app.kubernetes.io/instance': 'platform-logs-c8435022' }), true],
  ['a name that was set', daemonSet({ name: 'logs' }), false],
  ['a hash of another tool', daemonSet({ name: 'logs-d8435022' }), false],
  ['a longer word that begins alike', daemonSet({ name: 'logs-c8435022a' }), false],
])('%s', (_, one, expected) => {
  expect(found(one).length > 0).toBe(expected);
});

test('a selector is not told of beside the name that has the same cause', () => {
  expect(found(selecting('platform-logs-c8435022', { 'cdk8s.io/metadata.addr': 'x' }))[0]!.message).not.toContain('selector');
});
