import { FalcoDropAction, FalcoHttpOutput, FalcoPriority } from './falco-options';
import { MetricsMonitor } from './metrics-monitor';
import { MetricsService } from './metrics-service';
import { NodeAgentDaemonSetOptions } from './node-agent-daemon-set-options';

/** Choices for the watch over what runs on nodes. */
export interface RuntimeSecurityDaemonSetProps extends NodeAgentDaemonSetOptions {
  /**
   * Rules, macros and lists in Falco's own words, as YAML. They are read after those of the image, so that they may add to them, and
   * replace them.
   *
   * @default - the rules of the image alone
   * @see https://falco.org/docs/concepts/rules/
   */
  readonly rules?: string;

  /**
   * The names of rules that are off; `*` stands for any text.
   *
   * @default - those that are off in the image
   */
  readonly disabledRules?: string[];

  /**
   * The names of rules that are on, although the image has them off; `*` stands for any text.
   *
   * @default - those that are on in the image
   */
  readonly enabledRules?: string[];

  /**
   * The least severe priority of rules that are loaded.
   *
   * @default FalcoPriority.DEBUG
   */
  readonly priority?: FalcoPriority;

  /**
   * Whether alerts are JSON objects, and no sentences.
   *
   * @default true
   */
  readonly json?: boolean;

  /**
   * A web server that gets the alerts, too. They go to standard output in any case.
   *
   * @default - none
   */
  readonly httpOutput?: FalcoHttpOutput;

  /**
   * The sockets of container runtimes (CRI) that nodes may have, on which Falco asks for the names of containers, pods and images.
   * Their directories are mounted, and made where a node does not have them: a socket itself would be that of the program that has
   * ended, once the runtime is started anew.
   *
   * @default - those of containerd, CRI-O, k3s and Bottlerocket: `/run/containerd/containerd.sock`, `/run/crio/crio.sock`,
   * `/run/k3s/containerd/containerd.sock`, `/run/host-containerd/containerd.sock`
   */
  readonly runtimeSockets?: string[];

  /**
   * Whether Falco gets the capability SYS_ADMIN, which is enough on every kernel for which it is made. Without it, it gets BPF and PERFMON, which kernels from
   * 5.8 on know, and ends as soon as it starts where `kernel.perf_event_paranoid` is above 2, as Ubuntu and Debian have it.
   *
   * @default true
   * @see https://falco.org/docs/concepts/event-sources/kernel/#least-privileged-mode-2
   */
  readonly sysAdmin?: boolean;

  /**
   * How large each buffer between the kernel and Falco is, from 1 (1 MB) to 10 (512 MB), each about twice the one before it. All of them
   * count against the limit of memory.
   *
   * @default 4, which is 8 MB
   * @see https://falco.org/docs/troubleshooting/dropping/
   */
  readonly bufferSizePreset?: number;

  /**
   * How many processors share a buffer; 0 for one buffer of all of them.
   *
   * @default 2
   */
  readonly cpusForEachBuffer?: number;

  /**
   * What Falco does when events were dropped, because it did not read them soon enough.
   *
   * @default - [FalcoDropAction.LOG, FalcoDropAction.ALERT]
   */
  readonly dropActions?: FalcoDropAction[];

  /**
   * Settings in Falco's own words, as YAML, laid over those that follow from the other props. In each text `${NAME}` is the environment
   * variable of that name.
   *
   * @default - none
   * @see https://falco.org/docs/reference/daemon/config-options/
   */
  readonly extraConfig?: string;

  /**
   * The port of the pod on which metrics are served, and on which it says whether it lives.
   *
   * @default 8765
   */
  readonly port?: number;

  /**
   * The Service in front of the pods.
   *
   * @default MetricsService.HEADLESS
   */
  readonly service?: MetricsService;

  /**
   * How Prometheus is told of the pods.
   *
   * @default - it is not told
   */
  readonly monitor?: MetricsMonitor;
}
