import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { withoutNamespace } from './cluster-scoped';
import { CRITICAL_PRIORITY_CLASSES } from '../model/critical-priority';
import { dnsLabelProblem, labelKeyProblem, labelValueProblem } from '../model/label';
import { PodSecurityLevel, POD_SECURITY_LABELS, POLICY_VERSION, versionLabel } from '../model/pod-security-level';

/** Choices for a namespace of node agents. */
export interface NodeAgentsNamespaceProps {
  /**
   * The name of the namespace.
   *
   * @default - the namespace of the chart
   */
  readonly name?: string;

  /**
   * What it admits: the pods of an agent that needs more (`podSecurityLevel`) are never created.
   *
   * @default PodSecurityLevel.PRIVILEGED
   */
  readonly enforce?: PodSecurityLevel;

  /**
   * The level whose violations are written into the audit log.
   *
   * @default - that of `enforce`
   */
  readonly audit?: PodSecurityLevel;

  /**
   * The level about whose violations whoever applies a workload is warned.
   *
   * @default - that of `enforce`
   */
  readonly warn?: PodSecurityLevel;

  /**
   * The version of the policy, `v1.34`, so that a new version of the cluster forbids nothing that an old one allowed.
   *
   * @default 'latest'
   */
  readonly version?: string;

  /**
   * How many pods with the classes `system-node-critical` and `system-cluster-critical` it may hold: a ResourceQuota. GKE takes
   * such pods outside of `kube-system` only in a namespace that has one. There is a pod of each agent on each node, and one more
   * for each node that an update with `maxSurge` is at.
   *
   * @default - no ResourceQuota
   * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#limit-priority-class-consumption-by-default
   */
  readonly criticalPods?: number;

  /**
   * Labels of the namespace, beside those of Pod Security.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/**
 * A namespace in which node agents may run: Pod Security refuses the pods of nearly all of them in any other than one that
 * admits the level `privileged`, and only an event says so. Make it before the agents, so that it is applied before them.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export class NodeAgentsNamespace extends Construct {
  /** The name of the namespace. */
  public readonly namespaceName: string;

  /** @throws where something stated is invalid, or the namespace has no name */
  constructor(scope: Construct, id: string, props: NodeAgentsNamespaceProps = {}) {
    super(scope, id);
    const { path } = this.node;
    this.namespaceName = checkedName(path, props.name ?? Chart.of(this).namespace);
    checkLabels(`${path}: labels`, props.labels);
    withoutNamespace(new kplus.k8s.KubeNamespace(this, 'Resource', {
      metadata: { name: this.namespaceName, labels: { ...props.labels, ...podSecurityLabels(path, props) } },
    }));
    if (props.criticalPods !== undefined) { this.allowCriticalPods(props.criticalPods); }
  }

  /** @see https://github.com/cilium/cilium/issues/13852 */
  private allowCriticalPods(count: number): void {
    if (!Number.isInteger(count) || count < 1) { throw new Error(`${this.node.path}: criticalPods: must be a whole number of at least 1, got ${count}`); }
    new kplus.k8s.KubeResourceQuota(this, 'CriticalPods', {
      metadata: { name: 'critical-pods', namespace: this.namespaceName },
      spec: {
        hard: { pods: kplus.k8s.Quantity.fromNumber(count) },
        scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: [...CRITICAL_PRIORITY_CLASSES] }] },
      },
    });
  }
}

function podSecurityLabels(place: string, props: NodeAgentsNamespaceProps): { [label: string]: string } {
  const { enforce = PodSecurityLevel.PRIVILEGED, version = 'latest' } = props;
  if (!POLICY_VERSION.test(version)) { throw new Error(`${place}: version: must be "latest" or a version such as "v1.34", got "${version}"`); }
  const levels = {
    [POD_SECURITY_LABELS.enforce]: enforce,
    [POD_SECURITY_LABELS.audit]: props.audit ?? enforce,
    [POD_SECURITY_LABELS.warn]: props.warn ?? enforce,
  };
  return Object.fromEntries(Object.entries(levels).flatMap(([label, level]) => [[label, level], [versionLabel(label), version]]));
}

function checkedName(place: string, name: string | undefined): string {
  if (name === undefined) { throw new Error(`${place}: name: is required, because the chart has no namespace`); }
  const problem = dnsLabelProblem(name);
  if (problem) { throw new Error(`${place}: name: ${problem}, got "${name}"`); }
  return name;
}

/** Those of Pod Security are said by `enforce`, `audit`, `warn` and `version`, so that none contradicts another. */
function checkLabels(place: string, labels: { readonly [key: string]: string } | undefined): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    if (key.startsWith('pod-security.kubernetes.io/')) { throw new Error(`${place}: "${key}" is said by enforce, audit, warn and version`); }
    const keyProblem = labelKeyProblem(key);
    if (keyProblem) { throw new Error(`${place}: key ${keyProblem}, got "${key}"`); }
    const valueProblem = labelValueProblem(value);
    if (valueProblem) { throw new Error(`${place}: the value of ${key} ${valueProblem}, got "${value}"`); }
  }
}
