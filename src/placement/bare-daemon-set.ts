import { DaemonSet, DEFAULT_UPDATE_STRATEGY, NOTHING_STORED } from '../model/daemon-set';
import { PodTemplate } from '../model/pod-template';
import { NOTHING_DECLARED } from '../model/requirement';

/** A DaemonSet that is nothing but a template: for what is only asked where its pods could be. */
export function bareDaemonSet({ namespace, name }: Pick<DaemonSet, 'namespace' | 'name'>, template: PodTemplate): DaemonSet {
  return {
    namespace,
    name,
    selector: [],
    template,
    updateStrategy: DEFAULT_UPDATE_STRATEGY,
    minReadySeconds: 0,
    revision: () => '',
    declared: NOTHING_DECLARED,
    typed: false,
    unknownFields: [],
    stored: () => NOTHING_STORED,
    source: {},
  };
}
