import { overheadOf } from '../../src/coverage/overhead';
import { DaemonSet } from '../../src/model/daemon-set';
import { Allocatable, InventoryNode } from '../../src/model/node';
import { Quantity } from '../../src/model/quantity';
import { daemonSet, node, pool } from '../builders';

/** Four CPUs, and places for pods; the rest is left open. */
export const allocatable: Allocatable = {
  quantities: new Map([['cpu', Quantity.parse('4')], ['pods', Quantity.of(110)]]),
  undeclared: new Set(['memory', 'ephemeral-storage']),
};

/** A DaemonSet that asks for something, and perhaps for a port of its node. */
export const asking = (name: string, requests: object, hostPort?: number): DaemonSet => daemonSet({
  name,
  pod: { containers: [{ name: 'a', image: 'a:1', resources: { requests }, ...hostPort ? { ports: [{ containerPort: hostPort, hostPort }] } : {} }] },
});

/** What DaemonSets take of nodes. */
export function overhead(daemonSets: readonly DaemonSet[], nodes: readonly InventoryNode[]) {
  return overheadOf({ name: 'prod', minor: 34, daemonSets, nodes });
}

/** Five alike nodes with two DaemonSets, and a virtual one. */
export const GENERAL = overhead(
  [asking('logs', { cpu: '100m', memory: '1Gi' }), asking('metrics', { cpu: '50m' }, 9100)],
  [...pool('w', 5, { allocatable }), node('v', { virtual: true })],
);
