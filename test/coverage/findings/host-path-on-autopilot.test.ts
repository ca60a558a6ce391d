import { hostPathOnAutopilot } from '../../../src/coverage/findings/host-path-on-autopilot';
import { daemonSet, matrix, mounting, node } from '../../builders';

const labels = { 'cloud.google.com/gke-nodepool': 'pool-1' };
const AUTOPILOT = node('gk3-prod-pool-1-a', { labels });
const found = (paths: string[], { readOnly = true, pod = {} } = {}, ...nodes: Parameters<typeof matrix>[1][number][]) =>
  hostPathOnAutopilot(matrix([daemonSet({ pod: { ...mounting(paths, { readOnly }), ...pod } })], nodes.length > 0 ? nodes : [AUTOPILOT, node('gke-prod-b', { labels })]));

test.each([['read', true], ['written', false]])('a path other than /var/log, %s, is a warning on the nodes of Autopilot', (_, readOnly) => {
  expect(found(['/var/lib/docker/containers', '/'], { readOnly })).toEqual([{
    code: 'HostPathOnAutopilot',
    severity: 'warning',
    message: 'mounts /, /var/lib/docker/containers: GKE Autopilot refuses paths of the node but /var/log, read-only, unless an allowlist of the cluster names this workload',
    remedies: [
      { text: 'mount what it needs of /var/log with readOnly: true, and keep what it writes in an emptyDir' },
      { text: 'install the allowlist that its vendor has for Autopilot (AllowlistSynchronizer)' },
      { text: 'exempt these nodes, and use what GKE itself offers there' },
    ],
    daemonSet: 'monitoring/agent',
    nodes: { names: ['gk3-prod-pool-1-a'], pools: [], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

test('so is /var/log for writing, and a path that begins like it', () => {
  expect(found(['/var/log/positions'], { readOnly: false })).toHaveLength(1);
  expect(found(['/var/logs'])).toHaveLength(1);
});

test('/var/log and what is below it, read-only, is none', () => {
  expect(found(['/var/log', '/var/log/', '/var/log/pods'])).toEqual([]);
  expect(found([])).toEqual([]);
});

test('no other node is concerned', () => {
  expect(found(['/'], {}, node('gke-prod-b', { labels }), node('gk3-of-another-cloud'), node('x-gk3-prod', { labels }))).toEqual([]);
  expect(found(['/'], { pod: { nodeSelector: { a: 'b' } } })).toEqual([]);
});

test('one that the API server gave was admitted: GKE allows its own', () => {
  const ofPlatform = { ...daemonSet({ pod: mounting(['/']) }), admitted: true };

  expect(hostPathOnAutopilot(matrix([ofPlatform], [AUTOPILOT]))).toEqual([]);
});
