import { NodeChange, NodeEvent } from '../../src/model/node-event';

/** An event at so many seconds. */
export function at(atSeconds: number, change: NodeChange): NodeEvent {
  return { atSeconds, change, source: { file: 'events.yaml', line: atSeconds } };
}
