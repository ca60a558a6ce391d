import { labelKeyProblem, labelValueProblem } from './label';
import { int64 } from './label-selector';
import { Taint, TaintEffect } from './taint';

const CANONICAL = /^(0|-?[1-9][0-9]*)$/;

/** A toleration as a pod template carries it: the fields of `v1` `Toleration`, as written. */
export interface TolerationSpec {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

/**
 * A statement of a pod that it may run on nodes with certain taints.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export class Toleration {
  /**
   * Tolerates every taint of this key, whatever its value.
   *
   * @param key a label key, such as `nvidia.com/gpu`
   * @param effect the one effect that is tolerated; every effect when left out
   */
  public static exists(key: string, effect?: TaintEffect): Toleration {
    return new Toleration({ key: checkedKey(key), operator: 'Exists', effect });
  }

  /**
   * Tolerates a taint of this key only when it has exactly this value. `''` means: a taint without a value.
   *
   * @param key a label key, such as `dedicated`
   * @param value a label value
   * @param effect the one effect that is tolerated; every effect when left out
   */
  public static equal(key: string, value: string, effect?: TaintEffect): Toleration {
    const problem = labelValueProblem(value);
    if (problem) {
      throw new Error(`Toleration.equal('${key}', …): value ${problem}, got "${value}"`);
    }
    return new Toleration({ key: checkedKey(key), operator: 'Equal', value, effect });
  }

  /** Tolerates every taint of this effect, whatever its key. */
  public static everyTaintWithEffect(effect: TaintEffect): Toleration {
    return new Toleration({ operator: 'Exists', effect });
  }

  /** Tolerates every taint that there is or will be. */
  public static everything(): Toleration {
    return new Toleration({ operator: 'Exists' });
  }

  /**
   * Reads the fields of a Kubernetes toleration.
   *
   * @internal
   */
  public static _of(spec: TolerationSpec): Toleration {
    return new Toleration(spec);
  }

  /** The key of the taints that are tolerated; undefined for every key. */
  public readonly key?: string;

  /** `Exists` or `Equal`. */
  public readonly operator: string;

  /** The value that a taint must have; undefined with `Exists`. */
  public readonly value?: string;

  /** The effect that is tolerated; undefined for every effect. */
  public readonly effect?: string;

  private constructor(spec: TolerationSpec) {
    this.key = spec.key;
    this.operator = spec.operator ?? 'Equal';
    this.value = spec.value;
    this.effect = spec.effect;
  }

  /**
   * The fields of `v1` `Toleration`, without those that are not set.
   *
   * @internal
   */
  public _toSpec(): TolerationSpec {
    return {
      ...(this.key !== undefined ? { key: this.key } : {}),
      operator: this.operator,
      ...(this.value !== undefined ? { value: this.value } : {}),
      ...(this.effect !== undefined ? { effect: this.effect } : {}),
    };
  }
}

/**
 * Whether a toleration matches a taint: effect, key and value must all agree. An operator that does not exist matches nothing.
 * `Lt` and `Gt` compare whole numbers, the taint's on the left.
 */
export function tolerates(toleration: TolerationSpec, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) { return false; }
  if (toleration.key && toleration.key !== taint.key) { return false; }
  switch (toleration.operator || 'Equal') {
    case 'Exists': return true;
    case 'Equal': return (toleration.value ?? '') === (taint.value ?? '');
    case 'Lt': return compared(taint.value, toleration.value, (left, right) => left < right);
    case 'Gt': return compared(taint.value, toleration.value, (left, right) => left > right);
    default: return false;
  }
}

/** Both must be canonical decimal integers of 64 bits: no leading zero, no plus, no `-0`. */
function compared(left: string | undefined, right: string | undefined, holds: (left: bigint, right: bigint) => boolean): boolean {
  const [first, second] = [left, right].map(text => CANONICAL.test(text ?? '') ? int64(text) : undefined);
  return first !== undefined && second !== undefined && holds(first, second);
}

function checkedKey(key: string): string {
  const problem = labelKeyProblem(key);
  if (problem) {
    throw new Error(`toleration key ${problem}, got "${key}"; for every key there is Toleration.everything()`);
  }
  return key;
}
