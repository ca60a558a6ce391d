/** Writes the pages of docs/ that follow from the code: the command line from its own help, the findings from their sources, what it finds from the situations. */
import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import type { Command } from 'commander';
import { situationsPage } from '../test/situations/page';

const ROOT = join(__dirname, '..');
const FINDINGS = join(ROOT, 'src', 'coverage', 'findings');
const SEVERITIES = ['error', 'warning', 'note'];

interface Finding { readonly code: string; readonly severity: string; readonly prose: string }

writeFileSync(join(ROOT, 'docs', 'command-line.md'), commandLine());
rewrite(join(ROOT, 'docs', 'findings.md'), 'findings', findings().map(({ code, severity, prose }) => `### \`${code}\` (${severity})\n\n${prose}\n`).join('\n'));

void situationsPage().then(text => writeFileSync(join(ROOT, 'docs', 'what-it-finds.md'), text));

function commandLine(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { program } = require(join(ROOT, 'lib', 'cli', 'program.js')) as { program: () => Command };
  const sections = allCommands(program(), []).map(({ name, command }) => `## ${name}\n\n\`\`\`text\n${helpOf(command)}\`\`\`\n`);
  return `# The command line\n\nWhat \`--help\` says of each command.\n\n${sections.join('\n')}`;
}

function allCommands(command: Command, above: readonly string[]): { readonly name: string; readonly command: Command }[] {
  const path = [...above, command.name()];
  return [{ name: path.join(' '), command }, ...command.commands.flatMap(sub => allCommands(sub, path))];
}

/** The help as it is printed, with what stands after it, at a width of its own. */
function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: part => { text += part; }, getOutHelpWidth: () => 120 });
  command.outputHelp();
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** Each finding's code and severity, and the sentence above the function that finds it. */
function findings(): Finding[] {
  const found = readdirSync(FINDINGS).map(file => findingIn(readFileSync(join(FINDINGS, file), 'utf8'), file));
  return found.sort((left, right) => SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) || (left.code < right.code ? -1 : 1));
}

function findingIn(source: string, file: string): Finding {
  const code = /code: '([A-Z][A-Za-z]+)'/.exec(source)?.[1];
  const severity = /severity: '([a-z]+)'/.exec(source)?.[1];
  const prose = /\/\*\* ([^*]+) \*\/\nexport function \w+\([^)]*\): Finding\[\]/.exec(source)?.[1];
  if (code === undefined || severity === undefined || prose === undefined) { throw new Error(`${file}: a finding needs a code, a severity, and a sentence above its function`); }
  return { code, severity, prose };
}

/** Replaces what stands between two marks of a page. */
function rewrite(page: string, mark: string, text: string): void {
  const [begin, end] = [`<!-- ${mark}: generated -->\n`, `<!-- /${mark} -->\n`];
  const [before, rest] = readFileSync(page, 'utf8').split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) { throw new Error(`${page}: the marks ${begin.trim()} and ${end.trim()} are missing`); }
  writeFileSync(page, `${before}${begin}\n${text}\n${end}${after}`);
}
