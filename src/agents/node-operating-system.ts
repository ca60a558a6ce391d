/** The operating system of the nodes that an agent is for: a value of the label `kubernetes.io/os`. */
export enum NodeOperatingSystem {
  /** Linux. */
  LINUX = 'linux',

  /** Windows. */
  WINDOWS = 'windows',
}
