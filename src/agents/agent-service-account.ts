import * as kplus from 'cdk8s-plus-27';
import { AgentOwner } from './agent-owner';
import { ClusterPermission } from './cluster-permission';
import { withoutNamespace } from './cluster-scoped-object';

/** The namespace of a ServiceAccount whose chart names none: a binding cannot leave it open. */
const DEFAULT_NAMESPACE = 'default';

/**
 * The ServiceAccount of an agent that asks the API server, with a ClusterRole and a ClusterRoleBinding of its own. Those two
 * are called `<namespace>:<name>`: no namespace and no name has a colon, so that no two agents of a cluster share one.
 */
export function agentServiceAccount({ scope, name: { name, namespace }, labels }: AgentOwner, permissions: readonly ClusterPermission[]): kplus.ServiceAccount {
  const account = new kplus.ServiceAccount(scope, 'ServiceAccount', { metadata: { name, namespace, labels } });
  const clusterName = `${namespace ?? DEFAULT_NAMESPACE}:${name}`;
  const metadata = { name: clusterName, labels };
  const role = withoutNamespace(new kplus.k8s.KubeClusterRole(scope, 'ClusterRole', {
    metadata,
    rules: permissions.map(({ apiGroups, resources, resourceNames, verbs }) => ({ apiGroups: apiGroups ?? [''], resources, resourceNames, verbs })),
  }));
  const binding = withoutNamespace(new kplus.k8s.KubeClusterRoleBinding(scope, 'ClusterRoleBinding', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: clusterName },
    subjects: [{ kind: 'ServiceAccount', name, namespace: namespace ?? DEFAULT_NAMESPACE }],
  }));
  binding.addDependency(account, role);
  return account;
}
