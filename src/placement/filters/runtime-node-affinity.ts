import { NodeRoom } from '../node-room';
import { Reason } from '../placement';
import { Pod } from '../pod';

const NONE: Reason[] = [];

/** The labels that a pod's RuntimeClass asks for, which the controller does not look at: it creates the pod all the same. */
export function runtimeNodeAffinity({ runtimeNodeSelector, template }: Pod, { node }: NodeRoom): Reason[] {
  if (runtimeNodeSelector.size === 0) { return NONE; }
  return [...runtimeNodeSelector].filter(([key, value]) => node.labels.get(key) !== value).sort().map(([key, value]) => ({
    filter: 'NodeAffinity',
    code: 'UnmatchedRuntimeClass',
    message: `the RuntimeClass ${template.runtimeClassName ?? ''} needs nodes with ${key}=${value}`,
    remedies: [{
      text: `ask for ${key}=${value} in spec.template.spec.nodeSelector, so that no pod is created where it cannot run`,
      yaml: { path: `spec.template.spec.nodeSelector[${JSON.stringify(key)}]`, set: value },
    }],
  }));
}
