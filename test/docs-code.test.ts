import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { parseText } from '../src/manifest/text';

const ROOT = join(__dirname, '..');
const PAGES = readdirSync(join(ROOT, 'docs')).filter(page => page.endsWith('.md'));

/** The blocks of a language on a page. */
const blocks = (page: string, language: string) =>
  [...readFileSync(join(ROOT, 'docs', page), 'utf8').matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code);

/** What the compiler says of programs that stand where the examples stand. */
function compile(programs: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'examples', 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(ROOT, 'examples'));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = file => programs.get(file) ?? readFile(file);
  host.fileExists = file => programs.has(file) || fileExists(file);
  const program = ts.createProgram([...programs.keys()], { ...options, noUnusedLocals: false }, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

const programs = PAGES.flatMap(page => blocks(page, 'ts').map((code, index) => [join(ROOT, 'examples', `${page}-${index}.ts`), code] as const));

test('every program in docs/ compiles', () => {
  expect(programs.length).toBeGreaterThan(5);
  expect(compile(new Map(programs))).toEqual([]);
}, 120_000);

test('a program that does not compile would be noticed', () => {
  expect(compile(new Map([[join(ROOT, 'examples', 'wrong.ts'), 'import { NoSuchThing } from \'cdk8s-everynode\';\nexport const a = NoSuchThing;\n']]))).toHaveLength(1);
}, 120_000);

test.each(PAGES.flatMap(page => blocks(page, 'yaml').map((code, index) => [page, index, code] as const)))('%s: YAML %i can be read', (_, __, code) => {
  expect(parseText(code).problems).toEqual([]);
});
