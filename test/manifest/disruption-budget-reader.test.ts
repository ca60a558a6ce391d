import { dataDocument } from '../../src/manifest/document';
import { readManifests } from '../../src/manifest/manifests';

const budget = (overrides: object = {}) => ({
  apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'b', namespace: 'n' }, spec: { selector: { matchLabels: { app: 'a' } } }, ...overrides,
});
const read = (object: object) => readManifests([dataDocument(object)], 34);

test('reads whom a budget is about', () => {
  expect(read(budget()).disruptionBudgets).toEqual([{ namespace: 'n', name: 'b', selector: [{ key: 'app', operator: 'In', values: ['a'] }] }]);
  expect(read(budget({ metadata: { name: 'b' }, spec: { selector: {} } })).disruptionBudgets).toEqual([{ namespace: 'default', name: 'b', selector: [] }]);
});

test.each([
  ['without a selector', { spec: {} }],
  ['without a spec', { spec: null }],
  ['whose selector is none', { spec: { selector: 'app=a' } }],
  ['whose selector has other fields', { spec: { selector: { matchLabels: ['a'] } } }],
  ['of another group', { apiVersion: 'example.com/v1' }],
])('passes over one %s', (_, overrides) => {
  expect(read(budget(overrides))).toMatchObject({ disruptionBudgets: [], problems: [] });
});
