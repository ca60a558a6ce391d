import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { AgentContainer } from './agent-container';
import { AgentProbe } from './agent-probe';
import { FALCO_CERTIFICATES, FALCO_HEALTH, FALCO_PORT, FALCO_RULES, FALCO_URL, falcoConfig, runtimeSockets } from './falco-config';
import { checkedRules } from './falco-rules';
import { HostPath, HostPathType } from './host-path';
import { MetricsEndpoint } from './metrics-endpoint';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { checkOverridesOfAgent, Override } from './overrides';
import { RuntimeSecurityDaemonSetProps } from './runtime-security-daemon-set-props';
import { Architecture } from '../model/platform';

/** Without the tools that build drivers, and without falcoctl (falcosecurity/falco#3165, read on 2026-11-27). */
const IMAGE = 'docker.io/falcosecurity/falco:0.44.1';

/** Released for both (falcosecurity/falco .github/workflows/reusable_publish_docker.yaml at 71495c9fff05, read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64];

const CONFIG = '/etc/everynode/falco.yaml';
const PORT_NAME = 'metrics';
const ROOT = 0;

/** Where Falco looks for what is the node's. */
const HOST = '/host';

/** What would win over the configuration, which follows from the props. */
const OVERRIDES: readonly Override[] = [
  { variables: [], flags: ['c'], instead: 'its configuration follows from the props; state extraConfig for more of it' },
  { variables: [], flags: ['o', 'option'], instead: 'would win over what the pods are made for; state extraConfig' },
  { variables: [], flags: ['r'], instead: 'would take the place of all rules; state rules' },
  { variables: ['HOST_ROOT'], flags: [], instead: 'what is the node\'s is mounted at /host' },
];

/** Reading other processes and pinning memory, besides what programs in the kernel take. */
const CAPABILITIES = ['SYS_PTRACE', 'SYS_RESOURCE'];

/**
 * Falco on every node: it sees the system calls of all processes by a program in the kernel (modern eBPF, which is in Falco itself), and
 * tells of those that its rules are about. It is root with a few capabilities, SYS_ADMIN among them unless `sysAdmin` is `false`, and not
 * privileged.
 *
 * @see https://falco.org/docs/
 */
export class RuntimeSecurityDaemonSet extends NodeAgentDaemonSet {
  /** The port of the pods on which metrics are served. */
  public readonly port: number;

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: RuntimeSecurityDaemonSetProps = {}) {
    const place = `${scope.node.path}/${id}`;
    const port = props.port ?? FALCO_PORT;
    checkOverridesOfAgent(place, OVERRIDES, props);
    const endpoint = new MetricsEndpoint({ portName: PORT_NAME, port, service: props.service, monitor: props.monitor });
    super(scope, id, {
      ...props,
      role: props.role ?? 'runtime-security',
      podAnnotations: { ...endpoint.podAnnotations, ...props.podAnnotations },
      unconfined: true,
      privilegeReasons: {
        root: 'it loads programs into the kernel and reads all processes of its node',
        hostPaths: 'it reads the processes and users of its node, and asks the container runtime about containers',
      },
      container: falco(place, port, props),
    });
    this.port = port;
    endpoint.createFor(this);
  }
}

function falco(place: string, port: number, props: RuntimeSecurityDaemonSetProps): AgentContainer {
  const asked = { period: Duration.seconds(15), timeout: Duration.seconds(5) };
  const starting = { ...asked, initialDelay: Duration.seconds(3), period: Duration.seconds(5), failureThreshold: 20 };
  return {
    name: 'falco',
    image: IMAGE,
    architectures: ARCHITECTURES,
    command: ['/usr/bin/falco'],
    args: ['-c', CONFIG],
    env: { HOST_ROOT: HOST },
    fieldEnv: { FALCO_HOSTNAME: 'spec.nodeName' },
    ...secrets(props),
    configFiles: { [CONFIG]: falcoConfig(place, props), ...props.rules === undefined ? {} : { [FALCO_RULES]: checkedRules(`${place}: rules`, props.rules) } },
    mounts: mounts(place, props),
    ports: [{ name: PORT_NAME, number: port }],
    requests: { cpu: '100m', memory: '512Mi' },
    limits: { memory: '1Gi' },
    startup: AgentProbe.httpGet(FALCO_HEALTH, port, starting),
    liveness: AgentProbe.httpGet(FALCO_HEALTH, port, asked),
    readiness: AgentProbe.httpGet(FALCO_HEALTH, port, asked),
    user: ROOT,
    capabilities: [...props.sysAdmin ?? true ? ['SYS_ADMIN'] : ['BPF', 'PERFMON'], ...CAPABILITIES],
    readOnlyRootFilesystem: true,
  };
}

function secrets({ httpOutput: { secretUrl, ...files } = {} }: RuntimeSecurityDaemonSetProps): Pick<AgentContainer, 'secretEnv' | 'secretFiles'> {
  const names = Object.keys(FALCO_CERTIFICATES) as (keyof typeof FALCO_CERTIFICATES)[];
  return {
    secretEnv: secretUrl ? { [FALCO_URL]: secretUrl } : undefined,
    secretFiles: Object.fromEntries(names.flatMap(name => files[name] ? [[FALCO_CERTIFICATES[name], files[name]!]] : [])),
  };
}

function mounts(place: string, props: RuntimeSecurityDaemonSetProps): HostPath[] {
  const directories = runtimeSockets(place, props.runtimeSockets).map(socket => socket.slice(0, socket.lastIndexOf('/')));
  return [
    HostPath.readOnly('/proc', { mountPath: `${HOST}/proc` }),
    HostPath.readOnly('/etc', { mountPath: `${HOST}/etc` }),
    HostPath.readOnly('/sys/kernel'),
    ...[...new Set(directories)].map(directory => HostPath.readOnly(directory, { mountPath: `${HOST}${directory}`, type: HostPathType.DIRECTORY_OR_CREATE })),
  ];
}
