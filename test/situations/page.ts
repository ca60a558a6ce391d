import { Document, isMap, isSeq, parseAllDocuments, YAMLMap } from 'yaml';
import { keysOf, objectIn } from './edits';
import { everynodeCheck } from './everynode-check';
import { Situation, situations } from './situation';

/** The topics in the order in which the page has them. */
const TOPICS = [
  'Taints and tolerations', 'Node selection', 'Nodes that are not like the others', 'Room on a node', 'Host ports and networks', 'Pods beside other pods',
  'Refused when a pod is created', 'Storage and new nodes', 'Roles, requirements and exemptions', 'Updates', 'Side by side on one node', 'What cannot be judged', 'Manifests and YAML',
  'No fault, though it looks like one',
];

const INTRODUCTION = `# What it finds in real life

Situations that people reported of real agents, reduced to what matters, each with what \`everynode check\` prints. Each is a file in
[test/situations](../test/situations); a test checks the answer, applies the remedy that is offered, and checks a neighbour: a small difference that changes the
answer. What the codes mean is in [what a check finds](findings.md). This page is written by \`npx projen post-compile\`.
`;

/** The text of docs/what-it-finds.md. */
export async function situationsPage(): Promise<string> {
  const all = situations();
  const stray = all.find(({ topic }) => !TOPICS.includes(topic));
  if (stray) { throw new Error(`${stray.name}: the page has no topic ${stray.topic}`); }
  const chapters = TOPICS.map(topic => ({ topic, members: all.filter(situation => situation.topic === topic) })).filter(({ members }) => members.length > 0);
  const contents = chapters.map(({ topic, members }) => `- ${link(topic)}\n${members.map(({ title }) => `  - ${link(title)}\n`).join('')}`).join('');
  const texts: string[] = [];
  for (const chapter of chapters) { texts.push(await chapterText(chapter)); } // one after the other: a check sets the exit code of this process
  return `${INTRODUCTION}\n${contents}\n${texts.join('\n')}`;
}

async function chapterText({ topic, members }: { readonly topic: string; readonly members: readonly Situation[] }): Promise<string> {
  const texts: string[] = [];
  for (const member of members) { texts.push(await situationText(member)); }
  return `## ${topic}\n\n${texts.join('\n')}`;
}

async function situationText(situation: Situation): Promise<string> {
  const { title, story, source, input, neighbour } = situation;
  const { text } = await everynodeCheck(input);
  return [
    `### ${title}\n`,
    `${story} ([source](${source}))\n`,
    `\`\`\`yaml\n${situation.show.map(part => fragment(situation, part)).join('---\n')}\`\`\`\n`,
    `\`\`\`text\n${text}\`\`\`\n`,
    `${neighbourText(neighbour)}\n`,
  ].join('\n');
}

function neighbourText({ text, expect: { gaps, overlaps, findings, notJudged, problems } }: Situation['neighbour']): string {
  const codes = [...new Set([...gaps.flatMap(({ reasons }) => reasons), ...findings.map(({ code }) => code)])].map(code => `\`${code}\``);
  const found = [...codes, ...overlaps.length > 0 ? ['an overlap'] : [], ...problems.length > 0 ? ['a problem with the input'] : [], ...notJudged.length > 0 ? ['something that is not judged'] : []];
  return found.length === 0 ? `Nothing is found where ${text}.` : `This is found where ${text}: ${found.join(', ')}.`;
}

/** A part of an input as it was written, with where it stands. */
function fragment({ input }: Situation, { in: part = 'manifests', object, path }: Situation['show'][number]): string {
  const documents = parseAllDocuments(input[part] ?? '') as Document[];
  const found = objectIn(documents, object);
  const [keys = []] = keysOf(path, found);
  const value = found.getIn(keys, true);
  if (value === undefined) { throw new Error(`${path} is not there`); }
  const whole = isMap(value);
  const shown = new Document(whole ? {} : isSeq(found.getIn(keys.slice(0, -1))) ? [] : {});
  if (whole) { withoutPlainContainers(value).forEach(({ key, value: item }) => shown.setIn([key], item)); } else { shown.setIn([lastOf(keys)], value); }
  const name = found.getIn(['metadata', 'name']);
  const place = (whole ? keys : keys.slice(0, -1)).join('.');
  return `# ${String(found.get('kind'))}${name === undefined ? '' : ` ${String(name)}`}${place === '' ? '' : `: ${place}`}\n${shown.toString({ lineWidth: 150 })}`;
}

/** The key of a value; of an item of a list the first one, since only that item is shown. */
function lastOf(keys: readonly (string | number)[]): string | number {
  const [last = ''] = keys.slice(-1);
  return typeof last === 'number' ? 0 : last;
}

/** The fields of a map; containers that have a name and an image only say nothing where there is something else. */
function withoutPlainContainers({ items }: YAMLMap): YAMLMap['items'] {
  const telling = items.filter(({ key, value }) => String(key) !== 'containers' || !isSeq(value) || value.items.some(container => isMap(container) && container.items.length > 2));
  return telling.length > 0 ? telling : items;
}

function link(title: string): string {
  return `[${title}](#${title.toLowerCase().replace(/[^\w\- ]/g, '').replace(/ /g, '-')})`;
}
