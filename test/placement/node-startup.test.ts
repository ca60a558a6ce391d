import { DaemonSet } from '../../src/model/daemon-set';
import { nodeIn, scenariosNamed } from '../../src/model/scenario';
import { NodeStartup } from '../../src/placement/node-startup';
import { daemonSet, node, NodeOverrides, taint } from '../builders';

const NEW = scenariosNamed(['new-node']).scenarios[0]!;
const CILIUM = 'node.cilium.io/agent-not-ready:NoExecute';
const EBS = 'ebs.csi.aws.com/agent-not-ready:NoExecute';
const UNINITIALIZED = 'node.cloudprovider.kubernetes.io/uninitialized=true:NoSchedule';
const NOT_READY = 'node.kubernetes.io/not-ready:NoSchedule';

/** A DaemonSet of the namespace kube-system that tolerates these taints. */
const tolerating = (name: string, ...taints: string[]) => daemonSet({
  name,
  namespace: 'kube-system',
  pod: { tolerations: taints.map(text => ({ key: taint(text).key, operator: 'Exists', effect: taint(text).effect })) },
});

const joining = (startupTaints: string[], overrides: NodeOverrides = {}) => node('n', { startupTaints: startupTaints.map(taint), ...overrides });

/** What each DaemonSet waits for on a node that joins. */
const waits = (daemonSets: DaemonSet[], ...nodes: ReturnType<typeof node>[]) => {
  const startup = new NodeStartup(daemonSets, nodes.map(settled => ({ settled, joining: nodeIn(NEW, settled) })));
  return Object.fromEntries(daemonSets.map(one => {
    const wait = startup.waitOf(one, 0);
    return [one.name, wait && [...wait.forEver ? ['for ever'] : [], ...wait.reasons.map(({ message }) => message)]];
  }));
};

test('one that tolerates every taint of a new node starts at once', () => {
  expect(waits([tolerating('agent', NOT_READY, 'a:NoSchedule')], joining(['a:NoSchedule']))).toEqual({ agent: undefined });
});

test('what nobody here removes goes away', () => {
  expect(waits([tolerating('agent')], joining(['a:NoSchedule']))).toEqual({
    agent: ['waits until node.kubernetes.io/not-ready:NoSchedule is gone', 'waits until a:NoSchedule is gone'],
  });
});

test('what another removes that starts goes away', () => {
  expect(waits([tolerating('agent', NOT_READY), tolerating('cilium', NOT_READY, CILIUM)], joining([CILIUM]))).toEqual({
    agent: [`waits until ${CILIUM} is gone: kube-system/cilium removes it`],
    cilium: undefined,
  });
});

test('a network plugin for Linux makes no node of Windows wait', () => {
  const onlyOn = (os: string) => ({ nodeSelector: { 'kubernetes.io/os': os } });
  const plugin = daemonSet({ name: 'cilium', pod: { ...onlyOn('linux'), tolerations: [{ operator: 'Exists' }] } });
  const exporter = (os: string) => daemonSet({ name: 'exporter', pod: onlyOn(os) });

  expect(waits([exporter('windows'), plugin], joining([], { labels: { 'kubernetes.io/os': 'windows' } })).exporter).toEqual([`waits until ${NOT_READY} is gone`]);
  expect(waits([exporter('linux'), plugin], joining([], { labels: { 'kubernetes.io/os': 'linux', 'net': 'none' } })).exporter)
    .toEqual([`waits until ${NOT_READY} is gone: monitoring/cilium removes it`]);
});

test('a taint that only the agent itself removes is a circle', () => {
  expect(waits([tolerating('cilium', NOT_READY)], joining([CILIUM]))).toEqual({ cilium: ['for ever', `waits for ever: ${CILIUM} goes away only when it runs itself`] });
});

test('two that wait for each other are a circle, told of both', () => {
  expect(waits([tolerating('cilium', NOT_READY, CILIUM), tolerating('ebs-csi-node', NOT_READY, EBS)], joining([CILIUM, EBS]))).toEqual({
    'cilium': ['for ever', `waits for ever: ${EBS} goes away only when kube-system/ebs-csi-node runs, which waits for ${CILIUM}, which goes away only when kube-system/cilium runs`],
    'ebs-csi-node': ['for ever', `waits for ever: ${CILIUM} goes away only when kube-system/cilium runs, which waits for ${EBS}, which goes away only when kube-system/ebs-csi-node runs`],
  });
});

test('one behind a circle waits for ever, too', () => {
  expect(waits([tolerating('agent', NOT_READY), tolerating('cilium', NOT_READY)], joining([CILIUM]))).toMatchObject({
    agent: ['for ever', `waits for ever: ${CILIUM} goes away only when kube-system/cilium runs, which waits for ${CILIUM}, which goes away only when it runs itself`],
  });
});

test('a taint whose remover does not run on the node stays for ever', () => {
  const elsewhere = daemonSet({ name: 'cilium', pod: { nodeSelector: { net: 'cilium' }, tolerations: [{ operator: 'Exists' }] } });

  expect(waits([tolerating('agent', NOT_READY), elsewhere], joining([CILIUM]))).toMatchObject({
    agent: ['for ever', `waits for ever: ${CILIUM} goes away only when monitoring/cilium runs, which it does not on this node`],
  });
  expect(waits([tolerating('agent', NOT_READY), elsewhere], joining([CILIUM], { labels: { net: 'cilium' } }))).toMatchObject({
    agent: [`waits until ${CILIUM} is gone: monitoring/cilium removes it`],
  });
});

describe('the cloud controller manager', () => {
  const elsewhere = (...taints: string[]) => ({ ...tolerating('cloud-controller-manager', ...taints), template: daemonSet({ pod: { nodeSelector: { cp: '' }, tolerations: taints.map(text => ({ key: taint(text).key, operator: 'Exists' })) } }).template });
  const [worker, controlPlane] = [joining([UNINITIALIZED]), node('cp', { labels: { cp: '' }, startupTaints: [taint(UNINITIALIZED)] })];

  test('initializes nodes on which it does not run', () => {
    expect(waits([tolerating('agent', NOT_READY), elsewhere(UNINITIALIZED, NOT_READY)], worker, controlPlane)).toMatchObject({
      agent: [`waits until ${UNINITIALIZED} is gone: kube-system/cloud-controller-manager removes it`],
    });
  });

  test('starts on no node where it does not tolerate what it removes', () => {
    expect(waits([tolerating('agent', NOT_READY), elsewhere(NOT_READY)], worker, controlPlane)).toMatchObject({ agent: ['for ever', expect.any(String)] });
  });

  test('and a network plugin wait for each other', () => {
    expect(waits([tolerating('cloud-controller-manager', UNINITIALIZED), tolerating('calico-node', NOT_READY)], worker)).toMatchObject({
      'cloud-controller-manager': ['for ever', expect.stringContaining('kube-system/calico-node runs, which waits for')],
      'calico-node': ['for ever', expect.stringContaining('kube-system/cloud-controller-manager runs, which waits for')],
    });
  });
});

test('a taint that the node keeps is nothing to wait for', () => {
  expect(waits([tolerating('agent', NOT_READY)], joining(['a:NoSchedule'], { taints: ['a:NoSchedule'] }))).toEqual({ agent: undefined });
});

test('what to tolerate is said, and whom else to help', () => {
  const agent = tolerating('agent', NOT_READY);
  const settled = joining([CILIUM]);
  const startup = new NodeStartup([agent, tolerating('cilium', NOT_READY)], [{ settled, joining: nodeIn(NEW, settled) }]);

  expect(startup.waitOf(agent, 0)?.reasons[0]).toMatchObject({
    filter: 'TaintToleration',
    code: 'WaitsForEver',
    remedies: [{ text: 'let kube-system/cilium start on new nodes: it must tolerate what it waits for' }, { yaml: { add: [{ key: 'node.cilium.io/agent-not-ready' }] } }, expect.anything()],
  });
});
