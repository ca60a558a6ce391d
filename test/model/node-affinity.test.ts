import * as fc from 'fast-check';
import { NodeAffinity, NodeSelectorRequirement } from '../../src/model/node-affinity';

const expression = (key: string, operator: string, ...values: string[]): NodeSelectorRequirement => ({ key, operator, values });
const term = (...matchExpressions: NodeSelectorRequirement[]) => ({ matchExpressions, matchFields: [] });
const fields = (...matchFields: NodeSelectorRequirement[]) => ({ matchExpressions: [], matchFields });
const problems = (requirement: NodeSelectorRequirement) => NodeAffinity.of([term(requirement)]).terms[0]?.broken.map(({ problem }) => problem);
const fieldProblems = (requirement: NodeSelectorRequirement) => NodeAffinity.of([fields(requirement)]).terms[0]?.broken.map(({ problem }) => problem);

const ssd = expression('disk', 'In', 'ssd');
const gpu = expression('gpu', 'Exists');
const broken = expression('size', 'Gt', 'many');
const matches = (terms: Parameters<typeof NodeAffinity.of>[0], labels: Record<string, string> = {}, name = 'w-1') =>
  NodeAffinity.of(terms).matches(name, new Map(Object.entries(labels)));

describe('the terms of node affinity', () => {
  test.each<[string, Parameters<typeof NodeAffinity.of>[0], boolean]>([
    ['no term', [], false],
    ['an empty term', [term()], false],
    ['an empty term and one that matches', [term(), term(ssd)], true],
    ['one that matches and one that does not', [term(gpu), term(ssd)], true],
    ['none that matches', [term(gpu), term(gpu)], false],
    ['two expressions of which one does not hold', [term(ssd, gpu)], false],
    ['a broken term', [term(broken)], false],
    ['a broken expression beside one that holds', [term(ssd, broken)], false],
    ['a broken term and one that matches', [term(broken), term(ssd)], true],
    ['an expression and a field that hold', [{ matchExpressions: [ssd], matchFields: [expression('metadata.name', 'In', 'w-1')] }], true],
    ['an expression that holds and a field that does not', [{ matchExpressions: [ssd], matchFields: [expression('metadata.name', 'In', 'w-2')] }], false],
  ])('with %s', (_, terms, expected) => {
    expect(matches(terms, { disk: 'ssd' })).toBe(expected);
  });
});

describe('a field', () => {
  test.each([
    ['metadata.name', 'In', 'w-1', true],
    ['metadata.name', 'In', 'w-2', false],
    ['metadata.name', 'NotIn', 'w-2', true],
    ['metadata.name', 'NotIn', 'w-1', false],
    ['metadata.namespace', 'In', 'w-1', false],
    ['metadata.namespace', 'In', '', true],
    ['metadata.namespace', 'NotIn', 'w-1', true],
  ])('%s %s (%s) on w-1 is %s', (key, operator, value, expected) => {
    expect(matches([fields(expression(key, operator, value))])).toBe(expected);
  });

  test('is not a label of that name', () => {
    expect(matches([term(expression('metadata.name', 'In', 'w-1'))])).toBe(false);
    expect(matches([term(expression('metadata.name', 'In', 'w-1'))], { 'metadata.name': 'w-1' })).toBe(true);
  });

  test.each([
    ['Exists', [], 'operator of a field must be In or NotIn'],
    ['in', ['w-1'], 'operator of a field must be In or NotIn'],
    ['In', [], 'a field takes exactly one value; name several nodes in one term each'],
    ['In', ['w-1', 'w-2'], 'a field takes exactly one value; name several nodes in one term each'],
  ])('%s %j is broken', (operator, values, problem) => {
    expect(fieldProblems(expression('metadata.name', operator, ...values))).toEqual([problem]);
  });

  test('may have a value that is no label value', () => {
    expect(fieldProblems(expression('metadata.name', 'In', '-'))).toEqual([]);
  });
});

describe('an expression', () => {
  test.each<[string, NodeSelectorRequirement, string | undefined]>([
    ['In with a value', ssd, undefined],
    ['In without values', expression('disk', 'In'), 'In needs values'],
    ['NotIn without values', expression('disk', 'NotIn'), 'NotIn needs values'],
    ['Exists without values', gpu, undefined],
    ['Exists with a value', expression('gpu', 'Exists', 'true'), 'Exists takes no values'],
    ['DoesNotExist with a value', expression('gpu', 'DoesNotExist', ''), 'DoesNotExist takes no values'],
    ['Gt with 007', expression('size', 'Gt', '007'), undefined],
    ['Gt without a value', expression('size', 'Gt'), 'Gt needs exactly one value'],
    ['Lt with two values', expression('size', 'Lt', '1', '2'), 'Lt needs exactly one value'],
    ['Gt with a word', broken, 'Gt needs a whole number, got "many"'],
    ['Gt with a fraction', expression('size', 'Gt', '5.0'), 'Gt needs a whole number, got "5.0"'],
    ['Gt with a number beyond 64 bits', expression('size', 'Gt', '9223372036854775808'), 'Gt needs a whole number, got "9223372036854775808"'],
    ['Gt with a sign', expression('size', 'Gt', '-5'), 'value "-5" must be empty, or begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between'],
    ['an operator in lower case', expression('disk', 'in', 'ssd'), 'operator must be one of In, NotIn, Exists, DoesNotExist, Gt, Lt'],
    ['no operator', expression('disk', '', 'ssd'), 'operator must be one of In, NotIn, Exists, DoesNotExist, Gt, Lt'],
    ['a key that is none', expression('a b', 'Exists'), 'key must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between'],
    ['a value that is none', expression('disk', 'In', 'ssd', 's s'), 'value "s s" must be empty, or begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between'],
  ])('%s', (_, requirement, problem) => {
    expect(problems(requirement)).toEqual(problem === undefined ? [] : [problem]);
  });

  test('is broken beside others that are', () => {
    expect(NodeAffinity.of([term(broken, ssd, expression('a', 'In'))]).terms[0]?.broken).toEqual([
      { requirement: broken, problem: 'Gt needs a whole number, got "many"' },
      { requirement: expression('a', 'In'), problem: 'In needs values' },
    ]);
  });
});

test('matching is total, and a further term never loses a node', () => {
  const word = fc.constantFrom('disk', 'ssd', 'In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt', '', '5', '-5', 'metadata.name', '__proto__');
  const requirement = fc.record({ key: word, operator: word, values: fc.array(word, { maxLength: 2 }) });
  const anyTerm = fc.record({ matchExpressions: fc.array(requirement, { maxLength: 2 }), matchFields: fc.array(requirement, { maxLength: 2 }) });

  fc.assert(fc.property(fc.array(anyTerm, { maxLength: 3 }), anyTerm, fc.dictionary(word, word), (terms, another, labels) => {
    const before = matches(terms, labels);

    expect(typeof before).toBe('boolean');
    expect(matches([...terms, another], labels) || !before).toBe(true);
  }));
});
