import { CILIUM_PATHS } from './cilium-paths';

/** The ports of the node that Envoy takes. */
export interface EnvoyPorts {
  readonly metrics: number;

  /** On the loopback address. */
  readonly health: number;
}

const ADMIN = '/envoy-admin';
const XDS = 'xds-grpc-cilium';

/** How many connections, requests and repeated requests may be on their way to a service at one time. */
const LIMITS = { maxConnections: 1024, maxRequests: 1024, maxRetries: 128 };

/**
 * What Envoy is told when it starts: where it finds the agent, which tells it the rest, and what serves its metrics and its health.
 *
 * @see https://github.com/cilium/cilium/blob/v1.20.0/install/kubernetes/cilium/files/cilium-envoy/configmap/bootstrap-config.yaml
 * @see https://www.envoyproxy.io/docs/envoy/v1.37.0/api-v3/config/bootstrap/v3/bootstrap.proto
 */
export function envoyBootstrap(ports: EnvoyPorts): string {
  return `${JSON.stringify({
    node: { id: 'host~127.0.0.1~no-id~localdomain', cluster: 'ingress-cluster' },
    admin: { address: { pipe: { path: `${CILIUM_PATHS.envoySockets}/admin.sock`, mode: 0o660 } } },
    applicationLogConfig: { logFormat: { textFormat: '[%Y-%m-%d %T.%e][%t][%l][%n] [%g:%#] %v' } },
    bootstrapExtensions: [{ name: 'envoy.bootstrap.internal_listener', typedConfig: typed('envoy.extensions.bootstrap.internal_listener.v3.InternalListener') }],
    dynamicResources: {
      adsConfig: { apiType: 'GRPC', transportApiVersion: 'V3', setNodeOnFirstMessageOnly: true, grpcServices: [{ envoyGrpc: { clusterName: XDS } }] },
      cdsConfig: fromAgent(),
      ldsConfig: fromAgent(),
    },
    overloadManager: {
      resourceMonitors: [{
        name: 'envoy.resource_monitors.global_downstream_max_connections',
        typedConfig: typed('envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig', { maxActiveDownstreamConnections: '50000' }),
      }],
    },
    staticResources: {
      clusters: [
        forwarding('ingress-cluster', false),
        forwarding('ingress-cluster-tls', true),
        forwarding('egress-cluster', false),
        forwarding('egress-cluster-tls', true),
        socketCluster(XDS, 'xds.sock', {
          circuitBreakers: { thresholds: [LIMITS] },
          typedExtensionProtocolOptions: httpOptions({ explicitHttpConfig: { http2ProtocolOptions: {} } }),
        }),
        socketCluster(ADMIN, 'admin.sock'),
      ],
      listeners: [
        listener('envoy-prometheus-metrics-listener', '0.0.0.0', ports.metrics, '/metrics', '/stats/prometheus'),
        listener('envoy-health-listener', '127.0.0.1', ports.health, '/healthz', '/ready'),
      ],
    },
  }, null, 2)}\n`;
}

function typed(type: string, fields: object = {}): object {
  return { '@type': `type.googleapis.com/${type}`, ...fields };
}

function fromAgent(): object {
  return { ads: {}, initialFetchTimeout: '30s', resourceApiVersion: 'V3' };
}

function httpOptions(fields: object): object {
  const type = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
  return { [type]: typed(type, fields) };
}

/** To wherever the packet was sent to; with TLS of its own where a policy opens TLS. */
function forwarding(name: string, tls: boolean): object {
  return {
    name,
    type: 'ORIGINAL_DST',
    lbPolicy: 'CLUSTER_PROVIDED',
    connectTimeout: '2s',
    cleanupInterval: '2.500s',
    circuitBreakers: { thresholds: [LIMITS] },
    ...(tls ? { transportSocket: { name: 'cilium.tls_wrapper', typedConfig: typed('cilium.UpstreamTlsWrapperContext') } } : {}),
    typedExtensionProtocolOptions: httpOptions({
      commonHttpProtocolOptions: { idleTimeout: '60s', maxConnectionDuration: '0s', maxRequestsPerConnection: 0 },
      ...(tls ? { upstreamHttpProtocolOptions: {} } : {}),
      useDownstreamProtocolConfig: {},
    }),
  };
}

function socketCluster(name: string, socket: string, fields: object = {}): object {
  const endpoint = { address: { pipe: { path: `${CILIUM_PATHS.envoySockets}/${socket}` } } };
  return {
    name,
    type: 'STATIC',
    connectTimeout: '2s',
    loadAssignment: { clusterName: name, endpoints: [{ lbEndpoints: [{ endpoint }] }] },
    ...fields,
  };
}

function listener(name: string, address: string, portValue: number, prefix: string, prefixRewrite: string): object {
  const internal = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.1/32'].map(range => range.split('/'));
  return {
    name,
    address: { socketAddress: { address, portValue } },
    filterChains: [{
      filters: [{
        name: 'envoy.filters.network.http_connection_manager',
        typedConfig: typed('envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', {
          statPrefix: name,
          streamIdleTimeout: '300s',
          internalAddressConfig: { cidrRanges: internal.map(([addressPrefix, length]) => ({ addressPrefix, prefixLen: Number(length) })) },
          routeConfig: { virtualHosts: [{ name, domains: ['*'], routes: [{ name, match: { prefix }, route: { cluster: ADMIN, prefixRewrite } }] }] },
          httpFilters: [{ name: 'envoy.filters.http.router', typedConfig: typed('envoy.extensions.filters.http.router.v3.Router') }],
        }),
      }],
    }],
  };
}
