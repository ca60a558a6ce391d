import * as path from 'path';
import * as ts from 'typescript';

/** The sources: text by path below `src/`, with forward slashes (`model/taint.ts`). */
export type Sources = ReadonlyMap<string, string>;

/** What docs/architecture.md says. */
export interface House {
  /** The rooms of the table. */
  readonly rooms: string[];
  /** What may be imported from a room (or from `index.ts`), along all paths of arrows. */
  readonly reach: ReadonlyMap<string, ReadonlySet<string>>;
}

const PACKAGE = 'cdk8s-everynode';
const CONSTRUCT_TREE = /^(cdk8s|cdk8s-plus-\d+|constructs)(\/|$)/;

/** The room that prints, and the one that may write a warning to standard error. */
const [PRINTER, WARNER] = ['cli', 'checks'];

/** Reads the table of rooms and the block of arrows. */
export function parseHouse(markdown: string): House {
  const rooms = [...markdown.matchAll(/^\| `([\w-]+)\/` \|/gm)].map((match) => match[1]!);
  const block = /^```arrows\n([^]*?)^```/m.exec(markdown)?.[1];
  if (rooms.length === 0 || block === undefined) throw new Error('docs/architecture.md has no table of rooms or no block of arrows');

  return { rooms, reach: closure(parseArrows(block)) };
}

function parseArrows(block: string): Map<string, Set<string>> {
  const arrows = new Map<string, Set<string>>();
  for (const line of block.split('\n').filter((text) => text.trim() !== '')) {
    const groups = line.split('─►').map((group) => group.split(',').map((name) => name.trim()));
    if (groups.length < 2 || groups.flat().some((name) => !/^[\w.-]+$/.test(name))) throw new Error(`not a line of arrows: ${line}`);
    for (const [index, group] of groups.entries()) {
      for (const name of group) arrows.set(name, new Set([...arrows.get(name) ?? [], ...groups[index + 1] ?? []]));
    }
  }
  return arrows;
}

function closure(arrows: Map<string, Set<string>>): Map<string, Set<string>> {
  const reachFrom = (start: string) => {
    const seen = new Set<string>();
    const queue = [start];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      for (const next of arrows.get(name) ?? []) {
        if (!seen.has(next)) queue.push(next);
        seen.add(next);
      }
    }
    return seen;
  };
  return new Map([...arrows.keys()].map((name) => [name, reachFrom(name)]));
}

/** The folders directly below `src/`. */
export function roomsOf(sources: Sources): string[] {
  return [...new Set([...sources.keys()].map(roomOf).filter((room) => !room.endsWith('.ts')))].sort();
}

/** The room of a file, or the file itself where it stands directly in `src/`. */
function roomOf(file: string): string {
  return file.split('/')[0]!;
}

/** What disagrees between the rooms that are described and those that exist. */
export function misnamedRooms(house: House, sources: Sources): string[] {
  const [described, existing] = [new Set(house.rooms), new Set(roomsOf(sources))];
  return [
    ...[...existing].filter((room) => !described.has(room)).map((room) => `src/${room} is not described`),
    ...[...described].filter((room) => !existing.has(room)).map((room) => `${room} is described, but src/${room} does not exist`),
    ...[...described].filter((room) => !house.reach.has(room)).map((room) => `${room} is described, but no arrow knows it`),
    ...[...house.reach.keys()].filter((name) => !described.has(name) && name !== 'index.ts' && name !== 'cdk8s').map((name) => `${name} has arrows, but is not described`),
  ].sort();
}

/** Arrows that lead back to where they start. */
export function arrowRings(house: House): string[] {
  return [...house.reach].filter(([name, reach]) => reach.has(name)).map(([name]) => name).sort();
}

/** Imports that no arrow allows, type-only ones included. */
export function forbiddenImports(house: House, sources: Sources): string[] {
  return edges(sources).flatMap(({ from, specifier, to }) => {
    const target = CONSTRUCT_TREE.test(specifier) ? 'cdk8s' : to && roomOf(to);
    const room = roomOf(from);
    if (target === undefined || target === room || house.reach.get(room)?.has(target)) return [];
    return [`src/${from} imports ${specifier}: no arrow leads from ${room} to ${target}`];
  });
}

/** Rings of files that import each other, each once, starting at its first file. */
export function importRings(sources: Sources): string[] {
  const imports = new Map<string, string[]>([...sources.keys()].map((file) => [file, []]));
  for (const { from, to } of edges(sources)) {
    if (to !== undefined) imports.get(from)!.push(to);
  }

  const done = new Set<string>();
  const rings = new Set<string>();
  const visit = (file: string, trail: string[]) => {
    if (trail.includes(file)) {
      rings.add(ring(trail.slice(trail.indexOf(file))));
    } else if (!done.has(file)) {
      (imports.get(file) ?? []).forEach((next) => visit(next, [...trail, file]));
      done.add(file);
    }
  };
  [...imports.keys()].sort().forEach((file) => visit(file, []));
  return [...rings].sort();
}

function ring(files: string[]): string {
  const first = files.indexOf([...files].sort()[0]!);
  const turned = [...files.slice(first), ...files.slice(0, first)];
  return [...turned, turned[0]].join(' -> ');
}

/** Places that print although their room may not. */
export function forbiddenOutput(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) => {
    const room = roomOf(file);
    const outputs = room === PRINTER ? [] : outputsOf(file, text);
    return outputs.filter((stream) => room !== WARNER || stream !== 'stderr').map((stream) => `src/${file} uses ${stream}`);
  });
}

interface Edge {
  readonly from: string;
  readonly specifier: string;
  /** The file below `src/`; `undefined` for another package. */
  readonly to?: string;
}

/** All imports of all files; `import`, `export from`, `import()`, `import('x').T` and `require()` alike. */
export function edges(sources: Sources): Edge[] {
  return [...sources].flatMap(([from, text]) => specifiersOf(from, text).map((specifier) => ({ from, specifier, to: resolve(sources, from, specifier) })));
}

function resolve(sources: Sources, from: string, specifier: string): string | undefined {
  const target = targetOf(from, specifier);
  if (target === undefined) return undefined;
  const candidates = [target, `${target}.ts`, path.posix.join(target, 'index.ts'), target.replace(/\.js$/, '.ts')];
  return candidates.find((candidate) => sources.has(candidate));
}

/** Where a specifier leads below `src/`: a relative one, or our own package by name. */
function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier);
  if (specifier === PACKAGE) return 'index.ts';
  if (specifier.startsWith(`${PACKAGE}/`)) return specifier.slice(PACKAGE.length + 1).replace(/^lib\//, '');
  return undefined;
}

function specifiersOf(file: string, text: string): string[] {
  return nodesOf(file, text).flatMap((node) => {
    const specifier = specifierOf(node);
    return specifier !== undefined && ts.isStringLiteralLike(specifier) ? [specifier.text] : [];
  });
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  if (ts.isCallExpression(node) && isImportCall(node.expression)) return node.arguments[0];
  return undefined;
}

function isImportCall(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  const name = ts.isPropertyAccessExpression(callee) ? callee.expression : callee; // require.resolve, too
  return ts.isIdentifier(name) && name.text === 'require';
}

/** The streams that a file names: `console`, and `stdout` and `stderr` of the process. */
function outputsOf(file: string, text: string): string[] {
  const imported = specifiersOf(file, text).filter((specifier) => /^(node:)?(console|process)$/.test(specifier));
  return [...new Set([...imported, ...nodesOf(file, text).flatMap(streamsOf)])].sort();
}

function streamsOf(node: ts.Node): string[] {
  if (ts.isIdentifier(node) && node.text === 'console' && !isDeclaredName(node)) return ['console'];
  if (ts.isPropertyAccessExpression(node) && isProcess(node.expression)) return streams(node.name.text);
  if (ts.isElementAccessExpression(node) && isProcess(node.expression)) return streams(textOf(node.argumentExpression));
  if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name) && node.initializer && isProcess(node.initializer)) {
    return node.name.elements.flatMap((element) => streams((element.propertyName ?? element.name).getText()));
  }
  return [];
}

function streams(name: string): string[] {
  return name === 'stdout' || name === 'stderr' ? [name] : [];
}

function textOf(node: ts.Expression): string {
  return ts.isStringLiteralLike(node) ? node.text : '';
}

function isProcess(node: ts.Expression): boolean {
  return ['process', 'globalThis.process', 'global.process'].includes(node.getText());
}

/** Whether the identifier only names a member (`{ console: 1 }`, `interface { console }`, `report.console`). */
function isDeclaredName(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node && !['globalThis', 'global'].includes(parent.expression.getText());
  return (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent)) && parent.name === node;
}

function nodesOf(file: string, text: string): ts.Node[] {
  const all: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    all.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return all;
}
