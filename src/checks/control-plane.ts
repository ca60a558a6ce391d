import { IConstruct } from 'constructs';
import { NodeInventory } from '../inventory/node-inventory';
import { NEWEST_MINOR, tryMinor, VERSION_RULE } from '../model/kubernetes-version';

/**
 * The minor version of the control plane: as stated, or as the inventory says, or the newest that is known.
 *
 * @throws where what is stated is none, with the path of the check
 */
export function minorOf(check: IConstruct, stated: string | undefined, inventory: NodeInventory): number {
  const minor = stated === undefined ? undefined : tryMinor(stated);
  if (stated !== undefined && minor === undefined) { throw new Error(`${check.node.path}: kubernetesVersion ${VERSION_RULE}, got "${stated}"`); }
  return minor ?? inventory._inventory.minor ?? NEWEST_MINOR;
}
