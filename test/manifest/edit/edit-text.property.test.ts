import { diffArrays } from 'diff';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { editText } from '../../../src/manifest/edit/edit-text';
import { EditedValue, editsIn } from '../../../src/manifest/edit/manifest-edit';
import { parseText } from '../../../src/manifest/text';
import { YamlEdit } from '../../../src/model/yaml-edit';

const EXPRESSIONS = 'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[*].matchExpressions';

/** Values that stand in a manifest, some of which need quotes. */
const text = fc.constantFrom('a', 'gpu', 'nvidia.com/gpu', 'true', 'no', '1', '1.0', '0x1', '~', '', ' a ', 'a: b', 'a #b', '- a', '{a}', '"a"', '\'a\'', '*a', '&a', '!a', '%a', 'ä', 'two\nlines', 'end\n', '2001-01-01', 'a'.repeat(200));
const toleration = fc.record({ key: text, operator: fc.constantFrom('Exists', 'Equal'), value: text, effect: text }, { requiredKeys: ['key'], noNullPrototype: true });
const spec = fc.record({
  nodeName: text,
  containers: fc.array(fc.record({ name: text, args: fc.array(text, { maxLength: 3 }) }, { noNullPrototype: true }), { minLength: 1, maxLength: 2 }),
  tolerations: fc.option(fc.array(toleration, { maxLength: 3 })),
  nodeSelector: fc.option(fc.dictionary(fc.constantFrom('disk', 'kubernetes.io/os', '__proto__'), text, { maxKeys: 2, noNullPrototype: true })),
  affinity: fc.constantFrom(null, {}, { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }, { matchFields: [] }] } } }),
}, { requiredKeys: ['containers'], noNullPrototype: true });
const object = fc.record({ metadata: fc.record({ name: text, annotations: fc.dictionary(text, text, { maxKeys: 2, noNullPrototype: true }) }, { requiredKeys: ['name'], noNullPrototype: true }), after: text }, { requiredKeys: ['metadata'], noNullPrototype: true })
  .chain(outer => spec.map(inner => ({ apiVersion: 'apps/v1', kind: 'DaemonSet', ...outer, spec: { template: { spec: inner } } })));

const edit: fc.Arbitrary<YamlEdit> = fc.oneof(
  toleration.map(item => ({ path: 'spec.template.spec.tolerations', add: [item] })),
  fc.constant({ path: EXPRESSIONS, add: [{ key: 'type', operator: 'NotIn', values: ['virtual-kubelet'] }] }),
  text.map(value => ({ path: 'spec.template.spec.nodeSelector["kubernetes.io/os"]', set: value })),
  text.map(value => ({ path: 'metadata.annotations["example.com/a b"]', set: value })),
  text.map(value => ({ path: 'spec.template.spec.tolerations[0].operator', set: value })),
  fc.constantFrom({ path: 'spec.template.spec.nodeName', set: null }, { path: 'spec.template.spec.tolerations[0].effect', set: null }, { path: 'spec.template.spec.nodeSelector.disk', set: null }),
);

/** How a text may be laid out: the printer's options, comments and empty lines in between, line ends, and documents around it. */
const layout = fc.record({
  options: fc.record({
    indent: fc.constantFrom(1, 2, 3, 4),
    indentSeq: fc.boolean(),
    collectionStyle: fc.constantFrom<('any' | 'flow')[]>('any', 'any', 'flow'),
    defaultStringType: fc.constantFrom<('PLAIN' | 'QUOTE_DOUBLE' | 'QUOTE_SINGLE')[]>('PLAIN', 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'),
    flowCollectionPadding: fc.boolean(),
    lineWidth: fc.constantFrom(0, 30, 80),
  }),
  json: fc.constantFrom(undefined, undefined, undefined, 0, 2, 4),
  comments: fc.array(fc.record({ at: fc.nat(60), text: fc.constantFrom('# a comment', '    # a deep\tone', '', '  ', '# - key: a') }), { maxLength: 5 }),
  crlf: fc.boolean(),
  open: fc.boolean(),
  around: fc.boolean(),
});
type Layout = typeof layout extends fc.Arbitrary<infer T> ? T : never;

function laidOut(value: object, { options, json, comments, crlf, open, around }: Layout): string {
  if (json !== undefined) { return JSON.stringify(value, null, json).replaceAll('\n', crlf ? '\r\n' : '\n'); }
  const lines = stringify(value, { ...options, version: '1.1', aliasDuplicateObjects: false } as object).trimEnd().split('\n');
  for (const { at, text: comment } of comments) { lines.splice(at % (lines.length + 1), 0, comment); }
  const body = lines.join('\n') + (open ? '' : '\n');
  return (around ? `a: 1\n---\n# Source: x.yaml\n${body}${open ? '\n' : ''}---\nb: 2\n` : body).replaceAll('\n', crlf ? '\r\n' : '\n');
}

describe('an edit of any layout', () => {
  test('is that of the object, and leaves every other line as it was', () => {
    let made = 0;
    let refused = 0;
    fc.assert(fc.property(object, layout, fc.array(edit, { minLength: 1, maxLength: 3 }), (value, style, edits) => {
      const before = laidOut(value, style);
      const { documents, problems } = parseText(before);
      fc.pre(problems.length === 0); // a comment in the middle of a text of several lines is none
      const document = style.around && style.json === undefined ? 2 : 1;
      const { text: after, problems: refusals } = editText(before, [{ document, object: [], edits }]);
      const expected = tryEdited(documents[document - 1]?.value, edits);
      if (after === undefined) {
        refused += expected === undefined ? 0 : 1;
        return refusals.length > 0;
      }
      made += 1;
      expect(parseText(after).documents.map(read => read.value)).toEqual(documents.map((read, index) => index === document - 1 ? expected : read.value));
      expect(changedLines(before, after)).toBeLessThanOrEqual(4 * edits.length);
      expect(after.endsWith('\n')).toBe(before.endsWith('\n'));
      return !before.includes('\n') || !(style.crlf ? /(?<!\r)\n/ : /\r/).test(after);
    }), { numRuns: 1_000 });

    expect(made).toBeGreaterThan(300);
    expect(refused).toBeLessThan(made / 20);
  });
});

function tryEdited(value: unknown, edits: readonly YamlEdit[]): unknown {
  const edited = new EditedValue(value);
  try {
    edits.forEach(one => editsIn(edited.value, one).forEach(part => edited.apply(part)));
    return edited.value;
  } catch {
    return undefined;
  }
}

/** How many lines of the text before are no longer there. */
function changedLines(before: string, after: string): number {
  return diffArrays(before.split('\n'), after.split('\n')).reduce((sum, { removed, count }) => sum + (removed ? count : 0), 0);
}
