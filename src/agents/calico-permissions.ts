import { ClusterPermission } from './cluster-permission';

const READ = ['get', 'list', 'watch'];

/** Calico keeps its own objects in the first group; since 3.32 it can keep them in the second one. */
const CALICO = ['crd.projectcalico.org', 'projectcalico.org'];

/**
 * What calico-node asks the API server.
 *
 * @see https://github.com/projectcalico/calico/blob/v3.32.1/charts/calico/templates/calico-node-rbac.yaml
 */
export function calicoPermissions(cniAccount: string): ClusterPermission[] {
  return [
    { resources: ['serviceaccounts/token'], resourceNames: [cniAccount], verbs: ['create'] },
    { resources: ['nodes', 'pods', 'namespaces', 'serviceaccounts', 'services', 'endpoints'], verbs: READ },
    { resources: ['configmaps'], verbs: ['get'] },
    { resources: ['nodes/status'], verbs: ['patch', 'update'] },
    { resources: ['pods/status'], verbs: ['patch'] },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
    { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['list', 'watch'] },
    { apiGroups: ['policy.networking.k8s.io'], resources: ['clusternetworkpolicies'], verbs: ['list', 'watch'] },
    { apiGroups: ['apps'], resources: ['daemonsets'], verbs: ['get'] },
    { apiGroups: ['kubevirt.io'], resources: ['virtualmachineinstancemigrations'], verbs: READ },
    { apiGroups: CALICO, resources: POLICIES, verbs: READ },
    { apiGroups: CALICO, resources: ['felixconfigurations', 'bgpconfigurations', 'clusterinformations', 'ippools'], verbs: [...READ, 'create', 'update'] },
    { apiGroups: CALICO, resources: ['bgppeers', 'bgpfilters', 'ipreservations', 'hostendpoints'], verbs: READ },
    { apiGroups: CALICO, resources: ['tiers'], verbs: [...READ, 'create'] },
    { apiGroups: CALICO, resources: ['caliconodestatuses'], verbs: [...READ, 'update'] },
    { apiGroups: CALICO, resources: ['blockaffinities', 'ipamblocks', 'ipamhandles'], verbs: [...READ, 'create', 'update', 'delete'] },
    { apiGroups: CALICO, resources: ['ipamconfigs'], verbs: ['get', 'create'] },
  ];
}

const POLICIES = [
  'networkpolicies', 'globalnetworkpolicies', 'stagednetworkpolicies', 'stagedglobalnetworkpolicies', 'stagedkubernetesnetworkpolicies',
  'networksets', 'globalnetworksets',
];

/** What the plugin on the node asks the API server, with a token of its own. */
export const CALICO_CNI_PERMISSIONS: readonly ClusterPermission[] = [
  { resources: ['pods', 'nodes', 'namespaces'], verbs: ['get'] },
  { resources: ['pods/status'], verbs: ['patch'] },
  {
    apiGroups: CALICO,
    resources: ['blockaffinities', 'ipamblocks', 'ipamhandles', 'clusterinformations', 'ippools', 'ipreservations', 'ipamconfigs'],
    verbs: ['get', 'list', 'create', 'update', 'delete'],
  },
];
