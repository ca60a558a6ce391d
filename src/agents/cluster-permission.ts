/**
 * What an agent may ask the API server, in every namespace.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export interface ClusterPermission {
  /**
   * The API groups; `''` is the core group.
   *
   * @default ['']
   */
  readonly apiGroups?: string[];

  /** The resources, in the plural: `pods`. */
  readonly resources: string[];

  /**
   * The names of the only objects that are meant. What is asked without a name (`list`, `create` of a new object) is not allowed then.
   *
   * @default - all
   */
  readonly resourceNames?: string[];

  /** What it may do with them: `get`, `list`, `watch`. */
  readonly verbs: string[];
}
