import * as fc from 'fast-check';
import { Quantity, quantityProblem } from '../../src/model/quantity';

const canonical = (text: string) => Quantity.parse(text).toString();
const MAX = 2n ** 63n - 1n;

describe('a quantity', () => {
  test.each([
    ['1', '1'], ['1000m', '1'], ['1e0', '1'], ['1.0', '1'], ['1.5', '1500m'], ['0.5', '500m'], ['1500', '1500'], ['2000', '2k'], ['2000k', '2M'],
    ['0.5Mi', '512Ki'], ['0.5Ki', '512'], ['1.5Gi', '1536Mi'], ['1024Ki', '1Mi'], ['1000Ki', '1000Ki'], ['0.001Ki', '1024m'],
    ['0.1Gi', '107374182400m'], ['0.1m', '100u'], ['0.5n', '1n'], ['0.1n', '1n'], ['12e6', '12e6'], ['1E', '1E'], ['1E3', '1e3'], ['1e3', '1e3'], ['1e-3', '1e-3'],
    ['8Ei', '9223372036854775807'], ['-8Ei', '-9223372036854775807'], ['+1', '1'], ['5.', '5'], ['.5', '500m'], ['007', '7'], ['01Gi', '1Gi'], ['-1', '-1'],
    ['0', '0'], ['0Ki', '0'], ['-0', '0'], ['1n', '1n'], ['1u', '1u'], ['1k', '1k'], ['1M', '1M'], ['1G', '1G'], ['1T', '1T'], ['1P', '1P'],
    ['1Ki', '1Ki'], ['1Mi', '1Mi'], ['1Gi', '1Gi'], ['1Ti', '1Ti'], ['1Pi', '1Pi'], ['1Ei', '1Ei'], ['9223372036854775807', '9223372036854775807'],
  ])('%s is %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  test.each(['+', '-', '.', 'm', 'Ki', 'e3'])('%s is nothing, as in Kubernetes', text => {
    expect(Quantity.parse(text).nanos).toBe(0n);
  });

  test.each([
    '', '1K', '1ki', '1mi', '1i', '1mm', '1Kii', '1KI', '1GB', '1Mib', 'Kb', '1 Gi', ' 1', '1Gi ', '0x10', '1_000', '1,5', '1.1.1', 'NaN', 'Infinity',
    '1e1.5', '1e3Ki', '1e', '1e+', '--1', '+-1', '1-', '１', '1\n', 'many',
  ])('fails when it is "%s"', text => {
    expect(Quantity.tryParse(text)).toBeUndefined();
    expect(quantityProblem(text)).toBe('must be a number with an optional suffix (n u m k M G T P E, Ki Mi Gi Ti Pi Ei, or e3), such as 250m, 1.5 or 512Mi');
  });

  test.each(['1e400', '-1e400', '1e2147483648', '1e-2147483648', '1e1001', '9223372036854775808', '10E', '1e19', `1${'0'.repeat(100_000)}`])('fails when it is as large as %s', text => {
    expect(Quantity.tryParse(text)).toBeUndefined();
    expect(quantityProblem(text)).toBe('must not exceed 9223372036854775807 or have an exponent beyond 1000');
  });

  test('fails with what is allowed and what was found', () => {
    expect(() => Quantity.parse('1,5')).toThrow('quantity must be a number with an optional suffix (n u m k M G T P E, Ki Mi Gi Ti Pi Ei, or e3), such as 250m, 1.5 or 512Mi, got "1,5"');
    expect(quantityProblem('1.5')).toBeUndefined();
  });

  test.each([
    ['1', '1000m', 0], ['1', '1e0', 0], ['0.5', '500m', 0], ['1024Ki', '1Mi', 0], ['1Gi', '1G', 1], ['1M', '1Mi', -1], ['1E', '1e18', 0], ['-1', '0', -1],
  ])('%s compares with %s as %d', (left, right, expected) => {
    expect(Math.sign(Quantity.parse(left).compare(Quantity.parse(right)))).toBe(expected);
    expect(Math.sign(Quantity.parse(right).compare(Quantity.parse(left)))).toBe(-expected + 0);
  });

  test.each([
    ['1500m', 2n, 1500n], ['1u', 1n, 1n], ['0.1Gi', 107374183n, 107374182400n], ['100m', 1n, 100n], ['0', 0n, 0n], ['-1500m', -1n, -1500n], ['8Ei', MAX, MAX * 1000n],
  ])('%s has %s whole units and %s thousandths, rounded up', (text, value, milliValue) => {
    expect(Quantity.parse(text).value).toBe(value);
    expect(Quantity.parse(text).milliValue).toBe(milliValue);
  });

  test('is stored in thousandths', () => {
    expect(Quantity.parse('0.1m').toMillis().toString()).toBe('1m');
    expect(Quantity.parse('1.5Gi').toMillis().toString()).toBe('1536Mi');
  });

  test('adds and subtracts in the spelling of the first', () => {
    expect(Quantity.parse('1Gi').plus(Quantity.parse('512M')).toString()).toBe('1548576Ki');
    expect(Quantity.parse('1Gi').plus(Quantity.parse('512Mi')).toString()).toBe('1536Mi');
    expect(Quantity.ZERO.plus(Quantity.parse('512Mi')).toString()).toBe('512Mi');
    expect(Quantity.parse('1Gi').minus(Quantity.parse('2Gi')).toString()).toBe('-1Gi');
    expect(Quantity.parse('4').minus(Quantity.parse('80m')).toString()).toBe('3920m');
  });

  test('is spelled in powers of 1024 on request', () => {
    expect(Quantity.of(1_073_741_824).inBinary().toString()).toBe('1Gi');
    expect(Quantity.of(1_000).inBinary().toString()).toBe('1k');
    expect(Quantity.of(3n).toString()).toBe('3');
  });
});

const suffix = fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'Ki', 'Mi', 'Gi', 'Ti', 'e0', 'e3', 'E2', 'e-4');
const sign = fc.constantFrom('', '-', '+');
const digits = fc.nat({ max: 999_999 });
const quantity = fc.tuple(sign, digits, fc.option(digits), suffix).map(([before, whole, fraction, after]) => `${before}${whole}${fraction === null ? '' : `.${fraction}`}${after}`);

describe('every quantity', () => {
  test('is read back as it was printed', () => {
    fc.assert(fc.property(quantity, text => {
      const read = Quantity.parse(text);
      const again = Quantity.parse(read.toString());

      expect(again.nanos).toBe(read.nanos);
      expect(again.toString()).toBe(read.toString());
    }), { numRuns: 1000 });
  });

  test('is what is left when another was added and taken away', () => {
    fc.assert(fc.property(quantity, quantity, (left, right) => {
      const [first, second] = [Quantity.parse(left), Quantity.parse(right)];

      expect(first.plus(second).minus(second).nanos).toBe(first.nanos);
    }));
  });

  test('has whole units that are no less than it', () => {
    fc.assert(fc.property(quantity, text => {
      const read = Quantity.parse(text);

      expect(Quantity.of(read.value).compare(read)).toBeGreaterThanOrEqual(0);
      expect(Quantity.of(read.value - 1n).compare(read)).toBeLessThan(0);
    }));
  });
});

test('any text is a quantity, or there is a reason', () => {
  const near = fc.array(fc.constantFrom('0', '1', '9', '.', '-', '+', 'e', 'E', 'K', 'k', 'i', 'm', 'M', ' ', ','), { maxLength: 8 }).map(parts => parts.join(''));
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), near), text => {
    expect(Quantity.tryParse(text) === undefined).toBe(quantityProblem(text) !== undefined);
  }), { numRuns: 1000 });
});
