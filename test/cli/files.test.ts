import { mkdirSync, symlinkSync } from 'fs';
import { INVENTORY, tolerant, Workspace, yaml } from './everynode';

const workspace = new Workspace({ 'prod.yaml': INVENTORY, 'agent.yaml': yaml({ name: 'agent' }) });
const check = async (paths: string, input: string | Buffer = '') => {
  const { status, stdout, stderr } = await workspace.run(['check', ...paths.split(' '), '--inventory', 'prod.yaml', '--format', 'json'], input);
  const { clusters } = JSON.parse(stdout);
  return { status, problems: stderr.split('\n').filter(line => line !== ''), judged: clusters[0].daemonSets.map(({ name, source }: any) => `${name} ${source.file}`), findings: clusters[0].findings.map(({ code }: any) => code) };
};

describe('a folder', () => {
  test('is read with all below it, by the names of its files', async () => {
    workspace.write('tree/b.yaml', yaml({ name: 'b' }));
    workspace.write('tree/a.yml', yaml({ name: 'a' }));
    workspace.write('tree/deep/er/c.JSON', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] }));
    workspace.write('tree/deep/er/d.yaml', yaml({ name: 'd' }));
    workspace.write('tree/notes.txt', yaml({ name: 'notes' }));
    workspace.write('tree/README.md', '# no manifest');

    expect(await check('tree')).toMatchObject({ problems: [], judged: ['a tree/a.yml', 'b tree/b.yaml', 'd tree/deep/er/d.yaml'] });
  });

  test('that links to itself is read once', async () => {
    workspace.write('loop/sub/a.yaml', yaml({ name: 'a' }));
    symlinkSync('..', workspace.path('loop/sub/up'));
    symlinkSync('.', workspace.path('loop/self'));

    expect(await check('loop')).toMatchObject({ status: 1, problems: [], judged: ['a loop/sub/a.yaml'], findings: [] });
  });

  test('whose links lead to one file twice, as in a mounted ConfigMap, has it once', async () => {
    workspace.write('mounted/..2026/a.yaml', yaml({ name: 'a' }));
    symlinkSync('..2026', workspace.path('mounted/..data'));
    symlinkSync('..data/a.yaml', workspace.path('mounted/a.yaml'));

    expect(await check('mounted')).toMatchObject({ problems: [], judged: ['a mounted/..2026/a.yaml'], findings: [] });
  });

  test.each([
    ['empty', 'empty'],
    ['without a manifest', 'textual'],
  ])('that is %s is a problem', async (_, folder) => {
    mkdirSync(workspace.path(folder), { recursive: true });
    workspace.write('textual/a.txt', 'a');

    expect(await check(`${folder} agent.yaml`)).toMatchObject({
      status: 2,
      problems: [`everynode: ${folder}: is a folder without a manifest (.yaml, .yml, .json)`],
      judged: ['agent agent.yaml'],
    });
  });

  test('with files that cannot be read reports each of them, and judges the others', async () => {
    workspace.write('partly/a.yaml', yaml({ name: 'a' }));
    workspace.write('partly/empty.yaml', '');
    workspace.write('partly/blank.yaml', ' \n\n');
    workspace.write('partly/latin.yaml', Buffer.from('a: caf\xe9\n', 'latin1'));
    symlinkSync('nowhere', workspace.path('partly/gone.yaml'));
    symlinkSync('self.yaml', workspace.path('partly/self.yaml'));

    expect(await check('partly')).toEqual({
      status: 2,
      problems: [
        'everynode: partly/gone.yaml: is a link that leads nowhere',
        'everynode: partly/self.yaml: cannot be read: its links go in a circle',
        'everynode: partly/blank.yaml: is empty',
        'everynode: partly/empty.yaml: is empty',
        'everynode: partly/latin.yaml: is not UTF-8 text',
      ],
      judged: ['a partly/a.yaml'],
      findings: [],
    });
  });
});

describe('a file', () => {
  test('that is named is read whatever its extension', async () => {
    workspace.write('rendered.out', yaml({ name: 'rendered' }));

    expect(await check('rendered.out')).toMatchObject({ problems: [], judged: ['rendered rendered.out'] });
  });

  test('that is named twice is read once', async () => {
    workspace.write('once/a.yaml', yaml({ name: 'a' }));

    expect(await check('once/a.yaml ./once/a.yaml once once')).toMatchObject({ status: 1, problems: [], judged: ['a once/a.yaml'], findings: [] });
  });

  test.each([
    ['missing.yaml', 'cannot be read: there is no such file or folder'],
    ['agent.yaml/deeper.yaml', 'cannot be read: a part of its path is no folder'],
    [`${'x'.repeat(300)}.yaml`, 'cannot be read: its name is too long'],
  ])('%s: %s', async (path, message) => {
    expect(await check(path)).toMatchObject({ status: 2, problems: [`everynode: ${path}: ${message}`], judged: [] });
  });

  test.each<[string, Buffer]>([
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${tolerant({ name: 'wide' })}`, 'utf16le')],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${tolerant({ name: 'wide' })}`)],
  ])('in %s is read', async (_, bytes) => {
    workspace.write('wide.yaml', bytes);

    expect(await check('wide.yaml')).toMatchObject({ status: 0, problems: [], judged: ['wide wide.yaml'] });
  });

  test('can be a pipe of the shell', async () => {
    const { status, stdout } = await workspace.shell('everynode check <(cat agent.yaml) --inventory <(cat prod.yaml)');

    expect(status).toBe(1);
    expect(stdout).toContain('✗ monitoring/agent');
  });
});

describe('standard input', () => {
  test('is read to its end, however slow its writer is', async () => {
    const { status, stdout, stderr } = await workspace.shell('{ head -n 3 agent.yaml; sleep 0.5; tail -n +4 agent.yaml; } | everynode check - --inventory prod.yaml');

    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('(standard input:1)');
  });

  test('may be long', async () => {
    const many = Array.from({ length: 400 }, (_, index) => tolerant({ name: `a-${index}` })).join('---\n');

    expect((await check('-', many)).judged).toHaveLength(400);
  });

  test.each([
    ['empty', '', 'is empty'],
    ['blank', ' \n', 'is empty'],
    ['no text', Buffer.from([0xc3, 0x28]), 'is not UTF-8 text'],
  ])('that is %s is a problem, and the files are judged', async (_, input, message) => {
    expect(await check('agent.yaml -', input)).toMatchObject({ status: 2, problems: [`everynode: standard input: ${message}`], judged: ['agent agent.yaml'] });
  });

  test.each([
    ['closed', '<&-', 'is empty'],
    ['a folder', '< .', 'cannot be read: it is a folder'],
  ])('that is %s is a problem', async (_, redirection, message) => {
    expect(await workspace.shell(`everynode check - --inventory prod.yaml ${redirection}`)).toMatchObject({ status: 2, stderr: `everynode: standard input: ${message}\n` });
  });

  test('that is not asked for is not waited for', async () => {
    expect(await workspace.run(['check', 'agent.yaml', '--inventory', 'prod.yaml'], '', { stdio: ['inherit', 'pipe', 'pipe'] })).toMatchObject({ status: 1 });
  });
});
