import { stringify } from 'yaml';
import { checkPort } from './agent-port';
import { ConfigMap, configMapOf, isConfigMap, merged } from './config-map';
import { checkSecretKeys, checkUrl } from './destination-checks';
import { FalcoDropAction, FalcoHttpOutput, FalcoPriority } from './falco-options';
import { checkedPath } from './host-path';
import { RuntimeSecurityDaemonSetProps } from './runtime-security-daemon-set-props';
import { typoOf } from '../model/typo';

/** The port on which Falco serves its metrics, and says whether it lives. */
export const FALCO_PORT = 8765;

/** What Falco answers while it lives. */
export const FALCO_HEALTH = '/healthz';

/** Where its own rules are in the image, and where those of the user are. */
const RULES_OF_IMAGE = '/etc/falco/falco_rules.yaml';
export const FALCO_RULES = '/etc/everynode/rules.yaml';

/** Where the files of Secrets are in the container. */
export const FALCO_CERTIFICATES = {
  certificateAuthority: '/etc/falco-certificates/authority/ca.crt',
  clientCertificate: '/etc/falco-certificates/client/tls.crt',
  clientPrivateKey: '/etc/falco-certificates/client-key/tls.key',
} as const;

/** The variable that holds the URL which is a secret: Falco puts variables into every text of its configuration. */
export const FALCO_URL = 'FALCO_HTTP_URL';

const SMALLEST_BUFFER = 1;
const LARGEST_BUFFER = 10;

/**
 * The sockets on which the container plugin asks by itself.
 *
 * @see https://github.com/falcosecurity/plugins/blob/main/plugins/container/README.md#configuration
 */
const SOCKETS = [
  '/run/containerd/containerd.sock', '/run/crio/crio.sock', '/run/k3s/containerd/containerd.sock', '/run/host-containerd/containerd.sock',
];

/**
 * The settings of Falco 0.44 (userspace/falco/config_json_schema.h at 43aaffc4e05a, read on 2026-11-27): it only warns of others, and goes
 * on without what was meant.
 */
export const FALCO_SETTINGS = [
  'append_output', 'base_syscalls', 'buffer_format_base64', 'buffered_outputs', 'capture', 'config_files', 'engine', 'falco_libs', 'file_output',
  'http_output', 'json_include_message_property', 'json_include_output_fields_property', 'json_include_output_property',
  'json_include_tags_property', 'json_output', 'libs_logger', 'load_plugins', 'log_level', 'log_stderr', 'log_syslog', 'metrics',
  'output_timeout', 'outputs_queue', 'plugins', 'plugins_hostinfo', 'priority', 'program_output', 'rule_matching', 'rules', 'rules_files',
  'static_fields', 'stdout_output', 'syscall_event_drops', 'syscall_event_timeouts', 'syslog_output', 'time_format_iso_8601',
  'watch_config_files', 'webserver',
];

/** What the container and its probes go by, and the prop that says it; undefined where nothing does. */
const FIXED: { readonly [path: string]: string | undefined } = {
  'config_files': undefined,
  'engine.kind': undefined,
  'http_output': 'httpOutput',
  'load_plugins': undefined,
  'plugins': undefined,
  'rules_files': 'rules',
  'webserver.enabled': undefined,
  'webserver.k8s_healthz_endpoint': undefined,
  'webserver.listen_port': 'port',
  'webserver.prometheus_metrics_enabled': undefined,
  'webserver.ssl_enabled': undefined,
};

/**
 * The whole configuration, as YAML. Other files are read only where it names them (merge_config_files in userspace/falco/configuration.cpp of
 * falcosecurity/falco), so those in /etc/falco/config.d of the image are not.
 *
 * @throws where something that is stated could not be meant
 */
export function falcoConfig(place: string, props: RuntimeSecurityDaemonSetProps): string {
  const port = props.port ?? FALCO_PORT;
  checkPort(`${place}: port`, port);
  const config: ConfigMap = {
    rules_files: [RULES_OF_IMAGE, ...props.rules === undefined ? [] : [FALCO_RULES]],
    ...ruleSwitches(place, props),
    engine: engine(place, props),
    load_plugins: ['container'],
    plugins: [containerPlugin(runtimeSockets(place, props.runtimeSockets))],
    watch_config_files: false, // a change makes new pods; no inotify watch is taken
    time_format_iso_8601: true,
    priority: props.priority ?? FalcoPriority.DEBUG,
    json_output: props.json ?? true,
    append_output: [{ suggested_output: true }],
    buffered_outputs: false,
    stdout_output: { enabled: true },
    syslog_output: { enabled: false },
    ...httpOutput(`${place}: httpOutput`, props.httpOutput),
    log_stderr: true,
    log_syslog: false,
    log_level: 'info',
    syscall_event_drops: { threshold: 0.1, actions: dropActions(place, props.dropActions), rate: 0.03333, max_burst: 1, simulate_drops: false },
    webserver: { enabled: true, listen_port: port, k8s_healthz_endpoint: FALCO_HEALTH, prometheus_metrics_enabled: true, ssl_enabled: false, threadiness: 0 },
    metrics: metrics(),
  };
  return stringify(props.extraConfig === undefined ? config : merged(config, extraConfig(`${place}: extraConfig`, props.extraConfig)), { lineWidth: 0 });
}

/** The sockets of container runtimes. @throws where there is none, or one could not be reached through its directory */
export function runtimeSockets(place: string, stated: readonly string[] | undefined): string[] {
  const sockets = stated ?? SOCKETS;
  if (sockets.length === 0) { throw new Error(`${place}: runtimeSockets: must name at least one; leave it out for the usual ones`); }
  for (const socket of sockets) {
    const path = checkedPath(`${place}: runtimeSockets`, socket);
    if (path.lastIndexOf('/') === 0) { throw new Error(`${place}: runtimeSockets: "${socket}" is in the root of the node, which is not mounted; say the socket in its directory`); }
  }
  return [...sockets];
}

/** Each rule is either on or off; what is said later wins, so nothing may be said twice. */
function ruleSwitches(place: string, { disabledRules = [], enabledRules = [] }: RuntimeSecurityDaemonSetProps): ConfigMap {
  const twice = disabledRules.find(rule => enabledRules.includes(rule));
  if (twice !== undefined) { throw new Error(`${place}: disabledRules: "${twice}" is in enabledRules, too; say one of them`); }
  for (const [prop, names] of Object.entries({ disabledRules, enabledRules })) {
    const wrong = names.find(name => name.trim() === '' || name.includes('${'));
    if (wrong !== undefined) { throw new Error(`${place}: ${prop}: must be the name of a rule, got "${wrong}"`); }
  }
  const switches = [...disabledRules.map(rule => ({ disable: { rule } })), ...enabledRules.map(rule => ({ enable: { rule } }))];
  return switches.length > 0 ? { rules: switches } : {};
}

function engine(place: string, { bufferSizePreset = 4, cpusForEachBuffer = 2 }: RuntimeSecurityDaemonSetProps): ConfigMap {
  if (!Number.isInteger(bufferSizePreset) || bufferSizePreset < SMALLEST_BUFFER || bufferSizePreset > LARGEST_BUFFER) {
    throw new Error(`${place}: bufferSizePreset: must be a whole number from ${SMALLEST_BUFFER} to ${LARGEST_BUFFER}, got ${bufferSizePreset}`);
  }
  if (!Number.isInteger(cpusForEachBuffer) || cpusForEachBuffer < 0) {
    throw new Error(`${place}: cpusForEachBuffer: must be a whole number of at least 0, got ${cpusForEachBuffer}`);
  }
  return { kind: 'modern_ebpf', modern_ebpf: { cpus_for_each_buffer: cpusForEachBuffer, buf_size_preset: bufferSizePreset, drop_failed_exit: false } };
}

/**
 * What the kubelet starts is known to the runtime's CRI. The plugin wants every engine stated, and each with a socket: it reads an empty list
 * as none.
 */
function containerPlugin(sockets: readonly string[]): ConfigMap {
  return {
    name: 'container',
    library_path: 'libcontainer.so',
    init_config: {
      label_max_len: 100,
      with_size: false,
      engines: {
        cri: { enabled: true, sockets },
        containerd: { enabled: false, sockets: ['/run/host-containerd/containerd.sock'] },
        docker: { enabled: false, sockets: ['/var/run/docker.sock'] },
        podman: { enabled: false, sockets: ['/run/podman/podman.sock'] },
        lxc: { enabled: false },
        libvirt_lxc: { enabled: false },
        bpm: { enabled: false },
      },
    },
  };
}

function dropActions(place: string, stated: readonly FalcoDropAction[] = [FalcoDropAction.LOG, FalcoDropAction.ALERT]): FalcoDropAction[] {
  if (stated.length === 0) { throw new Error(`${place}: dropActions: must name at least one; say FalcoDropAction.IGNORE for none`); }
  const twice = stated.find((action, index) => stated.indexOf(action) !== index);
  if (twice) { throw new Error(`${place}: dropActions: "${twice}" is stated twice`); }
  if (stated.includes(FalcoDropAction.IGNORE) && stated.length > 1) { throw new Error(`${place}: dropActions: "ignore" cannot go together with others; leave it out`); }
  return [...stated];
}

function httpOutput(place: string, stated: FalcoHttpOutput | undefined): ConfigMap {
  if (stated === undefined) { return {}; }
  const { url, secretUrl, verifyCertificate = true, certificateAuthority, clientCertificate, clientPrivateKey } = stated;
  if ((url === undefined) === (secretUrl === undefined)) { throw new Error(`${place}: must have a url, or a secretUrl, and not both`); }
  if (url !== undefined) { checkUrl(`${place}: url`, url); }
  checkSecretKeys(place, { secretUrl, certificateAuthority, clientCertificate, clientPrivateKey });
  if ((clientCertificate === undefined) !== (clientPrivateKey === undefined)) {
    throw new Error(`${place}: clientCertificate and clientPrivateKey belong together; state both or none of them`);
  }
  return {
    http_output: {
      enabled: true,
      url: url ?? `\${${FALCO_URL}}`,
      insecure: !verifyCertificate,
      ...certificateAuthority ? { ca_cert: FALCO_CERTIFICATES.certificateAuthority } : {},
      ...clientCertificate ? { mtls: true, client_cert: FALCO_CERTIFICATES.clientCertificate, client_key: FALCO_CERTIFICATES.clientPrivateKey } : {},
    },
  };
}

function metrics(): ConfigMap {
  return {
    enabled: true,
    interval: '1h',
    output_rule: false,
    rules_counters_enabled: true,
    resource_utilization_enabled: true,
    state_counters_enabled: true,
    kernel_event_counters_enabled: true,
    libbpf_stats_enabled: true,
    convert_memory_to_mb: true,
    include_empty_values: false,
  };
}

function extraConfig(place: string, text: string): ConfigMap {
  const extra = configMapOf(place, text, 'settings such as base_syscalls');
  const unknown = Object.keys(extra).find(setting => !FALCO_SETTINGS.includes(setting));
  if (unknown !== undefined) { throw new Error(`${place}: Falco has no setting "${unknown}"${typoOf(unknown, FALCO_SETTINGS)}, and would go on without it; leave it out`); }
  for (const [path, prop] of Object.entries(FIXED)) {
    const [section = '', setting] = path.split('.');
    const within = extra[section];
    if (setting === undefined ? within === undefined : !isConfigMap(within) || within[setting] === undefined) { continue; }
    throw new Error(`${place}: ${path} follows from what the container is; ${prop === undefined ? 'leave it out' : `use ${prop}`}`);
  }
  return extra;
}
