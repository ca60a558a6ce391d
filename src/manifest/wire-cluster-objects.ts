import { WireMap, WireMeta, WirePodSpec, WireToleration } from './wire';

/** The kinds beside nodes and DaemonSets that decide what becomes of pods, as JSON has them: see wire.ts. */
type Maybe<T> = T | null | undefined;

type WireQuantities = WireMap<string | number>;

export interface WirePriorityClass {
  readonly metadata?: Maybe<WireMeta>;
  readonly value?: Maybe<number>;
  readonly globalDefault?: Maybe<boolean>;
  readonly preemptionPolicy?: Maybe<string>;
}

export interface WireRuntimeClass {
  readonly metadata?: Maybe<WireMeta>;
  readonly overhead?: Maybe<{ readonly podFixed?: Maybe<WireQuantities> }>;
  readonly scheduling?: Maybe<{ readonly nodeSelector?: Maybe<WireMap<string>>; readonly tolerations?: Maybe<readonly WireToleration[]> }>;
}

export interface WireLimitRangeItem {
  readonly type?: Maybe<string>;
  readonly max?: Maybe<WireQuantities>;
  readonly min?: Maybe<WireQuantities>;
  readonly default?: Maybe<WireQuantities>;
  readonly defaultRequest?: Maybe<WireQuantities>;
  readonly maxLimitRequestRatio?: Maybe<WireQuantities>;
}

export interface WireLimitRange {
  readonly metadata?: Maybe<WireMeta>;
  readonly spec?: Maybe<{ readonly limits?: Maybe<readonly WireLimitRangeItem[]> }>;
}

export interface WireNamespace { readonly metadata?: Maybe<WireMeta> }

export interface WireResourceQuota {
  readonly metadata?: Maybe<WireMeta>;
  readonly spec?: Maybe<{
    readonly hard?: Maybe<WireQuantities>;
    readonly scopes?: Maybe<readonly string[]>;
    readonly scopeSelector?: Maybe<{ readonly matchExpressions?: Maybe<readonly WireQuotaScope[]> }>;
  }>;
}

export interface WireQuotaScope {
  readonly scopeName?: Maybe<string>;
  readonly operator?: Maybe<string>;
  readonly values?: Maybe<readonly string[]>;
}

export interface WirePod {
  readonly metadata?: Maybe<WireMeta & { readonly deletionTimestamp?: Maybe<string> }>;
  readonly spec?: Maybe<WirePodSpec>;
  readonly status?: Maybe<{ readonly phase?: Maybe<string> }>;
}
