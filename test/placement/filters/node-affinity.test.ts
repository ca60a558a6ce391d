import { daemonSet, node } from '../../builders';
import { Answers } from '../cluster-builders';

/** What is advised where a node does not have a pair of the nodeSelector. */
function advice(nodeSelector: Record<string, string>, labels: Record<string, string>): readonly string[] {
  const { reasons } = new Answers([daemonSet({ pod: { nodeSelector } })], [node('n', { labels })]).of('agent', 'n');
  return reasons.flatMap(({ remedies }) => remedies.map(({ text }) => text));
}

test.each<[string, Record<string, string>, Record<string, string>, readonly string[]]>([
  ['the node may be labelled, or the condition dropped', { disk: 'ssd' }, { disk: 'hdd' }, [
    'label the node: kubectl label node NAME disk=ssd',
    'remove disk from spec.template.spec.nodeSelector',
  ]],
  ['a key that differs in one letter is named first', { disks: 'ssd' }, { disk: 'ssd' }, [
    'write disk in place of disks in spec.template.spec.nodeSelector',
    'label the node: kubectl label node NAME disks=ssd',
    'remove disks from spec.template.spec.nodeSelector',
  ]],
  ['a label makes no node one of another architecture', { 'kubernetes.io/arch': 'arm64' }, {}, ['remove kubernetes.io/arch from spec.template.spec.nodeSelector']],
  ['nor one of another operating system, which an agent could not run on', { 'kubernetes.io/os': 'linux' }, { 'kubernetes.io/os': 'windows' }, [
    'require it only where kubernetes.io/os=linux, or add another DaemonSet for nodes with kubernetes.io/os=windows',
  ]],
])('%s', (_, nodeSelector, labels, expected) => {
  expect(advice(nodeSelector, labels)).toEqual(expected);
});
