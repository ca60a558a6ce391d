import { INVENTORY, kubectlNodes, Workspace } from './everynode';

const workspace = new Workspace({
  'prod.yaml': INVENTORY,
  'nodes.json': kubectlNodes({ name: 'w-1', taints: [{ key: 'a', value: 'b', effect: 'NoSchedule' }] }),
  'all.yaml': `
apiVersion: everynode.dev/v1
kind: NodeInventory
metadata: { name: all }
spec:
  observedAt: "2026-11-20T08:00:00Z"
  nodes:
    - { name: cp-1, unschedulable: true, osImage: Talos (v1.11.2), allocatable: { cpu: 3920m, memory: 14Gi } }
  pools:
    - { name: gpu, min: 0, max: 40, startupTaints: [ { key: s, effect: NoExecute } ] }
    - { name: fargate, count: 1, virtual: true, labels: { eks.amazonaws.com/compute-type: fargate } }
`,
});
const show = async (...args: string[]) => workspace.run(['inventory', 'show', ...args]);

test('text shows every node with what was left out filled in', async () => {
  expect(await show('all.yaml')).toEqual({
    status: 0,
    stderr: '',
    stdout: `all: 3 nodes

  cp-1  (cordoned)
      labels:      kubernetes.io/arch=amd64, kubernetes.io/hostname=cp-1, kubernetes.io/os=linux
      taints:      node.kubernetes.io/unschedulable:NoSchedule
      allocatable: cpu 3920m, memory 14Gi, pods 110, ephemeral-storage not judged
  gpu-0  (pool gpu, may come)
      labels:      kubernetes.io/arch=amd64, kubernetes.io/hostname=gpu-0, kubernetes.io/os=linux
      taints:      none
      at first:    s:NoExecute
      allocatable: not declared, room is not judged
  fargate-0  (pool fargate, virtual)
      labels:      eks.amazonaws.com/compute-type=fargate, kubernetes.io/arch=amd64, kubernetes.io/hostname=fargate-0, kubernetes.io/os=linux
      taints:      none
      allocatable: not declared, room is not judged
`,
  });
});

test('JSON is everynode.dev/inventory/v1', async () => {
  expect(JSON.parse((await show('all.yaml', '--format', 'json')).stdout)).toEqual({
    schemaVersion: 'everynode.dev/inventory/v1',
    name: 'all',
    kubernetesVersion: null,
    observedAt: '2026-11-20T08:00:00Z',
    nodes: [
      {
        name: 'cp-1',
        pool: null,
        hypothetical: false,
        virtual: false,
        unschedulable: true,
        osImage: 'Talos (v1.11.2)',
        labels: { 'kubernetes.io/arch': 'amd64', 'kubernetes.io/hostname': 'cp-1', 'kubernetes.io/os': 'linux' },
        taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }],
        startupTaints: [],
        allocatable: { cpu: '3920m', memory: '14Gi', pods: '110' },
        notJudged: ['ephemeral-storage'],
      },
      expect.objectContaining({ name: 'gpu-0', pool: 'gpu', hypothetical: true, startupTaints: [{ key: 's', effect: 'NoExecute' }], allocatable: null, notJudged: null }),
      expect.objectContaining({ name: 'fargate-0', virtual: true }),
    ],
  });
});

test('kubectl\'s nodes are literal', async () => {
  expect((await show('nodes.json')).stdout).toBe(`nodes: 1 node

  w-1
      labels:      kubernetes.io/hostname=w-1, kubernetes.io/os=linux
      taints:      a=b:NoSchedule
      allocatable: cpu 4, ephemeral-storage 50Gi, memory 16Gi, pods 110
`);
});

test('standard input is read', async () => {
  expect((await workspace.run(['inventory', 'show', '-'], INVENTORY)).stdout).toMatch(/^prod-eu: 5 nodes, Kubernetes 1\.34\n/);
});

describe('a bad inventory is exit code 2, with everything that is wrong, and nothing is printed', () => {
  test.each([
    ['a missing file', 'missing.yaml', undefined, ['missing.yaml: cannot be read: there is no such file or folder']],
    ['an empty file', 'empty.yaml', '', ['empty.yaml: is empty']],
    ['no inventory', 'pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\n', [expect.stringMatching(/^pod\.yaml:1: Pod p declares no nodes: expected kind NodeInventory/)]],
    ['no node', 'none.json', '{ "apiVersion": "v1", "kind": "List", "items": [] }', [expect.stringMatching(/^none\.json: the inventory has no node/)]],
    ['an answer of the API server', 'status.json', '{ "apiVersion": "v1", "kind": "Status", "message": "Unauthorized" }', [expect.stringMatching(/^status\.json:1: .*Unauthorized/)]],
    ['two nodes of one name', 'twice.json', kubectlNodes({ name: 'a' }, { name: 'a' }), [expect.stringMatching(/^twice\.json(:\d+)?: .*"?a"?/)]],
    ['two slips', 'slips.yaml', INVENTORY.replace('count: 3', 'count: -1').replace('effect: NoSchedule', 'effect: Noschedule'), [
      expect.stringMatching(/^slips\.yaml:8: NodeInventory prod-eu: spec\.pools\[0\]\.count must be 0 or more, got -1/),
      expect.stringMatching(/^slips\.yaml:11: NodeInventory prod-eu: spec\.pools\[1\]\.taints\[0\]\.effect must be .*got "Noschedule" \(typo of "NoSchedule"\?\)/),
    ]],
  ])('%s', async (_, file, text, problems) => {
    if (text !== undefined) { workspace.write(file, text); }
    const { status, stdout, stderr } = await show(file);

    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n').map(line => line.replace(/^everynode: /, ''))).toEqual(problems);
  });
});
