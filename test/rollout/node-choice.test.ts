import { parseNodeChoice } from '../../src/rollout/node-choice';
import { node } from '../builders';

const nodes = [node('w-1', { labels: { disk: 'ssd' } }), node('w-2', { labels: { disk: 'hdd' } }), node('disk')];
const meant = (text: string) => nodes.filter(parseNodeChoice(text, nodes)).map(({ name }) => name);

test.each([
  ['*', ['w-1', 'w-2', 'disk']],
  ['w-1', ['w-1']],
  ['w-1, w-2', ['w-1', 'w-2']],
  ['disk=ssd', ['w-1']],
  ['disk in (ssd,hdd)', ['w-1', 'w-2']],
  ['!disk', ['disk']],
  ['disk', ['disk']], // a name, although the label would do, too
])('%s means %j', (text, names) => expect(meant(text)).toEqual(names));

test.each([
  ['w-9', 'must be names of nodes with commas between, * or a label selector, got "w-9": there is no node "w-9" (typo of "w-1"?)'],
  ['w-1,rack', 'must be names of nodes with commas between, * or a label selector, got "w-1,rack": there is no node "rack"'],
  ['disk=nvme', 'must be names of nodes with commas between, * or a label selector, got "disk=nvme": "disk=nvme" selects no node'],
  ['disk in (', 'must be names of nodes with commas between, * or a label selector, got "disk in (": selector "disk in (": expected ")" at its end'],
  ['', 'must be names of nodes with commas between, * or a label selector, got "": "" selects no node'],
])('fails when it means none: "%s"', (text, message) => expect(() => meant(text)).toThrow(new Error(message)));
