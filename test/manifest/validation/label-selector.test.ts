import { expectVerdicts, Rule } from './verdicts';

/** V03-V07, and section 9.1 of the semantics. */
const RULES: Rule[] = [
  { rule: 'a selector is required', field: 'spec.selector', refused: [undefined, null], accepted: [{ matchLabels: { app: 'ds' } }] },
  {
    rule: 'a selector selects something',
    field: 'spec.selector',
    refused: [{}, { matchLabels: {} }, { matchExpressions: [] }],
    accepted: [{ matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] }],
  },
  {
    rule: 'the template has the labels that the selector asks for',
    field: 'spec.template.metadata.labels',
    refused: [{ x: 'y' }, {}, null, undefined, { app: 'DS' }],
    accepted: [{ app: 'ds' }, { app: 'ds', x: 'y' }],
  },
  {
    rule: 'conditions count for the match, too',
    field: 'spec.selector.matchExpressions',
    at: 'spec.template.metadata.labels',
    refused: [[{ key: 'app', operator: 'NotIn', values: ['ds'] }], [{ key: 'x', operator: 'Exists' }], [{ key: 'app', operator: 'In', values: ['other'] }]],
    accepted: [[{ key: 'app', operator: 'Exists' }], [{ key: 'app', operator: 'In', values: ['ds', 'other'] }], [], null],
  },
  {
    rule: 'In and NotIn have values',
    field: 'spec.selector.matchExpressions[0]',
    at: 'spec.selector.matchExpressions[0].values',
    refused: [{ key: 'app', operator: 'In', values: [] }, { key: 'app', operator: 'NotIn' }],
    accepted: [{ key: 'app', operator: 'NotIn', values: ['x'] }],
  },
  {
    rule: 'Exists and DoesNotExist have none',
    field: 'spec.selector.matchExpressions[0]',
    at: 'spec.selector.matchExpressions[0].values',
    refused: [{ key: 'app', operator: 'Exists', values: ['ds'] }, { key: 'x', operator: 'DoesNotExist', values: ['ds'] }],
    accepted: [{ key: 'app', operator: 'Exists', values: [] }, { key: 'app', operator: 'Exists' }],
  },
  {
    rule: 'selectors do not compare numbers',
    field: 'spec.selector.matchExpressions[0]',
    at: 'spec.selector.matchExpressions[0].operator',
    refused: [{ key: 'app', operator: 'Gt', values: ['1'] }, { key: 'app', operator: 'exists' }, { key: 'app' }],
    accepted: [{ key: 'app', operator: 'Exists' }],
  },
  {
    rule: 'a key is a label key',
    field: 'spec.selector.matchExpressions[0].key',
    given: { 'spec.selector.matchExpressions[0].operator': 'DoesNotExist' },
    refused: ['a/b/c', '', undefined],
    accepted: ['a/b'],
  },
  {
    rule: 'a key of matchLabels is a label key',
    field: 'spec.selector.matchLabels',
    at: 'spec.selector.matchLabels["a/b/c"]',
    refused: [{ 'app': 'ds', 'a/b/c': 'x' }],
    accepted: [{ app: 'ds' }],
  },
  {
    rule: 'a value is a label value',
    field: 'spec.selector.matchExpressions[0].values',
    given: { 'spec.selector.matchExpressions[0].operator': 'In', 'spec.selector.matchExpressions[0].key': 'app' },
    at: 'spec.selector.matchExpressions[0].values[1]',
    refused: [['ds', 'x y']],
    accepted: [['ds', 'x'], ['ds', '']],
  },
];

test.each(RULES)('$rule', row => expectVerdicts(row));
