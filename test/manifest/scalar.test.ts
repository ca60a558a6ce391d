import { readFileSync } from 'fs';
import { join } from 'path';
import { parseText } from '../../src/manifest/text';

interface Row { readonly yaml: string; readonly json?: unknown; readonly error?: string; readonly asKey?: string }

/** What sigs.k8s.io/yaml, which kubectl uses, makes of plain scalars. */
const rows = JSON.parse(readFileSync(join(__dirname, '..', 'conformance', 'vectors', 'yaml-scalars.json'), 'utf8')) as Row[];

const read = (yaml: string) => {
  const { documents, problems } = parseText(yaml);
  return problems.length > 0 ? 'refused' : documents[0]?.value;
};

test.each(rows)('kubectl reads the value $yaml as $json$error', ({ yaml, json, error }) => {
  expect(read(`value: ${yaml}\n`)).toEqual(error === undefined ? { value: json } : 'refused');
});

test.each(rows.filter(({ asKey }) => asKey !== undefined))('kubectl reads the key $yaml as $asKey', ({ yaml, asKey }) => {
  expect(read(`${yaml}: value\n`)).toEqual({ [asKey!]: 'value' });
});

test.each(['null', '~', '9223372036854775808'])('%s is no key that JSON has', key => {
  expect(read(`${key}: value\n`)).toBe('refused');
});
