import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { AgentOwner } from './agent-owner';
import { ClusterPermission } from './cluster-permission';
import { withoutNamespace } from './cluster-scoped';

/** The namespace of a ServiceAccount whose chart names none: a binding cannot leave it open. */
const DEFAULT_NAMESPACE = 'default';

/**
 * The ServiceAccount of an agent that asks the API server, with a ClusterRoleBinding for each of its ClusterRoles: one of its own, and one
 * that is there already. What is its own is called `<namespace>:<name>`, the other binding has the name of its role behind that: no namespace
 * and no name has a colon, so that no two agents of a cluster share one.
 */
export function agentServiceAccount(owner: AgentOwner, permissions: readonly ClusterPermission[], clusterRole?: string): kplus.ServiceAccount {
  const { scope, name: { name, namespace }, labels } = owner;
  const account = new kplus.ServiceAccount(scope, 'ServiceAccount', { metadata: { name, namespace, labels } });
  const clusterName = `${namespace ?? DEFAULT_NAMESPACE}:${name}`;
  if (permissions.length > 0) {
    const role = withoutNamespace(new kplus.k8s.KubeClusterRole(scope, 'ClusterRole', {
      metadata: { name: clusterName, labels },
      rules: permissions.map(({ apiGroups, resources, resourceNames, verbs }) => ({ apiGroups: apiGroups ?? [''], resources, resourceNames, verbs })),
    }));
    bind(owner, 'ClusterRoleBinding', clusterName, clusterName).addDependency(account, role);
  }
  if (clusterRole !== undefined) { bind(owner, 'ExistingRoleBinding', `${clusterName}:${clusterRole}`, clusterRole).addDependency(account); }
  return account;
}

function bind({ scope, name: { name, namespace }, labels }: AgentOwner, id: string, bindingName: string, role: string): ApiObject {
  return withoutNamespace(new kplus.k8s.KubeClusterRoleBinding(scope, id, {
    metadata: { name: bindingName, labels },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', name, namespace: namespace ?? DEFAULT_NAMESPACE }],
  }));
}
