import { expectVerdicts, Rule } from './verdicts';

const LONGEST = 'a'.repeat(253);

/** V08, V71-V73, and sections 9.1 and 9.5 of the semantics. */
const RULES: Rule[] = [
  {
    rule: 'a name is a DNS subdomain',
    field: 'metadata.name',
    refused: [undefined, null, '', 'Ds', 'a_b', '-a', 'a-', 'a..b', `${LONGEST}a`],
    accepted: ['a.b.c', LONGEST, '0', 'a--b'],
  },
  {
    rule: 'a generated name may begin with what ends in a dash',
    field: 'metadata.generateName',
    given: { 'metadata.name': '' },
    refused: ['A-b', 'a_', `${LONGEST}a`],
    accepted: ['agent-', 'agent', 'a.b-'],
  },
  { rule: 'a namespace is a DNS label', field: 'metadata.namespace', refused: ['a.b', 'A', 'a'.repeat(64)], accepted: [undefined, '', 'a-b', 'a'.repeat(63)] },
  {
    rule: 'annotations hold at most 262144 bytes',
    field: 'metadata.annotations',
    refused: [{ a: 'x'.repeat(262_144) }],
    accepted: [undefined, {}, { a: 'x'.repeat(262_143) }, { a: null }],
  },
  {
    rule: 'annotations count bytes, not letters',
    field: 'metadata.annotations',
    refused: [{ a: 'ä'.repeat(131_072) }],
    accepted: [{ a: 'ä'.repeat(131_071) }],
  },
  {
    rule: 'a finalizer has a prefix',
    field: 'metadata.finalizers',
    at: 'metadata.finalizers[0]',
    refused: [['mine'], ['a b/c']],
    accepted: [[], ['orphan'], ['example.com/mine']],
  },
  {
    rule: 'an owner is named in full',
    field: 'metadata.ownerReferences',
    at: 'metadata.ownerReferences[0].uid',
    refused: [[{ apiVersion: 'v1', kind: 'Pod', name: 'a' }]],
    accepted: [[{ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'b' }], []],
  },
  {
    rule: 'one owner controls',
    field: 'metadata.ownerReferences',
    refused: [[true, true].map(controller => ({ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'b', controller }))],
    accepted: [[true, false].map(controller => ({ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'b', controller }))],
  },
  ...['metadata', 'spec.template.metadata'].flatMap((meta): Rule[] => [
    {
      rule: `a label of ${meta} has a key`,
      field: `${meta}.labels`,
      at: `${meta}.labels["a b"]`,
      refused: [{ 'app': 'ds', 'a b': 'x' }],
      accepted: [{ 'app': 'ds', 'a-b': 'x' }, { 'app': 'ds', 'example.com/A_b': 'x' }],
    },
    {
      rule: `a label of ${meta} has a value`,
      field: `${meta}.labels.x`,
      given: { [`${meta}.labels.app`]: 'ds' },
      refused: ['x y', '-', 'a'.repeat(64), 'ä', 'a/b'],
      accepted: ['', null, 'A_b.c-d', 'a'.repeat(63)],
    },
    {
      rule: `an annotation of ${meta} has a key`,
      field: `${meta}.annotations`,
      at: `${meta}.annotations["a b"]`,
      refused: [{ 'a b': '' }],
      accepted: [{ 'Example.COM/Foo': 'any\nthing' }],
    },
  ]),
];

test.each(RULES)('$rule', row => expectVerdicts(row));
