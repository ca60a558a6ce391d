/**
 * A group of metrics of the Windows exporter that can be switched on and off.
 *
 * @see https://github.com/prometheus-community/windows_exporter#collectors
 */
export enum WindowsExporterCollector {
  /** Active Directory. */
  AD = 'ad',

  /** Certificate services of Active Directory. */
  ADCS = 'adcs',

  /** Federation services of Active Directory. */
  ADFS = 'adfs',

  /** The cache of the file system. */
  CACHE = 'cache',

  /** Processors, memory and network of the containers of the node. */
  CONTAINER = 'container',

  /** Processors. On by default. */
  CPU = 'cpu',

  /** Maker and model of the processors. */
  CPU_INFO = 'cpu_info',

  /** Replication of distributed file systems. */
  DFSR = 'dfsr',

  /** The DHCP server. */
  DHCP = 'dhcp',

  /** Disk drives and their state. */
  DISKDRIVE = 'diskdrive',

  /** The DNS server. */
  DNS = 'dns',

  /** Exchange. */
  EXCHANGE = 'exchange',

  /** When files were changed; `extraArgs` say which. */
  FILETIME = 'filetime',

  /** Quotas of the file server. */
  FSRMQUOTA = 'fsrmquota',

  /** Graphics processors. */
  GPU = 'gpu',

  /** Hyper-V hosts. */
  HYPERV = 'hyperv',

  /** Sites and applications of IIS. */
  IIS = 'iis',

  /** The state of the Windows licence. */
  LICENSE = 'license',

  /** Logical disks, their sizes, reads and writes. On by default. */
  LOGICAL_DISK = 'logical_disk',

  /** Memory. On by default. */
  MEMORY = 'memory',

  /** Failover clusters. */
  MSCLUSTER = 'mscluster',

  /** Message queues. */
  MSMQ = 'msmq',

  /** SQL Server. */
  MSSQL = 'mssql',

  /** Network devices. On by default. */
  NET = 'net',

  /** Programs of .NET Framework. */
  NETFRAMEWORK = 'netframework',

  /** The operating system and its version. On by default. */
  OS = 'os',

  /** Page files. */
  PAGEFILE = 'pagefile',

  /** Performance counters; `extraArgs` say which. */
  PERFORMANCECOUNTER = 'performancecounter',

  /** Physical disks. On by default. */
  PHYSICAL_DISK = 'physical_disk',

  /** Printers. */
  PRINTER = 'printer',

  /** Each process. On a large node these are many. */
  PROCESS = 'process',

  /** Remote desktops. */
  REMOTE_FX = 'remote_fx',

  /** Scheduled tasks. */
  SCHEDULED_TASK = 'scheduled_task',

  /** Services and their states. On by default. */
  SERVICE = 'service',

  /** Shares of the file server. */
  SMB = 'smb',

  /** Shares that are used. */
  SMBCLIENT = 'smbclient',

  /** The SMTP server of IIS. */
  SMTP = 'smtp',

  /** Threads, context switches and boot time. On by default. */
  SYSTEM = 'system',

  /** TCP connections. */
  TCP = 'tcp',

  /** Sessions of remote desktops. */
  TERMINAL_SERVICES = 'terminal_services',

  /** Metrics that others wrote to a directory of the node: see `textfileDirectory`. */
  TEXTFILE = 'textfile',

  /** Temperatures. */
  THERMALZONE = 'thermalzone',

  /** The clock, and how well it is kept. */
  TIME = 'time',

  /** UDP. */
  UDP = 'udp',

  /** Updates of Windows that wait. */
  UPDATE = 'update',

  /** What the guest agent of VMware counts. */
  VMWARE = 'vmware',
}
