/** An operating system of nodes: a value of the label `kubernetes.io/os`. */
export enum OperatingSystem {
  LINUX = 'linux',
  WINDOWS = 'windows',
}

/** A processor architecture of nodes: a value of the label `kubernetes.io/arch`, as Go spells it. */
export enum Architecture {
  AMD64 = 'amd64',
  ARM = 'arm',
  ARM64 = 'arm64',
  LOONG64 = 'loong64',
  PPC64LE = 'ppc64le',
  RISCV64 = 'riscv64',
  S390X = 's390x',
  X86 = '386',
}
