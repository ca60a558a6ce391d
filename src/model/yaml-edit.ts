/** An edit of a manifest. */
export interface YamlEdit {
  /** Where, such as `spec.template.spec.tolerations`. */
  readonly path: string;

  /** Items to append to the list there. */
  readonly add?: readonly unknown[];

  /** The value to put there; null takes away what is there. */
  readonly set?: unknown;
}
