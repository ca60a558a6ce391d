import { Matrix } from '../matrix';
import { Finding } from '../report';

/** The list of nodes is older than was asked for, or does not say how old it is. */
export function oldInventory({ input: { freshness } }: Matrix): Finding[] {
  if (!freshness) { return []; }
  const { observedAt, oldest } = freshness;
  if (observedAt !== undefined && Date.parse(observedAt) >= Date.parse(oldest)) { return []; }
  return [{
    code: 'OldInventory',
    severity: 'warning',
    message: observedAt === undefined
      ? 'the inventory does not say when it was made'
      : `the inventory was made at ${observedAt}; it should not be older than ${oldest}`,
    remedies: [{ text: observedAt === undefined ? 'say it in spec.observedAt of a NodeInventory' : 'list the nodes anew, and say when in spec.observedAt' }],
    source: {},
  }];
}
