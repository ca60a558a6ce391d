import { parse } from 'yaml';
import { falcoProblems } from './evidence/falco-settings';
import { containerOf, daemonSetOf, Manifest, manifests, newChart, only, podOf } from './manifests';
import { FalcoDropAction, FalcoPriority, LogCollectorDaemonSet, MetricsMonitor, MetricsService, RuntimeSecurityDaemonSet, RuntimeSecurityDaemonSetProps } from '../../src';
import { FALCO_SETTINGS } from '../../src/agents/falco-config';
import { checkedRules } from '../../src/agents/falco-rules';

const falco = (props: RuntimeSecurityDaemonSetProps = {}) => new RuntimeSecurityDaemonSet(newChart(), 'Falco', props);
const configOf = (props: RuntimeSecurityDaemonSetProps = {}): Manifest => parse(only('ConfigMap', falco(props)).data['falco.yaml']);
const failing = (props: RuntimeSecurityDaemonSetProps) => () => falco(props);
const key = (name: string) => ({ secretName: 'alerts', key: name });

describe('what Falco may do', () => {
  test('is read processes and load programs into the kernel, as root, and not privileged', () => {
    expect(containerOf(falco()).securityContext).toEqual({
      allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'], add: ['SYS_ADMIN', 'SYS_PTRACE', 'SYS_RESOURCE'] }, readOnlyRootFilesystem: true, runAsUser: 0,
    });
    expect(podOf(falco())).toMatchObject({ automountServiceAccountToken: false, securityContext: { appArmorProfile: { type: 'Unconfined' }, seccompProfile: { type: 'Unconfined' } } });
    expect(podOf(falco())).not.toHaveProperty('hostPID');
    expect(podOf(falco())).not.toHaveProperty('hostNetwork');
  });

  test('is less where its nodes are known to let it: Ubuntu and Debian do not', () => {
    expect(containerOf(falco({ sysAdmin: false })).securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['BPF', 'PERFMON', 'SYS_PTRACE', 'SYS_RESOURCE'] });
  });

  test('is write nothing of the node', () => {
    const { volumeMounts } = containerOf(falco());

    expect(volumeMounts.filter(({ readOnly }: Manifest) => !readOnly)).toEqual([]);
  });
});

test.each([
  [['-c', '/etc/falco/falco.yaml'], 'Falco: extraArgs: -c: its configuration follows from the props; state extraConfig for more of it'],
  [['-o', 'webserver.enabled=false'], 'Falco: extraArgs: -o: would win over what the pods are made for; state extraConfig'],
  [['-owebserver.enabled=false'], 'Falco: extraArgs: -o: would win'],
  [['--option=priority=error'], 'Falco: extraArgs: --option: would win'],
  [['-r', '/a.yaml'], 'Falco: extraArgs: -r: would take the place of all rules; state rules'],
])('does not take the arguments %j, which would win over its configuration', (extraArgs, message) => {
  expect(failing({ extraArgs })).toThrow(message);
  expect(failing({ extraArgs: ['--disable-cri-async', '-A'] })).not.toThrow();
});

test('looks for what is the node\'s where it is mounted', () => {
  expect(failing({ env: { HOST_ROOT: '/' } })).toThrow('Falco: env: HOST_ROOT: what is the node\'s is mounted at /host');
});

describe('the sockets of container runtimes', () => {
  const hostPathsOf = (props: RuntimeSecurityDaemonSetProps = {}) => podOf(falco(props)).volumes.flatMap(({ hostPath = [] }: Manifest) => hostPath);

  test('are reached through their directories, so that a runtime may be started anew', () => {
    expect(hostPathsOf()).toEqual([
      { path: '/proc', type: 'Directory' },
      { path: '/etc', type: 'Directory' },
      { path: '/sys/kernel', type: 'Directory' },
      { path: '/run/containerd', type: 'DirectoryOrCreate' },
      { path: '/run/crio', type: 'DirectoryOrCreate' },
      { path: '/run/k3s/containerd', type: 'DirectoryOrCreate' },
      { path: '/run/host-containerd', type: 'DirectoryOrCreate' },
    ]);
    expect(hostPathsOf().filter(({ path }: Manifest) => path.endsWith('.sock'))).toEqual([]);
  });

  test('are looked for where their directories are mounted', () => {
    const mounted = containerOf(falco()).volumeMounts.map(({ mountPath }: Manifest) => mountPath);
    const [{ init_config: { engines } }] = configOf().plugins;

    expect(engines.cri.sockets.filter((socket: string) => !mounted.includes(`/host${socket.replace(/\/[^/]+$/, '')}`))).toEqual([]);
    expect(containerOf(falco()).env).toContainEqual({ name: 'HOST_ROOT', value: '/host' });
  });

  test('may be others, and two in one directory are one mount', () => {
    const runtimeSockets = ['/run/a/one.sock', '/run/a/two.sock'];

    expect(hostPathsOf({ runtimeSockets }).slice(3)).toEqual([{ path: '/run/a', type: 'DirectoryOrCreate' }]);
    expect(configOf({ runtimeSockets }).plugins[0].init_config.engines.cri).toEqual({ enabled: true, sockets: runtimeSockets });
  });

  test('fail where there is none, or one that could not be mounted', () => {
    expect(failing({ runtimeSockets: [] })).toThrow('platform/Falco: runtimeSockets: must name at least one; leave it out for the usual ones');
    expect(failing({ runtimeSockets: ['containerd.sock'] })).toThrow('platform/Falco: runtimeSockets: must be an absolute path, got "containerd.sock"');
    expect(failing({ runtimeSockets: ['/containerd.sock'] })).toThrow('platform/Falco: runtimeSockets: "/containerd.sock" is in the root of the node');
  });
});

describe('the configuration of Falco', () => {
  test('is read from a directory of its own, with the container plugin loaded once', () => {
    expect(containerOf(falco())).toMatchObject({ command: ['/usr/bin/falco'], args: ['-c', '/etc/everynode/falco.yaml'] });
    expect(configOf()).toMatchObject({ engine: { kind: 'modern_ebpf' }, load_plugins: ['container'], rules_files: ['/etc/falco/falco_rules.yaml'] });
    expect(configOf()).not.toHaveProperty('config_files'); // the image has files that load the plugin, too
  });

  test('states each engine of the container plugin, with a socket', () => {
    const [{ init_config: { engines } }] = configOf().plugins;

    expect(Object.keys(engines).sort()).toEqual(['bpm', 'containerd', 'cri', 'docker', 'libvirt_lxc', 'lxc', 'podman']);
    expect(Object.values<Manifest>(engines).filter(({ sockets }) => sockets?.length === 0)).toEqual([]);
  });

  test('says what is stated', () => {
    const config = configOf({
      priority: FalcoPriority.WARNING, json: false, bufferSizePreset: 10, cpusForEachBuffer: 0, dropActions: [FalcoDropAction.EXIT], disabledRules: ['A'], enabledRules: ['B *'],
    });

    expect(config).toMatchObject({
      priority: 'warning',
      json_output: false,
      engine: { modern_ebpf: { buf_size_preset: 10, cpus_for_each_buffer: 0 } },
      syscall_event_drops: { actions: ['exit'] },
      rules: [{ disable: { rule: 'A' } }, { enable: { rule: 'B *' } }],
    });
    expect(configOf()).toMatchObject({ priority: 'debug', json_output: true, stdout_output: { enabled: true }, syscall_event_drops: { actions: ['log', 'alert'] } });
    expect(configOf()).not.toHaveProperty('rules');
  });

  test.each<[string, RuntimeSecurityDaemonSetProps, string]>([
    ['a buffer of no size', { bufferSizePreset: 0 }, 'bufferSizePreset: must be a whole number from 1 to 10, got 0'],
    ['a buffer that is too large', { bufferSizePreset: 11 }, 'bufferSizePreset: must be a whole number from 1 to 10, got 11'],
    ['half a processor', { cpusForEachBuffer: 0.5 }, 'cpusForEachBuffer: must be a whole number of at least 0, got 0.5'],
    ['no action', { dropActions: [] }, 'dropActions: must name at least one; say FalcoDropAction.IGNORE for none'],
    ['one action twice', { dropActions: [FalcoDropAction.LOG, FalcoDropAction.LOG] }, 'dropActions: "log" is stated twice'],
    ['nothing and something', { dropActions: [FalcoDropAction.IGNORE, FalcoDropAction.LOG] }, 'dropActions: "ignore" cannot go together with others'],
    ['a rule that is on and off', { disabledRules: ['A'], enabledRules: ['A'] }, 'disabledRules: "A" is in enabledRules, too; say one of them'],
    ['a rule without a name', { disabledRules: [' '] }, 'disabledRules: must be the name of a rule, got " "'],
    ['a port that is none', { port: 0 }, 'port: must be a port from 1 to 65535, got 0'],
    ['extra settings that are no map', { extraConfig: '- a' }, 'extraConfig: must be a map with settings such as base_syscalls'],
    ['a setting that Falco does not have', { extraConfig: 'base_syscall: {}' }, 'extraConfig: Falco has no setting "base_syscall" (typo of "base_syscalls"?), and would go on without it; leave it out'],
    ['a setting that is a prop', { extraConfig: 'webserver: { listen_port: 80 }' }, 'extraConfig: webserver.listen_port follows from what the container is; use port'],
    ['files that load a plugin twice', { extraConfig: 'config_files: [/etc/falco/config.d]' }, 'extraConfig: config_files follows from what the container is; leave it out'],
    ['another driver', { extraConfig: 'engine: { kind: kmod }' }, 'extraConfig: engine.kind follows from what the container is; leave it out'],
  ])('fails with %s', (_, props, message) => {
    expect(failing(props)).toThrow(`platform/Falco: ${message}`);
  });

  test('has settings in Falco\'s own words laid over it', () => {
    const config = configOf({ extraConfig: 'engine: { modern_ebpf: { drop_failed_exit: true } }\nmetrics: { interval: 5m }\nwebserver: { threadiness: 2 }' });

    expect(config.engine).toEqual({ kind: 'modern_ebpf', modern_ebpf: { buf_size_preset: 4, cpus_for_each_buffer: 2, drop_failed_exit: true } });
    expect(config.metrics).toMatchObject({ enabled: true, interval: '5m' });
    expect(config.webserver).toMatchObject({ listen_port: 8765, threadiness: 2 });
  });

  test('has no setting that the list of settings lacks', () => {
    const config = configOf({ disabledRules: ['A'], httpOutput: { url: 'http://sidekick:2801' } });

    expect(Object.keys(config).filter(setting => !FALCO_SETTINGS.includes(setting))).toEqual([]);
  });

  test('would be found wrong by what it is held against', () => {
    const objects = manifests(falco());
    const problemsOf = (from: string, to: string) => falcoProblems(JSON.parse(JSON.stringify(objects).replaceAll(from, to)) as Manifest[]);

    expect(falcoProblems(objects)).toEqual([]);
    expect(problemsOf('listen_port: 8765', 'listen_port: web')).toEqual(['falco.yaml.webserver.listen_port: must be of the kind integer, got "web"']);
    expect(problemsOf('priority: debug', 'priority: verbose')).toEqual(['falco.yaml.priority: no such word: verbose']);
    expect(problemsOf('bpm:', 'bmp:')).toEqual(['container plugin.engines: no such setting: bmp', 'container plugin: engine bpm is missing']);
    expect(problemsOf('name: container', 'name: kontainer')).toEqual(['plugin container is not there once']);
  });
});

describe('a web server that gets the alerts', () => {
  test('is told by its URL, or by one in a Secret', () => {
    expect(configOf({ httpOutput: { url: 'http://falcosidekick.falco:2801' } }).http_output).toEqual({ enabled: true, url: 'http://falcosidekick.falco:2801', insecure: false });
    expect(configOf({ httpOutput: { secretUrl: key('url'), verifyCertificate: false } }).http_output).toEqual({ enabled: true, url: '${FALCO_HTTP_URL}', insecure: true });
    expect(containerOf(falco({ httpOutput: { secretUrl: key('url') } })).env).toContainEqual({ name: 'FALCO_HTTP_URL', valueFrom: { secretKeyRef: { name: 'alerts', key: 'url' } } });
    expect(configOf()).not.toHaveProperty('http_output');
  });

  test('is known by its certificate, and knows Falco by one', () => {
    const agent = falco({ httpOutput: { url: 'https://alerts.example', certificateAuthority: key('ca'), clientCertificate: key('cert'), clientPrivateKey: key('key') } });
    const { ca_cert, mtls, client_cert, client_key } = parse(only('ConfigMap', agent).data['falco.yaml']).http_output;
    const mounted = containerOf(agent).volumeMounts.map(({ mountPath }: Manifest) => mountPath);

    expect(mtls).toBe(true);
    expect([ca_cert, client_cert, client_key].filter((path: string) => !mounted.includes(path.replace(/\/[^/]+$/, '')))).toEqual([]);
  });

  test('fails where it could not be reached', () => {
    expect(failing({ httpOutput: {} })).toThrow('platform/Falco: httpOutput: must have a url, or a secretUrl, and not both');
    expect(failing({ httpOutput: { url: 'http://a', secretUrl: key('url') } })).toThrow('platform/Falco: httpOutput: must have a url, or a secretUrl, and not both');
    expect(failing({ httpOutput: { url: 'sidekick:2801' } })).toThrow('platform/Falco: httpOutput: url: must be a URL such as');
    expect(failing({ httpOutput: { url: 'https://a', clientCertificate: key('cert') } })).toThrow('platform/Falco: httpOutput: clientCertificate and clientPrivateKey belong together');
    expect(failing({ httpOutput: { secretUrl: key('a b') } })).toThrow('platform/Falco: httpOutput: secretUrl: a key of a Secret has letters');
  });
});

describe('rules of one\'s own', () => {
  const RULE = '- rule: A\n  desc: a\n  condition: evt.type = open\n  output: a\n  priority: WARNING\n';

  test('come after those of the image', () => {
    const agent = falco({ rules: RULE });

    expect(only('ConfigMap', agent).data['rules.yaml']).toBe(RULE);
    expect(parse(only('ConfigMap', agent).data['falco.yaml']).rules_files).toEqual(['/etc/falco/falco_rules.yaml', '/etc/everynode/rules.yaml']);
  });

  test('reach the pods when they change', () => {
    const hashOf = (rules: string) => daemonSetOf(falco({ rules })).spec.template.metadata.annotations['everynode.dev/config-hash'];

    expect(hashOf(RULE)).not.toBe(hashOf(RULE.replace('open', 'openat')));
  });

  test.each([
    ['a rule', RULE],
    ['a macro and a list', '- macro: m\n  condition: a\n- list: l\n  items: [a, 1]\n'],
    ['a rule that adds to one of the image', '- rule: A\n  condition: and not x\n  tags: [b]\n  override: { condition: append, tags: replace }\n'],
    ['the old way to add', '- rule: A\n  condition: and not x\n  append: true\n'],
    ['the old way to switch a rule off', '- rule: A\n  enabled: false\n'],
    ['a priority in small letters', RULE.replace('WARNING', 'informational')],
    ['what they need', '- required_engine_version: 0.50.0\n- required_plugin_versions:\n    - name: container\n      version: 0.4.0\n'],
  ])('may be %s', (_, rules) => {
    expect(checkedRules('rules', rules)).toBe(rules);
  });

  test.each([
    ['no YAML', '- rule: [', /^rules: must be YAML: /],
    ['a map', 'rule: A', /^rules: must be a list of rules, macros and lists/],
    ['nothing', '[]', /^rules: must have at least one rule/],
    ['a text', '- A', /^rules: 1\. item: must be one of rule, macro, list,/],
    ['an item of an unknown kind', `${RULE}- makro: m\n  condition: a`, /^rules: 2\. item: must be one of/],
    ['two kinds in one item', '- rule: A\n  macro: B', /^rules: 1\. item: is both a rule and a macro/],
    ['a name that is no text', '- macro: 1\n  condition: a', /^rules: 1\. macro: its name must be a text/],
    ['a field that a macro does not have', '- macro: m\n  condition: a\n  priority: INFO', /^rules: 1\. macro "m": has no field "priority"; it may have macro, condition, append, override/],
    ['a field with a typo', RULE.replace('condition', 'conditions'), /^rules: 1\. rule "A": has no field "conditions" \(typo of "condition"\?\); it may have rule, condition, output, /],
    ['a rule without a priority', RULE.replace('  priority: WARNING\n', ''), /^rules: 1\. rule "A": priority is missing; to change what is there use override/],
    ['a rule that is a name', '- rule: A', /^rules: 1\. rule "A": condition, output, desc, priority are missing/],
    ['an unknown priority', RULE.replace('WARNING', 'HIGH'), /^rules: 1\. rule "A": priority must be one of emergency, .*, got "HIGH"/],
    ['a condition that is a list', '- macro: m\n  condition: [a]', /^rules: 1\. macro "m": condition must be a text/],
    ['items that are a text', '- list: l\n  items: a', /^rules: 1\. list "l": items must be a list/],
    ['a switch that is a text', RULE.replace('priority', 'enabled: maybe\n  priority'), /^rules: 1\. rule "A": enabled must be true or false/],
    ['an empty override', '- rule: A\n  override: {}', /^rules: 1\. rule "A": override must say of at least one field/],
    ['an override of what is not said', '- rule: A\n  override: { condition: append }', /^rules: 1\. rule "A": override names condition, which is missing/],
    ['a change that override does not name', '- rule: A\n  condition: a\n  output: b\n  override: { condition: append }', /^rules: 1\. rule "A": output is not named in override/],
    ['an override that is a word', '- rule: A\n  condition: a\n  override: { condition: add }', /^rules: 1\. rule "A": override of condition must be "append" or "replace", got "add"/],
    ['an addition to a priority', '- rule: A\n  priority: INFO\n  override: { priority: append }', /^rules: 1\. rule "A": override: priority cannot be "append" of a rule/],
    ['both ways to add', '- rule: A\n  condition: a\n  append: true\n  override: { condition: append }', /^rules: 1\. rule "A": append and override exclude each other/],
    ['an addition of nothing', '- rule: A\n  append: true', /^rules: 1\. rule "A": adds nothing; state condition or exceptions/],
    ['one field twice', '- rule: A\n  desc: a\n  desc: b', /^rules: must be YAML: Map keys must be unique/],
  ])('fail with %s', (_, rules, message) => {
    expect(() => checkedRules('rules', rules)).toThrow(message);
  });

  test('fail where they are stated', () => {
    expect(failing({ rules: '- rule: A' })).toThrow('platform/Falco: rules: 1. rule "A": condition, output, desc, priority are missing');
  });
});

describe('the metrics of Falco', () => {
  test('are served where it says that it lives, on one port everywhere', () => {
    const agent = falco({ port: 9000 });

    expect(containerOf(agent)).toMatchObject({
      ports: [{ name: 'metrics', containerPort: 9000 }],
      startupProbe: { httpGet: { path: '/healthz', port: 9000 }, initialDelaySeconds: 3, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 20 },
      livenessProbe: { httpGet: { path: '/healthz', port: 9000 }, periodSeconds: 15, timeoutSeconds: 5 },
      readinessProbe: { httpGet: { path: '/healthz', port: 9000 }, periodSeconds: 15, timeoutSeconds: 5 },
    });
    expect(configOf({ port: 9000 })).toMatchObject({
      webserver: { listen_port: 9000, prometheus_metrics_enabled: true }, metrics: { enabled: true, output_rule: false },
    });
    expect(only('Service', agent).spec.ports).toEqual([{ name: 'metrics', port: 9000, targetPort: 'metrics' }]);
  });

  test('are found by Prometheus where it is told', () => {
    const monitored = falco({ monitor: MetricsMonitor.podMonitor(), service: MetricsService.NONE });

    expect(manifests(monitored).map(({ kind }) => kind)).toEqual(['ConfigMap', 'DaemonSet', 'PodMonitor']);
    expect(daemonSetOf(falco({ monitor: MetricsMonitor.scrapeAnnotations() })).spec.template.metadata.annotations).toMatchObject({ 'prometheus.io/port': '8765' });
  });
});

describe('a node', () => {
  test('is watched by one: its role is not that of others', () => {
    const roleOf = (agent: Manifest) => daemonSetOf(agent).metadata.annotations['everynode.dev/role'];

    expect(roleOf(falco())).toBe('runtime-security');
    expect(roleOf(new LogCollectorDaemonSet(newChart(), 'Logs'))).not.toBe('runtime-security');
    expect(roleOf(falco({ role: 'watch' }))).toBe('watch');
  });

  test('is one for which the image is', () => {
    expect(daemonSetOf(falco()).metadata.annotations['everynode.dev/architectures']).toBe('amd64,arm64');
    expect(daemonSetOf(falco({ image: 'registry.example/falco:1' })).metadata.annotations).not.toHaveProperty('everynode.dev/architectures');
  });
});
