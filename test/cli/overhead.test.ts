import { INVENTORY, tolerant, Workspace, yaml } from './everynode';

const asking = (requests: object) => ({ containers: [{ name: 'a', image: 'a:1', resources: { requests } }] });

const workspace = new Workspace({
  'prod.yaml': INVENTORY,
  'agent.yaml': yaml({ pod: asking({ cpu: '100m', memory: '128Mi' }) }),
  'also.yaml': tolerant({ name: 'also', pod: asking({ cpu: '300m' }) }),
  'config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
  'invalid.yaml': yaml({ name: 'invalid', pod: { tolerations: [{ key: 'a', effect: 'Noschedule' }] } }),
});
const overhead = async (args: string, input = '') => workspace.run(['overhead', ...args.split(' ')], input);
const json = async (args: string) => JSON.parse((await overhead(`${args} --format json`)).stdout);

test('prints what all DaemonSets take of each class of nodes, and over all nodes', async () => {
  expect(await overhead('agent.yaml --also also.yaml --inventory prod.yaml')).toEqual({
    status: 0,
    stderr: '',
    stdout: `prod-eu: 5 nodes, Kubernetes 1.34

  3 nodes: general-0, general-1, general-2
                      cpu   memory  ephemeral-storage  pods
    monitoring/agent  100m  128Mi   -                  1
    monitoring/also   300m  -       -                  1
    together          400m  128Mi   -                  2
    allocatable       4     16Gi    50Gi               110
    share             10 %  0.8 %   0 %                1.8 %

  2 nodes: gpu-0, gpu-1
                     cpu    memory  ephemeral-storage  pods
    monitoring/also  300m   -       -                  1
    together         300m   -       -                  1
    allocatable      8      32Gi    50Gi               110
    share            3.8 %  0 %     0 %                0.9 %

  Over all 5 nodes
                      nodes  cpu    memory  ephemeral-storage  pods
    monitoring/agent  3      300m   384Mi   -                  3
    monitoring/also   5      1500m  -       -                  5
    together                 1800m  384Mi   -                  8
    allocatable              28     112Gi   250Gi              550
    share                    6.4 %  0.3 %   0 %                1.5 %

  Smallest node with room for all that any node wants: cpu 400m, memory 128Mi, pods 2
`,
  });
});

test('JSON is everynode.dev/overhead/v1', async () => {
  expect(await json('agent.yaml --inventory prod.yaml')).toMatchObject({
    schemaVersion: 'everynode.dev/overhead/v1',
    problems: [],
    clusters: [{ name: 'prod-eu', nodes: 5, classes: [{ nodes: { count: 3 }, requested: { cpu: '100m' } }, { nodes: { count: 2 }, requested: {} }], smallestNode: { cpu: '100m' } }],
  });
});

describe('bad input is exit code 2:', () => {
  test.each([
    ['no inventory', 'agent.yaml', 'no inventory is given: --inventory FILE (kubectl get nodes -o json > FILE makes one)'],
    ['a missing file', 'missing.yaml --inventory prod.yaml', 'missing.yaml: cannot be read: there is no such file or folder'],
    ['no DaemonSet', 'config.yaml --inventory prod.yaml', 'no DaemonSet (apps/v1) is in config.yaml'],
    ['pods, which are nobody\'s agents', 'agent.yaml --inventory prod.yaml --pods pods.json', 'unknown option \'--pods\' (everynode overhead --help shows how it is used)'],
  ])('%s', async (_, args, message) => {
    expect(await overhead(args)).toMatchObject({ status: 2, stderr: `everynode: ${message}\n` });
  });

  test('the rest is answered, and the problems are in the JSON', async () => {
    const { status, stdout } = await overhead('agent.yaml invalid.yaml --inventory prod.yaml --format json');

    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ problems: [{ file: 'invalid.yaml' }], clusters: [{ daemonSets: [{ name: 'agent', nodes: 3 }] }] });
  });
});
