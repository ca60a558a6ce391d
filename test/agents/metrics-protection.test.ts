import { containerOf, daemonSetOf, manifests, newChart, only, podOf, yamlOf } from './manifests';
import {
  KubeRbacProxyOptions, MetricsMonitor, MetricsMonitorOptions, MetricsProtection, NodeExporterDaemonSet, NodeExporterDaemonSetProps,
} from '../../src';

const key = (name: string) => ({ secretName: 'metrics', key: name });
const certificate = { certificate: key('tls.crt'), privateKey: key('tls.key') };
const exporter = (props: NodeExporterDaemonSetProps = {}) => new NodeExporterDaemonSet(newChart(), 'Metrics', { metadata: { name: 'node-exporter' }, ...props });
const behindProxy = (options: KubeRbacProxyOptions = {}, props: NodeExporterDaemonSetProps = {}) =>
  exporter({ ...props, protection: MetricsProtection.kubeRbacProxy(options) });
const monitored = (protection: MetricsProtection | undefined, options: MetricsMonitorOptions = {}) =>
  only('ServiceMonitor', exporter({ protection, monitor: MetricsMonitor.serviceMonitor(options) })).spec.endpoints[0];

describe('metrics by HTTPS', () => {
  const protection = MetricsProtection.tls(certificate);

  test('have a file that names the certificate, which comes from a Secret', () => {
    const agent = exporter({ protection });

    expect(only('ConfigMap', agent).data).toEqual({
      'web-config.yml': 'tls_server_config:\n  cert_file: /etc/exporter/certificate/tls.crt\n  key_file: /etc/exporter/private-key/tls.key\n',
    });
    expect(containerOf(agent).args).toContain('--web.config.file=/etc/exporter/web/web-config.yml');
    expect(podOf(agent).volumes.filter(({ secret }: { secret?: object }) => secret)).toEqual([
      { name: 'secret', secret: { secretName: 'metrics', items: [{ key: 'tls.crt', path: 'tls.crt' }] } },
      { name: 'secret-2', secret: { secretName: 'metrics', items: [{ key: 'tls.key', path: 'tls.key' }] } },
    ]);
    expect(containerOf(agent).readinessProbe.httpGet).toEqual({ path: '/', port: 9100, scheme: 'HTTPS' });
  });

  test('are refused to those without a certificate where that is asked; the kubelet, which has none, then only knocks', () => {
    const agent = exporter({ protection: MetricsProtection.tls({ ...certificate, clientCertificateAuthority: key('ca.crt') }) });

    expect(only('ConfigMap', agent).data['web-config.yml']).toContain('  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: /etc/exporter/client-ca/ca.crt\n');
    expect(containerOf(agent).livenessProbe).toMatchObject({ tcpSocket: { port: 9100 } });
    expect(containerOf(agent).livenessProbe).not.toHaveProperty('httpGet');
  });

  test('are asked for by HTTPS', () => {
    expect(monitored(protection)).toMatchObject({ scheme: 'https', tlsConfig: { insecureSkipVerify: true } });
    expect(monitored(protection, { certificateAuthority: key('ca.crt'), serverName: 'node-exporter' }).tlsConfig)
      .toEqual({ ca: { secret: { name: 'metrics', key: 'ca.crt' } }, serverName: 'node-exporter' });
    expect(daemonSetOf(exporter({ protection, monitor: MetricsMonitor.scrapeAnnotations() })).spec.template.metadata.annotations).toMatchObject({ 'prometheus.io/scheme': 'https' });
    expect(monitored(undefined)).not.toHaveProperty('scheme');
  });

  test('fail when Prometheus would not be answered', () => {
    const closed = MetricsProtection.tls({ ...certificate, clientCertificateAuthority: key('ca.crt') });

    expect(() => monitored(closed)).toThrow('platform/Metrics: monitor: only who has a certificate is answered; state clientCertificate and clientPrivateKey');
    expect(monitored(closed, { clientCertificate: key('client.crt'), clientPrivateKey: key('client.key') }).tlsConfig).toEqual({
      insecureSkipVerify: true, cert: { secret: { name: 'metrics', key: 'client.crt' } }, keySecret: { name: 'metrics', key: 'client.key' },
    });
    expect(() => monitored(closed, { clientCertificate: key('client.crt') })).toThrow('platform/Metrics: monitor: clientCertificate and clientPrivateKey belong together');
  });

  test('fail when the name of a Secret is none', () => {
    expect(() => exporter({ protection: MetricsProtection.tls({ ...certificate, privateKey: { secretName: 'Metrics', key: 'x' } }) })).toThrow(/^platform\/Metrics: the name of a Secret .*got "Metrics"/);
  });
});

describe('metrics as a file of a Secret says', () => {
  test('have that file, and no ConfigMap', () => {
    const agent = exporter({ protection: MetricsProtection.webConfig({ file: key('web.yml') }) });

    expect(manifests(agent).map(({ kind }) => kind)).toEqual(['DaemonSet', 'Service']);
    expect(podOf(agent).volumes).toContainEqual({ name: 'secret', secret: { secretName: 'metrics', items: [{ key: 'web.yml', path: 'web-config.yml' }] } });
    expect(containerOf(agent).livenessProbe).toMatchObject({ tcpSocket: { port: 9100 } }); // whom it answers is not known
  });

  test('are asked for with a user and a password', () => {
    const user = { user: key('user'), password: key('password') };

    expect(monitored(MetricsProtection.webConfig({ file: key('web.yml') }), user))
      .toMatchObject({ scheme: 'https', basicAuth: { username: { name: 'metrics', key: 'user' }, password: { name: 'metrics', key: 'password' } } });
    expect(monitored(MetricsProtection.webConfig({ file: key('web.yml'), https: false }), user)).not.toHaveProperty('scheme');
    expect(() => monitored(MetricsProtection.webConfig({ file: key('web.yml') }), { user: key('user') })).toThrow('platform/Metrics: monitor: user and password belong together');
    expect(() => monitored(MetricsProtection.tls(certificate), user)).toThrow('platform/Metrics: monitor: user is for MetricsProtection.webConfig()');
    expect(() => monitored(undefined, user)).toThrow('platform/Metrics: monitor: user is for metrics that are served by HTTPS');
  });
});

describe('metrics behind kube-rbac-proxy', () => {
  test('look like this', () => {
    expect(yamlOf(behindProxy({}, { monitor: MetricsMonitor.serviceMonitor() }))).toMatchSnapshot();
  });

  test('are served to the node itself only; who wants them asks the proxy', () => {
    const agent = behindProxy({}, { port: 19100 });

    expect(containerOf(agent).args).toContain('--web.listen-address=127.0.0.1:19101');
    expect(containerOf(agent).ports).toEqual([{ name: 'upstream', containerPort: 19101, hostPort: 19101 }]);
    expect(containerOf(agent).livenessProbe.httpGet).toEqual({ path: '/', port: 19101, host: '127.0.0.1', scheme: 'HTTP' });
    expect(containerOf(agent, 'kube-rbac-proxy').args).toEqual(['--secure-listen-address=:19100', '--upstream=http://127.0.0.1:19101/']);
    expect(containerOf(agent, 'kube-rbac-proxy').ports).toEqual([{ name: 'metrics', containerPort: 19100, hostPort: 19100 }]);
    expect(only('Service', agent).spec.ports).toEqual([{ name: 'metrics', port: 19100, targetPort: 'metrics' }]);
  });

  test('may be judged by Kubernetes, and nothing else is asked', () => {
    const agent = behindProxy();

    expect(only('ClusterRole', agent).rules).toEqual([
      { apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] },
      { apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] },
    ]);
    expect(podOf(agent)).toMatchObject({ serviceAccountName: 'node-exporter', automountServiceAccountToken: true });
  });

  test('are asked for with the token of Prometheus, which only a ServiceMonitor can send', () => {
    const protection = MetricsProtection.kubeRbacProxy();

    expect(monitored(protection)).toMatchObject({ scheme: 'https', bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token' });
    expect(monitored(protection, { token: key('token') })).toMatchObject({ authorization: { credentials: { name: 'metrics', key: 'token' } } });
    expect(monitored(protection, { token: key('token') })).not.toHaveProperty('bearerTokenFile');
    expect(() => exporter({ protection, monitor: MetricsMonitor.podMonitor() })).toThrow('platform/Metrics: monitor: a PodMonitor cannot send the token of Prometheus\' ServiceAccount; state token');
    expect(only('PodMonitor', exporter({ protection, monitor: MetricsMonitor.podMonitor({ token: key('token') }) })).spec.podMetricsEndpoints[0].authorization)
      .toEqual({ credentials: { name: 'metrics', key: 'token' } });
    expect(() => monitored(MetricsProtection.tls(certificate), { token: key('token') })).toThrow('platform/Metrics: monitor: token is for MetricsProtection.kubeRbacProxy()');
  });

  test('have a certificate of one\'s own', () => {
    const agent = behindProxy(certificate);

    expect(containerOf(agent, 'kube-rbac-proxy').args).toEqual(expect.arrayContaining([
      '--tls-cert-file=/etc/kube-rbac-proxy/certificate/tls.crt', '--tls-private-key-file=/etc/kube-rbac-proxy/private-key/tls.key',
    ]));
    expect(() => MetricsProtection.kubeRbacProxy({ certificate: key('tls.crt') })).toThrow('certificate and privateKey belong together');
  });

  test('are asked for by nobody but the proxy on the network of the pod', () => {
    const agent = behindProxy({}, { hostNetwork: false });

    expect(containerOf(agent)).not.toHaveProperty('livenessProbe'); // the kubelet does not reach it
    expect(containerOf(agent, 'kube-rbac-proxy').livenessProbe).toMatchObject({ tcpSocket: { port: 9100 } });
  });

  test('fail with a port that is none, or taken twice', () => {
    expect(() => behindProxy({ upstreamPort: 9100 })).toThrow('platform/Metrics: protection: upstreamPort: must be another port than that of the proxy, got 9100');
    expect(() => behindProxy({}, { port: 65535 })).toThrow('platform/Metrics: protection: upstreamPort: must be a port from 1 to 65535, got 65536');
  });
});
