import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AgentEvidence } from './agent-evidence';
import { READ_ON, sidecarProblems } from './csi-flags';
import { COMMON_DIFFERENCES, inContainer, inPod } from './vendor';
import { CsiFsGroupPolicy, CsiNodeDaemonSet, CsiReclaimPolicy, CsiVolumeBinding } from '../../../src';
import { Manifest } from '../manifests';

const IMAGE = 'registry.example/csi/driver:1.0.0';
const KUBELET = '/var/lib/kubelet';

/** A driver of its own for each agent: two node plugins of one driver on a node are one too many. */
export function driverOf(scope: Construct, id: string): string {
  return `${id}.${Chart.of(scope).namespace}.csi.example.com`.toLowerCase();
}

/** The directory of the driver's socket: the volume that is mounted at `/csi`. */
export function socketPaths(pod: Manifest): string[] {
  return pod.volumes.filter(({ name }: Manifest) => name === 'socket').map(({ hostPath }: Manifest) => hostPath.path);
}

/** What every node plugin writes to, together with the kubelet and others. */
export const SHARED_PATHS = [`${KUBELET}/plugins`, `${KUBELET}/pods`, `${KUBELET}/plugins_registry`, '/dev'];

/** Why every node plugin has what it has. */
export const REASONS = {
  '/csi': 'the socket of the driver, through which the kubelet calls it',
  [`${KUBELET}/plugins`]: 'volumes are staged below it, and the kubelet sees them there',
  [`${KUBELET}/pods`]: 'volumes are mounted below it, and the pods see them there',
  '/registration': 'the kubelet looks there for drivers; only the registrar writes to it',
  '/dev': 'the devices of volumes',
  '/tmp': 'its root file system need not be written for what it keeps for a moment',
};

export const CSI_NODE: AgentEvidence = {
  program: 'csi-node',
  exportedAs: 'CsiNodeDaemonSet',
  make: (scope, id, stated = {}) => new CsiNodeDaemonSet(scope, id, { driver: driverOf(scope, id), ...stated, image: stated.image ?? IMAGE }),
  makeWithEverything: (scope, id, stated = {}) => new CsiNodeDaemonSet(scope, id, {
    driver: driverOf(scope, id),
    args: ['node', '--endpoint=$(CSI_ENDPOINT)'],
    fieldEnv: { CSI_NODE_NAME: 'spec.nodeName' },
    configFiles: { '/etc/driver/driver.conf': 'verbose = true\n' },
    permissions: [{ resources: ['nodes'], verbs: ['get'] }],
    hostPid: true,
    selinux: true,
    mountsEndWithPod: true,
    csiDriver: {
      attachRequired: false, fsGroupPolicy: CsiFsGroupPolicy.FILE, podInfoOnMount: true, seLinuxMount: true, storageCapacity: true, ephemeral: true,
    },
    storageClasses: [
      { name: `${driverOf(scope, id)}.fast`, defaultClass: true },
      {
        name: `${driverOf(scope, id)}.kept`,
        parameters: { 'csi.storage.k8s.io/node-stage-secret-name': 'volumes', 'csi.storage.k8s.io/node-stage-secret-namespace': 'storage' },
        reclaimPolicy: CsiReclaimPolicy.RETAIN,
        volumeBinding: CsiVolumeBinding.IMMEDIATE,
        allowVolumeExpansion: true,
        mountOptions: ['noatime'],
      },
    ],
    priorityClassName: 'node-agents',
    ...stated,
    image: stated.image ?? IMAGE,
  }),
  takenBy: {
    who: `The programs of kubernetes-csi beside the driver were not run: neither could be had for a test. Each of their flags is held against their own source, read on
${READ_ON} (test/agents/evidence/csi-flags.ts), and the socket that the kubelet is told of is the one that the driver makes. Kubernetes' own code takes the
CSIDriver and the StorageClasses. The driver is its user's: nobody can say here what it takes.`,
    problemsOf: sidecarProblems,
    broken: { from: '--kubelet-registration-path', to: '--registration-path', found: /no such flag: --registration-path=/ },
  },
  vendor: {
    source: 'kubernetes-sigs/aws-ebs-csi-driver, deploy/kubernetes/base/node.yaml at 429e202e5897 (2026-08-19), as one driver of many',
    readOn: READ_ON,
    differences: [
      ...COMMON_DIFFERENCES,
      { field: 'metadata.labels', vendor: '{"app.kubernetes.io/name":"aws-ebs-csi-driver"}', why: 'what it is and which one of them, in the labels that other tools know' },
      { field: 'metadata.name', vendor: '"ebs-csi-node"', why: 'made from the path of the construct, so that two of them never collide; `metadata.name` states another' },
      { field: 'metadata.namespace', vendor: '"kube-system"', why: 'that of its chart' },
      { field: 'spec.selector.matchLabels', vendor: '{"app":"ebs-csi-node","app.kubernetes.io/name":"aws-ebs-csi-driver"}', why: 'the vendor\'s DaemonSet for Windows has the same selector; one with the name of the DaemonSet never shares a pod' },
      { field: 'spec.revisionHistoryLimit', vendor: '10', why: 'Kubernetes\' default' },
      { field: 'spec.template.metadata.labels', vendor: '{"app":"ebs-csi-node","app.kubernetes.io/name":"aws-ebs-csi-driver"}', why: 'those of the selector' },
      inPod('affinity', 'not on Fargate, auto and hybrid nodes of EKS', 'not on the virtual nodes of any cloud; `nodes` leaves out others'),
      inPod('automountServiceAccountToken', 'a ServiceAccount of its own', 'a token only with `permissions`: most drivers ask the API server nothing'),
      inPod('dnsPolicy', '–', 'Kubernetes\' default, written out'),
      inPod('securityContext', '{"fsGroup":0,"runAsGroup":0,"runAsNonRoot":false,"runAsUser":0}', 'said of each container; there is no volume whose group could be set'),
      inPod('priorityClassName', '"system-node-critical"', 'the same in kube-system; elsewhere GKE would refuse it, so there it is stated or none'),
      inContainer('name', '"ebs-plugin"', 'one name for all drivers: another image or driver does not change the selector'),
      inContainer('image', '"public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.64.0"', 'the driver is its user\'s'),
      inContainer('args', 'node, the endpoint, a prefix of mount points', 'as the drivers of kubernetes-csi take them; `args` says others'),
      inContainer('env', 'CSI_NODE_NAME and CSI_ENDPOINT', 'the name that most drivers use; `fieldEnv` says others'),
      inContainer('livenessProbe', 'delay 10, timeout 3, failures 5', 'the probe may take three seconds itself, so its question is given five'),
      inContainer('readinessProbe', 'period 5, failures 3', 'asked every ten seconds: each is a call of the driver'),
      inContainer('lifecycle', 'a program of the driver waits until volumes are detached', 'there is none that all drivers have; a driver\'s own is said through `daemonSet`'),
      inContainer('terminationMessagePolicy', '"FallbackToLogsOnError"', 'the logs of a container that ended are there to be read, and collected'),
      inContainer('ports', '{"containerPort":9808,"name":"healthz"}', 'the port is that of the container that listens on it'),
      inContainer('securityContext', '{"privileged":true,"readOnlyRootFilesystem":true}', 'that it is root is written out'),
      inContainer('volumeMounts', 'all of /var/lib/kubelet', 'only the two directories in which volumes are: the rest holds the kubelet\'s own credentials'),
      { field: 'spec.template.spec.containers[1]', vendor: 'node-driver-registrar, root with all capabilities of a container, at most 32Mi', why: 'no capability, and more room for memory; it writes to the directory of registrations only' },
      { field: 'spec.template.spec.containers[2]', vendor: 'liveness-probe, root with all capabilities of a container, at most 32Mi', why: 'no capability, and more room for memory; it writes nowhere' },
      inPod('volumes', 'all of /var/lib/kubelet', 'only the two directories in which volumes are'),
    ],
    same: [
      'apiVersion', 'kind', 'spec.updateStrategy', 'spec.template.spec.nodeSelector', 'spec.template.spec.tolerations', 'spec.template.spec.terminationGracePeriodSeconds',
      'spec.template.spec.containers[0].resources',
    ],
  },
  ownPaths: socketPaths,
  sharedPaths: SHARED_PATHS,
  mountsForPods: true,
  reasons: {
    ...REASONS,
    '/etc/driver': 'its configuration, only with `configFiles`',
    'health': 'the health of the driver, asked by the kubelet',
    'registration': 'whether the kubelet can still find the driver, asked by the kubelet',
    'nodes': 'what the driver wants, only with `permissions`',
  },
  limits: [
    'It is the half of a driver that runs on nodes. The controller, which makes and attaches volumes, is deployed elsewhere.',
    'Mounts of FUSE and NBD end with the pod that serves them. State `mountsEndWithPod` for such a driver: nobody can see it in an image. A pod is then replaced once somebody deletes it; drain the node first.',
    'On the host network nothing asks for its health unless `healthPort` says where: two drivers would take the same port. Give each driver of a node two of its own.',
    'The CSIDriver and StorageClasses are of the whole cluster. Where the controller\'s manifests bring the CSIDriver, set `createCsiDriver` to false.',
    'Nodes that enforce SELinux need `selinux: true`: the programs beside the driver cannot open its socket otherwise.',
    'Outside of kube-system it has no PriorityClass unless stated: on a full node it waits, and no pod of that node gets a volume.',
  ],
};
