/** The fields of a policy file, in the form of the table of Kubernetes' fields. `schemas/coverage-policy.schema.json` says the same to editors. */
export const POLICY_FIELDS: { readonly [struct: string]: { readonly [field: string]: string } } = {
  CoveragePolicy: { apiVersion: 'string', kind: 'string', metadata: 'PolicyMetadata', spec: 'PolicySpec' },
  PolicyMetadata: { name: 'string', labels: '{}string', annotations: '{}string' },
  PolicySpec: {
    exemptionsFrom: 'string',
    roles: '[]PolicyRole',
    requirements: '[]PolicyRequirement',
    exemptions: '[]PolicyExemption',
    maySelectNone: '[]string',
  },
  PolicyRole: { name: 'string', daemonSets: '[]string' },
  PolicyRequirement: { daemonSet: 'string', role: 'string', nodes: 'string', pools: '[]string', os: 'string', arch: 'string', minimum: 'int32', minimumShare: 'string' },
  PolicyExemption: { daemonSet: 'string', role: 'string', nodes: 'string', reason: 'string', until: 'string', owner: 'string' },
};

type Maybe<T> = T | null | undefined;

/** A requirement, as a policy declares it. */
export interface DeclaredRequirement {
  readonly daemonSet?: Maybe<string>;
  readonly role?: Maybe<string>;
  readonly nodes?: Maybe<string>;
  readonly pools?: Maybe<readonly string[]>;
  readonly os?: Maybe<string>;
  readonly arch?: Maybe<string>;
  readonly minimum?: Maybe<number>;
  readonly minimumShare?: Maybe<string>;
}

/** An exemption, as a policy declares it. */
export interface DeclaredExemption {
  readonly daemonSet?: Maybe<string>;
  readonly role?: Maybe<string>;
  readonly nodes?: Maybe<string>;
  readonly reason?: Maybe<string>;
  readonly until?: Maybe<string>;
  readonly owner?: Maybe<string>;
}

/** The `spec` of a policy file, its JSON types checked. */
export interface DeclaredPolicy {
  readonly exemptionsFrom?: Maybe<string>;
  readonly roles?: Maybe<readonly { readonly name?: Maybe<string>; readonly daemonSets?: Maybe<readonly string[]> }[]>;
  readonly requirements?: Maybe<readonly DeclaredRequirement[]>;
  readonly exemptions?: Maybe<readonly DeclaredExemption[]>;
  readonly maySelectNone?: Maybe<readonly string[]>;
}
