import { Matrix } from '../matrix';
import { Finding } from '../report';

/** A DaemonSet is judged, and is in the tree of another app than its check: a synth of this one does not write it. */
export function notSynthesized({ input: { synth } }: Matrix): Finding[] {
  return (synth?.elsewhere ?? []).map(({ name, source }) => ({
    code: 'NotSynthesized',
    severity: 'warning',
    message: 'is judged here, and is not in the app of the check: a synth of this app does not write it',
    remedies: [{ text: 'make the check in the app of the DaemonSet, or make the chart in the app of the check' }],
    daemonSet: name,
    source,
  }));
}
