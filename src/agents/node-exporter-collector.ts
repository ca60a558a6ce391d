/**
 * A group of metrics of the node exporter that can be switched on and off. `perf`, `ntp`, `runit` and `supervisord` are left out: the first one
 * needs more than this library gives to an exporter, the others are deprecated.
 *
 * @see https://github.com/prometheus/node_exporter#collectors
 */
export enum NodeExporterCollector {
  /** Entries of the ARP table by network device. It needs the network of the node. */
  ARP = 'arp',

  /** Caches of block devices. */
  BCACHE = 'bcache',

  /** File systems of the kind bcachefs. */
  BCACHEFS = 'bcachefs',

  /** Bonded network devices. */
  BONDING = 'bonding',

  /** File systems of the kind Btrfs. */
  BTRFS = 'btrfs',

  /** How fragmented the memory is. Off by default. */
  BUDDYINFO = 'buddyinfo',

  /** The number of control groups. Off by default. */
  CGROUPS = 'cgroups',

  /** Tracked connections. It needs the network of the node. */
  CONNTRACK = 'conntrack',

  /** The time that processors spend on each kind of work. */
  CPU = 'cpu',

  /** Known weaknesses of the processors. Off by default. */
  CPU_VULNERABILITIES = 'cpu_vulnerabilities',

  /** Frequencies of the processors. */
  CPUFREQ = 'cpufreq',

  /** Reads and writes of block devices. */
  DISKSTATS = 'diskstats',

  /** Maker and model of the machine. */
  DMI = 'dmi',

  /** Block devices that are reached on several paths. */
  DMMULTIPATH = 'dmmultipath',

  /** Block devices that are replicated to other nodes (to version 8.4). Off by default. */
  DRBD = 'drbd',

  /** Graphics processors whose driver tells the kernel. Off by default. */
  DRM = 'drm',

  /** Errors of the memory that were detected and corrected. */
  EDAC = 'edac',

  /** Available entropy. */
  ENTROPY = 'entropy',

  /** What the drivers of network devices count. It needs the network of the node. Off by default. */
  ETHTOOL = 'ethtool',

  /** Fibre Channel hosts. */
  FIBRECHANNEL = 'fibrechannel',

  /** File descriptors. */
  FILEFD = 'filefd',

  /** Sizes of file systems. */
  FILESYSTEM = 'filesystem',

  /** Temperatures, fans and voltages. */
  HWMON = 'hwmon',

  /** InfiniBand and Omni-Path devices. */
  INFINIBAND = 'infiniband',

  /** Interrupts by kind and processor. Off by default. */
  INTERRUPTS = 'interrupts',

  /** IP Virtual Server. It needs the network of the node. */
  IPVS = 'ipvs',

  /** Tasks that the kernel found hanging. */
  KERNEL_HUNG = 'kernel_hung',

  /** Memory pages that the kernel merged. Off by default. */
  KSMD = 'ksmd',

  /** What the network stack counts, by processor. It needs the network of the node. Off by default. */
  LNSTAT = 'lnstat',

  /** Load averages. */
  LOADAVG = 'loadavg',

  /** Sessions of users, as logind says on the system bus. Off by default. */
  LOGIND = 'logind',

  /** Software RAID. */
  MDADM = 'mdadm',

  /** Memory. */
  MEMINFO = 'meminfo',

  /** Memory by NUMA node. Off by default. */
  MEMINFO_NUMA = 'meminfo_numa',

  /** NFS mounts, in detail. Off by default. */
  MOUNTSTATS = 'mountstats',

  /** Network devices and their state. */
  NETCLASS = 'netclass',

  /** Bytes and packets by network device. It needs the network of the node. */
  NETDEV = 'netdev',

  /** What the network protocols count. It needs the network of the node. */
  NETSTAT = 'netstat',

  /** The routing table. It needs the network of the node. Off by default. */
  NETWORK_ROUTE = 'network_route',

  /** Calls of the NFS client. It needs the network of the node. */
  NFS = 'nfs',

  /** Calls to the NFS server. It needs the network of the node. */
  NFSD = 'nfsd',

  /** NVMe devices. */
  NVME = 'nvme',

  /** Paths to NVMe devices over a network. Off by default. */
  NVMESUBSYSTEM = 'nvmesubsystem',

  /** The operating system and its version. */
  OS = 'os',

  /** PCI devices. Off by default. */
  PCIDEVICE = 'pcidevice',

  /** Power supplies and batteries. */
  POWERSUPPLYCLASS = 'powersupplyclass',

  /** How long tasks wait for processor, memory, and input and output. */
  PRESSURE = 'pressure',

  /** Processes and threads by state, and how many there may be. It needs the process namespace of the node. Off by default. */
  PROCESSES = 'processes',

  /** Queues of network devices. It needs the network of the node. Off by default. */
  QDISC = 'qdisc',

  /** Energy that processors use; the kernel tells it to root only. */
  RAPL = 'rapl',

  /** The scheduler of the kernel. */
  SCHEDSTAT = 'schedstat',

  /** The state of SELinux. */
  SELINUX = 'selinux',

  /** Caches of the kernel. The exporter then runs as root, to whom alone the kernel tells it, still without a capability. Off by default. */
  SLABINFO = 'slabinfo',

  /** Open sockets. It needs the network of the node. */
  SOCKSTAT = 'sockstat',

  /** Soft interrupts by kind and processor. Off by default. */
  SOFTIRQS = 'softirqs',

  /** Packets that each processor handled and dropped. */
  SOFTNET = 'softnet',

  /** Boot time, forks and context switches. */
  STAT = 'stat',

  /** Swap devices. Off by default. */
  SWAP = 'swap',

  /** Settings of the kernel; `extraArgs` say which. Off by default. */
  SYSCTL = 'sysctl',

  /** Units of systemd and their states, as systemd says on the system bus. Off by default. */
  SYSTEMD = 'systemd',

  /** Tape drives. */
  TAPESTATS = 'tapestats',

  /** TCP connections by state, which is slow where there are many. It needs the network of the node. Off by default. */
  TCPSTAT = 'tcpstat',

  /** Metrics that others wrote to a directory of the node: see `textfileDirectory`. */
  TEXTFILE = 'textfile',

  /** Temperatures and cooling devices. */
  THERMAL_ZONE = 'thermal_zone',

  /** The time of the node. */
  TIME = 'time',

  /** How well the clock is kept. */
  TIMEX = 'timex',

  /** Queues of UDP sockets. It needs the network of the node. */
  UDP_QUEUES = 'udp_queues',

  /** Kernel and name of the node. */
  UNAME = 'uname',

  /** Virtual memory. */
  VMSTAT = 'vmstat',

  /** Watchdog devices. */
  WATCHDOG = 'watchdog',

  /** Wireless devices. It needs the network of the node. Off by default. */
  WIFI = 'wifi',

  /** IPsec. It needs the network of the node. Off by default. */
  XFRM = 'xfrm',

  /** File systems of the kind XFS. */
  XFS = 'xfs',

  /** File systems of the kind ZFS. */
  ZFS = 'zfs',

  /** Memory zones by NUMA node. Off by default. */
  ZONEINFO = 'zoneinfo',
}
