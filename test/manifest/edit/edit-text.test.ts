import { Path } from '../../../src/manifest/document';
import { editText } from '../../../src/manifest/edit/edit-text';
import { YamlEdit } from '../../../src/model/yaml-edit';

const TOLERATIONS = 'spec.tolerations';
const GPU: YamlEdit = { path: TOLERATIONS, add: [{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }] };
const edit = (text: string, edits: YamlEdit | YamlEdit[], object: Path = [], document = 1) =>
  editText(text, [{ document, object, edits: Array.isArray(edits) ? edits : [edits] }], 'a.yaml');
const lines = (...all: string[]) => all.map(line => `${line}\n`).join('');

describe('a list of lines', () => {
  test.each([
    ['indented below its key', [
      'spec:',
      '  tolerations:',
      '    - key: a',
      '      operator: Exists',
      '  containers: []',
    ], [
      'spec:',
      '  tolerations:',
      '    - key: a',
      '      operator: Exists',
      '    - key: gpu',
      '      operator: Exists',
      '      effect: NoSchedule',
      '  containers: []',
    ]],
    ['not indented, as kubectl and Helm print it', [
      'spec:',
      '  tolerations:',
      '  - key: a   # of team a',
      '',
      '  containers: []',
    ], [
      'spec:',
      '  tolerations:',
      '  - key: a   # of team a',
      '  - key: gpu',
      '    operator: Exists',
      '    effect: NoSchedule',
      '',
      '  containers: []',
    ]],
    ['with comments between its items, and deeper ones after the last', [
      'spec:',
      '  tolerations:',
      '  # first',
      '  - key: a\t# a tab\tin a comment',
      '    # second field',
      '    operator: "Exists"',
      '    # effect: NoExecute',
      '  # what follows',
      '  containers: []',
    ], [
      'spec:',
      '  tolerations:',
      '  # first',
      '  - key: a\t# a tab\tin a comment',
      '    # second field',
      '    operator: "Exists"',
      '    # effect: NoExecute',
      '  - key: gpu',
      '    operator: Exists',
      '    effect: NoSchedule',
      '  # what follows',
      '  containers: []',
    ]],
    ['whose dashes stand far from what they begin', [
      'spec:',
      '    tolerations:',
      '    -   key: a',
      '        operator: Exists',
    ], [
      'spec:',
      '    tolerations:',
      '    -   key: a',
      '        operator: Exists',
      '    -   key: gpu',
      '        operator: Exists',
      '        effect: NoSchedule',
    ]],
    ['whose last item is in brackets', [
      'spec:',
      '  tolerations:',
      '  - {key: a, operator: Exists} # x',
      'status: {}',
    ], [
      'spec:',
      '  tolerations:',
      '  - {key: a, operator: Exists} # x',
      '  - key: gpu',
      '    operator: Exists',
      '    effect: NoSchedule',
      'status: {}',
    ]],
    ['whose last item ends with a text of several lines', [
      'spec:',
      '  tolerations:',
      '  - key: |-',
      '      a',
      '',
      '',
      '  b: 1',
    ], [
      'spec:',
      '  tolerations:',
      '  - key: |-',
      '      a',
      '  - key: gpu',
      '    operator: Exists',
      '    effect: NoSchedule',
      '',
      '',
      '  b: 1',
    ]],
    ['whose last item ends with a text that keeps its empty lines', [
      'spec:',
      '  tolerations:',
      '  - key: |+',
      '      a',
      '',
      '  b: 1',
    ], [
      'spec:',
      '  tolerations:',
      '  - key: |+',
      '      a',
      '',
      '  - key: gpu',
      '    operator: Exists',
      '    effect: NoSchedule',
      '  b: 1',
    ]],
    ['whose last item is empty', [
      'spec:',
      '  tolerations:',
      '  - key: a',
      '    value:',
      '  b: 1',
    ], [
      'spec:',
      '  tolerations:',
      '  - key: a',
      '    value:',
      '  - key: gpu',
      '    operator: Exists',
      '    effect: NoSchedule',
      '  b: 1',
    ]],
  ])('%s gets an item', (_, before, after) => {
    expect(edit(lines(...before), GPU)).toEqual({ text: lines(...after), problems: [] });
  });

  test('keeps CRLF, a byte order mark, and that the last line has no end', () => {
    expect(edit('\ufeffspec:\r\n  tolerations:\r\n  - key: a', GPU).text)
      .toBe('\ufeffspec:\r\n  tolerations:\r\n  - key: a\r\n  - key: gpu\r\n    operator: Exists\r\n    effect: NoSchedule');
  });

  test('keeps lines that are longer than any printer would leave them', () => {
    const long = `x: ${'word '.repeat(100)}end`;

    expect(edit(`${long}\nspec: {a: ${'w '.repeat(90)}w}\n`, { path: 'spec.b', set: 'x '.repeat(90).trim() }).text)
      .toBe(`${long}\nspec: {a: ${'w '.repeat(90)}w, b: ${'x '.repeat(90).trim()}}\n`);
  });

  test('is not given an item that it has', () => {
    const text = 'spec:\n  tolerations:\n  - {key: gpu, operator: Exists, effect: NoSchedule}\n';

    expect(edit(text, GPU)).toEqual({ text, problems: [] });
  });
});

describe('where nothing is yet', () => {
  test.each([
    ['brackets make room for lines', 'spec:\n  tolerations: []  # none\n  volumes:\n  - name: a\n', 'spec:\n  tolerations:  # none\n  - key: gpu\n    operator: Exists\n    effect: NoSchedule\n  volumes:\n  - name: a\n'],
    ['null does', 'spec:\n  tolerations: ~ # none\n', 'spec:\n  tolerations: # none\n    - key: gpu\n      operator: Exists\n      effect: NoSchedule\n'],
    ['null in JSON does', '{"spec": {"tolerations": null}}', '{"spec": {"tolerations": [ { "key": "gpu", "operator": "Exists", "effect": "NoSchedule" } ]}}'],
    ['so does nothing at all', 'spec:\n  tolerations:\n    # to be done\n  a: 1\n', 'spec:\n  tolerations:\n    - key: gpu\n      operator: Exists\n      effect: NoSchedule\n    # to be done\n  a: 1\n'],
    ['brackets in brackets stay', 'spec: {tolerations: [], a: 1}\n', 'spec: {tolerations: [ { key: gpu, operator: Exists, effect: NoSchedule } ], a: 1}\n'],
    ['the field is added', 'spec:\n    a: 1 # x\n    volumes:\n      - name: a\nb: 2\n', 'spec:\n    a: 1 # x\n    volumes:\n      - name: a\n    tolerations:\n        - key: gpu\n          operator: Exists\n          effect: NoSchedule\nb: 2\n'],
    ['the field is added in brackets', 'spec: {a: 1}\n', 'spec: {a: 1, tolerations: [{key: gpu, operator: Exists, effect: NoSchedule}]}\n'],
    ['the map above is added, too', 'a: 1', 'a: 1\nspec:\n  tolerations:\n    - key: gpu\n      operator: Exists\n      effect: NoSchedule'],
    ['an empty map above is filled', 'a: 1\nspec: {}\nb: 1\n', 'a: 1\nspec:\n  tolerations:\n    - key: gpu\n      operator: Exists\n      effect: NoSchedule\nb: 1\n'],
  ])('%s', (_, before, after) => {
    expect(edit(before, GPU)).toEqual({ text: after, problems: [] });
  });
});

describe('brackets', () => {
  test.each([
    ['on one line', 'spec: { tolerations: [ { key: a }, { key: b } ] } # x\n', 'spec: { tolerations: [ { key: a }, { key: b }, { key: gpu, operator: Exists, effect: NoSchedule } ] } # x\n'],
    ['with quotes, without spaces', 'spec: {tolerations: [{"key": "a"}]}\n', 'spec: {tolerations: [{"key": "a"}, {"key": "gpu", "operator": "Exists", "effect": "NoSchedule"}]}\n'],
    ['over lines, with a comma at the end', lines('spec:', '  tolerations: [', '    { key: a },  # a', '  ]'), lines('spec:', '  tolerations: [', '    { key: a },  # a', '    { key: gpu, operator: Exists, effect: NoSchedule },', '  ]')],
    ['over lines, without', lines('spec:', '  tolerations: [', '    { key: a }  # a', '  ]'), lines('spec:', '  tolerations: [', '    { key: a },  # a', '    { key: gpu, operator: Exists, effect: NoSchedule }', '  ]')],
    ['that close on the line of the last item', lines('spec:', '  tolerations: [', '    { key: a } ]'), lines('spec:', '  tolerations: [', '    { key: a }, { key: gpu, operator: Exists, effect: NoSchedule } ]')],
  ])('%s get an item', (_, before, after) => {
    expect(edit(before, GPU)).toEqual({ text: after, problems: [] });
  });
});

describe('JSON', () => {
  const json = (value: unknown, indent?: string | number) => JSON.stringify(value, null, indent);
  const [before, after] = [{ a: { b: [1] } }, { a: { b: [1] }, spec: { tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }] } }];

  test.each([['2 spaces', 2], ['4 spaces', 4], ['tabs', '\t'], ['nothing', undefined]])('indented by %s stays so', (_, indent) => {
    expect(edit(json(before, indent), GPU).text).toBe(json(after, indent));
    expect(edit(json({ spec: { tolerations: [] }, b: 1 }, indent), GPU).text).toBe(json({ ...{ spec: after.spec }, b: 1 }, indent));
    expect(edit(json({ spec: { tolerations: [{ key: 'a' }] } }, indent), GPU).text).toBe(json({ spec: { tolerations: [{ key: 'a' }, ...after.spec.tolerations] } }, indent));
    expect(edit(json({ spec: { nodeName: 'a', b: 1, c: 2 } }, indent), [{ path: 'spec.nodeName', set: null }, { path: 'spec.c', set: null }]).text).toBe(json({ spec: { b: 1 } }, indent));
  });

  test('with items on one line each gets such a line', () => {
    expect(edit('{\n  "spec": {\n    "tolerations": [\n      { "key": "a" },\n      { "key": "b" }\n    ]\n  }\n}\n', GPU).text)
      .toBe('{\n  "spec": {\n    "tolerations": [\n      { "key": "a" },\n      { "key": "b" },\n      { "key": "gpu", "operator": "Exists", "effect": "NoSchedule" }\n    ]\n  }\n}\n');
  });
});

describe('a field', () => {
  test.each([
    ['gets another value in its quotes', 'spec:\n  a: "x" # c\n', { path: 'spec.a', set: 'y' }, 'spec:\n  a: "y" # c\n'],
    ['gets another value in its single quotes', 'spec:\n  a: \'x\'\n', { path: 'spec.a', set: 'it\'s' }, 'spec:\n  a: \'it\'\'s\'\n'],
    ['gets quotes where it would be something else', 'spec:\n  a: x\n', { path: 'spec.a', set: 'no' }, 'spec:\n  a: "no"\n'],
    ['gets a value where it had none', 'spec:\n  a:   # c\n', { path: 'spec.a', set: 'a:b' }, 'spec:\n  a: a:b   # c\n'],
    ['gets a map', 'spec:\n  a:\n', { path: 'spec.a', set: { b: 1 } }, 'spec:\n  a:\n    b: 1\n'],
    ['with a strange key is added', 'metadata:\n  annotations:\n    a: b\n', { path: 'metadata.annotations["x.dev/y z"]', set: 'true' }, 'metadata:\n  annotations:\n    a: b\n    x.dev/y z: "true"\n'],
    ['goes with its lines', 'spec:\n  # before\n  a: # c\n    - 1\n    # in it\n  # after\n  b: 2\n', { path: 'spec.a', set: null }, 'spec:\n  # before\n    # in it\n  # after\n  b: 2\n'],
    ['that is the last goes with the end of the line before', 'spec:\r\n  b: 2\r\n  a: 1', { path: 'spec.a', set: null }, 'spec:\r\n  b: 2'],
    ['that is the only one leaves an empty map', 'spec: # c\n  a: 1\nb: 2\n', { path: 'spec.a', set: null }, 'spec: {} # c\nb: 2\n'],
    ['of an item goes from the line of the dash', 'l:\n- a: 1\n  b: 2\n', { path: 'l[0].a', set: null }, 'l:\n- b: 2\n'],
    ['of an item goes with its line', 'l:\n- a: 1\n  b: 2\n- c\n', { path: 'l[0].b', set: null }, 'l:\n- a: 1\n- c\n'],
    ['in brackets goes', 'spec: { a: 1, b: 2, c: 3 }\n', { path: 'spec.b', set: null }, 'spec: { a: 1, c: 3 }\n'],
    ['in brackets that is the last goes', 'spec: { a: 1, b: 2 }\n', { path: 'spec.b', set: null }, 'spec: { a: 1 }\n'],
    ['called __proto__ is only a field', 'spec:\n  __proto__: 1\n', { path: 'spec.__proto__', set: 2 }, 'spec:\n  __proto__: 2\n'],
  ])('%s', (_, before, written, after) => {
    expect(edit(before, written)).toEqual({ text: after, problems: [] });
  });
});

describe('every item', () => {
  const each: YamlEdit = { path: 'terms[*].expressions', add: [{ key: 'a' }] };

  test('of a list is edited, but not where it has that already', () => {
    expect(edit('terms:\n- expressions:\n  - key: b\n- expressions: [{key: a}]\n- fields: []\n', each).text)
      .toBe('terms:\n- expressions:\n  - key: b\n  - key: a\n- expressions: [{key: a}]\n- fields: []\n  expressions:\n  - key: a\n');
  });

  test('of a list that is not there is one', () => {
    expect(edit('a: 1\n', each).text).toBe('a: 1\nterms:\n  - expressions:\n      - key: a\n');
  });

  test('of a list that is empty is none', () => {
    expect(edit('terms: []\n', each)).toEqual({ problems: [{ message: 'cannot be edited: terms has no item', file: 'a.yaml', line: 1, column: 1 }] });
  });
});

describe('documents', () => {
  test('and items of lists are edited each in its place, as Helm prints them', () => {
    const text = lines('---', '# Source: a/templates/a.yaml', 'spec:', '  a: 1', '---', '# Source: a/templates/b.yaml', 'kind: List', 'items:', '- spec:', '    a: 1', '- spec:', '    a: 2', '...');
    const set = (value: number) => [{ path: 'spec.a', set: value }, { path: 'spec.b', set: value }];

    expect(editText(text, [{ document: 2, object: ['items', 1], edits: set(7) }, { document: 1, object: [], edits: set(8) }, { document: 2, object: ['items', 0], edits: set(9) }]).text)
      .toBe(lines('---', '# Source: a/templates/a.yaml', 'spec:', '  a: 8', '  b: 8', '---', '# Source: a/templates/b.yaml', 'kind: List', 'items:', '- spec:', '    a: 9', '    b: 9', '- spec:', '    a: 7', '    b: 7', '...'));
  });

  test('by the thousand are all edited', () => {
    const count = 1_000;
    const yaml = Array.from({ length: count }, (_, index) => `spec:\n  tolerations:\n  - key: a${index}\n`).join('---\n');
    const json = JSON.stringify({ items: Array.from({ length: count }, (_, index) => ({ spec: { tolerations: [{ key: `a${index}` }] } })) }, null, 2);
    const edits = [GPU, { path: 'spec.nodeName', set: 'a' }];

    expect(editText(yaml, Array.from({ length: count }, (_, index) => ({ document: index + 1, object: [], edits }))).text?.match(/key: gpu/g)).toHaveLength(count);
    expect(editText(json, Array.from({ length: count }, (_, index) => ({ document: 1, object: ['items', index], edits }))).text?.match(/"key": "gpu"/g)).toHaveLength(count);
  });
});

describe('is refused, with its place:', () => {
  test.each([
    ['an anchor', 'spec:\n  tolerations: &t\n  - key: a\nother: *t\n', GPU, 'a.yaml:2: cannot be edited: spec.tolerations has an anchor (&t): change it by hand'],
    ['an anchor above', 'spec: &s\n  tolerations:\n  - key: a\n', GPU, 'a.yaml:1: cannot be edited: spec has an anchor (&s): change it by hand'],
    ['an alias', 't: &t []\nspec:\n  tolerations: *t\n', GPU, 'a.yaml:3: cannot be edited: spec.tolerations is an alias (*t): change it by hand'],
    ['an alias above', 's: &s {}\nspec: *s\n', GPU, 'a.yaml:2: cannot be edited: spec is an alias (*s): change it by hand'],
    ['a merge that has the field', 's: &s {tolerations: [{key: a}]}\nspec:\n  <<: *s\n', GPU, 'a.yaml:2: cannot be edited: spec comes from elsewhere (<<): change it by hand'],
    ['a merge that could have it', 's: &s {a: 1}\nspec:\n  <<: *s\n  b: 1\n', GPU, 'a.yaml:2: cannot be edited: spec has fields of other maps (<<), of which one could be meant: change it by hand'],
    ['a field whose merged value would show again', 's: &s {a: 1}\nspec:\n  <<: *s\n  a: 2\n', { path: 'spec.a', set: null }, 'a.yaml: cannot be edited: read again, it would not say what is meant'],
    ['a tag', 'spec:\n  tolerations: !!seq\n  - key: a\n', GPU, 'a.yaml:2: cannot be edited: spec.tolerations has a tag (tag:yaml.org,2002:seq): change it by hand'],
    ['a text where a list belongs', 'spec:\n  tolerations: a\n', GPU, 'a.yaml:2: cannot be edited: spec.tolerations is no list'],
    ['a text where a map belongs', 'spec: a\n', GPU, 'a.yaml:1: cannot be edited: spec is neither a map nor a list'],
    ['an item that is not there', 'spec:\n  tolerations:\n  - key: a\n', { path: 'spec.tolerations[1].key', set: 'b' }, 'a.yaml:2: cannot be edited: spec.tolerations[1] is not there'],
    ['a field that is to go, and is not there', 'spec: {}\n', { path: 'spec.nodeName', set: null }, 'a.yaml:1: cannot be edited: spec.nodeName is not there'],
    ['a text of several lines', 'spec:\n  a: |\n    x\n', { path: 'spec.a', set: 'b' }, 'a.yaml:2: cannot be edited: spec.a is a text of several lines'],
    ['lines in place of which a value is to come', 'spec:\n  a:\n    b: 1\n', { path: 'spec.a', set: { c: 1 } }, 'a.yaml:2: cannot be edited: spec.a has lines of its own: change it by hand'],
    ['a key with a question mark and no value', 'spec:\n  ? tolerations\n  b: 1\n', GPU, 'a.yaml:2: cannot be edited: spec.tolerations has no colon after its key'],
    ['a path that is none', 'spec: {}\n', { path: 'spec..a', set: 1 }, 'a.yaml:1: cannot be edited: the object is no path: spec..a'],
    ['a text that could not be read', 'spec: [\n', GPU, expect.stringMatching(/^a\.yaml:\d+: this is no YAML: /)],
  ])('%s', (_, text, written, message) => {
    const { text: edited, problems } = edit(text, written);

    expect(edited).toBeUndefined();
    expect(problems.map(problem => `${problem.file}${problem.line === undefined ? '' : `:${problem.line}`}: ${problem.message}`)).toEqual([message]);
  });

  test('one edit refuses the others', () => {
    expect(editText('spec: {}\n---\nspec: &a {}\n', [1, 2].map(document => ({ document, object: [], edits: [GPU] })))).toEqual({
      problems: [{ message: 'cannot be edited: spec has an anchor (&a): change it by hand', line: 3, column: 1 }],
    });
  });
});
