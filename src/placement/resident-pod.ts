import { hostPortsOf } from './host-port';
import { KubernetesBehaviour } from './kubernetes-behaviour';
import { Pod } from './pod';
import { podRequestsOf } from './pod-requests';
import { ClusterPod } from '../model/cluster-objects';
import { DaemonSet, nameOf } from '../model/daemon-set';

/**
 * The pods that the nodes of a cluster hold already, by the name of their node. Those of the DaemonSets that are placed are
 * not among them: they would count twice.
 */
export function residentsOf(pods: readonly ClusterPod[], placed: readonly DaemonSet[], behaviour: KubernetesBehaviour): ReadonlyMap<string, readonly Pod[]> {
  const own = new Set(placed.map(nameOf));
  const residents = new Map<string, Pod[]>();
  for (const pod of pods) {
    if (pod.daemonSet !== undefined && own.has(`${pod.namespace}/${pod.daemonSet}`)) { continue; }
    const others = residents.get(pod.nodeName);
    const resident = residentOf(pod, behaviour);
    if (others) { others.push(resident); } else { residents.set(pod.nodeName, [resident]); }
  }
  return residents;
}

/** What of resident pods tells one node from another: what they take, how easily they are pushed off, and who has which port. */
export function showResidents(residents: readonly Pod[]): string {
  return residents.map(({ priority, requests, hostPorts, title }) => {
    const amounts = requests.amounts.map(([resource, amount]) => `${resource}=${amount}`).join(',');
    return `${priority} ${amounts}${hostPorts.length === 0 ? '' : ` ${title} ${JSON.stringify(hostPorts)}`}`;
  }).sort().join(';');
}

function residentOf({ namespace, name, template, terminating }: ClusterPod, behaviour: KubernetesBehaviour): Pod {
  return {
    title: `pod ${namespace}/${name}`,
    daemon: false,
    namespace,
    labels: template.labels,
    priority: template.priority ?? 0,
    ...(template.priorityClassName === undefined ? {} : { priorityClassName: template.priorityClassName }),
    preempts: false,
    requests: podRequestsOf(template, behaviour),
    overhead: template.overhead,
    hostPorts: hostPortsOf(template, behaviour),
    podAffinity: template.podAffinity,
    podAntiAffinity: template.podAntiAffinity,
    terminating,
    template,
    runtimeNodeSelector: new Map(),
  };
}
