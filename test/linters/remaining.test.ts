import { readFileSync } from 'fs';
import { join } from 'path';
import { REMAINING } from './remaining';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'checkers.md'), 'utf8');

test('docs/checkers.md explains all that checkers still say, and nothing else', () => {
  const rows = PAGE.split('## What they still say')[1]!.split('\n').filter(line => /^\| (kube-score|Checkov) \|/.test(line));

  expect(rows).toEqual(REMAINING.map(({ checker, check, agents, says, why }) => `| ${checker} | \`${check}\` | ${agents?.join(', ') ?? 'any'} | ${says} | ${why} |`));
});
