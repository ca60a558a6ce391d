import { Matrix } from '../matrix';
import { Finding } from '../report';

/** The app has DaemonSets that are below the scopes of none of its checks: a synth writes them, and nobody judged them. */
export function notChecked({ input: { synth } }: Matrix): Finding[] {
  const unchecked = synth?.unchecked ?? [];
  return unchecked.length === 0 ? [] : [{
    code: 'NotChecked',
    severity: 'warning',
    message: `${unchecked.map(({ name }) => name).join(', ')} ${unchecked.length === 1 ? 'is' : 'are'} in the app, and below the scopes of none of its checks: nobody judges ${unchecked.length === 1 ? 'it' : 'them'}`,
    remedies: [{ text: 'make the check in the app itself, or name the constructs in the scopes of a check' }],
    source: unchecked[0]?.source ?? {},
  }];
}
