import { readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { readInventory } from '../src/inventory/read-inventory';

const ROOT = join(__dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const sources = (folder: string): string[] => readdirSync(join(ROOT, folder)).flatMap(name => {
  const path = join(folder, name);
  return statSync(join(ROOT, path)).isDirectory() ? sources(path) : [read(path)];
});

/** The codes that the sources of a room give to reasons or findings. */
const codesIn = (folder: string) => new Set(sources(folder)
  .flatMap(source => [...source.matchAll(/(?:code: |(?:reason|refusal)\()(?:\w+ \? '(\w+)' : )?'([A-Z]\w+)'/g)])
  .flatMap(([, first, second]) => [first, second])
  .filter(code => code !== undefined));

/** The codes that a page explains. */
const codesOn = (text: string) => [...text.matchAll(/`([A-Z][A-Za-z]+)`/g)].map(([, code = '']) => code);

const [, reasons = '', findings = ''] = read('docs/findings.md').split(/^## (?:Reasons|Findings)$/m);

test('docs/findings.md explains every code of a reason, and no other', () => {
  expect([...new Set(codesOn(reasons))].sort()).toEqual([...codesIn('src/placement')].sort());
});

test('docs/findings.md explains every code of a finding, and no other', () => {
  expect(codesOn(findings).sort()).toEqual([...codesIn('src/coverage')].sort());
});

test('docs/rollout.md explains every code of a stall and of a note, and no other', () => {
  const literals = ['obstacles', 'notes'].flatMap(file => [...read(`src/rollout/${file}.ts`).matchAll(/'([A-Z][A-Za-z]+)'/g)].map(([, literal = '']) => literal));
  const codes = literals.filter(literal => !['NodePorts', 'NodeResourcesFit', 'RollingUpdate'].includes(literal)); // filters, and what is advised
  const rows = [...read('docs/rollout.md').matchAll(/^\| `([A-Z][A-Za-z]+)` \|/gm)].map(([, code = '']) => code);

  expect(rows.filter(code => code !== 'MANIFEST').sort()).toEqual([...new Set(codes)].sort());
});

test('the inventory that docs/inventory.md shows can be read', () => {
  const blocks = [...read('docs/inventory.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);

  expect(blocks).toHaveLength(1);
  const { inventory, problems } = readInventory([{ text: blocks[0]! }]);
  expect(problems).toEqual([]);
  expect(inventory?.nodes.map(({ name }) => name)).toEqual(expect.arrayContaining(['cp-1', 'general-5', 'gpu-0', 'mixed-m6g-0', 'fargate-2']));
});
