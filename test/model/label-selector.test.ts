import * as fc from 'fast-check';
import { EVERYTHING, int64, LabelOperator, LabelRequirement, meets, parseLabelSelector, selects, showLabelSelector } from '../../src/model/label-selector';

const labels = (value?: string) => new Map(value === undefined ? [] : [['size', value]]);
const fulfils = (operator: LabelOperator, values: readonly string[], value?: string) => meets({ key: 'size', operator, values }, labels(value));
const message = (selector: string) => {
  try {
    parseLabelSelector(selector);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a condition', () => {
  test.each<[LabelOperator, string[], string | undefined, boolean, string]>([
    ['In', ['a', 'b'], 'b', true, 'the value is listed'],
    ['In', ['a', 'b'], 'c', false, 'the value is not listed'],
    ['In', ['a', 'b'], 'B', false, 'case matters'],
    ['In', [''], '', true, 'the empty value is a value'],
    ['In', [''], undefined, false, 'an absent label has no value'],
    ['NotIn', ['a', 'b'], 'c', true, 'the value is not listed'],
    ['NotIn', ['a', 'b'], 'a', false, 'the value is listed'],
    ['NotIn', ['a', 'b'], undefined, true, 'an absent label is in no set'],
    ['Exists', [], '', true, 'an empty value is there'],
    ['Exists', [], undefined, false, 'the label is absent'],
    ['DoesNotExist', [], undefined, true, 'the label is absent'],
    ['DoesNotExist', [], '', false, 'an empty value is there'],
    ['Gt', ['4'], '5', true, 'the value is on the left'],
    ['Gt', ['4'], '4', false, 'it is strict'],
    ['Gt', ['4'], '08', true, 'values compare as integers'],
    ['Gt', ['007'], '8', true, 'a leading zero is no octal'],
    ['Gt', ['10'], '9', false, 'values do not compare as text'],
    ['Gt', ['4'], '5.0', false, 'a fraction is no integer'],
    ['Gt', ['4'], 'many', false, 'a word is no integer'],
    ['Gt', ['4'], undefined, false, 'an absent label is no integer'],
    ['Gt', ['4'], '9223372036854775808', false, 'a number beyond 64 bits is none'],
    ['Gt', ['many'], '5', false, 'the bound is no integer'],
    ['Gt', [], '5', false, 'there is no bound'],
    ['Lt', ['4'], '3', true, 'the value is on the left'],
    ['Lt', ['4'], '4', false, 'it is strict'],
    ['Lt', ['4'], undefined, false, 'an absent label is no integer'],
    ['Lt', ['4'], '', false, 'the empty value is no integer'],
  ])('size %s %j on %s is %s: %5$s', (operator, values, value, expected) => {
    expect(fulfils(operator, values, value)).toBe(expected);
  });

  test.each(['__proto__', 'constructor', 'toString'])('asks for a label %s that no node has by nature', key => {
    expect(meets({ key, operator: 'Exists', values: [] }, new Map())).toBe(false);
    expect(meets({ key, operator: 'In', values: ['x'] }, new Map([[key, 'x']]))).toBe(true);
  });
});

describe('a selector', () => {
  test('selects what meets all of its conditions', () => {
    const selector = parseLabelSelector('size=a,!spot');

    expect(selects(selector, labels('a'))).toBe(true);
    expect(selects(selector, labels('b'))).toBe(false);
    expect(selects(selector, new Map([['size', 'a'], ['spot', '']]))).toBe(false);
  });

  test('without a condition selects everything', () => {
    expect(selects(EVERYTHING, labels())).toBe(true);
    expect(parseLabelSelector('')).toEqual(EVERYTHING);
    expect(parseLabelSelector(' \n')).toEqual(EVERYTHING);
  });
});

describe('an integer of 64 bits', () => {
  test.each([
    ['0', 0n], ['007', 7n], ['+5', 5n], ['-5', -5n], ['9223372036854775807', 2n ** 63n - 1n], ['-9223372036854775808', -(2n ** 63n)],
  ])('is read from %s', (text, value) => {
    expect(int64(text)).toBe(value);
  });

  test.each([undefined, '', ' 5', '5.0', '1e3', '0x10', '1_000', '--1', '9223372036854775808', '-9223372036854775809'])('is not read from %s', text => {
    expect(int64(text)).toBeUndefined();
  });
});

describe('the text of a selector', () => {
  test.each<[string, LabelRequirement[]]>([
    ['disk=ssd', [{ key: 'disk', operator: 'In', values: ['ssd'] }]],
    ['disk==ssd', [{ key: 'disk', operator: 'In', values: ['ssd'] }]],
    [' disk = ssd ', [{ key: 'disk', operator: 'In', values: ['ssd'] }]],
    ['disk=', [{ key: 'disk', operator: 'In', values: [''] }]],
    ['disk=,gpu', [{ key: 'disk', operator: 'In', values: [''] }, { key: 'gpu', operator: 'Exists', values: [] }]],
    ['disk!=ssd', [{ key: 'disk', operator: 'NotIn', values: ['ssd'] }]],
    ['zone in (b, a,a)', [{ key: 'zone', operator: 'In', values: ['a', 'b'] }]],
    ['zone in ()', [{ key: 'zone', operator: 'In', values: [''] }]],
    ['zone in (,a)', [{ key: 'zone', operator: 'In', values: ['', 'a'] }]],
    ['zone notin (a)', [{ key: 'zone', operator: 'NotIn', values: ['a'] }]],
    ['nvidia.com/gpu.present', [{ key: 'nvidia.com/gpu.present', operator: 'Exists', values: [] }]],
    ['!spot', [{ key: 'spot', operator: 'DoesNotExist', values: [] }]],
    ['size>4', [{ key: 'size', operator: 'Gt', values: ['4'] }]],
    ['size < 4', [{ key: 'size', operator: 'Lt', values: ['4'] }]],
    ['a in (in)', [{ key: 'a', operator: 'In', values: ['in'] }]],
    ['constructor=toString', [{ key: 'constructor', operator: 'In', values: ['toString'] }]],
  ])('%s is read', (text, requirements) => {
    expect(parseLabelSelector(text)).toEqual({ requirements });
  });

  test('fails when it is none, with the place and what is allowed', () => {
    const broken = ['gpu in (', 'gpu in a', 'gpu in (a', 'a=b=c', '!a=b', 'a b', ',a', 'a,', '=a', 'a=(', 'a>x', 'a>', 'a<=4', 'a=b c', 'A b/c', '__proto__', 'a/b/c=d', `a=${'x'.repeat(64)}`, 'a=-5', 'gpu\nin ('];

    expect(broken.map(message)).toMatchInlineSnapshot(`
[
  "selector "gpu in (": expected ")" at its end",
  "selector "gpu in a": expected "(" at character 8, got "a"",
  "selector "gpu in (a": expected ")" at its end",
  "selector "a=b=c": expected "," at character 4, got "="",
  "selector "!a=b": expected "," at character 3, got "="",
  "selector "a b": expected "=", "!=", "in", "notin", ">", "<", "," or the end at character 3, got "b"",
  "selector ",a": expected a label key at character 1, got ","",
  "selector "a,": expected a condition after "," at its end",
  "selector "=a": expected a label key at character 1, got "="",
  "selector "a=(": expected a label value at character 3, got "("",
  "selector "a>x": a must be compared with a whole number, got "x"",
  "selector "a>": a must be compared with a whole number, got """,
  "selector "a<=4": expected "=", "!=", "in", "notin", ">", "<", "," or the end at character 2, got "<="",
  "selector "a=b c": expected "," at character 5, got "c"",
  "selector "A b/c": expected "=", "!=", "in", "notin", ">", "<", "," or the end at character 3, got "b/c"",
  "selector "__proto__": key "__proto__" must begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between",
  "selector "a/b/c=d": key "a/b/c" must have at most one "/"",
  "selector "a=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": value "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" of a must have at most 63 characters (this one has 64)",
  "selector "a=-5": value "-5" of a must be empty, or begin and end with a letter or digit, with only letters, digits, "-", "_" and "." between",
  "selector "gpu\\nin (": expected ")" at its end",
]
`);
  });

  test('is shortened in messages', () => {
    expect(message(`a=b=${'x'.repeat(100_000)}`)?.length).toBeLessThan(250);
  });

  test.each(['disk=ssd,zone in (a,b),!spot,tier!=web,gpu,size>4,age<3,rack notin (a,b)', ''])('%s is shown as it is read', text => {
    expect(showLabelSelector(parseLabelSelector(text))).toBe(text);
  });

  const word = fc.stringMatching(/^[a-z0-9]([-a-z0-9_.]{0,8}[a-z0-9])?$/);
  const requirement: fc.Arbitrary<LabelRequirement> = fc.oneof(
    fc.record({ key: word, operator: fc.constantFrom('In', 'NotIn'), values: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map(values => values.sort()) }),
    fc.record({ key: word, operator: fc.constantFrom('Exists', 'DoesNotExist'), values: fc.constant([]) }),
    fc.record({ key: word, operator: fc.constantFrom('Gt', 'Lt'), values: fc.nat().map(bound => [String(bound)]) }),
  );

  test('is read back as it was shown', () => {
    fc.assert(fc.property(fc.array(requirement, { maxLength: 4 }), requirements => {
      expect(parseLabelSelector(showLabelSelector({ requirements }))).toEqual({ requirements });
    }));
  });

  test('is read or refused with one line, whatever it is', () => {
    const token = fc.constantFrom('a', 'in', 'notin', '(', ')', ',', '!', '=', '==', '!=', '<', '>', ' ', '\n', '-', '5', '/', '"', 'ß');
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(token, { maxLength: 12 }).map(tokens => tokens.join(''))), text => {
      expect(message(text) ?? 'selector ').toMatch(/^selector [^\n]*$/);
    }), { numRuns: 1000 });
  });
});
