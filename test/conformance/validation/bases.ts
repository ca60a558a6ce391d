/** DaemonSets that use as many fields as Kubernetes takes together: what mutants.ts starts from. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const labels = { 'app': 'agent', 'example.com/team': 'infra' };

/** A DaemonSet with a template. */
export function daemonSet(podSpec: { [key: string]: Json }, spec: { [key: string]: Json } = {}): { [key: string]: Json } {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'monitoring', labels, annotations: { 'example.com/note': 'none' } },
    spec: { selector: { matchLabels: { app: 'agent' } }, template: { metadata: { labels }, spec: podSpec }, ...spec },
  };
}

const plain = daemonSet({ containers: [{ name: 'agent', image: 'agent:1' }] });

const scheduling = daemonSet({
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  priorityClassName: 'system-node-critical',
  runtimeClassName: 'runc',
  preemptionPolicy: 'Never',
  schedulerName: 'default-scheduler',
  schedulingGates: [{ name: 'example.com/gate' }, { name: 'other' }],
  tolerations: [
    { operator: 'Exists' },
    { key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoExecute', tolerationSeconds: 60 },
    { key: 'example.com/key', value: 'x', effect: 'NoSchedule' },
  ],
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          {
            matchExpressions: [
              { key: 'disk', operator: 'In', values: ['ssd', 'nvme'] },
              { key: 'example.com/spot', operator: 'DoesNotExist' },
              { key: 'size', operator: 'Gt', values: ['4'] },
            ],
          },
          { matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['node-1'] }] },
        ],
      },
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 10, preference: { matchExpressions: [{ key: 'zone', operator: 'Exists' }] } }],
    },
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', namespaces: ['web'], labelSelector: { matchLabels: { app: 'web' } } },
      ],
    },
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{
        weight: 100,
        podAffinityTerm: {
          topologyKey: 'zone',
          labelSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['agent'] }, { key: 'tier', operator: 'Exists' }] },
          namespaceSelector: { matchLabels: { team: 'infra' } },
          matchLabelKeys: ['pod-template-hash'],
          mismatchLabelKeys: ['tenant'],
        },
      }],
    },
  },
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'zone',
      whenUnsatisfiable: 'DoNotSchedule',
      minDomains: 2,
      nodeAffinityPolicy: 'Honor',
      nodeTaintsPolicy: 'Ignore',
      labelSelector: { matchLabels: { app: 'agent' } },
      matchLabelKeys: ['controller-revision-hash'],
    },
    { maxSkew: 2, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } },
  ],
  containers: [{ name: 'agent', image: 'agent:1' }],
}, {
  selector: { matchLabels: { app: 'agent' }, matchExpressions: [{ key: 'example.com/team', operator: 'In', values: ['infra', 'web'] }] },
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%', maxSurge: 0 } },
  minReadySeconds: 5,
  revisionHistoryLimit: 3,
});

const containers = daemonSet({
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  hostNetwork: true,
  dnsPolicy: 'ClusterFirstWithHostNet',
  volumes: [{ name: 'config', configMap: { name: 'agent' } }, { name: 'root', hostPath: { path: '/', type: 'Directory' } }, { name: 'scratch' }],
  initContainers: [
    {
      name: 'prepare',
      image: 'prepare',
      command: ['true'],
      env: [{ name: 'A', value: 'b' }],
      ports: [{ containerPort: 7000, hostPort: 7000 }],
      volumeMounts: [{ name: 'scratch', mountPath: '/scratch' }],
    },
    {
      name: 'sidecar',
      image: 'sidecar',
      restartPolicy: 'Always',
      readinessProbe: { httpGet: { port: 8080 } },
      lifecycle: { preStop: { exec: { command: ['true'] } } },
    },
  ],
  containers: [
    {
      name: 'agent',
      image: 'agent:1',
      imagePullPolicy: 'IfNotPresent',
      terminationMessagePolicy: 'FallbackToLogsOnError',
      ports: [
        { name: 'metrics', containerPort: 9100, hostPort: 9100, protocol: 'TCP', hostIP: '127.0.0.1' },
        { name: 'udp', containerPort: 9100, hostPort: 9100, protocol: 'UDP' },
        { containerPort: 9200 },
      ],
      env: [
        { name: 'NODE', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } },
        { name: 'TEAM', valueFrom: { fieldRef: { fieldPath: "metadata.labels['example.com/team']" } } },
        { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
        { name: 'MEM', valueFrom: { resourceFieldRef: { containerName: 'agent', resource: 'requests.memory', divisor: '1Mi' } } },
        { name: 'KEY', valueFrom: { configMapKeyRef: { name: 'config', key: 'key' } } },
        { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'secret', key: 'token', optional: true } } },
        { name: 'PLAIN', value: 'x' },
      ],
      envFrom: [{ prefix: 'CM_', configMapRef: { name: 'config' } }, { secretRef: { name: 'secret' } }],
      volumeMounts: [
        { name: 'config', mountPath: '/etc/agent', readOnly: true, subPath: 'dir', recursiveReadOnly: 'Enabled' },
        { name: 'root', mountPath: '/host', mountPropagation: 'HostToContainer', readOnly: true },
        { name: 'scratch', mountPath: '/tmp', subPathExpr: '$(NODE)' },
      ],
      livenessProbe: {
        exec: { command: ['true'] },
        initialDelaySeconds: 1,
        timeoutSeconds: 1,
        periodSeconds: 5,
        failureThreshold: 3,
        terminationGracePeriodSeconds: 10,
      },
      readinessProbe: { httpGet: { path: '/ready', port: 'metrics', scheme: 'HTTPS', httpHeaders: [{ name: 'X-Test', value: '1' }] }, successThreshold: 2 },
      startupProbe: { tcpSocket: { port: 9100 } },
      lifecycle: { postStart: { exec: { command: ['true'] } }, preStop: { httpGet: { port: 9100 } } },
      resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { 'cpu': 1, 'memory': '128Mi', 'hugepages-2Mi': '4Mi', 'example.com/gpu': '1' } },
      resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }],
      securityContext: {
        privileged: false,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        runAsUser: 1000,
        runAsGroup: 1000,
        runAsNonRoot: true,
        procMount: 'Default',
        capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] },
        seccompProfile: { type: 'Localhost', localhostProfile: 'a/b.json' },
        appArmorProfile: { type: 'RuntimeDefault' },
        seLinuxOptions: { level: 's0' },
      },
    },
    { name: 'helper', image: 'helper', livenessProbe: { grpc: { port: 50051 } } },
  ],
});

const volumes = daemonSet({
  serviceAccountName: 'agent',
  volumes: [
    { name: 'empty', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
    { name: 'host', hostPath: { path: '/var/log', type: 'DirectoryOrCreate' } },
    { name: 'cm', configMap: { name: 'cm', defaultMode: 420, items: [{ key: 'a', path: 'a/b', mode: 256 }] } },
    { name: 'secret', secret: { secretName: 'secret', defaultMode: 256, items: [{ key: 'a', path: 'a' }] } },
    {
      name: 'downward',
      downwardAPI: {
        defaultMode: 420,
        items: [
          { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } },
          { path: 'cpu', resourceFieldRef: { containerName: 'agent', resource: 'limits.cpu' } },
        ],
      },
    },
    {
      name: 'projected',
      projected: {
        defaultMode: 420,
        sources: [
          { serviceAccountToken: { path: 'token', expirationSeconds: 3600, audience: 'x' } },
          { configMap: { name: 'cm', items: [{ key: 'ca', path: 'ca.crt' }] } },
          { secret: { name: 's', items: [{ key: 'k', path: 'k' }] } },
          { downwardAPI: { items: [{ path: 'ns', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
          { clusterTrustBundle: { signerName: 'example.com/signer', labelSelector: { matchLabels: { a: 'b' } }, path: 'bundle' } },
          { podCertificate: { signerName: 'example.com/signer', keyType: 'ED25519', credentialBundlePath: 'credentials', maxExpirationSeconds: 3600 } },
        ],
      },
    },
    { name: 'claim', persistentVolumeClaim: { claimName: 'claim' } },
    {
      name: 'ephemeral',
      ephemeral: {
        volumeClaimTemplate: {
          metadata: { labels: { a: 'b' } },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'fast', volumeMode: 'Block' },
        },
      },
    },
    { name: 'csi', csi: { driver: 'csi.example.com', nodePublishSecretRef: { name: 'secret' } } },
    { name: 'nfs', nfs: { server: 'server', path: '/export' } },
    { name: 'image', image: { reference: 'quay.io/x/y:1', pullPolicy: 'Always' } },
  ],
  containers: [{
    name: 'agent',
    image: 'agent:1',
    volumeMounts: [
      { name: 'host', mountPath: '/var/log', mountPropagation: 'Bidirectional' }, { name: 'empty', mountPath: '/a' }, { name: 'projected', mountPath: '/b' },
      { name: 'image', mountPath: '/image', readOnly: true },
    ],
    volumeDevices: [{ name: 'ephemeral', devicePath: '/dev/block' }],
    securityContext: { privileged: true },
  }],
});

const rare = daemonSet({
  volumes: [
    { name: 'aws', awsElasticBlockStore: { volumeID: 'vol', partition: 1 } },
    { name: 'azure', azureDisk: { diskName: 'disk', diskURI: '/subscriptions/x', kind: 'Managed', cachingMode: 'ReadOnly' } },
    { name: 'azurefile', azureFile: { secretName: 'secret', shareName: 'share' } },
    { name: 'ceph', cephfs: { monitors: ['10.0.0.1'] } },
    { name: 'cinder', cinder: { volumeID: 'vol', secretRef: { name: 'secret' } } },
    { name: 'fc', fc: { targetWWNs: ['50060e801049cfd1'], lun: 0 } },
    { name: 'flex', flexVolume: { driver: 'example.com/flex', options: { 'example.com/a': 'b' } } },
    { name: 'flocker', flocker: { datasetName: 'data' } },
    { name: 'gce', gcePersistentDisk: { pdName: 'disk', readOnly: true, partition: 1 } },
    { name: 'git', gitRepo: { repository: 'https://example.com/x.git', directory: 'x' } },
    { name: 'gluster', glusterfs: { endpoints: 'endpoints', path: 'path' } },
    { name: 'iscsi', iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2001-04.com.example:storage', lun: 0, initiatorName: 'eui.0123456789abcdef' } },
    { name: 'photon', photonPersistentDisk: { pdID: 'disk' } },
    { name: 'portworx', portworxVolume: { volumeID: 'vol' } },
    { name: 'quobyte', quobyte: { registry: 'registry:7861,[::1]:1', volume: 'vol', tenant: 'x' } },
    { name: 'rbd', rbd: { monitors: ['10.0.0.1'], image: 'image' } },
    { name: 'scaleio', scaleIO: { gateway: 'gateway', system: 'system', volumeName: 'vol', secretRef: { name: 'secret' } } },
    { name: 'storageos', storageos: { volumeName: 'vol', volumeNamespace: 'ns', secretRef: { name: 'secret' } } },
    { name: 'vsphere', vsphereVolume: { volumePath: 'path' } },
    { name: 'nfs', nfs: { server: 'server', path: '/export' } },
  ],
  containers: [{ name: 'agent', image: 'agent:1' }],
});

const pod = daemonSet({
  hostPID: true,
  hostIPC: false,
  hostname: 'agent',
  subdomain: 'agents',
  serviceAccountName: 'agent',
  automountServiceAccountToken: false,
  dnsPolicy: 'None',
  dnsConfig: { nameservers: ['10.0.0.10', '2001:db8::1'], searches: ['example.com', 'svc.cluster.local.'], options: [{ name: 'ndots', value: '2' }] },
  hostAliases: [{ ip: '10.1.2.3', hostnames: ['a.example.com', 'b'] }],
  imagePullSecrets: [{ name: 'pull' }],
  readinessGates: [{ conditionType: 'example.com/ready' }],
  os: { name: 'linux' },
  overhead: { cpu: '10m', memory: '8Mi' },
  resources: { requests: { cpu: '1', memory: '256Mi' }, limits: { 'cpu': '2', 'memory': '512Mi', 'hugepages-2Mi': '8Mi' } },
  resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'gpu' }, { name: 'nic', resourceClaimName: 'nic' }],
  securityContext: {
    runAsUser: 0,
    runAsGroup: 0,
    fsGroup: 2000,
    fsGroupChangePolicy: 'OnRootMismatch',
    supplementalGroups: [1, 2],
    supplementalGroupsPolicy: 'Strict',
    seLinuxChangePolicy: 'Recursive',
    sysctls: [{ name: 'net.core.somaxconn', value: '1024' }, { name: 'kernel.shm_rmid_forced', value: '0' }],
    seccompProfile: { type: 'RuntimeDefault' },
    appArmorProfile: { type: 'Localhost', localhostProfile: 'agent' },
  },
  initContainers: [
    { name: 'first', image: 'x', resources: { requests: { cpu: '500m' } } },
    { name: 'side', image: 'x', restartPolicy: 'Always', resources: { requests: { cpu: '200m', memory: '32Mi' } } },
    { name: 'second', image: 'x', resources: { requests: { cpu: '700m' } } },
  ],
  containers: [
    {
      name: 'agent',
      image: 'agent:1',
      resources: { requests: { cpu: '300m', memory: '128Mi' }, limits: { cpu: '1500m' }, claims: [{ name: 'gpu', request: 'one' }, { name: 'nic' }] },
    },
    { name: 'other', image: 'agent@sha256:0', resources: { requests: { cpu: '400m' }, limits: { 'memory': '64Mi', 'hugepages-2Mi': '2Mi' } } },
  ],
});

/** Features that came one by one between 1.28 and 1.36; each on its own, so that a server that refuses one still shows the others. */
const users = daemonSet({
  hostUsers: false,
  shareProcessNamespace: true,
  volumes: [{ name: 'claim', persistentVolumeClaim: { claimName: 'claim' } }],
  containers: [{ name: 'agent', image: 'agent:1', securityContext: { procMount: 'Unmasked', capabilities: { add: ['SYS_ADMIN'] } } }],
}, { updateStrategy: { type: 'OnDelete' } });

const restarts = daemonSet({
  initContainers: [
    { name: 'first', image: 'x', restartPolicy: 'Never' },
    {
      name: 'side',
      image: 'x',
      restartPolicy: 'Always',
      restartPolicyRules: [{ action: 'RestartAllContainers', exitCodes: { operator: 'NotIn', values: [0] } }],
    },
  ],
  containers: [{
    name: 'agent',
    image: 'agent:1',
    restartPolicy: 'OnFailure',
    restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }],
  }],
});

const sidecars = daemonSet({
  initContainers: [
    { name: 'first', image: 'x', resizePolicy: [{ resourceName: 'memory', restartPolicy: 'NotRequired' }] },
    { name: 'side', image: 'x', restartPolicy: 'Always', livenessProbe: { exec: { command: ['true'] } }, ports: [{ containerPort: 80, hostPort: 80 }] },
  ],
  containers: [{ name: 'agent', image: 'agent:1', resizePolicy: [{ resourceName: 'memory', restartPolicy: 'RestartContainer' }] }],
});

const sleeping = daemonSet({
  terminationGracePeriodSeconds: 10,
  containers: [{ name: 'agent', image: 'agent:1', lifecycle: { postStart: { sleep: { seconds: 0 } }, preStop: { sleep: { seconds: 5 } } } }],
});

const files = daemonSet({
  hostnameOverride: 'other.example.com',
  volumes: [{ name: 'scratch' }],
  containers: [{
    name: 'agent',
    image: 'agent:1',
    env: [{ name: 'FILE', valueFrom: { fileKeyRef: { volumeName: 'scratch', path: 'env', key: 'FILE' } } }],
    volumeMounts: [{ name: 'scratch', mountPath: '/scratch', readOnly: true, recursiveReadOnly: 'IfPossible' }],
  }],
});

const windows = daemonSet({
  os: { name: 'windows' },
  hostNetwork: true,
  securityContext: { windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM', gmsaCredentialSpecName: 'gmsa' } },
  initContainers: [{ name: 'init', image: 'x' }],
  containers: [{ name: 'agent', image: 'agent:1', securityContext: { windowsOptions: { hostProcess: true, runAsUserName: 'ContainerUser' } } }],
}, { updateStrategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: '50%' } } });

const annotated = daemonSet({
  nodeName: 'node-1',
  containers: [{ name: 'agent', image: 'agent:1', securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }],
});
(annotated.spec as any).template.metadata.annotations = {
  'container.seccomp.security.alpha.kubernetes.io/agent': 'runtime/default',
  'container.apparmor.security.beta.kubernetes.io/agent': 'localhost/agent',
  'controller.kubernetes.io/pod-deletion-cost': '100',
  'prometheus.io/scrape': 'true',
};

/** All of them, by what they show. */
export const BASES: { readonly [name: string]: { [key: string]: Json } } = {
  plain, scheduling, containers, volumes, rare, pod, windows, annotated, users, restarts, sidecars, sleeping, files,
};
