import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { withoutNamespace } from './cluster-scoped';
import { CsiDriverOptions, CsiFsGroupPolicy } from './csi-driver-options';
import { CsiPluginOptions } from './csi-plugin-options';
import { CsiReclaimPolicy, CsiStorageClass, CsiVolumeBinding } from './csi-storage-class';
import { NodeAgentDaemonSet } from './node-agent-daemon-set';
import { dnsSubdomainProblem } from '../model/label';

/** By which a StorageClass says that it is the one of claims that name none. */
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** The objects of the whole cluster by which Kubernetes knows a driver and its volumes. */
export function createCsiObjects(agent: NodeAgentDaemonSet, driver: string, csiDriver: CsiDriverOptions, props: CsiPluginOptions): void {
  if (props.createCsiDriver ?? true) { createDriver(agent, driver, csiDriver); }
  props.storageClasses?.forEach(storageClass => createStorageClass(agent, driver, storageClass));
}

function createDriver(agent: NodeAgentDaemonSet, driver: string, options: CsiDriverOptions): void {
  const other = clusterObject(agent, 'CSIDriver', driver);
  if (other) {
    throw new Error(`${agent.node.path}: driver: ${other.node.path} is the CSIDriver "${driver}" already; choose another driver, or set createCsiDriver to false on one of them`);
  }
  withoutNamespace(new kplus.k8s.KubeCsiDriver(agent, 'CsiDriver', {
    metadata: { name: driver, labels: agent._labels },
    spec: {
      attachRequired: options.attachRequired ?? true,
      podInfoOnMount: options.podInfoOnMount ?? false,
      fsGroupPolicy: options.fsGroupPolicy ?? CsiFsGroupPolicy.READ_WRITE_ONCE_WITH_FS_TYPE,
      seLinuxMount: options.seLinuxMount ?? false,
      storageCapacity: options.storageCapacity ?? false,
      volumeLifecycleModes: options.ephemeral ? ['Persistent', 'Ephemeral'] : ['Persistent'],
    },
  }));
}

function createStorageClass(agent: NodeAgentDaemonSet, driver: string, storageClass: CsiStorageClass): void {
  const { name } = storageClass;
  const place = `${agent.node.path}: storageClasses`;
  const problem = dnsSubdomainProblem(name);
  if (problem) { throw new Error(`${place}: the name ${problem}, got "${name}"`); }
  const other = clusterObject(agent, 'StorageClass', name);
  if (other) { throw new Error(`${place}: ${other.node.path} is the StorageClass "${name}" already; choose another name`); }
  withoutNamespace(new kplus.k8s.KubeStorageClass(agent, `StorageClass-${name}`, {
    metadata: { name, labels: agent._labels, annotations: storageClass.defaultClass ? { [DEFAULT_CLASS]: 'true' } : undefined },
    provisioner: driver,
    parameters: storageClass.parameters,
    reclaimPolicy: storageClass.reclaimPolicy ?? CsiReclaimPolicy.DELETE,
    volumeBindingMode: storageClass.volumeBinding ?? CsiVolumeBinding.WAIT_FOR_FIRST_CONSUMER,
    allowVolumeExpansion: storageClass.allowVolumeExpansion ?? false,
    mountOptions: storageClass.mountOptions,
  }));
}

/** What is of the whole cluster has one name, whichever agent of the chart made it. */
function clusterObject(agent: NodeAgentDaemonSet, kind: string, name: string): ApiObject | undefined {
  const objects = Chart.of(agent).node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  return objects.find(object => object.kind === kind && object.name === name);
}
