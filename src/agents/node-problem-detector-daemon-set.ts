import { Construct } from 'constructs';
import { AgentContainer } from './agent-container';
import { checkPort } from './agent-port';
import { AgentProbe } from './agent-probe';
import { ClusterPermission } from './cluster-permission';
import { HostPath, HostPathType } from './host-path';
import { MetricsEndpoint } from './metrics-endpoint';
import { MetricsOptions } from './metrics-options';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';
import { kernelMonitorFile, NodeProblemRule } from './node-problem-rule';
import { Architecture } from '../model/platform';

/** Choices for the detection of problems of nodes. */
export interface NodeProblemDetectorDaemonSetProps extends NodeAgentDaemonSetOptions, MetricsOptions {
  /**
   * The port of the pod on which metrics are served.
   *
   * @default 20257
   */
  readonly port?: number;

  /**
   * What messages of the kernel mean, besides what the image knows: tasks that hang, memory and file systems that fail, processes killed
   * for want of memory.
   *
   * @default - only what the image knows
   */
  readonly kernelRules?: NodeProblemRule[];
}

const IMAGE = 'registry.k8s.io/node-problem-detector/node-problem-detector:v1.35.1';

/** By DOCKER_PLATFORMS of the Makefile in kubernetes/node-problem-detector (read on 2026-11-27). */
const ARCHITECTURES = [Architecture.AMD64, Architecture.ARM64];
const PORT = 20257;
const PORT_NAME = 'metrics';
const KERNEL_LOG = '/dev/kmsg';
const OF_THE_IMAGE = ['/config/kernel-monitor.json', '/config/readonly-monitor.json'];
const OWN_MONITOR = '/etc/everynode/kernel-monitor.json';
const ROOT = 0;

/** Conditions are part of a node's status; what passes is an event. */
const PERMISSIONS: ClusterPermission[] = [
  { resources: ['nodes'], verbs: ['get'] },
  { resources: ['nodes/status'], verbs: ['patch'] },
  { resources: ['events'], verbs: ['create', 'patch', 'update'] },
];

/**
 * The node problem detector on every node: it reads the messages of the kernel and reports problems as conditions of the node and as
 * events. Its container is privileged, because only such a one may read the kernel's messages.
 *
 * @see https://github.com/kubernetes/node-problem-detector
 */
export class NodeProblemDetectorDaemonSet extends NodeAgentDaemonSet {
  /** The port of the pods on which metrics are served. */
  public readonly port: number;

  /** @throws where something stated is invalid, would be refused by Kubernetes, or could never work */
  constructor(scope: Construct, id: string, props: NodeProblemDetectorDaemonSetProps = {}) {
    const place = `${scope.node.path}/${id}`;
    const port = props.port ?? PORT;
    checkPort(`${place}: port`, port);
    const endpoint = new MetricsEndpoint({ portName: PORT_NAME, port, service: props.service, monitor: props.monitor });
    super(scope, id, {
      ...props,
      role: props.role ?? 'node-problems',
      podAnnotations: { ...endpoint.podAnnotations, ...props.podAnnotations },
      permissions: PERMISSIONS,
      privilegeReasons: {
        root: 'the log of the kernel is root\'s',
        privileged: 'no other may open the log of the kernel',
        hostPaths: 'it reads the log of the kernel',
        permissions: 'it writes what is wrong to its node, and as events',
      },
      container: detector(place, port, props.kernelRules ?? []),
    });
    this.port = port;
    endpoint.createFor(this);
  }
}

function detector(place: string, port: number, rules: readonly NodeProblemRule[]): AgentContainer {
  const own = rules.length > 0 ? { [OWN_MONITOR]: kernelMonitorFile(`${place}: kernelRules`, rules) } : undefined;
  const probe = AgentProbe.httpGet('/metrics', port);
  return {
    name: 'node-problem-detector',
    image: IMAGE,
    architectures: ARCHITECTURES,
    command: ['/node-problem-detector'],
    args: [
      '--logtostderr',
      `--config.system-log-monitor=${[...OF_THE_IMAGE, ...Object.keys(own ?? {})].join(',')}`,
      '--prometheus-address=0.0.0.0',
      `--prometheus-port=${port}`,
    ],
    fieldEnv: { NODE_NAME: 'spec.nodeName' },
    ports: [{ name: PORT_NAME, number: port }],
    requests: { cpu: '10m', memory: '80Mi' },
    limits: { memory: '200Mi' },
    mounts: [HostPath.readOnly(KERNEL_LOG, { type: HostPathType.CHAR_DEVICE })],
    configFiles: own,
    liveness: probe,
    readiness: probe,
    user: ROOT,
    privileged: true,
    readOnlyRootFilesystem: false,
  };
}
