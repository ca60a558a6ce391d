import { readdirSync, readFileSync } from 'fs';
import * as path from 'path';
import { arrowRings, edges, forbiddenImports, forbiddenOutput, House, importRings, misnamedRooms, parseHouse, Sources } from './architecture';
import { layerOverrides, MAY_IMPORT } from '../projenrc/layers';

const ROOT = path.join(__dirname, '..');

describe('the house', () => {
  const house = parseHouse(readFileSync(path.join(ROOT, 'docs', 'architecture.md'), 'utf8'));
  const sources = readSources(path.join(ROOT, 'src'));

  test('has exactly the rooms that docs/architecture.md describes', () => {
    expect(misnamedRooms(house, sources)).toEqual([]);
  });

  test('has arrows that lead in one direction', () => {
    expect(arrowRings(house)).toEqual([]);
  });

  test('has no import against an arrow', () => {
    expect(edges(sources).length).toBeGreaterThan(sources.size / 2); // the files were really read
    expect(forbiddenImports(house, sources)).toEqual([]);
  });

  test('has no ring of imports, type-only ones included', () => {
    expect(importRings(sources)).toEqual([]);
  });

  test('prints in the room cli only', () => {
    expect(forbiddenOutput(sources)).toEqual([]);
  });

  test('keeps the construct tree out of the engine', () => {
    const engine = ['model', 'manifest', 'inventory', 'placement', 'coverage', 'rollout', 'render', 'cli'];

    expect(engine.filter((room) => house.reach.get(room)!.has('cdk8s'))).toEqual([]);
  });

  test('is known to the linter as it is described', () => {
    const rooms = new Set(house.rooms);
    const without = layerOverrides().flatMap((override) => override.files);

    for (const room of house.rooms) {
      const reach = [...house.reach.get(room)!];

      expect([room, ...MAY_IMPORT[room]!.filter((other) => rooms.has(other)).sort()]).toEqual([room, ...reach.filter((other) => rooms.has(other)).sort()]);
      expect([room, without.includes(`src/${room}/**/*.ts`)]).toEqual([room, !reach.includes('cdk8s')]);
    }
  });
});

describe('the description', () => {
  test('lets a room import everything along a path of arrows', () => {
    expect([...madeUpHouse().reach.get('cli')!].sort()).toEqual(['model', 'placement', 'render']);
    expect([...madeUpHouse().reach.get('model')!]).toEqual([]);
  });

  test('fails when it has no arrows', () => {
    expect(() => parseHouse('| `model/` | nodes |\n')).toThrow('no block of arrows');
  });

  test('fails when a line of the block is no arrow', () => {
    expect(() => parseHouse('| `model/` | nodes |\n```arrows\nrender to model\n```\n')).toThrow('not a line of arrows: render to model');
  });

  test('is told from the sources in both directions', () => {
    const sources = madeUp({ 'index.ts': '', 'cli/main.ts': '', 'render/text.ts': '', 'model/a.ts': '', 'utils/strings.ts': '', 'agents/logs.ts': '' });

    expect(misnamedRooms(madeUpHouse(), sources)).toEqual([
      'placement is described, but src/placement does not exist',
      'src/utils is not described',
    ]);
  });

  test('names a room without arrows and an arrow without a room', () => {
    const house = parseHouse('| `model/` | nodes |\n```arrows\nrender ─► placement\n```\n');

    expect(misnamedRooms(house, madeUp({ 'model/a.ts': '' }))).toEqual([
      'model is described, but no arrow knows it',
      'placement has arrows, but is not described',
      'render has arrows, but is not described',
    ]);
  });

  test('fails when arrows lead in a ring', () => {
    expect(arrowRings(parseHouse('| `model/` | nodes |\n```arrows\nmodel ─► render ─► placement ─► render\n```\n'))).toEqual(['placement', 'render']);
  });
});

describe('an import', () => {
  test.each([
    ['a value', "import { text } from '../render/text';"],
    ['a type', "import type { Text } from '../render/text';"],
    ['a name for others', "export * from '../render/text';"],
    ['a type in place', "export type Text = import('../render/text').Text;"],
    ['later', "export const text = () => import('../render/text');"],
    ['by require', "const text = require('../render/text');"],
    ['by import and require', "import text = require('../render/text');"],
    ['a folder', "import { text } from '../render';"],
    ['a compiled file', "import { text } from '../render/text.js';"],
    ['by the name of the package', "import { text } from 'cdk8s-everynode/lib/render/text';"],
  ])('against an arrow is found: %s', (_title, text) => {
    const sources = madeUp({ 'model/a.ts': text, 'render/text.ts': '', 'render/index.ts': '' });

    expect(forbiddenImports(madeUpHouse(), sources)).toEqual([expect.stringMatching(/^src\/model\/a\.ts imports .*: no arrow leads from model to render$/)]);
  });

  test.each([
    ['the public API', 'render/text.ts', '..', 'no arrow leads from render to index.ts'],
    ['the public API by name', 'agents/logs.ts', 'cdk8s-everynode', 'no arrow leads from agents to index.ts'],
    ['the command line from the public API', 'index.ts', './cli/main', 'no arrow leads from index.ts to cli'],
    ['the engine from an agent', 'agents/logs.ts', '../placement/place', 'no arrow leads from agents to placement'],
    ['the construct tree from the engine', 'placement/place.ts', 'constructs', 'no arrow leads from placement to cdk8s'],
    ['cdk8s-plus from the command line', 'cli/main.ts', 'cdk8s-plus-27/lib/pod', 'no arrow leads from cli to cdk8s'],
    ['anything from a room nobody described', 'utils/strings.ts', '../model/a', 'no arrow leads from utils to model'],
  ])('against an arrow is found: %s', (_title, file, specifier, message) => {
    const sources = madeUp({ 'index.ts': '', 'cli/main.ts': '', 'placement/place.ts': '', 'model/a.ts': '', [file]: `import type { X } from '${specifier}';` });

    expect(forbiddenImports(madeUpHouse(), sources)).toEqual([`src/${file} imports ${specifier}: ${message}`]);
  });

  test('along arrows, inside a room, of another package, or in a comment is fine', () => {
    const sources = madeUp({
      'index.ts': "export * from './agents/logs';",
      'agents/logs.ts': "import { Chart } from 'cdk8s';\nimport { a } from '../model/a';",
      'render/text.ts': "import * as path from 'path';\nimport { a } from '../model/a';\n// import { main } from '../cli/main';\nexport const text = \"import '../cli/main'\";",
      'cli/main.ts': "import { text } from '../render/text';\nimport { other } from './other';",
      'cli/other.ts': "import cdk8sLike from 'cdk8s-something-else';",
      'model/a.ts': '',
    });

    expect(forbiddenImports(madeUpHouse(), sources)).toEqual([]);
    expect(edges(sources).filter(({ to }) => to !== undefined)).toHaveLength(5);
  });
});

describe('a ring of imports', () => {
  test('is found across files and rooms, once, by type-only imports too', () => {
    const sources = madeUp({
      'model/c.ts': "import type { A } from './a';",
      'model/a.ts': "import { b } from './b';",
      'model/b.ts': "export * from './c';",
      'model/self.ts': "import { self } from './self';",
    });

    expect(importRings(sources)).toEqual(['model/a.ts -> model/b.ts -> model/c.ts -> model/a.ts', 'model/self.ts -> model/self.ts']);
  });

  test('is not two ways to one file', () => {
    const sources = madeUp({
      'model/a.ts': "import { b } from './b';\nimport { c } from './c';",
      'model/b.ts': "import { c } from './c';",
      'model/c.ts': '',
    });

    expect(importRings(sources)).toEqual([]);
  });
});

describe('printing', () => {
  test.each([
    ['console', 'console.log(1);'],
    ['console', 'globalThis.console.error(1);'],
    ['console', 'const { log } = console;'],
    ['node:console', "import * as out from 'node:console';"],
    ['process', "import { stdout } from 'process';"],
    ['stdout', "process.stdout.write('x');"],
    ['stdout', "process['stdout'].write('x');"],
    ['stdout', 'const { stdout: out } = process;'],
    ['stderr', "globalThis.process.stderr.write('x');"],
  ])('is found outside the room cli: %s', (stream, text) => {
    expect(forbiddenOutput(madeUp({ 'render/text.ts': text }))).toEqual([`src/render/text.ts uses ${stream}`]);
  });

  test('is free in cli, to standard error in checks', () => {
    const print = "console.log(1); process.stdout.write('x'); process.stderr.write('x');";

    expect(forbiddenOutput(madeUp({ 'cli/main.ts': `import process from 'process'; ${print}`, 'checks/coverage-check.ts': print }))).toEqual([
      'src/checks/coverage-check.ts uses console',
      'src/checks/coverage-check.ts uses stdout',
    ]);
  });

  test('is not a comment, a text, a member of that name, or another use of the process', () => {
    const text = "// console.log(1)\nexport const a = { console: 'process.stdout', cwd: process.cwd(), out: result.stdout, own: report.console, child: child.process.stdout };";

    expect(forbiddenOutput(madeUp({ 'render/text.ts': text }))).toEqual([]);
  });
});

function readSources(root: string): Sources {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).sort();
  return new Map(files.map((file) => [file.split(path.sep).join('/'), readFileSync(path.join(root, file), 'utf8')]));
}

function madeUp(files: Record<string, string>): Sources {
  return new Map(Object.entries(files));
}

function madeUpHouse(): House {
  return parseHouse([
    ...['model', 'placement', 'render', 'agents', 'cli'].map((room) => `| \`${room}/\` | made up |`),
    '```arrows',
    'index.ts ─► agents, render',
    'cli ─► render ─► placement ─► model',
    'agents ─► model, cdk8s',
    '```',
    '',
  ].join('\n'));
}
