import { changedSelector } from '../../../src/coverage/findings/changed-selector';
import { DaemonSet } from '../../../src/model/daemon-set';
import { daemonSet, matrix, node } from '../../builders';

const selecting = (labels: Record<string, string>, name = 'agent') => daemonSet({
  name,
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'a', image: 'a:1' }] } } },
});
const found = (running?: DaemonSet) => changedSelector(matrix([selecting({ app: 'new', tier: 'node' })], [node('n')], running ? { running: [running] } : {}));

test('a DaemonSet that runs with another selector is an error', () => {
  expect(found(selecting({ app: 'old' }))).toMatchObject([{
    code: 'ChangedSelector',
    severity: 'error',
    message: 'its selector (app=new,tier=node) is not that of the one that runs in the cluster (app=old): a selector cannot be changed, so the API server refuses it',
    daemonSet: 'monitoring/agent',
  }]);
  expect(found(selecting({ app: 'new' }))).toHaveLength(1);
});

test('the same selector in another order is none, nor is that of another DaemonSet, and where nobody knows what runs', () => {
  expect(found(selecting({ tier: 'node', app: 'new' }))).toEqual([]);
  expect(found(selecting({ app: 'old' }, 'other'))).toEqual([]);
  expect(found()).toEqual([]);
});
