import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'fs';
import { INVENTORY, Workspace, yaml } from './everynode';

const workspace = new Workspace({
  'prod.yaml': INVENTORY,
  'agent.yaml': yaml(),
  'many.yaml': Array.from({ length: 200 }, (_, index) => yaml({ name: `a-${index}` })).join('---\n'),
});
const check = async (...args: string[]) => workspace.run(['check', 'agent.yaml', '--inventory', 'prod.yaml', ...args]);

describe('--output', () => {
  test.each([
    ['check', ['check', 'agent.yaml', '--inventory', 'prod.yaml'], 1],
    ['place', ['place', 'agent.yaml', '--inventory', 'prod.yaml'], 0],
    ['inventory show', ['inventory', 'show', 'prod.yaml'], 0],
  ])('of %s gets what standard output would', async (name, args, status) => {
    const file = `${name.replace(' ', '-')}.txt`;
    const { stdout } = await workspace.run(args);

    expect(await workspace.run([...args, '--output', file])).toEqual({ status, stdout: '', stderr: '' });
    expect(workspace.read(file)).toBe(stdout);
  });

  test('replaces a file as a whole, and leaves nothing else behind', async () => {
    workspace.write('reports/report.json', 'x'.repeat(100_000));
    chmodSync(workspace.path('reports/report.json'), 0o640);

    await check('--format', 'json', '--output', 'reports/report.json');

    expect(JSON.parse(workspace.read('reports/report.json'))).toMatchObject({ success: false });
    expect(readdirSync(workspace.path('reports'))).toEqual(['report.json']);
    expect(statSync(workspace.path('reports/report.json')).mode & 0o777).toBe(0o640); // eslint-disable-line no-bitwise
  });

  test('replaces what a link leads to, not the link', async () => {
    workspace.write('linked/real.txt', 'old');
    symlinkSync('real.txt', workspace.path('linked/link.txt'));

    await check('--output', 'linked/link.txt');

    expect(lstatSync(workspace.path('linked/link.txt')).isSymbolicLink()).toBe(true);
    expect(workspace.read('linked/real.txt')).toContain('1 gap');
  });

  test.each([
    ['a folder', 'folder', 'it is a folder'],
    ['in a folder that is not there', 'nowhere/report.txt', 'there is no such file or folder'],
    ['below a file', 'agent.yaml/report.txt', 'a part of its path is no folder'],
    ['a device that is full', '/dev/full', 'no space is left'],
  ])('that is %s cannot be written: exit code 2', async (_, file, message) => {
    mkdirSync(workspace.path('folder'), { recursive: true });

    expect(await check('--output', file)).toEqual({ status: 2, stdout: '', stderr: `everynode: --output ${file}: ${message}\n` });
    expect(readdirSync(workspace.path('folder'))).toEqual([]);
  });

  test('that cannot be replaced stays as it was', async () => {
    workspace.write('kept/report.txt', 'old');
    mkdirSync(workspace.path('kept/blocked'), { recursive: true });
    const script = 'chmod a-w kept; ulimit -f 0; trap "" XFSZ; everynode check agent.yaml --inventory prod.yaml --output kept/report.txt; code=$?; chmod u+w kept; exit $code';
    const { status, stderr } = await workspace.shell(script);

    expect(status).toBe(2);
    expect(stderr).toMatch(/^everynode: --output kept\/report\.txt: [^\n]+\n$/);
    expect(workspace.read('kept/report.txt')).toBe('old');
    expect(readdirSync(workspace.path('kept')).sort()).toEqual(['blocked', 'report.txt']);
  });

  test('to a device is written in place', async () => {
    const { status, stdout } = await workspace.shell('everynode check agent.yaml --inventory prod.yaml --output /dev/stdout | cat; exit ${PIPESTATUS[0]}');

    expect(status).toBe(1);
    expect(stdout).toContain('1 gap');
  });

  test('is not touched by bad usage', async () => {
    workspace.write('untouched.txt', 'old');

    expect(await workspace.run(['check', 'agent.yaml', '--output', 'untouched.txt'])).toMatchObject({ status: 2 });
    expect(workspace.read('untouched.txt')).toBe('old');
  });
});

describe('a reader that closes early is no error', () => {
  test.each([
    ['check', 'everynode check many.yaml --inventory prod.yaml | head -n 1', 1, 'prod-eu: 5 nodes, Kubernetes 1.34\n'],
    ['place', 'everynode place many.yaml --inventory prod.yaml | head -c 7', 0, 'CLUSTER'],
    ['--help', 'everynode --help | true', 0, ''],
    ['inventory show', 'everynode inventory show prod.yaml | head -n 1', 0, 'prod-eu: 5 nodes, Kubernetes 1.34\n'],
  ])('of %s', async (_, script, status, stdout) => {
    expect(await workspace.shell(`${script}; exit \${PIPESTATUS[0]}`)).toEqual({ status, stdout, stderr: '' });
  });

  test('of standard error neither: the exit code says what was found', async () => {
    expect(await workspace.shell('everynode check missing.yaml agent.yaml --inventory prod.yaml 2> >(true); sleep 0.1; everynode check missing.yaml --inventory prod.yaml 2>&1 >/dev/null | true; exit ${PIPESTATUS[0]}'))
      .toMatchObject({ status: 2, stderr: '' });
  });
});

test('a result that cannot be printed is exit code 2', async () => {
  expect(await workspace.shell('everynode check agent.yaml --inventory prod.yaml > /dev/full')).toEqual({ status: 2, stdout: '', stderr: 'everynode: standard output: no space is left\n' });
});
