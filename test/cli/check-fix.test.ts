import { chmodSync, existsSync, linkSync, lstatSync, readdirSync, statSync, symlinkSync } from 'fs';
import { INVENTORY, kubectlNodes, tolerant, Workspace, yaml } from './everynode';
import { manifest } from '../builders';

const workspace = new Workspace({ 'prod.yaml': INVENTORY });
const check = async (args: string, input = '') => workspace.run(['check', ...args.split(' ')], input);
const GPU = '        - key: nvidia.com/gpu\n          operator: Exists\n          effect: NoSchedule\n';

/** A DaemonSet as somebody wrote it. */
const written = (name = 'agent', pod = '') => `# ${name}: keep this comment
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: ${name}, namespace: monitoring }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
${pod}      containers:
        - name: agent      # the only one
          image: "registry.example.com/agent:1.0"
`;
const tolerating = (name?: string) => written(name, `      tolerations:\n${GPU}`);
const unfixed = (name?: string) => written(name, '      tolerations: []\n');

describe('--fix', () => {
  test('writes what closes a gap, and reports on what is there then', async () => {
    workspace.write('one/agent.yaml', unfixed());

    expect(await check('one --inventory prod.yaml --fix')).toEqual({
      status: 0,
      stdout: 'prod-eu: 5 nodes, Kubernetes 1.34\n\n  ✓ monitoring/agent  (one/agent.yaml:2)  5 of 5 nodes\n\nevery required node runs exactly one of each\n',
      stderr: 'everynode: fixed: one/agent.yaml: 1 edit\n',
    });
    expect(workspace.read('one/agent.yaml')).toBe(tolerating());
    expect(readdirSync(workspace.path('one'))).toEqual(['agent.yaml']);
  });

  test('changes nothing the second time', async () => {
    workspace.write('twice/agent.yaml', unfixed());
    await check('twice --inventory prod.yaml --fix');
    const { ino } = statSync(workspace.path('twice/agent.yaml'));

    expect(await check('twice --inventory prod.yaml --fix')).toMatchObject({ status: 0, stderr: '' });
    expect(workspace.read('twice/agent.yaml')).toBe(tolerating());
    expect(statSync(workspace.path('twice/agent.yaml')).ino).toBe(ino);
  });

  test('keeps permissions and links, CRLF, and an encoding with its mark', async () => {
    workspace.write('kept/real.yaml', Buffer.from(`\ufeff${unfixed().replaceAll('\n', '\r\n')}`, 'utf16le'));
    chmodSync(workspace.path('kept/real.yaml'), 0o640);
    symlinkSync('real.yaml', workspace.path('kept/link.yaml'));

    expect(await check('kept/link.yaml --inventory prod.yaml --fix')).toMatchObject({ status: 0 });
    expect(lstatSync(workspace.path('kept/link.yaml')).isSymbolicLink()).toBe(true);
    expect(statSync(workspace.path('kept/real.yaml')).mode & 0o777).toBe(0o640); // eslint-disable-line no-bitwise
    expect(statSync(workspace.path('kept/real.yaml')).size).toBe(2 * (1 + tolerating().replaceAll('\n', '\r\n').length));
  });

  test('edits documents, lists and JSON, each in its own way', async () => {
    workspace.write('many/helm.yaml', `---\n# Source: a/templates/a.yaml\n${unfixed('a')}---\n# Source: a/templates/b.yaml\n${tolerating('b')}---\n# Source: a/templates/c.yaml\n${unfixed('c')}`);
    workspace.write('many/list.json', `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [manifest({ name: 'd' }), manifest({ name: 'e' })] }, null, 4)}\n`);

    expect(await check('many --inventory prod.yaml --fix')).toMatchObject({ status: 0, stderr: 'everynode: fixed: many/helm.yaml: 2 edits\neverynode: fixed: many/list.json: 2 edits\n' });
    expect(workspace.read('many/helm.yaml')).toBe(`---\n# Source: a/templates/a.yaml\n${tolerating('a')}---\n# Source: a/templates/b.yaml\n${tolerating('b')}---\n# Source: a/templates/c.yaml\n${tolerating('c')}`);
    const pod = { tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] };
    expect(workspace.read('many/list.json')).toBe(`${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [manifest({ name: 'd', pod }), manifest({ name: 'e', pod })] }, null, 4)}\n`);
  });

  test('leaves out virtual nodes, with all that leads there', async () => {
    workspace.write('virtual.json', kubectlNodes({ name: 'w-1' }, { name: 'fargate-1', labels: { 'eks.amazonaws.com/compute-type': 'fargate' } }));
    workspace.write('virtual/agent.yaml', written());

    expect(await check('virtual --inventory virtual.json')).toMatchObject({ status: 1 });
    expect(await check('virtual --inventory virtual.json --fix')).toMatchObject({ status: 0, stderr: 'everynode: fixed: virtual/agent.yaml: 1 edit\n' });
    expect(workspace.read('virtual/agent.yaml')).toBe(`${written()}      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - key: eks.amazonaws.com/compute-type
                    operator: NotIn
                    values:
                      - fargate
`);
  });

  test('says of a typed agent\'s output that the next synth undoes it', async () => {
    workspace.write('typed/agent.yaml', yaml({ annotations: { 'everynode.dev/agent': 'LogCollectorDaemonSet' } }));

    expect((await check('typed --inventory prod.yaml --fix')).stderr).toBe('everynode: fixed: typed/agent.yaml: 1 edit\n'
      + 'everynode: typed/agent.yaml:1: monitoring/agent is made by a typed agent, and the next synth undoes what is changed here: in TypeScript: agent.tolerate(Toleration.exists(\'nvidia.com/gpu\'))\n');
  });

  test('in JSON says what was done besides', async () => {
    workspace.write('json/agent.yaml', unfixed());
    const { status, stdout } = await check('json --inventory prod.yaml --fix --format json');
    const report = JSON.parse(stdout);

    expect(status).toBe(0);
    expect(Object.keys(report)).toEqual(['schemaVersion', 'success', 'problems', 'clusters', 'fix']);
    expect(report).toMatchObject({
      success: true,
      fix: {
        written: true,
        files: [{ file: 'json/agent.yaml', edits: [{ daemonSet: 'monitoring/agent', yaml: { path: 'spec.template.spec.tolerations', add: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] } }], diff: expect.stringContaining('+          effect: NoSchedule') }],
        notFixed: [],
        refused: [],
      },
    });
  });

  test('says which errors stay, and fixes the others', async () => {
    workspace.write('some/agent.yaml', unfixed());
    workspace.write('some/lost.yaml', tolerant({ name: 'lost', pod: { nodeSelector: { disk: 'ssd' } } }));

    expect(await check('some --inventory prod.yaml --fix')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('SelectsNoNode'),
      stderr: 'everynode: not fixed: 1 error for which no edit is certain: the report says what to do\neverynode: fixed: some/agent.yaml: 1 edit\n',
    });
    expect(workspace.read('some/lost.yaml')).toBe(tolerant({ name: 'lost', pod: { nodeSelector: { disk: 'ssd' } } }));
  });
});

describe('several clusters', () => {
  const eu = kubectlNodes({ name: 'w-1' }, { name: 'gpu-1', taints: [{ key: 'gpu', effect: 'NoSchedule' }] }, { name: 'cp-1', taints: [{ key: 'cp', effect: 'NoSchedule' }] });
  const us = kubectlNodes({ name: 'w-1' }, { name: 'gpu-2', labels: { sandbox: 'true' }, taints: [{ key: 'gpu', effect: 'NoSchedule' }] });
  const exempt = { annotations: { 'everynode.dev/exempt': '[{"nodes":"sandbox=true","reason":"no customer data may leave"}]' } };

  test('get what is right in all of them, and not what opens something in another', async () => {
    workspace.write('eu.json', eu);
    workspace.write('us.json', us);
    workspace.write('both/agent.yaml', yaml(exempt));

    expect(await check('both --inventory eu.json --inventory us.json --fix')).toMatchObject({
      status: 1,
      stderr: 'everynode: not fixed: monitoring/agent on gpu-1 of eu: spec.template.spec.tolerations: add { key: gpu, operator: Exists, effect: NoSchedule } would bring a pod to gpu-2 of us, where none is required\n'
        + 'everynode: fixed: both/agent.yaml: 1 edit\n',
    });
    expect(workspace.read('both/agent.yaml')).toContain('key: cp\n');
    expect(workspace.read('both/agent.yaml')).not.toContain('key: gpu\n');
  });

  test('get both where nothing is exempt', async () => {
    workspace.write('same/agent.yaml', yaml());

    expect(await check('same --inventory eu.json --inventory us.json --fix')).toMatchObject({ status: 0 });
    expect(workspace.read('same/agent.yaml').match(/key: gpu\n/g)).toHaveLength(1);
  });

  const configured = new Workspace({
    'everynode.yaml': 'apiVersion: everynode.dev/v1\nkind: CheckConfig\nspec:\n  clusters:\n    - { name: eu, inventory: eu.json, manifests: [dist] }\n    - { name: us, inventory: us.json, manifests: [./dist/agent.yaml] }\n',
    'eu.json': eu,
    'us.json': us,
    'dist/agent.yaml': yaml(),
  });

  test('of a configuration get them, too', async () => {
    expect(await configured.run(['check', '--fix'])).toMatchObject({ status: 0, stderr: 'everynode: fixed: dist/agent.yaml: 1 edit\n' });
  });
});

describe('an edit that does not do what it is for is not made:', () => {
  test('one after which the pod would still not start', async () => {
    workspace.write('full.yaml', INVENTORY.replace('cpu: 8,', 'cpu: 1,'));
    workspace.write('full/agent.yaml', yaml({ pod: { containers: [{ name: 'agent', image: 'a', resources: { requests: { cpu: '2' } } }] } }));
    const before = workspace.read('full/agent.yaml');

    expect(await check('full --inventory full.yaml --fix')).toMatchObject({ status: 1, stderr: expect.stringMatching(/^everynode: not fixed: monitoring\/agent on gpu-0, gpu-1 of prod-eu: spec\.template\.spec\.tolerations: add .* is not enough: no pod would run on gpu-0 of prod-eu\n$/) });
    expect(workspace.read('full/agent.yaml')).toBe(before);
  });

  test('one that puts two of a role on a node', async () => {
    const role = (name: string, pod: Record<string, unknown>) => yaml({ name, annotations: { 'everynode.dev/role': 'logs', ...name === 'own' ? { 'everynode.dev/required-nodes': '' } : {} }, pod });
    workspace.write('role/own.yaml', role('own', {}));
    workspace.write('role/other.yaml', role('other', { tolerations: [{ operator: 'Exists' }], affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['gpu-0'] }] }] } } } }));
    const before = workspace.read('role/own.yaml');

    expect(await check('role --inventory prod.yaml --fix')).toMatchObject({ status: 1, stderr: expect.stringContaining('not fixed: ') });
    expect(workspace.read('role/own.yaml')).toBe(before);
  });
});

describe('--dry-run', () => {
  test('prints what would change, and writes nothing', async () => {
    workspace.write('dry/agent.yaml', unfixed());

    expect(await check('dry --inventory prod.yaml --fix --dry-run')).toEqual({
      status: 1,
      stdout: `--- a/dry/agent.yaml
+++ b/dry/agent.yaml
@@ -7,7 +7,10 @@
   template:
     metadata: { labels: { app: agent } }
     spec:
-      tolerations: []
+      tolerations:
+${GPU.trimEnd().split('\n').map(line => `+${line}`).join('\n').slice(1)}
       containers:
         - name: agent      # the only one
           image: "registry.example.com/agent:1.0"
`,
      stderr: '',
    });
    expect(workspace.read('dry/agent.yaml')).toBe(unfixed());
  });

  const patched = new Workspace({ 'prod.yaml': INVENTORY, 'a/x.yaml': unfixed('x').replaceAll('\n', '\r\n'), 'b.json': JSON.stringify(manifest({ name: 'y' }), null, 2) });

  test('prints what patch takes', async () => {
    const { status } = await patched.shell('everynode check a b.json --inventory prod.yaml --fix --dry-run > diff; patch --binary -s -p1 < diff && everynode check a b.json --inventory prod.yaml');

    expect(status).toBe(0);
    expect(patched.read('a/x.yaml')).toBe(tolerating('x').replaceAll('\n', '\r\n'));
  });

  test('prints nothing where nothing would change', async () => {
    workspace.write('fine/agent.yaml', tolerating());

    expect(await check('fine --inventory prod.yaml --fix --dry-run')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('in JSON is the report of what is there, with the diff', async () => {
    const report = JSON.parse((await check('dry --inventory prod.yaml --fix --dry-run --format json')).stdout);

    expect(report).toMatchObject({ success: false, fix: { written: false, files: [{ file: 'dry/agent.yaml', diff: expect.stringContaining('-      tolerations: []') }] } });
  });

  test('without --fix is bad usage', async () => {
    expect(await check('dry --inventory prod.yaml --dry-run')).toEqual({ status: 2, stdout: '', stderr: 'everynode: --dry-run goes with --fix: it prints what that would change\n' });
  });
});

describe('nothing at all is changed, with exit code 2, where', () => {
  test('one of two files cannot be edited', async () => {
    workspace.write('two/a.yaml', unfixed('a'));
    workspace.write('two/b.yaml', written('b', '      tolerations: &none []\n'));

    expect(await check('two --inventory prod.yaml --fix')).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('2 gaps'),
      stderr: 'everynode: two/b.yaml:10: cannot be edited: spec.template.spec.tolerations has an anchor (&none): change it by hand\neverynode: --fix: nothing is changed\n',
    });
    expect(await check('two --inventory prod.yaml --fix --dry-run')).toMatchObject({ status: 2, stdout: '' });
    expect(workspace.read('two/a.yaml')).toBe(unfixed('a'));
  });

  test('something cannot be read', async () => {
    workspace.write('broken/a.yaml', unfixed('a'));
    workspace.write('broken/b.yaml', 'a: [\n');

    expect(await check('broken --inventory prod.yaml --fix')).toMatchObject({ status: 2, stderr: expect.stringMatching(/broken\/b\.yaml:\d+: this is no YAML.*\neverynode: --fix: nothing is changed while something cannot be read or is invalid\n$/) });
    expect(workspace.read('broken/a.yaml')).toBe(unfixed('a'));
  });

  test('manifests come from a pipe', async () => {
    expect(await check('- --inventory prod.yaml --fix', unfixed())).toEqual({ status: 2, stdout: '', stderr: 'everynode: --fix cannot change standard input (-): name files or folders\n' });
  });

  test('a DaemonSet is there twice', async () => {
    workspace.write('copies/a.yaml', unfixed());
    workspace.write('copies/b.yaml', unfixed());

    expect(await check('copies --inventory prod.yaml --fix')).toMatchObject({ status: 2, stderr: 'everynode: copies/b.yaml:2: cannot be edited: DaemonSet monitoring/agent is there more than once\neverynode: --fix: nothing is changed\n' });
    expect(workspace.read('copies/a.yaml')).toBe(unfixed());
  });

  const linked = new Workspace({
    'everynode.yaml': 'apiVersion: everynode.dev/v1\nkind: CheckConfig\nspec:\n  clusters:\n    - { name: eu, inventory: prod.yaml, manifests: [a.yaml] }\n    - { name: us, inventory: us.json, manifests: [b.yaml] }\n',
    'prod.yaml': INVENTORY,
    'us.json': kubectlNodes({ name: 'a' }),
    'a.yaml': unfixed(),
  });

  test('a file has two names', async () => {
    linkSync(linked.path('a.yaml'), linked.path('b.yaml'));

    expect(await linked.run(['check', '--fix'])).toMatchObject({ status: 2, stderr: 'everynode: a.yaml: cannot be edited: it was read under another name, too: b.yaml\neverynode: --fix: nothing is changed\n' });
    expect(linked.read('a.yaml')).toBe(unfixed());
  });

  test.each([['file', 'locked/b.yaml', 0o444, 'it'], ['folder', 'locked', 0o555, 'its folder']])('a %s is read-only', async (_, path, mode, what) => {
    workspace.write('free/a.yaml', unfixed('a'));
    workspace.write('locked/b.yaml', unfixed('b'));
    chmodSync(workspace.path(path), mode);
    const run = await check('free locked --inventory prod.yaml --fix');
    const dry = await check('free locked --inventory prod.yaml --fix --dry-run');
    chmodSync(workspace.path(path), 0o755);

    expect(run).toMatchObject({ status: 2, stderr: `everynode: locked/b.yaml: cannot be changed: ${what} is read-only\neverynode: --fix: nothing is changed\n` });
    expect(dry).toMatchObject({ status: 1, stderr: '' });
    expect(workspace.read('free/a.yaml')).toBe(unfixed('a'));
  });

  test('a pipe is named in place of a file', async () => {
    const { status, stderr } = await workspace.shell('everynode check <(cat two/a.yaml) --inventory prod.yaml --fix');

    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/cannot be changed: it is no file that could be replaced\neverynode: --fix: nothing is changed\n$/) });
  });
});

const failing = new Workspace({ 'prod.yaml': INVENTORY, 'a.yaml': unfixed('a'), 'b/b.yaml': `${'# long\n'.repeat(10_000)}${unfixed('b')}` });

test('a write that fails puts back what was written before', async () => {
  const { status, stderr } = await failing.shell('ulimit -f 32; trap "" XFSZ; everynode check a.yaml b --inventory prod.yaml --fix');

  expect(status).toBe(2);
  expect(stderr).toMatch(/^everynode: b\/b\.yaml: cannot be written: .*\neverynode: a\.yaml: had been written, and was put back\neverynode: --fix: nothing is changed\n$/);
  expect(failing.read('a.yaml')).toBe(unfixed('a'));
  expect(existsSync(failing.path('b/b.yaml'))).toBe(true);
  expect(readdirSync(failing.path('b'))).toEqual(['b.yaml']);
});
