import { inBrackets } from '../../src/render/source-place';

test.each([
  ['the construct, where one is known', { constructPath: 'platform/Logs', file: 'dist/platform.k8s.yaml', line: 12 }, ' (platform/Logs)'],
  ['else file and line', { file: 'agents.yaml', line: 12 }, ' (agents.yaml:12)'],
  ['or the file alone', { file: 'agents.json' }, ' (agents.json)'],
  ['or nothing', { document: 1 }, ''],
])('%s', (_, source, expected) => {
  expect(inBrackets(source)).toBe(expected);
});
