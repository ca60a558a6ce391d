import * as fc from 'fast-check';
import { TaintEffect } from '../../src/model/taint';
import { Toleration, TolerationSpec, tolerates } from '../../src/model/toleration';

const { NO_SCHEDULE, NO_EXECUTE, PREFER_NO_SCHEDULE } = TaintEffect;
const gpu = { key: 'nvidia.com/gpu', value: 'present', effect: NO_SCHEDULE };
const matches = (toleration: Toleration, taint = gpu) => tolerates(toleration._toSpec(), taint);

describe('a toleration', () => {
  test('of a key tolerates every value and effect of it', () => {
    expect(matches(Toleration.exists('nvidia.com/gpu'))).toBe(true);
    expect(matches(Toleration.exists('nvidia.com/gpu'), { ...gpu, value: '', effect: NO_EXECUTE })).toBe(true);
    expect(matches(Toleration.exists('nvidia.com/gpu.present'))).toBe(false);
  });

  test('of one effect tolerates no other', () => {
    expect(matches(Toleration.exists('nvidia.com/gpu', NO_SCHEDULE))).toBe(true);
    expect(matches(Toleration.exists('nvidia.com/gpu', NO_EXECUTE))).toBe(false);
  });

  test('of a value tolerates exactly that', () => {
    expect(matches(Toleration.equal('nvidia.com/gpu', 'present'))).toBe(true);
    expect(matches(Toleration.equal('nvidia.com/gpu', 'absent'))).toBe(false);
    expect(matches(Toleration.equal('nvidia.com/gpu', 'present', NO_EXECUTE))).toBe(false);
  });

  test('of the empty value tolerates a taint without one', () => {
    const master = Toleration.equal('node-role.kubernetes.io/master', '');

    expect(tolerates(master._toSpec(), { key: 'node-role.kubernetes.io/master', effect: NO_SCHEDULE })).toBe(true);
    expect(tolerates(master._toSpec(), { key: 'node-role.kubernetes.io/master', value: 'true', effect: NO_SCHEDULE })).toBe(false);
  });

  test('of everything tolerates everything', () => {
    expect(matches(Toleration.everything())).toBe(true);
    expect(matches(Toleration.everyTaintWithEffect(NO_SCHEDULE))).toBe(true);
    expect(matches(Toleration.everyTaintWithEffect(NO_EXECUTE))).toBe(false);
  });

  test('is written with the fields that are set, and no other', () => {
    expect(Toleration.everything()._toSpec()).toEqual({ operator: 'Exists' });
    expect(Toleration.exists('a', NO_EXECUTE)._toSpec()).toEqual({ key: 'a', operator: 'Exists', effect: 'NoExecute' });
    expect(Toleration.equal('a', '')._toSpec()).toEqual({ key: 'a', operator: 'Equal', value: '' });
    expect(Toleration.everyTaintWithEffect(PREFER_NO_SCHEDULE)._toSpec()).toEqual({ operator: 'Exists', effect: 'PreferNoSchedule' });
  });

  test.each([
    ['', 'toleration key must have a name of 1-63 characters, got ""; for every key there is Toleration.everything()'],
    ['a b', 'toleration key must begin and end with a letter or digit'],
    ['Not.A.Domain/gpu', 'toleration key must have a prefix that is'],
  ])('fails with the key "%s"', (key, message) => {
    expect(() => Toleration.exists(key)).toThrow(message);
    expect(() => Toleration.equal(key, 'x')).toThrow(message);
  });

  test('fails with a value that no taint can have', () => {
    expect(() => Toleration.equal('a', 'x y')).toThrow('Toleration.equal(\'a\', …): value must be empty, or begin and end with a letter or digit');
    expect(() => Toleration.equal('a', 'x'.repeat(64))).toThrow('value must have at most 63 characters (this one has 64), got');
  });
});

describe('a toleration as it is written by others', () => {
  test('means Equal where it names no operator', () => {
    expect(tolerates({ key: 'a', effect: 'NoSchedule' }, { key: 'a', effect: NO_SCHEDULE })).toBe(true);
    expect(tolerates({ key: 'a', effect: 'NoSchedule' }, { key: 'a', value: 'true', effect: NO_SCHEDULE })).toBe(false);
  });

  test('tolerates nothing with an operator that does not exist or is off', () => {
    for (const operator of ['exists', 'Lt', 'Gt', 'In']) {
      expect(tolerates({ key: 'a', operator, value: '1' }, { key: 'a', value: '1', effect: NO_SCHEDULE })).toBe(false);
    }
  });

  test('tolerates, the fewer fields it has, the more', () => {
    const words = fc.constantFrom('a', 'b', '');
    const taints = fc.record({ key: fc.constantFrom('a', 'b'), value: words, effect: fc.constantFrom(NO_SCHEDULE, NO_EXECUTE) });
    const tolerations = fc.record({ key: words, operator: fc.constantFrom('Exists', 'Equal'), value: words, effect: fc.constantFrom('NoSchedule', 'NoExecute', '') });

    fc.assert(fc.property(tolerations, taints, (toleration: TolerationSpec, taint) => {
      if (!tolerates(toleration, taint)) { return; }
      expect(tolerates({ ...toleration, effect: undefined }, taint)).toBe(true);
      expect(tolerates({ ...toleration, operator: 'Exists' }, taint)).toBe(true);
      expect(tolerates({ ...toleration, key: '', operator: 'Exists' }, taint)).toBe(true);
    }));
  });
});
