/** Nodes as kubectl prints them: so many, in so many shapes that DaemonSets can tell apart. */
export function inventoryOf(nodes: number, shapes: number): unknown {
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: Array.from({ length: nodes }, (_, index) => nodeOf(`node-${index}`, index % shapes)),
  };
}

/** DaemonSets that cover all of these nodes but the last shape. */
export function manifestsOf(daemonSets: number): unknown {
  return { apiVersion: 'v1', kind: 'List', items: Array.from({ length: daemonSets }, (_, index) => daemonSetOf(`agent-${index}`)) };
}

/** One DaemonSet of ordinary size. */
export function daemonSetOf(name: string): { readonly [key: string]: unknown } {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: 'agents' },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: [{ matchExpressions: [{ key: 'shape', operator: 'NotIn', values: ['none'] }] }],
              },
            },
          },
          tolerations: [{ key: 'dedicated', operator: 'Exists' }],
          containers: [{ name: 'agent', image: 'agent:1', resources: { requests: { cpu: '10m', memory: '32Mi' } } }],
        },
      },
    },
  };
}

function nodeOf(name: string, shape: number): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/zone': `zone-${shape % 3}`,
        'shape': `shape-${shape}`,
      },
      annotations: { 'node.alpha.kubernetes.io/ttl': '0', 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
    },
    spec: { providerID: `cloud:///${name}`, taints: shape % 4 === 0 ? [{ key: 'dedicated', value: `shape-${shape}`, effect: 'NoSchedule' }] : undefined },
    status: {
      allocatable: { 'cpu': `${2 + shape % 30}`, 'memory': '16Gi', 'ephemeral-storage': '100Gi', 'pods': '110' },
      capacity: { 'cpu': `${2 + shape % 30}`, 'memory': '16Gi', 'ephemeral-storage': '100Gi', 'pods': '110' },
      conditions: ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'].map(type => ({
        type,
        status: type === 'Ready' ? 'True' : 'False',
        lastHeartbeatTime: '2026-01-01T00:00:00Z',
        lastTransitionTime: '2026-01-01T00:00:00Z',
        reason: `Kubelet${type}`,
        message: 'kubelet is posting its status',
      })),
      nodeInfo: { osImage: 'Linux', kernelVersion: '6.1', containerRuntimeVersion: 'containerd://2.0', kubeletVersion: 'v1.34.1', architecture: 'amd64', operatingSystem: 'linux' },
      images: Array.from({ length: 5 }, (_, index) => ({ names: [`registry.example.com/image-${index}:v1`], sizeBytes: 12345678 + index })),
    },
  };
}
