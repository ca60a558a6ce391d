import { surgeInRole } from '../../../src/coverage/findings/surge-in-role';
import { DaemonSet } from '../../../src/model/daemon-set';
import { InventoryNode } from '../../../src/model/node';
import { daemonSet, declares, ManifestOverrides, matrix, node, surging } from '../../builders';

const find = (daemonSets: DaemonSet[], ...nodes: InventoryNode[]) => surgeInRole(matrix(daemonSets, nodes));
const member = (name: string, overrides: ManifestOverrides = {}) => daemonSet({ name, annotations: declares({ role: 'logs' }), ...overrides });
const windows = member('windows', { pod: { nodeSelector: { 'kubernetes.io/os': 'windows' } } });

test('a member that is updated with maxSurge is a note with its nodes', () => {
  const found = find([member('linux', { spec: surging('10%') }), windows], node('n'), node('t', { taints: ['a:NoSchedule'] }), node('v', { virtual: true }));

  expect(found).toEqual([{
    code: 'SurgeInRole',
    severity: 'note',
    message: 'is updated with maxSurge 10%: meanwhile two pods of the role logs run on a node',
    remedies: [{ text: 'update it with maxUnavailable if the role cannot bear two on a node' }],
    daemonSet: 'monitoring/linux',
    nodes: { names: ['n'], pools: [], hypothetical: 0 },
    source: { document: 1 },
  }]);
});

test.each<[string, DaemonSet[]]>([
  ['maxUnavailable', [member('linux'), windows]],
  ['a maxSurge of nothing', [member('linux', { spec: { updateStrategy: { rollingUpdate: { maxSurge: '0%' } } } }), windows]],
  ['OnDelete', [member('linux', { spec: { updateStrategy: { ...surging().updateStrategy, type: 'OnDelete' } } }), windows]],
  ['no role', [member('linux', { spec: surging(), annotations: {} }), windows]],
  ['a role of its own', [member('linux', { spec: surging() })]],
  ['another role', [member('linux', { spec: surging(), annotations: declares({ role: 'metrics' }) }), windows]],
  ['one object twice', [member('linux', { spec: surging() }), member('linux', { spec: surging() })]],
  ['no node that it runs on', [member('linux'), member('arm', { spec: surging(), pod: { nodeSelector: { 'kubernetes.io/arch': 'arm64' } } })]],
  ['a host port, with which the second pod never runs', [
    member('linux', { spec: surging(), pod: { containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 80, hostPort: 9100 }] }] } }), windows,
  ]],
])('%s is none', (_, daemonSets) => {
  expect(find(daemonSets, node('n'))).toEqual([]);
});
