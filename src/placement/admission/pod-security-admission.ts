import { Namespace } from '../../model/cluster-objects';
import { POD_SECURITY_LABELS, versionLabel } from '../../model/pod-security-level';
import { PodTemplate } from '../../model/pod-template';
import { Reason } from '../placement';
import { refusal } from './refusal';

const ENFORCE = POD_SECURITY_LABELS.enforce;
const ENFORCE_VERSION = versionLabel(ENFORCE);

/** What the admission plugin PodSecurity says against pods of a template in a namespace that was described. */
export function admitPodSecurity({ securityViolations }: PodTemplate, namespace: Namespace | undefined, minor: number): Reason[] {
  const level = namespace?.labels.get(ENFORCE);
  if (!namespace || level !== 'baseline' && level !== 'restricted') { return []; }
  const version = policyVersion(namespace, minor);
  return securityViolations
    .filter(violation => (level === 'restricted' || violation.level === 'baseline') && version >= violation.since && version < (violation.until ?? Infinity))
    .map(({ detail }) => refusal('ViolatesPodSecurity', `the namespace ${namespace.name} enforces the Pod Security level ${level}, which forbids ${detail}: no pod is created`, [
      { text: `label the namespace: kubectl label namespace ${namespace.name} ${ENFORCE}=privileged --overwrite` },
      { text: 'use a namespace for node agents that enforces no level' },
    ]));
}

/** The minor version of the policy: what the namespace pins, and never a newer one than the cluster's own. */
function policyVersion({ labels }: Namespace, minor: number): number {
  const pinned = /^v1\.(\d+)$/.exec(labels.get(ENFORCE_VERSION) ?? '')?.[1];
  return pinned === undefined ? minor : Math.min(Number(pinned), minor);
}
