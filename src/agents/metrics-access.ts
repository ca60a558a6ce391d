import { SecretKey } from './agent-container';
import { MetricsMonitor, MetricsMonitorOptions } from './metrics-monitor';
import { MetricsProtection } from './metrics-protection';

/** Where Prometheus finds the token of its own ServiceAccount. */
const OWN_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

interface SecretSelector {
  readonly name: string;
  readonly key: string;
}

/** How Prometheus asks for protected metrics, in the fields that endpoints of a ServiceMonitor and of a PodMonitor have. */
interface ScrapeFields {
  readonly scheme?: string;
  readonly tlsConfig?: object;
  readonly basicAuth?: { readonly username: SecretSelector; readonly password: SecretSelector };
  readonly authorization?: { readonly credentials: SecretSelector };
  readonly bearerTokenFile?: string;
}

/** How Prometheus asks. @throws where it would not be answered, or would show a secret to everybody on the way */
export function scrapeFields(place: string, { kind, options }: MetricsMonitor, protection: MetricsProtection | undefined): ScrapeFields {
  checkPairs(place, options);
  checkAnswered(place, kind, options, protection);
  return {
    ...protection?.https ? { scheme: 'https', tlsConfig: tlsConfig(options) } : {},
    ...options.user && options.password ? { basicAuth: { username: selector(options.user), password: selector(options.password) } } : {},
    ...protection?.proxyOptions ? token(options) : {},
  };
}

function tlsConfig({ certificateAuthority, serverName, clientCertificate, clientPrivateKey }: MetricsMonitorOptions): object {
  return {
    ...certificateAuthority ? { ca: { secret: selector(certificateAuthority) } } : { insecureSkipVerify: true },
    ...serverName === undefined ? {} : { serverName },
    ...clientCertificate && clientPrivateKey ? { cert: { secret: selector(clientCertificate) }, keySecret: selector(clientPrivateKey) } : {},
  };
}

function token(options: MetricsMonitorOptions): ScrapeFields {
  return options.token ? { authorization: { credentials: selector(options.token) } } : { bearerTokenFile: OWN_TOKEN };
}

function selector({ secretName, key }: SecretKey): SecretSelector {
  return { name: secretName, key };
}

function checkPairs(place: string, options: MetricsMonitorOptions): void {
  const pairs = [['clientCertificate', 'clientPrivateKey'], ['user', 'password']] as const;
  const torn = pairs.find(([one, other]) => (options[one] === undefined) !== (options[other] === undefined));
  if (torn) { throw new Error(`${place}: monitor: ${torn[0]} and ${torn[1]} belong together; state both or none of them`); }
}

function checkAnswered(place: string, kind: string | undefined, options: MetricsMonitorOptions, protection: MetricsProtection | undefined): void {
  const secrets = ['certificateAuthority', 'serverName', 'clientCertificate', 'user', 'token'] as const;
  const useless = protection?.https ? undefined : secrets.find(name => options[name] !== undefined && !(protection?.webConfigOptions && name === 'user'));
  if (useless) { throw new Error(`${place}: monitor: ${useless} is for metrics that are served by HTTPS; state a protection that does so, or leave it out`); }
  if (options.token && !protection?.proxyOptions) { throw new Error(`${place}: monitor: token is for MetricsProtection.kubeRbacProxy(); leave it out`); }
  if (options.user && !protection?.webConfigOptions) { throw new Error(`${place}: monitor: user is for MetricsProtection.webConfig(), whose file names the users; leave it out`); }
  if (protection?.tlsOptions?.clientCertificateAuthority && !options.clientCertificate) {
    throw new Error(`${place}: monitor: only who has a certificate is answered; state clientCertificate and clientPrivateKey`);
  }
  if (kind === 'PodMonitor' && protection?.proxyOptions && !options.token) {
    throw new Error(`${place}: monitor: a PodMonitor cannot send the token of Prometheus' ServiceAccount; state token, or use MetricsMonitor.serviceMonitor()`);
  }
}
