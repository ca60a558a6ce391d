import { surgeWithHostNetwork } from '../../../src/coverage/findings/surge-with-host-network';
import { DaemonSet } from '../../../src/model/daemon-set';
import { InventoryNode } from '../../../src/model/node';
import { daemonSet, matrix, node, surging } from '../../builders';

const find = (agent: DaemonSet, ...nodes: InventoryNode[]) => surgeWithHostNetwork(matrix([agent], nodes));
const onHostNetwork = (pod = {}, spec: object = surging('25%')) => daemonSet({ pod: { hostNetwork: true, ...pod }, spec: { ...spec } });
const containers = (port: object) => ({ containers: [{ name: 'a', image: 'a:1', ports: [port] }] });

test('maxSurge on the host network is a warning where no port is declared', () => {
  expect(find(onHostNetwork(), node('n'), node('v', { virtual: true }))).toEqual([{
    code: 'SurgeWithHostNetwork',
    severity: 'warning',
    message: 'an update with maxSurge 25% runs two pods on the host network of a node: if they listen on a port, the new one cannot, and the update never finishes',
    remedies: [{
      text: 'let the old pod stop first: maxUnavailable, such as 1, in place of maxSurge (spec.updateStrategy.rollingUpdate)',
      yaml: { path: 'spec.updateStrategy.rollingUpdate', set: { maxUnavailable: 1 } },
    }],
    daemonSet: 'monitoring/agent',
    nodes: { names: ['n'], pools: [], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

test.each<[string, DaemonSet]>([
  ['maxUnavailable', onHostNetwork({}, {})],
  ['OnDelete', onHostNetwork({}, { updateStrategy: { ...surging().updateStrategy, type: 'OnDelete' } })],
  ['the network of the pod', onHostNetwork({ hostNetwork: false })],
  ['a declared port: that is an error of its own', onHostNetwork(containers({ containerPort: 9100 }))],
  ['no node that it runs on', onHostNetwork({ nodeSelector: { disk: 'ssd' } })],
])('%s is none', (_, agent) => {
  expect(find(agent, node('n'))).toEqual([]);
});
