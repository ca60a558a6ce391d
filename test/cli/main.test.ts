import { INVENTORY, Workspace, yaml } from './everynode';

/** What everynode must survive: nothing may end in a stack trace, a hang or silence. */
const workspace = new Workspace({ 'prod.yaml': INVENTORY, 'agent.yaml': yaml() });

const BAD: [string, string | Buffer][] = [
  ['truncated JSON', '{ "apiVersion": "apps/v1", "kind": "Daemon'],
  ['HTML', '<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>\n'],
  ['tabs', 'apiVersion: apps/v1\n\tkind: DaemonSet\n'],
  ['equal keys', 'apiVersion: v1\nkind: DaemonSet\nkind: Deployment\n'],
  ['aliases that explode', `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.split('').map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'.charAt(index)}`).join(',')}]`).join('\n')}\n`],
  ['deep nesting in YAML', `${'['.repeat(10_000)}\n`],
  ['deep nesting in JSON', `${'[1,'.repeat(10_000)}1${']'.repeat(10_000)}`],
  ['no UTF-8', Buffer.from([0xff, 0xff, 0xc3, 0x28])],
  ['a text', 'hello\n'],
  ['a number', '42\n'],
  ['a list', '- a\n- b\n'],
  ['an object without a kind', 'apiVersion: v1\n'],
  ['a binary', Buffer.from(Array.from({ length: 256 }, (_, index) => index))],
];

describe.each([
  ['as a manifest', ['check', '-', '--inventory', 'prod.yaml']],
  ['as an inventory', ['check', 'agent.yaml', '--inventory', '-']],
])('%s', (_, args) => {
  test.each(BAD)('%s is exit code 2 and one clear line', async (__, input) => {
    const { status, stderr } = await workspace.run(args, input);

    expect(status).toBe(2);
    expect(stderr).toMatch(/^everynode: standard input(:\d+)?: [^\n]+\n$/);
    expect(stderr).not.toMatch(/ {4}at |Error:|this is a bug/);
  });
});
