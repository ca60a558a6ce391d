import { InventoryNode } from '../../model/node';
import { PodTemplate } from '../../model/pod-template';
import { Reason } from '../placement';

/** A template that names a node only runs there: the name of the node, never its hostname label. */
export function admitsName(template: PodTemplate, node: InventoryNode): boolean {
  return template.nodeName === undefined || template.nodeName === node.name;
}

/** Why the node's name is not the one that the template asks for. */
export function nodeName(template: PodTemplate, node: InventoryNode): Reason[] {
  if (admitsName(template, node)) { return []; }
  const hostname = node.labels.get('kubernetes.io/hostname') === template.nodeName ? ' (that is its hostname label, not its name)' : '';
  return [{
    filter: 'NodeName',
    code: 'OtherNodeName',
    message: `the template names the node ${template.nodeName}${hostname}`,
    remedies: [{ text: 'remove spec.template.spec.nodeName: a DaemonSet chooses its nodes by nodeSelector and node affinity', yaml: { path: 'spec.template.spec.nodeName', set: null } }],
  }];
}
