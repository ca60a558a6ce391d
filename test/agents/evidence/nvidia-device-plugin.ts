import { AgentEvidence } from './agent-evidence';
import { devicePluginProblems } from './nvidia-device-plugin-options';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { DeviceIdStrategy, DeviceListStrategy, GpuSharing, MigStrategy, NodeSelection, NvidiaDevicePluginDaemonSet } from '../../../src';
import { Manifest } from '../manifests';

const REGISTRATIONS = '/var/lib/kubelet/device-plugins';

export const NVIDIA_DEVICE_PLUGIN: AgentEvidence = {
  program: 'nvidia-device-plugin',
  exportedAs: 'NvidiaDevicePluginDaemonSet',
  make: (scope, id, stated = {}) => new NvidiaDevicePluginDaemonSet(scope, id, stated),
  makeWithEverything: (scope, id, stated = {}) => new NvidiaDevicePluginDaemonSet(scope, id, {
    migStrategy: MigStrategy.MIXED,
    sharing: GpuSharing.timeSlicing({ replicas: { 'nvidia.com/gpu': 2, 'nvidia.com/mig-1g.5gb': 3 }, renameByDefault: true, failRequestsGreaterThanOne: false }),
    failOnInitError: false,
    deviceListStrategies: [DeviceListStrategy.VOLUME_MOUNTS, DeviceListStrategy.CDI_ANNOTATIONS, DeviceListStrategy.CDI_CRI],
    deviceIdStrategy: DeviceIdStrategy.INDEX,
    nvidiaDriverRoot: '/run/nvidia/driver',
    cdiHookPath: '/usr/local/nvidia/toolkit/nvidia-cdi-hook',
    kinds: {
      a100: {
        nodes: NodeSelection.labeled({ 'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-40GB' }),
        sharing: GpuSharing.none(),
      },
      t4: {
        nodes: NodeSelection.matching('nvidia.com/gpu.product in (Tesla-T4,Tesla-T4-SHARED)'),
        migStrategy: MigStrategy.NONE,
        sharing: GpuSharing.timeSlicing({ replicas: { 'nvidia.com/gpu': 4 } }),
      },
    },
    priorityClassName: 'node-agents',
    ...stated,
  }),
  takenBy: {
    who: `The program itself was not asked: its Go module could not be had for a test, and nothing here was tried on a GPU. It passes over a field of its file that it
does not know, so each field, with its type, and each variable are held against lists of what it has, and values against what it takes, where it looks
(NVIDIA/k8s-device-plugin, api/config/v1 and cmd/nvidia-device-plugin/main.go, read on 2026-11-27). The same lists say what would win over the file.`,
    problemsOf: devicePluginProblems,
    broken: { from: 'migStrategy', to: 'migMode', found: /^no such field: flags\.migMode$/m },
  },
  vendor: {
    source: 'NVIDIA/k8s-device-plugin, deployments/helm/nvidia-device-plugin at 1b826acc6af3 (2026-08-19), v0.20.0, with its defaults',
    readOn: '2026-11-27',
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: 'the recommended ones, with the version of the chart', why: 'no version: it would change with each release of a chart' },
      { field: 'metadata.name', vendor: '"<release>-nvidia-device-plugin"', why: 'made from the path of the construct; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: 'that of the release', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: 'name and instance, the same for all three DaemonSets of the chart', why: 'the program and the DaemonSet: a selector must not select the pods of another' },
      { field: 'spec.template.metadata.labels', vendor: 'name and instance', why: 'those of the selector' },
      { field: 'spec.template.metadata.annotations', vendor: 'a hash, where there is a ConfigMap', why: 'the same, and there is always one: a new configuration reaches the pods' },
      inPod('affinity', 'any of three labels, those of node feature discovery among them', 'virtual nodes run no DaemonSet pods'),
      inPod('nodeSelector', '–', 'the one label by which a node with GPUs is told here; `nodes` takes those of node feature discovery'),
      inPod('tolerations', '[{"key":"CriticalAddonsOnly","operator":"Exists"},{"effect":"NoSchedule","key":"nvidia.com/gpu","operator":"Exists"}]', 'GPU nodes have other taints, too: those of teams, of spot instances, of a start that is not over'),
      inPod('priorityClassName', '"system-node-critical"', 'GKE refuses it outside of kube-system without a quota; in kube-system it is there by itself'),
      inPod('automountServiceAccountToken', 'a ServiceAccount with a ClusterRole that may read nodes, for config-manager', 'which configuration is meant for a node is in its DaemonSet, so nobody asks the API server for labels'),
      inPod('dnsPolicy', '–', 'Kubernetes\' default, written out'),
      inPod('securityContext', '{}', 'system calls that it does not need are refused'),
      inPod('terminationGracePeriodSeconds', '–', 'Kubernetes\' default, written out'),
      inContainer('name', '"nvidia-device-plugin-ctr"', 'the name of the program, which is a label, too'),
      inContainer('command', '["nvidia-device-plugin"]', 'it is what the image runs'),
      inContainer('env', 'MPS_ROOT, NVIDIA_VISIBLE_DEVICES, NVIDIA_DRIVER_CAPABILITIES', 'every option is in the configuration file; there is no MPS'),
      inContainer('resources', '{}', 'without requests it is the first to be evicted when memory gets short; no limit of the processor, which would only slow it down'),
      inContainer('securityContext.readOnlyRootFilesystem', '–', 'the vendor\'s choice, written out: the runtime puts the driver\'s libraries there, and nobody tried it otherwise'),
      inContainer('securityContext.runAsUser', '–', 'root, as the image has it, written out: the directory of the sockets is root\'s'),
      inContainer('volumeMounts', 'the sockets, /dev/shm and /mps of MPS, /var/run/cdi', 'its configuration; what MPS and CDI need is there where they are'),
      inPod('volumes', 'the same paths of the node; /run/nvidia/mps/shm without a type', 'what must be there is stated'),
    ],
    same: [
      'apiVersion', 'kind', 'spec.updateStrategy', 'spec.template.spec.containers[0].image', 'spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation',
      'spec.template.spec.containers[0].securityContext.capabilities',
    ],
  },
  ownPaths: (_: Manifest) => [],
  sharedPaths: [REGISTRATIONS, '/var/run/cdi'],
  onePerNode: true,
  reasons: {
    [REGISTRATIONS]: 'its sockets and that of the kubelet, by which it registers; device plugins of others have theirs there, too',
    '/etc/nvidia-device-plugin': 'its configuration, one for each kind of GPU',
    '/var/run/cdi': 'with a strategy of CDI it writes there what devices there are',
    '/driver-root': 'the driver, where `nvidiaDriverRoot` says that it is elsewhere, or where it is described for CDI',
    'SYS_ADMIN': 'the instances of GPUs that are divided (`migStrategy`); all GPUs, where containers may not choose them by a variable (`VOLUME_MOUNTS`)',
  },
  limits: [
    'It runs where `nvidia.com/gpu.present` is `true`. NVIDIA\'s GPU operator gives that label, and has a device plugin of its own. Without the operator nobody gives it but the one who makes the nodes: state it in their pool, or choose with `nodes` what node feature discovery gives, such as `feature.node.kubernetes.io/pci-10de.present`, which must tolerate the taints of the node itself (NVIDIA/k8s-device-plugin#1934). On a node without the label there is no pod and no event; without `.orNone()` a cluster without such a node is an error of the check.',
    'A node whose containers do not get GPUs by themselves needs `runtimeClassName`, often `nvidia`, and a RuntimeClass of that name: Kubernetes refuses each pod that names one which is not there. With a strategy of CDI, NVIDIA\'s runtime should not be the default of the nodes, so the plugin needs it (docs/cdi.md of NVIDIA/k8s-device-plugin).',
    'With a `migStrategy` the nodes need NVIDIA\'s container toolkit 1.20.1, one before 1.18, or its mode `legacy`: those between hand the devices by which instances are looked at to privileged containers only, and the plugin ends with "Insufficient Permissions" (NVIDIA/nvidia-container-toolkit#1740, NVIDIA/cloud-native-docs#498). `passDeviceSpecs` makes it privileged.',
    'With `passDeviceSpecs`, which nodes need whose kubelet gives processors to containers for themselves, it is privileged, as NVIDIA asks for it.',
    'It must be the only one: NVIDIA\'s GPU operator, GKE, and the NVIDIA variants of Bottlerocket run one of their own. Kubernetes lets a second one register, and when that one goes, the node has no GPUs (NVIDIA/k8s-device-plugin#255). Two of this class are an overlap of the role `gpu-device-plugin`; one that comes from elsewhere is found once its role is stated: `Coverage.of(chart).require({ role: \'gpu-device-plugin\' })`.',
    'While its pod is replaced, containers keep their GPUs, and none gets one. When the kubelet is started anew, the plugin registers again by itself.',
    'GPUs, and the instances that they are divided into, are counted when it starts: where that changes, delete its pod. It divides no GPU itself; `nvidia-smi` or NVIDIA\'s MIG manager does.',
    'GPU feature discovery changes the label `nvidia.com/gpu.product` of nodes whose GPUs are shared (`-SHARED`) or divided alike (`-MIG-1g.5gb`, `-MIG-INVALID`), once it has the same configuration. Nodes that would leave their kind by that are an error: both names are stated, or another label selects. GPU feature discovery does not read the configuration from here: give it its own.',
    'Time slicing keeps no container from the memory of another, and a fault of one ends all of its GPU. MPS limits their memory, but needs a control daemon on each node and is not covered: what asks for it is an error.',
    'A resource has no other names than NVIDIA\'s own, with `.shared` behind it where `renameByDefault` says so: the plugin passes over all others with a warning.',
    'A driver that a container installs, below `/run/nvidia/driver`, is seen when it comes later: that directory must be a shared or slave mount of the node.',
  ],
};
