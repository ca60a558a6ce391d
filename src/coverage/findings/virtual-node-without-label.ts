import { isVirtual, VIRTUAL_NODE_LABELS } from '../../model/node';
import { Matrix } from '../matrix';
import { groupOf } from '../node-group';
import { Finding } from '../report';

/** A node that is declared virtual without a label that says so: typed agents cannot leave it out. */
export function virtualNodeWithoutLabel({ input }: Matrix): Finding[] {
  const nodes = input.nodes.filter(({ virtual, labels }) => virtual && !isVirtual(labels));
  return nodes.length === 0 ? [] : [{
    code: 'VirtualNodeWithoutLabel',
    severity: 'note',
    message: 'declared virtual without one of the labels by which typed agents leave virtual nodes out',
    remedies: [{ text: `declare the label that the platform gives them: ${VIRTUAL_NODE_LABELS.map(({ key, value }) => `${key}=${value}`).join(' or ')}` }],
    nodes: groupOf(nodes),
    source: {},
  }];
}
