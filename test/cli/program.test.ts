import { INVENTORY, Workspace, yaml } from './everynode';
import { VERSION_RULE } from '../../src/model/kubernetes-version';

const workspace = new Workspace({ 'prod.yaml': INVENTORY, 'agent.yaml': yaml() });
const run = async (args: string, input = '') => workspace.run(args === '' ? [] : args.split(' '), input);

describe('bad usage is exit code 2, and one line that says how it is used', () => {
  test.each([
    ['foo', "unknown command 'foo' (everynode --help shows how it is used)"],
    ['chek', "unknown command 'chek' (Did you mean check?) (everynode --help shows how it is used)"],
    ['check --formt json', "unknown option '--formt' (Did you mean --format?) (everynode check --help shows how it is used)"],
    ['check agent.yaml --inventory prod.yaml --what', "unknown option '--what' (everynode check --help shows how it is used)"],
    ['check --inventory', "option '--inventory <file>' argument missing (everynode check --help shows how it is used)"],
    ['check agent.yaml --inventory prod.yaml --format xml', "option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json. (everynode check --help shows how it is used)"],
    ['check agent.yaml --inventory prod.yaml --format ndjson', "option '--format <format>' argument 'ndjson' is invalid. Allowed choices are text, json. (everynode check --help shows how it is used)"],
    ['place agent.yaml --inventory prod.yaml --strict', "unknown option '--strict' (everynode place --help shows how it is used)"],
    ['inventory show', "missing required argument 'file' (everynode inventory show --help shows how it is used)"],
    ['inventory show a b', "too many arguments for 'show'. Expected 1 argument but got 2. (everynode inventory show --help shows how it is used)"],
    ['check agent.yaml', 'no inventory is given: --inventory FILE (kubectl get nodes -o json > FILE makes one)'],
    ['place agent.yaml', 'no inventory is given: --inventory FILE (kubectl get nodes -o json > FILE makes one)'],
    ['check --inventory prod.yaml', 'no manifest is given: name files or folders, or - for standard input'],
    ['check - - --inventory prod.yaml', 'standard input (-) can be read only once'],
    ['check - --inventory -', 'standard input (-) can be read only once'],
    ['check agent.yaml --inventory - --inventory -', 'standard input (-) can be read only once'],
    ['check agent.yaml --inventory prod.yaml --kubernetes-version 1.5', `--kubernetes-version ${VERSION_RULE}, got "1.5"`],
    ['check agent.yaml --inventory prod.yaml --today tomorrow', '--today must be a date such as "2027-01-31", got "tomorrow"'],
    ['check agent.yaml --inventory prod.yaml --today 2026-02-30', '--today must be a date such as "2027-01-31", got "2026-02-30"'],
    ['check agent.yaml --inventory prod.yaml --max-age 14', '--max-age must be days or hours such as 14d or 12h, got "14"'],
    ['check agent.yaml --inventory prod.yaml --max-age -1d', '--max-age must be days or hours such as 14d or 12h, got "-1d"'],
  ])('%s', async (args, line) => {
    expect(await run(args)).toEqual({ status: 2, stdout: '', stderr: `everynode: ${line}\n` });
  });

  test('everything that is wrong with it is said at once', async () => {
    expect((await run('check --today x --max-age y --kubernetes-version z')).stderr.split('\n')).toHaveLength(6);
  });

  test('an empty name of a file is none', async () => {
    expect(await workspace.run(['check', 'agent.yaml', '--inventory', ''])).toEqual({
      status: 2,
      stdout: '',
      stderr: "everynode: option '--inventory <file>' argument '' is invalid. It is empty. (everynode check --help shows how it is used)\n",
    });
  });

  test('without a command it shows what there is', async () => {
    const { status, stdout, stderr } = await run('');

    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: everynode');
  });
});

test('an option takes one value: what follows is a manifest', async () => {
  expect(await run('check --inventory prod.yaml agent.yaml')).toMatchObject({ status: 1, stderr: '' });
});

describe('help', () => {
  test.each([
    ['--help', ['check [options] [manifest...]', 'place [options] [manifest...]', 'inventory', 'Exit codes: 0 nothing is wrong; 1 at least one error; 2', 'helm template … | everynode check - --inventory nodes.json']],
    ['check --help', ['--inventory <file>', '--config <file>', '--strict', '--today <date>', '--max-age <age>', '--all-nodes', '--output <file>', '--kubernetes-version <version>', 'Exit codes: 0', 'helm template']],
    ['place --help', ['--inventory <file>', '"ndjson"', 'Exit codes: 0 everything was read']],
    ['inventory --help', ['show [options] <file>']],
    ['inventory show --help', ['a NodeInventory file, the output of kubectl get nodes']],
    ['help check', ['--strict']],
  ])('%s teaches', async (args, texts) => {
    const { status, stdout, stderr } = await run(args);

    expect([status, stderr]).toEqual([0, '']);
    texts.forEach(text => expect(stdout.replace(/\s+/g, ' ')).toContain(text));
    expect(stdout).not.toContain('[]');
  });

  test('no line is longer than a terminal is wide', async () => {
    const { stdout } = await run('check --help');
    const [help = ''] = stdout.split('Exit codes');

    expect(Math.max(...help.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
  });
});

test('says its version', async () => {
  expect(await run('--version')).toEqual({ status: 0, stdout: `${(jest.requireActual('../../package.json') as { version: string }).version}\n`, stderr: '' });
});
