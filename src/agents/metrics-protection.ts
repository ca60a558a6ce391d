import { SecretKey } from './agent-container';

/** A certificate with which an exporter serves its metrics. */
export interface MetricsTlsOptions {
  /** The certificate, with those that lead to its authority behind it (PEM). */
  readonly certificate: SecretKey;

  /** Its private key (PEM). */
  readonly privateKey: SecretKey;

  /**
   * The authority of those who may ask (PEM): only who has a certificate of it is answered.
   *
   * @default - everybody is answered
   */
  readonly clientCertificateAuthority?: SecretKey;
}

/** A file that says how an exporter serves its metrics. */
export interface MetricsWebConfigOptions {
  /** The file, whole: it may hold users with hashes of their passwords, and certificates. */
  readonly file: SecretKey;

  /**
   * Whether the file has the exporter serve HTTPS.
   *
   * @default true
   */
  readonly https?: boolean;
}

/** A proxy that answers only whom Kubernetes lets read the metrics. */
export interface KubeRbacProxyOptions {
  /**
   * The image of the proxy, with a tag other than `latest` or with a digest.
   *
   * @default quay.io/brancz/kube-rbac-proxy:v0.22.1
   */
  readonly image?: string;

  /**
   * The port of the exporter behind the proxy, on which only the node itself reaches it.
   *
   * @default - the one after the port of the proxy
   */
  readonly upstreamPort?: number;

  /**
   * The certificate of the proxy (PEM).
   *
   * @default - one that it makes for itself when it starts, which nobody can verify
   */
  readonly certificate?: SecretKey;

  /**
   * The private key of the certificate (PEM).
   *
   * @default - that of the certificate that it makes for itself
   */
  readonly privateKey?: SecretKey;
}

/** How metrics are kept from those who have no business with them. */
export class MetricsProtection {
  /**
   * The exporter serves HTTPS itself.
   *
   * @see https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md
   */
  public static tls(options: MetricsTlsOptions): MetricsProtection {
    return new MetricsProtection(options, undefined, undefined);
  }

  /**
   * The exporter serves as a file says that is the key of a Secret.
   *
   * @see https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md
   */
  public static webConfig(options: MetricsWebConfigOptions): MetricsProtection {
    return new MetricsProtection(undefined, options, undefined);
  }

  /**
   * A proxy in the same pod serves HTTPS, and asks Kubernetes of each request who it is and whether it may `get` the path `/metrics`.
   *
   * @see https://github.com/brancz/kube-rbac-proxy
   */
  public static kubeRbacProxy(options: KubeRbacProxyOptions = {}): MetricsProtection {
    if ((options.certificate === undefined) !== (options.privateKey === undefined)) {
      throw new Error('MetricsProtection.kubeRbacProxy: certificate and privateKey belong together; state both or none of them');
    }
    return new MetricsProtection(undefined, undefined, options);
  }

  private constructor(
    /** The certificate of the exporter itself; undefined for the other kinds. */
    public readonly tlsOptions: MetricsTlsOptions | undefined,

    /** The file that says how the exporter serves; undefined for the other kinds. */
    public readonly webConfigOptions: MetricsWebConfigOptions | undefined,

    /** The proxy in front of the exporter; undefined for the other kinds. */
    public readonly proxyOptions: KubeRbacProxyOptions | undefined,
  ) {}

  /** Whether HTTPS is served. */
  public get https(): boolean {
    return this.webConfigOptions?.https ?? true;
  }
}
