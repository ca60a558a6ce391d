import { INVENTORY, Workspace, yaml } from './everynode';
import { coloured } from '../../src/cli/colour';

const workspace = new Workspace({ 'prod.yaml': INVENTORY, 'agent.yaml': yaml() });

const TEXT = '  ✗ a/b  1 of 2 nodes\n      no pod is created on n\n  ✓ a/c  2 of 2 nodes\n    ! UnknownField: x\n    · Note: y ! z\n';

const onTerminal = (terminal: boolean, variables: Record<string, string>, file?: string) => {
  const { isTTY } = process.stdout;
  const env = { ...process.env };
  try {
    process.stdout.isTTY = terminal;
    delete process.env.NO_COLOR;
    Object.assign(process.env, variables);
    return coloured(TEXT, file);
  } finally {
    process.stdout.isTTY = isTTY;
    process.env = env;
  }
};

test('marks are coloured on a terminal', () => {
  expect(onTerminal(true, {})).toBe(
    '  \u001b[31m✗ a/b  1 of 2 nodes\u001b[39m\n      no pod is created on n\n  \u001b[32m✓\u001b[39m a/c  2 of 2 nodes\n    \u001b[33m!\u001b[39m UnknownField: x\n    · Note: y ! z\n',
  );
});

test.each<[string, boolean, Record<string, string>, string | undefined]>([
  ['NO_COLOR is set', true, { NO_COLOR: '1' }, undefined],
  ['the text goes into a pipe', false, {}, undefined],
  ['the text goes into a file', true, {}, 'report.txt'],
])('nothing is coloured where %s', (_, terminal, variables, file) => {
  expect(onTerminal(terminal, variables, file)).toBe(TEXT);
});

test('an empty NO_COLOR says nothing', () => {
  expect(onTerminal(true, { NO_COLOR: '' })).toContain('\u001b[31m');
});

test('the command prints no colours into a pipe, even where the environment asks for them', async () => {
  const { stdout } = await workspace.run(['check', 'agent.yaml', '--inventory', 'prod.yaml'], '', { env: { ...process.env, FORCE_COLOR: '1' } });

  expect(stdout).toContain('✗');
  expect(stdout).not.toContain('\u001b');
});
