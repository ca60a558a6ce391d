import { AgentEvidence } from './agent-evidence';
import { falcoProblems } from './falco-settings';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { FalcoDropAction, FalcoPriority, MetricsMonitor, RuntimeSecurityDaemonSet } from '../../../src';
import { Manifest } from '../manifests';

/** Its arguments that we use (userspace/falco/app/options.cpp of falcosecurity/falco at 07af3ce372ee, read on 2026-11-27). */
const ARGUMENTS = ['-c', '/etc/everynode/falco.yaml'];

const RULES = `- list: our_registries
  items: [registry.example]

- macro: from_elsewhere
  condition: container and not container.image.repository startswith "registry.example"

- rule: Image from elsewhere
  desc: A container runs an image of a registry that is not ours.
  condition: spawned_process and from_elsewhere
  output: an image from elsewhere runs (image=%container.image.repository)
  priority: WARNING
  tags: [container]

- rule: Terminal shell in container
  condition: and not k8s.ns.name = debugging
  override:
    condition: append
`;

export const FALCO: AgentEvidence = {
  program: 'falco',
  exportedAs: 'RuntimeSecurityDaemonSet',
  make: (scope, id, stated = {}) => new RuntimeSecurityDaemonSet(scope, id, stated),
  makeWithEverything: (scope, id, stated = {}) => new RuntimeSecurityDaemonSet(scope, id, {
    port: 9200,
    monitor: MetricsMonitor.podMonitor({ labels: { team: 'platform' } }),
    priorityClassName: 'node-agents',
    rules: RULES,
    disabledRules: ['Contact K8S API Server From Container'],
    enabledRules: ['Read environment variable *'],
    priority: FalcoPriority.NOTICE,
    json: false,
    httpOutput: {
      secretUrl: { secretName: 'falco', key: 'url' },
      certificateAuthority: { secretName: 'falco', key: 'ca.crt' },
      clientCertificate: { secretName: 'falco', key: 'tls.crt' },
      clientPrivateKey: { secretName: 'falco', key: 'tls.key' },
    },
    runtimeSockets: ['/run/containerd/containerd.sock', '/run/cri-dockerd/cri-dockerd.sock'],
    sysAdmin: false,
    bufferSizePreset: 5,
    cpusForEachBuffer: 4,
    dropActions: [FalcoDropAction.LOG, FalcoDropAction.EXIT],
    extraConfig: 'base_syscalls:\n  repair: true\nmetrics:\n  interval: 15m\n',
    ...stated,
  }),
  takenBy: {
    who: `The program itself was not asked: neither it nor a Go module of its project could be had for a test, and nothing here was tried on a kernel. Its settings, those of
its container plugin, and the fields of rules are held against the JSON schemas that are compiled into both (userspace/falco/config_json_schema.h and
userspace/engine/rule_json_schema.h of falcosecurity/falco, plugins/container/src/plugin_config_schema.h of falcosecurity/plugins), read on 2026-11-27 and stated
again for what is used. Whether the condition of a rule is one, and names fields and macros that there are, is for Falco to say:
\`falco -V /etc/falco/falco_rules.yaml -V rules.yaml\` in its image does.`,
    problemsOf: objects => [
      ...objects.filter(({ kind }) => kind === 'DaemonSet').flatMap(({ spec }) => spec.template.spec.containers[0].args as string[])
        .filter(argument => !ARGUMENTS.includes(argument)).map(argument => `no such argument: ${argument}`),
      ...falcoProblems(objects),
    ],
    broken: { from: 'buf_size_preset', to: 'buffer_size', found: /^falco\.yaml\.engine\.modern_ebpf: no such setting: buffer_size$/ },
  },
  vendor: {
    source: 'falcosecurity/charts, charts/falco 9.1.0 at 548458c6e66d (2026-07-21), with driver.kind modern_ebpf and driver.modernEbpf.leastPrivileged',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: 'the recommended ones, with the version of the chart', why: 'no version: it would change with each release of a chart' },
      { field: 'metadata.name', vendor: '"<release>-falco"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: 'that of the release', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: 'name and instance, the release', why: 'the program and the DaemonSet, so that two of them never collide' },
      { field: 'spec.updateStrategy', vendor: '{"type":"RollingUpdate"}', why: 'one node at a time, Kubernetes\' default, takes hours on hundreds of nodes' },
      { field: 'spec.template.metadata.labels', vendor: 'name and instance', why: 'those of the selector' },
      { field: 'spec.template.metadata.annotations', vendor: 'hashes of two ConfigMaps, and container.apparmor.security.beta.kubernetes.io/falco: unconfined', why: 'one hash; AppArmor is said by the field that took the place of the annotation' },
      inPod('tolerations', 'the taints of control planes, without an operator', 'an attacker does not keep away from tainted nodes'),
      inPod('nodeSelector', '–', 'Falco sees Linux only'),
      inPod('affinity', '–', 'virtual nodes run no DaemonSet pods'),
      inPod('automountServiceAccountToken', 'a ServiceAccount with a token, and a Role that may change ConfigMaps', 'it asks the API server for nothing: the Role is for the loader of drivers, which modern eBPF does without'),
      inPod('dnsPolicy', '–', 'Kubernetes\' default, written out'),
      inPod('securityContext', '–', 'the vendor\'s way, written out: AppArmor keeps one process from reading another, and the seccomp profile of CRI-O refused perf_event_open to whom has no SYS_ADMIN until 2025 (podman-container-tools/container-libs#424)'),
      inPod('terminationGracePeriodSeconds', '–', 'Kubernetes\' default, written out'),
      inContainer('command', '–, and /usr/bin/falco as the first argument', 'the same program, whatever entry point the image has'),
      inContainer('args', '["/usr/bin/falco"]', 'the configuration is in a directory of its own: the files in /etc/falco/config.d of the image, which load the container plugin a second time (falcosecurity/charts#1057), are not read'),
      inContainer('env', 'the same, and FALCO_K8S_NODE_NAME', 'that is for the plugin k8smeta, which is not loaded'),
      inContainer('ports', '[{"containerPort":8765,"name":"web","protocol":"TCP"}]', 'the same port, under the name that our agents give to that of metrics'),
      inContainer('resources', '{"limits":{"cpu":"1000m","memory":"1024Mi"},"requests":{"cpu":"100m","memory":"512Mi"}}', 'no limit of the processor: what Falco does not read in time, the kernel drops'),
      inContainer('securityContext.capabilities', '{"add":["BPF","SYS_RESOURCE","PERFMON","SYS_PTRACE"]}', 'SYS_ADMIN in place of BPF and PERFMON, and none of those that a container has by itself: as in Falco\'s documents the set that works on every kernel. With the vendor\'s Falco ends on Ubuntu (falcosecurity/charts#921); `sysAdmin: false` is the same'),
      inContainer('securityContext.allowPrivilegeEscalation', '–', 'it starts no program that would have more rights'),
      inContainer('securityContext.readOnlyRootFilesystem', '–', 'with these outputs it writes no file; others run it so (deckhouse/deckhouse#5664)'),
      inContainer('securityContext.runAsUser', '–', 'the image\'s user, written out'),
      inContainer('volumeMounts', 'the same of /proc, /etc and /sys/kernel; each socket as a file; empty directories for what falcoctl loads', 'a socket as a file is lost when the runtime is started anew (falcosecurity/charts#1052): the vendor\'s next version mounts directories, too. Rules are those of the image and of the ConfigMap'),
      inPod('volumes', 'without types; /boot, /lib/modules and /usr as well, mounted by nothing', 'what must be there is stated: a missing path is an event of the pod'),
    ],
    same: [
      'apiVersion', 'kind', 'spec.template.spec.containers[0].name', 'spec.template.spec.containers[0].image', 'spec.template.spec.containers[0].livenessProbe',
      'spec.template.spec.containers[0].readinessProbe', 'spec.template.spec.containers[0].startupProbe',
    ],
  },
  ownPaths: (_: Manifest) => [],
  reasons: {
    '/host/proc': 'the processes that ran before it, and the control groups by which it knows their containers',
    '/host/etc': 'the names of users and groups',
    '/sys/kernel': 'the numbers of the kernel\'s trace points, and the types of the kernel (BTF)',
    '/host/run/containerd': 'the socket of containerd, on which it asks for the names of containers, pods and images',
    '/host/run/crio': 'the socket of CRI-O; made where a node has none',
    '/host/run/k3s/containerd': 'the socket of the containerd of k3s and RKE2; made where a node has none',
    '/host/run/host-containerd': 'the socket of Bottlerocket\'s own containerd; made where a node has none',
    '/host/run/cri-dockerd': 'another socket, where `runtimeSockets` says so',
    '/etc/everynode': 'its settings, and the rules that `rules` states',
    '/etc/falco-certificates/authority': 'the certificate authority of the web server that gets the alerts',
    '/etc/falco-certificates/client': 'the certificate by which that web server knows it',
    '/etc/falco-certificates/client-key': 'the private key of that certificate',
    'metrics': 'its metrics, and whether it lives',
    'BPF': 'to load its program into the kernel, with `sysAdmin: false`',
    'PERFMON': 'to attach that program to the kernel\'s trace points, with `sysAdmin: false`',
    'SYS_ADMIN': 'to load its program into the kernel, and to attach it to the kernel\'s trace points',
    'SYS_RESOURCE': 'to raise the limit of pinned memory, in which its buffers are',
    'SYS_PTRACE': 'to read the environment of other processes',
  },
  limits: [
    'A node needs a kernel with BTF and BPF ring buffers, as all have from 5.8 on. On another one, Falco says what is missing and ends.',
    '`sysAdmin: false` gives it BPF and PERFMON in place of SYS_ADMIN. It needs kernels from 5.8 on whose `kernel.perf_event_paranoid` is at most 2, as the kernel\'s own default is. Ubuntu has 4 and Debian has 3, and both ask for SYS_ADMIN then: Falco ends there when it starts, with "perf_event_open() failed: Permission denied" (falcosecurity/charts#921, domcyrus/rustnet#255). With SYS_ADMIN it can do nearly all that root on the node can.',
    'Through the socket of the container runtime one can start containers that may do everything: who gets into Falco has the node. It runs without the profiles of seccomp and AppArmor.',
    'It was not tried on nodes where SELinux is enforced (Bottlerocket, Red Hat): a container that is not privileged may be kept from the processes and from the socket of the runtime there. Alerts then lack the names of pods, or Falco ends and says why.',
    'Its rules are those of the image (the stable ones of falcosecurity/rules), and change with `image`. `falcoctl`, which the vendor\'s chart adds to load rules and plugins from a registry when a pod starts and once a week, is left out: two nodes could run different rules, and a registry that cannot be reached would keep a node unwatched.',
    'Events of the Kubernetes audit log and of clouds need plugins, which are not in the image; they have nothing to do with nodes. Labels of Deployments and the like need the plugin k8smeta and its collector; namespaces, pods and their labels are known from the runtime.',
    'Buffers count against the limit of memory: 8 MB for two processors each by default, so 256 MB on a node with 64. On larger nodes raise the limit in a variant, or let more processors share one (`cpusForEachBuffer`).',
    'Of Docker without cri-dockerd, Podman and LXC nothing is asked: the kubelet starts no container by them.',
    'It is Falco and nothing else that does this job, for now.',
  ],
};
