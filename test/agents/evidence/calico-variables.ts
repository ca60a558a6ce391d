/** Where variables of Calico are documented, and what the values of each may be. */
interface DocumentedVariables {
  readonly source: string;
  readonly values: { readonly [name: string]: RegExp };
}

const BOOLEAN = /^(true|false)$/;
const POOL_MODE = /^(Always|CrossSubnet|Never)$/;
const NUMBER = /^\d+$/;
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const ANY = /^.+$/;

/** Read on 2026-11-27. */
export const CALICO_VARIABLES: readonly DocumentedVariables[] = [
  {
    source: 'https://docs.tigera.io/calico/latest/reference/configure-calico-node',
    values: {
      CALICO_IPV4POOL_CIDR: /^\d+\.\d+\.\d+\.\d+\/\d+$/,
      CALICO_IPV4POOL_BLOCK_SIZE: /^(2[0-9]|3[0-2])$/,
      CALICO_IPV4POOL_IPIP: POOL_MODE,
      CALICO_IPV4POOL_VXLAN: POOL_MODE,
      CALICO_IPV6POOL_VXLAN: POOL_MODE,
      CALICO_IPV4POOL_NAT_OUTGOING: BOOLEAN,
      CALICO_NETWORKING_BACKEND: /^(bird|vxlan|none)$/,
      CALICO_DISABLE_FILE_LOGGING: BOOLEAN,
      CLUSTER_TYPE: ANY,
      DATASTORE_TYPE: /^(kubernetes|etcdv3)$/,
      IP: /^(autodetect|none|\d+\.\d+\.\d+\.\d+(\/\d+)?)$/,
      IP_AUTODETECTION_METHOD: /^(first-found|kubernetes-internal-ip|(can-reach|interface|skip-interface|cidr)=.+)$/,
      WAIT_FOR_DATASTORE: BOOLEAN,
    },
  },
  {
    source: 'https://docs.tigera.io/calico/latest/reference/felix/configuration',
    values: {
      FELIX_BPFENABLED: BOOLEAN,
      FELIX_DEFAULTENDPOINTTOHOSTACTION: /^(DROP|RETURN|ACCEPT)$/,
      FELIX_HEALTHENABLED: BOOLEAN,
      FELIX_IPINIPMTU: NUMBER,
      FELIX_IPV6SUPPORT: BOOLEAN,
      FELIX_LOGSEVERITYSCREEN: /^(TRACE|DEBUG|INFO|WARNING|ERROR|FATAL)$/i,
      FELIX_NFTABLESMODE: /^(Auto|Disabled|Enabled)$/,
      FELIX_TYPHAK8SNAMESPACE: NAME,
      FELIX_TYPHAK8SSERVICENAME: NAME,
      FELIX_VXLANMTU: NUMBER,
      FELIX_WIREGUARDENABLED: BOOLEAN,
      FELIX_WIREGUARDMTU: NUMBER,
    },
  },
  {
    source: 'https://github.com/projectcalico/calico/blob/v3.32.1/charts/calico/templates/calico-node.yaml',
    values: { USE_POD_CIDR: BOOLEAN, KUBERNETES_SERVICE_HOST: ANY, KUBERNETES_SERVICE_PORT: NUMBER },
  },
  {
    source: 'https://github.com/projectcalico/calico/blob/v3.32.1/cni-plugin/pkg/install/install.go',
    values: { CNI_CONF_NAME: /^[-\w]+\.conflist$/, CNI_NET_DIR: /^\/.+/, CNI_NETWORK_CONFIG_FILE: /^\/.+/, SLEEP: BOOLEAN },
  },
  {
    source: 'https://github.com/projectcalico/calico/blob/v3.32.1/node/pkg/cni/token_watch.go',
    values: { CALICO_CNI_SERVICE_ACCOUNT: NAME },
  },
  {
    source: 'https://github.com/projectcalico/calico/blob/v3.32.1/libcalico-go/lib/names/node.go',
    values: { NODENAME: ANY, KUBERNETES_NODE_NAME: ANY },
  },
];

/** What the documents have against a variable; undefined where they know it with this value. */
export function undocumentedVariable(name: string, value: string): string | undefined {
  const values = CALICO_VARIABLES.map(documented => documented.values[name]).find(found => found !== undefined);
  if (!values) { return `no such variable: ${name}`; }
  return values.test(value) ? undefined : `${name}: no such value: ${value}`;
}
