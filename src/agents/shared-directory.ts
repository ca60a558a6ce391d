/** A directory that containers of one pod share and that lasts as long as the pod. */
export interface SharedDirectory {
  /** Its name, the same in each container that shares it. */
  readonly name: string;

  /** Where the container sees it. */
  readonly mountPath: string;

  /**
   * Whether the container only reads it.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}
