import { AgentContainer } from './agent-container';
import { checkPort } from './agent-port';
import { AgentProbe } from './agent-probe';
import { ClusterPermission } from './cluster-permission';
import { KubeRbacProxyOptions, MetricsProtection, MetricsTlsOptions } from './metrics-protection';
import { Architecture } from '../model/platform';

/** The server of an exporter: what its container needs for that, and what stands beside it. */
export interface MetricsServer {
  readonly container: Pick<AgentContainer, 'args' | 'ports' | 'configFiles' | 'secretFiles' | 'liveness' | 'readiness'>;
  readonly sidecars: AgentContainer[];
  readonly permissions: ClusterPermission[];
}

/** Where an exporter serves its metrics. */
export interface MetricsServerPlace {
  /** Where errors say that something is wrong. */
  readonly place: string;
  readonly portName: string;
  readonly port: number;
  readonly hostNetwork: boolean;

  /** What answers when the exporter lives. */
  readonly probePath: string;
}

const CONFIG = '/etc/exporter';
const WEB_CONFIG = `${CONFIG}/web/web-config.yml`;
const LOOPBACK = '127.0.0.1';
const PROXY_IMAGE = 'quay.io/brancz/kube-rbac-proxy:v0.22.1';

/** By ALL_ARCH of the Makefile in brancz/kube-rbac-proxy (read on 2026-11-27). */
const PROXY_ARCHITECTURES = [Architecture.AMD64, Architecture.ARM, Architecture.ARM64, Architecture.PPC64LE, Architecture.S390X];

const PROXY_USER = 65532;

/** What the proxy asks of Kubernetes: who somebody is, and what he may. */
const REVIEWS: ClusterPermission[] = [
  { apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] },
  { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] },
];

/** The server of an exporter that is made with the toolkit of Prometheus. */
export function metricsServer(at: MetricsServerPlace, protection?: MetricsProtection): MetricsServer {
  if (protection?.proxyOptions) { return behindProxy(at, protection.proxyOptions); }
  const probe = probeOf(at, protection);
  const container = { args: [`--web.listen-address=:${at.port}`], ports: [{ name: at.portName, number: at.port }], liveness: probe, readiness: probe };
  return { container: { ...container, ...webConfig(container.args, protection) }, sidecars: [], permissions: [] };
}

function probeOf({ probePath, port }: MetricsServerPlace, protection: MetricsProtection | undefined): AgentProbe {
  const unanswered = protection?.webConfigOptions !== undefined || protection?.tlsOptions?.clientCertificateAuthority !== undefined;
  return unanswered ? AgentProbe.tcpSocket(port) : AgentProbe.httpGet(probePath, port, { https: protection?.https });
}

function webConfig(args: string[], protection: MetricsProtection | undefined): Pick<AgentContainer, 'args' | 'configFiles' | 'secretFiles'> {
  if (protection?.webConfigOptions) { return { args: [...args, `--web.config.file=${WEB_CONFIG}`], secretFiles: { [WEB_CONFIG]: protection.webConfigOptions.file } }; }
  if (!protection?.tlsOptions) { return {}; }
  const { certificate, privateKey, clientCertificateAuthority } = protection.tlsOptions;
  return {
    args: [...args, `--web.config.file=${WEB_CONFIG}`],
    configFiles: { [WEB_CONFIG]: tlsConfig(protection.tlsOptions) },
    secretFiles: {
      [`${CONFIG}/certificate/tls.crt`]: certificate,
      [`${CONFIG}/private-key/tls.key`]: privateKey,
      ...clientCertificateAuthority ? { [`${CONFIG}/client-ca/ca.crt`]: clientCertificateAuthority } : {},
    },
  };
}

function tlsConfig({ clientCertificateAuthority }: MetricsTlsOptions): string {
  return [
    'tls_server_config:',
    `  cert_file: ${CONFIG}/certificate/tls.crt`,
    `  key_file: ${CONFIG}/private-key/tls.key`,
    ...clientCertificateAuthority ? ['  client_auth_type: RequireAndVerifyClientCert', `  client_ca_file: ${CONFIG}/client-ca/ca.crt`] : [],
    '',
  ].join('\n');
}

/** The exporter is reached by its own pod only, on the host network by its node only: there its port is one of the node, too. */
function behindProxy(at: MetricsServerPlace, options: KubeRbacProxyOptions): MetricsServer {
  const upstreamPort = options.upstreamPort ?? at.port + 1;
  checkPort(`${at.place}: protection: upstreamPort`, upstreamPort);
  if (upstreamPort === at.port) { throw new Error(`${at.place}: protection: upstreamPort: must be another port than that of the proxy, got ${upstreamPort}`); }
  const probe = at.hostNetwork ? AgentProbe.httpGet(at.probePath, upstreamPort, { host: LOOPBACK }) : undefined;
  return {
    container: {
      args: [`--web.listen-address=${LOOPBACK}:${upstreamPort}`],
      ports: [{ name: 'upstream', number: upstreamPort }],
      liveness: probe,
      readiness: probe,
    },
    sidecars: [proxy(at, upstreamPort, options)],
    permissions: REVIEWS,
  };
}

function proxy({ portName, port }: MetricsServerPlace, upstreamPort: number, { image, certificate, privateKey }: KubeRbacProxyOptions): AgentContainer {
  const files = { certificate: '/etc/kube-rbac-proxy/certificate/tls.crt', privateKey: '/etc/kube-rbac-proxy/private-key/tls.key' };
  const probe = AgentProbe.tcpSocket(port);
  return {
    name: 'kube-rbac-proxy',
    image: image ?? PROXY_IMAGE,
    architectures: image === undefined ? PROXY_ARCHITECTURES : undefined,
    args: [
      `--secure-listen-address=:${port}`,
      `--upstream=http://${LOOPBACK}:${upstreamPort}/`,
      ...certificate ? [`--tls-cert-file=${files.certificate}`, `--tls-private-key-file=${files.privateKey}`] : [],
    ],
    ...certificate && privateKey ? { secretFiles: { [files.certificate]: certificate, [files.privateKey]: privateKey } } : {},
    ports: [{ name: portName, number: port }],
    requests: { cpu: '10m', memory: '20Mi' },
    limits: { memory: '64Mi' },
    liveness: probe,
    readiness: probe,
    user: PROXY_USER,
    group: PROXY_USER,
  };
}
