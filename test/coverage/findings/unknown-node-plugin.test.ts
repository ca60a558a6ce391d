import { unknownNodePlugin } from '../../../src/coverage/findings/unknown-node-plugin';
import { CoverageInput } from '../../../src/coverage/matrix';
import { DaemonSet } from '../../../src/model/daemon-set';
import { clusterObjects, daemonSet, declares, matrix } from '../../builders';
import { app, csiDriver, DRIVER, nodePlugin, storageClass, TWO } from '../volumes';

const find = (objects: readonly object[], daemonSets: readonly DaemonSet[] = [daemonSet()], overrides: Partial<CoverageInput> = {}) =>
  unknownNodePlugin(matrix(daemonSets, TWO, { objects: clusterObjects(...objects), ...overrides }));

test('a driver that the cluster has and whose node plugin is not known is a note: nothing is checked', () => {
  expect(find([csiDriver(), storageClass()])).toMatchObject([{
    code: 'UnknownNodePlugin',
    severity: 'note',
    message: 'no DaemonSet is known to be the node plugin of the CSI driver disk.example.com, so that it is not checked whether it runs where its volumes are used',
    remedies: [{ text: expect.stringContaining('everynode.dev/role: disk.example.com') }, { text: 'nothing, where the platform or an operator runs it' }],
  }]);
  expect(find([csiDriver(), app([{ name: 'v', csi: { driver: DRIVER } }])])).toHaveLength(1);
});

test.each<[string, readonly object[], readonly DaemonSet[], Partial<CoverageInput>]>([
  ['its registrar says it', [csiDriver(), storageClass()], [nodePlugin()], {}],
  ['its role says it', [csiDriver(), storageClass()], [daemonSet({ annotations: declares({ role: DRIVER }) })], {}],
  ['it runs in the cluster, too', [csiDriver(), storageClass()], [daemonSet()], { also: [nodePlugin()] }],
  ['nobody uses its volumes', [csiDriver()], [daemonSet()], {}],
  ['nothing says that there is such a CSI driver', [storageClass({ provisioner: 'rancher.io/local-path' })], [daemonSet()], {}],
])('none is there where %s', (_, objects, daemonSets, overrides) => {
  expect(find(objects, daemonSets, overrides)).toEqual([]);
});
