import { knownHostPort } from '../../../src/coverage/findings/known-host-port';
import { KNOWN_PORTS } from '../../../src/coverage/known-ports';
import { DaemonSet } from '../../../src/model/daemon-set';
import { daemonSet, declares, matrix, node } from '../../builders';

const taking = (ports: object[], { name = 'agent', pod = {} } = {}) => daemonSet({ name, pod: { containers: [{ name: 'agent', image: 'agent:1', ports }], ...pod } });
const hostPort = (number: number, more = {}) => [{ containerPort: number, hostPort: number, ...more }];
const CONTROL_PLANE = node('cp', { labels: { 'node-role.kubernetes.io/control-plane': '' } });
const OPENSHIFT = node('os', { labels: { 'node.openshift.io/os_id': 'rhcos' } });
const found = (daemonSets: DaemonSet | DaemonSet[], ...nodes: Parameters<typeof matrix>[1][number][]) =>
  knownHostPort(matrix([daemonSets].flat(), nodes.length > 0 ? nodes : [node('n'), CONTROL_PLANE, OPENSHIFT]));
const named = (findings: ReturnType<typeof found>) => findings.map(({ daemonSet: name, message, nodes }) => `${name} ${/port (\S+) of the node, which (.*) has/.exec(message)!.slice(1).join(' ')} ${nodes!.names.join()}`);

test('a port that the kubelet has is a warning', () => {
  expect(found(taking(hostPort(10250)))).toEqual([{
    code: 'KnownHostPort',
    severity: 'warning',
    message: 'takes port 10250/TCP of the node, which the kubelet has there by default: the container cannot listen on it',
    remedies: [{ text: 'choose another port' }, { text: 'nothing, where that program listens on another port in this cluster' }],
    daemonSet: 'monitoring/agent',
    nodes: { names: ['cp', 'n', 'os'], pools: [], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

test.each([
  [10250, 'the kubelet cp,n,os'], [10256, 'kube-proxy cp,n,os'], [6443, 'the API server cp'], [2379, 'etcd cp'], [10259, 'kube-scheduler cp'],
  [9100, 'OpenShift\'s node-exporter os'], [9537, 'CRI-O of OpenShift os'],
])('port %i is one on the nodes that have it', (port, owner) => {
  expect(named(found(taking(hostPort(port))))).toEqual([`monitoring/agent ${port}/TCP ${owner}`]);
});

test('on the host network each port of a container is one, also beside a program that listens on the loopback only', () => {
  expect(named(found(taking([{ containerPort: 10248 }, { containerPort: 10249 }, { containerPort: 8080 }], { pod: { hostNetwork: true } }), node('n')))).toEqual([
    'monitoring/agent 127.0.0.1:10248/TCP the kubelet n', 'monitoring/agent 127.0.0.1:10249/TCP kube-proxy n',
  ]);
});

test('what Cilium does not declare is taken where Cilium runs', () => {
  const cilium = daemonSet({ name: 'cilium', pod: { nodeSelector: { net: 'cilium' } } });
  const nodes = [node('c', { labels: { net: 'cilium' } }), node('n')];

  expect(named(found([taking(hostPort(4240)), cilium], ...nodes))).toEqual(['monitoring/agent 4240/TCP Cilium c']);
  expect(named(knownHostPort(matrix([taking(hostPort(4240))], nodes, { also: [cilium] })))).toEqual(['monitoring/agent 4240/TCP Cilium c,n']);
  expect(found([taking(hostPort(4240)), daemonSet({ name: 'calico-node' })], ...nodes)).toEqual([]);
  expect(found([taking(hostPort(4240), { name: 'cilium' })], ...nodes)).toEqual([]);
});

test.each<[string, DaemonSet]>([
  ['the program itself', taking(hostPort(10256), { name: 'kube-proxy' })],
  ['what takes its place', taking(hostPort(10256), { name: 'kube-router' })],
  ['what has its role', daemonSet({ annotations: declares({ role: 'kube-proxy' }), pod: { containers: [{ name: 'proxy', image: 'proxy:1', ports: hostPort(10256) }] } })],
  ['OpenShift\'s own exporter', taking(hostPort(9100), { name: 'node-exporter' })],
  ['another port', taking(hostPort(10251))],
  ['another protocol', taking(hostPort(10250, { protocol: 'UDP' }))],
  ['another address than the loopback', taking(hostPort(10248, { hostIP: '10.0.0.1' }))],
  ['a port of the pod', taking([{ containerPort: 10250 }])],
])('%s is none', (_, one) => {
  expect(found(one)).toEqual([]);
});

test('no other node is concerned', () => {
  expect(found(taking(hostPort(6443)), node('n'), OPENSHIFT)).toEqual([]);
  expect(found(taking(hostPort(9100)), node('n'), CONTROL_PLANE)).toEqual([]);
  expect(found(taking(hostPort(10250)), node('v', { virtual: true }))).toEqual([]);
  expect(found(taking(hostPort(10250), { pod: { nodeSelector: { a: 'b' } } }))).toEqual([]);
});

test('two DaemonSets on one port are a gap, not this', () => {
  const both = [taking(hostPort(9100), { name: 'a' }), taking(hostPort(9100), { name: 'b' })];

  expect(named(found(both, OPENSHIFT))).toEqual(['monitoring/a 9100/TCP OpenShift\'s node-exporter os']);
  expect(matrix(both, [OPENSHIFT]).rows[1]!.placements[0]!.reasons).toMatchObject([{ filter: 'NodePorts', code: 'HostPortTaken' }]);
});

test('no port is known twice of one program', () => {
  const keys = KNOWN_PORTS.map(({ owner, port, address }) => `${owner} ${address}:${port}`);

  expect(new Set(keys).size).toBe(keys.length);
});
