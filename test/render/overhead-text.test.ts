import { allocatable, asking, GENERAL, overhead } from './overheads';
import { overheadText } from '../../src/render/overhead-text';
import { node } from '../builders';

const crowded = overhead([asking('a', { cpu: '3' }), asking('b', { cpu: '2' })], [node('n', { allocatable }), node('off', { allocatable, taints: ['x:NoSchedule'] })]);

test('text says for each class what is taken of what', () => {
  expect(overheadText([GENERAL])).toMatchInlineSnapshot(`
"prod: 5 nodes, Kubernetes 1.34; 1 virtual node (v) runs no DaemonSet

  5 nodes: w-0, w-1, w-2 and 2 more, pool w
                        cpu    memory        ephemeral-storage  pods
    monitoring/logs     100m   1Gi           -                  1
    monitoring/metrics  50m    -             -                  1
    together            150m   1Gi           -                  2
    allocatable         4      not declared  not declared       110
    share               3.8 %  -             -                  1.8 %
    host ports: 9100/TCP (monitoring/metrics)
    ? not judged: the inventory does not say how much memory there is

  Over all 5 nodes
                        nodes  cpu    memory        ephemeral-storage  pods
    monitoring/logs     5      500m   5Gi           -                  5
    monitoring/metrics  5      250m   -             -                  5
    together                   750m   5Gi           -                  10
    allocatable                20     not declared  not declared       550
    share                      3.8 %  -             -                  1.8 %

  Smallest node with room for all that any node wants: cpu 150m, memory 1Gi, pods 2
"
`);
});

test('text says what has no room', () => {
  expect(overheadText([crowded])).toMatchInlineSnapshot(`
"prod: 2 nodes, Kubernetes 1.34

  1 node: n
                  cpu   memory        ephemeral-storage  pods
    monitoring/a  3     -             -                  1
    together      3     -             -                  1
    allocatable   4     not declared  not declared       110
    share         75 %  -             -                  0.9 %
    ✗ monitoring/b does not run there (Pending): needs 1 more cpu: 4 allocatable, 3 taken by monitoring/a 3
    all of them would take: cpu 5, pods 2

  1 node: off
    no DaemonSet runs there

  Over all 2 nodes
                  nodes  cpu     memory        ephemeral-storage  pods
    monitoring/a  1      3       -             -                  1
    monitoring/b  0      0       -             -                  0
    together             3       -             -                  1
    allocatable          8       not declared  not declared       220
    share                37.5 %  -             -                  0.5 %

  Smallest node with room for all that any node wants: cpu 5, pods 2
"
`);
});

test('all names are there where they are asked for', () => {
  expect(overheadText([GENERAL], true)).toContain('5 nodes: w-0, w-1, w-2, w-3, w-4');
});
