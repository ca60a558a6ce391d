import { surgeWithHostPort } from '../../../src/coverage/findings/surge-with-host-port';
import { DaemonSet } from '../../../src/model/daemon-set';
import { InventoryNode } from '../../../src/model/node';
import { daemonSet, ManifestOverrides, matrix, node, surging } from '../../builders';

const find = (agent: DaemonSet, ...nodes: InventoryNode[]) => surgeWithHostPort(matrix([agent], nodes));

const containers = (...ports: object[]) => ({ containers: [{ name: 'a', image: 'a:1', ports }] });
const surge = (pod: ManifestOverrides['pod'], overrides: ManifestOverrides = {}) => daemonSet({ spec: surging(), pod, ...overrides });
const onPort = containers({ containerPort: 80, hostPort: 9100 });

test('maxSurge with a host port is an error that says what to write', () => {
  expect(find(surge(onPort), node('n'), node('v', { virtual: true }))).toEqual([{
    code: 'SurgeWithHostPort',
    severity: 'error',
    message: 'an update with maxSurge 1 never finishes: the new pod waits for host port 9100/TCP, which the old one keeps until the new one is available',
    remedies: [{
      text: 'let the old pod stop first: maxUnavailable, such as 1, in place of maxSurge (spec.updateStrategy.rollingUpdate)',
      yaml: { path: 'spec.updateStrategy.rollingUpdate', set: { maxUnavailable: 1 } },
    }],
    daemonSet: 'monitoring/agent',
    nodes: { names: ['n'], pools: [], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

test('a typed agent is told what to write in TypeScript', () => {
  expect(find(surge(onPort, { annotations: { 'everynode.dev/agent': 'X' } }), node('n'))[0]!.remedies).toMatchObject([
    { typescript: 'updateStrategy: UpdateStrategy.rollingUpdate({ maxUnavailable: 1 })' },
  ]);
});

test('on the host network every port is one of the node', () => {
  const ports = [{ containerPort: 9100 }, { containerPort: 9101, protocol: 'UDP' }];

  expect(find(surge({ ...containers(...ports), hostNetwork: true }), node('n'))[0]!.message).toContain('host port 9100/TCP, 9101/UDP, which');
});

test('a sidecar has its port, too, in versions that count it', () => {
  const agent = surge({ initContainers: [{ name: 's', image: 's:1', restartPolicy: 'Always', ports: [{ containerPort: 80, hostPort: 9100 }] }] });

  expect(surgeWithHostPort(matrix([agent], [node('n')], { minor: 34 }))).toHaveLength(1);
  expect(surgeWithHostPort(matrix([agent], [node('n')], { minor: 33 }))).toEqual([]);
});

test('where another scheduler decides, it is one as well', () => {
  expect(find(surge({ ...onPort, schedulerName: 'other' }), node('n'))).toHaveLength(1);
});

test.each<[string, DaemonSet]>([
  ['maxUnavailable', daemonSet({ pod: onPort })],
  ['a maxSurge of nothing', daemonSet({ pod: onPort, spec: { updateStrategy: { rollingUpdate: { maxSurge: 0 } } } })],
  ['OnDelete', daemonSet({ pod: onPort, spec: { updateStrategy: { ...surging().updateStrategy, type: 'OnDelete' } } })],
  ['a port of the pod', surge(containers({ containerPort: 9100 }))],
  ['the host network without a port', surge({ hostNetwork: true })],
  ['an init container that ends', surge({ initContainers: [{ name: 'i', image: 'i:1', ports: [{ containerPort: 80, hostPort: 9100 }] }] })],
  ['no node that it runs on', surge({ ...onPort, nodeSelector: { disk: 'ssd' } })],
])('%s is none', (_, agent) => {
  expect(find(agent, node('n'))).toEqual([]);
});
