import { Duration } from 'cdk8s';
import { SecretKey } from './agent-container';

/** How often Prometheus asks, and by which labels it finds the object that tells it so. */
export interface MetricsMonitorOptions {
  /**
   * How often it asks.
   *
   * @default - as Prometheus is configured
   */
  readonly interval?: Duration;

  /**
   * Labels of the monitor, by which a Prometheus selects it: `{ release: 'prometheus' }`.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * The authority of the certificate with which protected metrics are served (PEM), in a Secret of the agent's namespace.
   *
   * @default - the certificate is not verified
   */
  readonly certificateAuthority?: SecretKey;

  /**
   * The name that the certificate must have: the pods are asked by their addresses, which few certificates hold.
   *
   * @default - the address of the pod
   */
  readonly serverName?: string;

  /**
   * The certificate with which Prometheus asks (PEM), in a Secret of the agent's namespace.
   *
   * @default - none
   */
  readonly clientCertificate?: SecretKey;

  /**
   * The private key of that certificate (PEM), in a Secret of the agent's namespace.
   *
   * @default - none
   */
  readonly clientPrivateKey?: SecretKey;

  /**
   * The user as whom Prometheus asks, in a Secret of the agent's namespace.
   *
   * @default - none
   */
  readonly user?: SecretKey;

  /**
   * The password of that user, in a Secret of the agent's namespace.
   *
   * @default - none
   */
  readonly password?: SecretKey;

  /**
   * The token with which Prometheus asks a kube-rbac-proxy, in a Secret of the agent's namespace. A PodMonitor needs one.
   *
   * @default - a ServiceMonitor sends that of Prometheus' own ServiceAccount
   */
  readonly token?: SecretKey;
}

/**
 * How Prometheus is told of the pods that it should ask for metrics.
 *
 * @see https://prometheus-operator.dev/docs/developer/getting-started/
 */
export class MetricsMonitor {
  /** A `ServiceMonitor` of the Prometheus operator. The agent needs its Service for that. */
  public static serviceMonitor(options: MetricsMonitorOptions = {}): MetricsMonitor {
    return new MetricsMonitor('ServiceMonitor', options);
  }

  /** A `PodMonitor` of the Prometheus operator. No Service is needed. */
  public static podMonitor(options: MetricsMonitorOptions = {}): MetricsMonitor {
    return new MetricsMonitor('PodMonitor', options);
  }

  /** The annotations `prometheus.io/scrape`, `port` and `path` on the pods, which a Prometheus of one's own may go by. */
  public static scrapeAnnotations(): MetricsMonitor {
    return new MetricsMonitor(undefined, {});
  }

  private constructor(
    /** The kind of the object that is made; undefined for annotations. */
    public readonly kind: string | undefined,

    /** How often Prometheus asks, and by which labels it finds the object. */
    public readonly options: MetricsMonitorOptions,
  ) {}
}
