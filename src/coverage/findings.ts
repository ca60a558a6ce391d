import { absentHostPath } from './findings/absent-host-path';
import { agentAsDeployment } from './findings/agent-as-deployment';
import { changedSelector } from './findings/changed-selector';
import { criticalPriorityWithoutQuota } from './findings/critical-priority-without-quota';
import { duplicateObject } from './findings/duplicate-object';
import { equalPriorityContention } from './findings/equal-priority-contention';
import { evictionLoop } from './findings/eviction-loop';
import { exemptsEveryNode } from './findings/exempts-every-node';
import { expiredExemption } from './findings/expired-exemption';
import { followsConstructPath } from './findings/follows-construct-path';
import { forbiddenExemption } from './findings/forbidden-exemption';
import { hostPathOnAutopilot } from './findings/host-path-on-autopilot';
import { impossibleHostPath } from './findings/impossible-host-path';
import { knownHostPort } from './findings/known-host-port';
import { missingDaemonSet } from './findings/missing-daemon-set';
import { missingObject } from './findings/missing-object';
import { missingRole } from './findings/missing-role';
import { notChecked } from './findings/not-checked';
import { notSynthesized } from './findings/not-synthesized';
import { oldInventory } from './findings/old-inventory';
import { overbroadExemption } from './findings/overbroad-exemption';
import { overwrittenFile } from './findings/overwritten-file';
import { privilegeOnAutopilot } from './findings/privilege-on-autopilot';
import { readOnlyHostPath } from './findings/read-only-host-path';
import { replacedRole } from './findings/replaced-role';
import { requiresNoNode } from './findings/requires-no-node';
import { roleRequiresNothing } from './findings/role-requires-nothing';
import { runsOnVirtualNode } from './findings/runs-on-virtual-node';
import { scenarioWithoutNodes } from './findings/scenario-without-nodes';
import { selectsNoNode } from './findings/selects-no-node';
import { sharedCniConfiguration } from './findings/shared-cni-configuration';
import { sharedHostPath } from './findings/shared-host-path';
import { sharedSelector } from './findings/shared-selector';
import { startupDeadlock } from './findings/startup-deadlock';
import { startupTaintStays } from './findings/startup-taint-stays';
import { storageClassMissesNodes } from './findings/storage-class-misses-nodes';
import { surgeInRole } from './findings/surge-in-role';
import { surgeWithHostNetwork } from './findings/surge-with-host-network';
import { surgeWithHostPort } from './findings/surge-with-host-port';
import { tooFewNodes } from './findings/too-few-nodes';
import { unknownField } from './findings/unknown-field';
import { unknownNodePlugin } from './findings/unknown-node-plugin';
import { unknownPool } from './findings/unknown-pool';
import { unstatedOperatingSystem } from './findings/unstated-operating-system';
import { unsupportedArchitecture } from './findings/unsupported-architecture';
import { unusedExemption } from './findings/unused-exemption';
import { virtualNodeWithoutLabel } from './findings/virtual-node-without-label';
import { volumeWithoutDriver } from './findings/volume-without-driver';
import { wrongOperatingSystem } from './findings/wrong-operating-system';
import { Matrix } from './matrix';
import { Finding } from './report';
import { compare } from '../model/order';

const ALL: readonly ((matrix: Matrix) => Finding[])[] = [
  absentHostPath, agentAsDeployment, changedSelector, criticalPriorityWithoutQuota, duplicateObject, equalPriorityContention, evictionLoop, exemptsEveryNode,
  expiredExemption, followsConstructPath, forbiddenExemption, hostPathOnAutopilot, impossibleHostPath, knownHostPort, missingDaemonSet, missingObject,
  missingRole, notChecked, notSynthesized, oldInventory, overbroadExemption, overwrittenFile, privilegeOnAutopilot, readOnlyHostPath, replacedRole,
  requiresNoNode, roleRequiresNothing, runsOnVirtualNode, scenarioWithoutNodes, selectsNoNode, sharedCniConfiguration, sharedHostPath, sharedSelector,
  startupDeadlock, startupTaintStays, storageClassMissesNodes, surgeInRole, surgeWithHostNetwork, surgeWithHostPort, tooFewNodes, unknownField,
  unknownNodePlugin, unknownPool, unstatedOperatingSystem, unsupportedArchitecture, unusedExemption, virtualNodeWithoutLabel, volumeWithoutDriver,
  wrongOperatingSystem,
];

const ORDER = ['error', 'warning', 'note'];

/** Everything besides gaps and overlaps that the author should know: errors first, then by DaemonSet and code. */
export function findingsOf(matrix: Matrix): Finding[] {
  return ALL.flatMap(find => find(matrix)).sort((left, right) =>
    ORDER.indexOf(left.severity) - ORDER.indexOf(right.severity)
    || compare(left.daemonSet ?? '', right.daemonSet ?? '')
    || compare(left.code, right.code)
    || compare(left.message, right.message));
}
