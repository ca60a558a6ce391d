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
  ['w-9', 'must be names of nodes with commas between, * or a label selector, got "w-9": no node has these labels, and no node is called "w-9" (did you mean w-1?)'],
  ['w-1,rack', 'must be names of nodes with commas between, * or a label selector, got "w-1,rack": no node has these labels, and no node is called "rack"'],
  ['disk=nvme', 'must be names of nodes with commas between, * or a label selector, got "disk=nvme": no node has these labels, and no node is called "disk=nvme"'],
  ['disk in (', 'must be names of nodes with commas between, * or a label selector, got "disk in (": it is no label selector, and no node is called "disk in ("'],
  ['', 'must be names of nodes with commas between, * or a label selector, got "": it is no label selector, and no node is called ""'],
])('fails when it means none: "%s"', (text, message) => expect(() => meant(text)).toThrow(new Error(message)));
