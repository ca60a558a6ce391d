import { ClusterPermission } from './cluster-permission';

const READ = ['get', 'list', 'watch'];
const CILIUM = ['cilium.io'];

/**
 * What the agent asks the API server.
 *
 * @see https://github.com/cilium/cilium/blob/v1.20.0/install/kubernetes/cilium/templates/cilium-agent/clusterrole.yaml
 */
export const CILIUM_PERMISSIONS: ClusterPermission[] = [
  { resources: ['namespaces', 'services', 'pods', 'nodes'], verbs: READ },
  { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: READ },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: READ },
  { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: READ },
  {
    apiGroups: CILIUM,
    resources: [
      'ciliumnetworkpolicies', 'ciliumclusterwidenetworkpolicies', 'ciliumcidrgroups', 'ciliumegressgatewaypolicies', 'ciliumlocalredirectpolicies',
      'ciliumenvoyconfigs', 'ciliumclusterwideenvoyconfigs', 'ciliumdatapathplugins',
    ],
    verbs: ['list', 'watch'],
  },
  {
    apiGroups: CILIUM,
    resources: [
      'ciliumloadbalancerippools', 'ciliumbgpnodeconfigs', 'ciliumbgpadvertisements', 'ciliumbgppeerconfigs', 'ciliuml2announcementpolicies',
      'ciliumpodippools', 'ciliumendpointslices', 'ciliumnodeconfigs',
    ],
    verbs: ['list', 'watch'],
  },
  { apiGroups: CILIUM, resources: ['ciliumidentities'], verbs: ['list', 'watch', 'create', 'update'] },
  { apiGroups: CILIUM, resources: ['ciliumendpoints'], verbs: [...READ, 'create', 'patch', 'delete'] },
  { apiGroups: CILIUM, resources: ['ciliumnodes'], verbs: [...READ, 'create', 'update'] },
  { apiGroups: CILIUM, resources: ['ciliumnodes/status'], verbs: ['get', 'update'] },
  { apiGroups: CILIUM, resources: ['ciliumendpoints/status', 'ciliuml2announcementpolicies/status', 'ciliumbgpnodeconfigs/status'], verbs: ['patch'] },
];
