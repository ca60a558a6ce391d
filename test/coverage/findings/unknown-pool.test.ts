import { unknownPool } from '../../../src/coverage/findings/unknown-pool';
import { DeclaredPolicy } from '../../../src/manifest/policy-fields';
import { daemonSet, matrix, node, pool } from '../../builders';
import { policy } from '../policies';

const requiring = (pools: string[]): DeclaredPolicy => ({ requirements: [{ daemonSet: 'monitoring/agent', pools }] });
const found = (spec: DeclaredPolicy, nodes = [...pool('gpu', 1), ...pool('big', 1)]) => unknownPool(matrix([daemonSet()], nodes, { policy: policy(spec) }));

test('a pool that the inventory does not have is a warning, with the one that was probably meant', () => {
  expect(found(requiring(['gpu', 'bgi']))).toMatchObject([{
    code: 'UnknownPool',
    severity: 'warning',
    message: 'the policy requires DaemonSet monitoring/agent in the pool bgi, and the inventory has the pools big, gpu',
    remedies: [{ text: 'write big if that is meant' }],
    daemonSet: 'monitoring/agent',
    source: {},
  }]);
  expect(found({ requirements: [{ role: 'logs', pools: ['storage'] }] })).toMatchObject([{ remedies: [{ text: 'name a pool of the inventory, or declare it there' }] }]);
  expect(found(requiring(['gpu']), [node('n')])).toMatchObject([{ message: expect.stringContaining('and no node of the inventory is in a pool') }]);
});

test('one that it has is none, and neither is one whose DaemonSet may select none', () => {
  expect(found(requiring(['gpu', 'big']))).toEqual([]);
  expect(found({ requirements: [{ daemonSet: 'monitoring/agent', nodes: '' }] })).toEqual([]);
  expect(found({ ...requiring(['spot']), maySelectNone: ['monitoring/agent'] })).toEqual([]);
  expect(unknownPool(matrix([daemonSet()], [node('n')]))).toEqual([]);
});
