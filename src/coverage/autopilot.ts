import { InventoryNode } from '../model/node';

/** How the names of Autopilot's nodes begin, and of no others of GKE (GoogleContainerTools/kpt-config-sync pkg/util/autopilot.go at 5f19282a2007, read on 2026-11-27). */
const AUTOPILOT_NODE = /^gk3-/;

/** What every node of GKE is labelled with. */
const GKE_LABELS = /^cloud\.google\.com\//;

/** Whether a node is one of GKE Autopilot. */
export function isOfAutopilot({ name, labels }: InventoryNode): boolean {
  return AUTOPILOT_NODE.test(name) && [...labels.keys()].some(key => GKE_LABELS.test(key));
}
