import { unsupportedArchitecture } from '../../../src/coverage/findings/unsupported-architecture';
import { daemonSet, matrix, node } from '../../builders';

const on = (arch: string, overrides = {}) => node(arch, { labels: { 'kubernetes.io/arch': arch }, ...overrides });
const ALL = [on('amd64'), on('arm64'), on('s390x')];
const found = (architectures: string | undefined, nodes: Parameters<typeof matrix>[1], { pod = {}, annotations = {} } = {}) => {
  const known: Record<string, string> = architectures === undefined ? {} : { 'everynode.dev/architectures': architectures };
  return unsupportedArchitecture(matrix([daemonSet({ pod, annotations: { ...annotations, ...known } })], nodes));
};

test('pods that would be sent to nodes that their image is not for are an error', () => {
  expect(found('amd64', ALL)).toEqual([{
    code: 'UnsupportedArchitecture',
    severity: 'error',
    message: 'its image is for amd64, and would be sent to nodes of the architecture arm64, s390x, where it cannot start',
    remedies: [
      { text: 'use an image that is for arm64, s390x, too, and say so in the annotation everynode.dev/architectures' },
      { text: 'leave these nodes out, with a reason' },
    ],
    daemonSet: 'monitoring/agent',
    nodes: { names: ['arm64', 's390x'], pools: [], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

test('the remedies of a typed agent are in its terms', () => {
  expect(found('amd64,arm64', ALL, { annotations: { 'everynode.dev/agent': 'Agent' } })[0]!.remedies).toEqual([
    { text: 'use an image that is for s390x, too, and say so in architectures' },
    { text: 'leave these nodes out, with a reason', typescript: "nodes: NodeSelection.everyNode().excluding('kubernetes.io/arch in (s390x)', '…')" },
  ]);
});

test.each<[string, ReturnType<typeof found>]>([
  ['an image for all of them', found('amd64, arm64,s390x', ALL)],
  ['an image of which nobody knows', found(undefined, ALL)],
  ['nodes that it does not run on', found('amd64', ALL, { pod: { nodeSelector: { 'kubernetes.io/arch': 'amd64' } } })],
  ['a virtual node', found('amd64', [on('arm64', { virtual: true })])],
  ['a node that does not say', found('amd64', [{ ...node('n'), labels: new Map() }])],
])('%s is none', (_, findings) => {
  expect(findings).toEqual([]);
});
