const NANO = 1_000_000_000n;
const MAX = (2n ** 63n - 1n) * NANO;
const GRAMMAR = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(|[numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]+)$/;
const DECIMAL_SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const MAX_EXPONENT = 1000;

/** Quantities that were read before: a cluster has thousands of nodes, and few different amounts. */
const read = new Map<string, Quantity>();
const MOST_READ = 10_000;

type Format = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/**
 * An amount of a resource, exact to the nano unit: `100m`, `1.5Gi`, `12e6`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export class Quantity {
  /** Nothing. */
  public static readonly ZERO = new Quantity(0n, 'DecimalSI');

  /** Reads every spelling that Kubernetes reads; undefined where the text is no quantity ({@link quantityProblem} says why). */
  public static tryParse(text: string): Quantity | undefined {
    const known = read.get(text);
    if (known) { return known; }
    const quantity = Quantity.read(text);
    if (quantity && read.size < MOST_READ) { read.set(text, quantity); }
    return quantity;
  }

  /** Reads a quantity. @throws where the text is none */
  public static parse(text: string): Quantity {
    const quantity = Quantity.tryParse(text);
    if (!quantity) { throw new Error(`quantity ${quantityProblem(text) ?? 'is invalid'}, got "${text}"`); }
    return quantity;
  }

  /** A whole number of units. */
  public static of(units: bigint | number): Quantity {
    return new Quantity(BigInt(units) * NANO, 'DecimalSI');
  }

  private static read(text: string): Quantity | undefined {
    const match = GRAMMAR.exec(text);
    if (text === '' || !match) { return undefined; }
    const [, sign, whole = '', fraction = '', suffix = ''] = match;
    const exponent = /^[eE][+-]?[0-9]/.test(suffix) ? Number(suffix.slice(1)) : undefined;
    if (exponent !== undefined && Math.abs(exponent) > MAX_EXPONENT) { return undefined; }
    const digits = BigInt(`${whole}${fraction}` || '0');
    const format = exponent !== undefined ? 'DecimalExponent' : suffix.endsWith('i') ? 'BinarySI' : 'DecimalSI';
    const nanos = scaled(digits, fraction.length, suffix, exponent);
    if (nanos > MAX && format !== 'BinarySI') { return undefined; }
    const capped = nanos > MAX ? MAX : nanos;
    return new Quantity(sign === '-' ? -capped : capped, format);
  }

  /** Kept, since the same few amounts are read from every node. */
  private millis?: Quantity;

  private constructor(public readonly nanos: bigint, private readonly format: Format) {}

  /** Whole units (bytes, pieces), rounded up. */
  public get value(): bigint {
    return ceilDivide(this.nanos, NANO);
  }

  /** Thousandths of a unit, rounded up. */
  public get milliValue(): bigint {
    return ceilDivide(this.nanos, 1_000_000n);
  }

  /** The same amount as a resource list stores it: rounded up to thousandths. */
  public toMillis(): Quantity {
    this.millis ??= this.rounded();
    return this.millis;
  }

  /** The sum, spelled like this one unless it is nothing. */
  public plus(other: Quantity): Quantity {
    return new Quantity(this.nanos + other.nanos, this.nanos === 0n ? other.format : this.format);
  }

  /** The difference, spelled like this one. */
  public minus(other: Quantity): Quantity {
    return new Quantity(this.nanos - other.nanos, this.format);
  }

  /** The same amount, spelled with Ki, Mi, Gi where that is exact. */
  public inBinary(): Quantity {
    return new Quantity(this.nanos, 'BinarySI');
  }

  /** Negative, zero or positive, as this amount is less than, equal to or greater than the other. */
  public compare(other: Quantity): number {
    return this.nanos < other.nanos ? -1 : this.nanos > other.nanos ? 1 : 0;
  }

  /** The canonical spelling: the largest suffix that leaves a whole number. */
  public toString(): string {
    const binary = this.format === 'BinarySI' && this.nanos % NANO === 0n && abs(this.nanos) >= 1024n * NANO;
    if (binary) { return canonical(this.nanos / NANO, 1024n, BINARY_SUFFIXES); }
    if (this.format === 'DecimalExponent') { return canonical(this.nanos, 1000n, DECIMAL_SUFFIXES.map((_, index) => exponentSuffix(index * 3 - 9))); }
    return canonical(this.nanos, 1000n, DECIMAL_SUFFIXES);
  }

  private rounded(): Quantity {
    const nanos = this.milliValue * 1_000_000n;
    return nanos === this.nanos ? this : new Quantity(nanos, this.format);
  }
}

/** Why a text is no quantity, as the end of a sentence; undefined where it is one. */
export function quantityProblem(text: string): string | undefined {
  if (Quantity.tryParse(text)) { return undefined; }
  if (GRAMMAR.test(text) && text !== '') { return 'must not exceed 9223372036854775807 or have an exponent beyond 1000'; }
  return `must be a number with an optional suffix (${DECIMAL_SUFFIXES.filter(Boolean).join(' ')}, ${BINARY_SUFFIXES.filter(Boolean).join(' ')}, or e3), `
    + 'such as 250m, 1.5 or 512Mi';
}

function scaled(digits: bigint, decimals: number, suffix: string, exponent: number | undefined): bigint {
  if (suffix.endsWith('i')) {
    return ceilDivide(digits * 1024n ** BigInt(BINARY_SUFFIXES.indexOf(suffix)) * NANO, 10n ** BigInt(decimals));
  }
  const power = (exponent ?? DECIMAL_SUFFIXES.indexOf(suffix) * 3 - 9) - decimals + 9;
  return power >= 0 ? digits * 10n ** BigInt(power) : ceilDivide(digits, 10n ** BigInt(-power));
}

function canonical(amount: bigint, base: bigint, suffixes: readonly string[]): string {
  if (amount === 0n) { return '0'; }
  let rest = amount;
  let index = 0;
  while (index < suffixes.length - 1 && rest % base === 0n) {
    rest /= base;
    index += 1;
  }
  return `${rest}${suffixes[index]}`;
}

function exponentSuffix(power: number): string {
  return power === 0 ? '' : `e${power}`;
}

function ceilDivide(amount: bigint, divisor: bigint): bigint {
  const quotient = amount / divisor;
  return amount > 0n && amount % divisor !== 0n ? quotient + 1n : quotient;
}

function abs(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
