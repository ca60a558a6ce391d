import { Amounts } from './amounts';
import { RequestsChange } from './diff-report';
import { inOrder } from './gaps';
import { CoverageInput } from './matrix';
import { groupOf, NodeGroups } from './node-group';
import { overheadOf } from './overhead';
import { ClassOverhead } from './overhead-report';

/** What all DaemonSets together request on each node before and after a change; alike nodes together, virtual ones left out. */
export function requestsChangesOf(base: CoverageInput, head: CoverageInput): RequestsChange[] {
  const [before, after] = [classByName(base), classByName(head)];
  const groups = new NodeGroups<Omit<RequestsChange, 'nodes'>>();
  for (const node of [...base.nodes.filter(({ name }) => !after.has(name)), ...head.nodes]) {
    const [old, now] = [before.get(node.name), after.get(node.name)];
    if (!old && !now) { continue; }
    const change = {
      ...old ? { before: old.requested } : {},
      ...now ? { after: now.requested } : {},
      allocatable: (now ?? old)?.allocatable ?? new Map<string, bigint>(),
    };
    groups.add([change.before, change.after, change.allocatable].map(showKey).join(' '), change, [node]);
  }
  return inOrder(groups.map((change, nodes) => ({ ...change, nodes: groupOf(nodes) })));
}

function classByName(input: CoverageInput): Map<string, ClassOverhead> {
  return new Map(overheadOf(input).classes.flatMap(nodeClass => nodeClass.nodes.names.map(name => [name, nodeClass] as const)));
}

function showKey(amounts: Amounts | undefined): string {
  return amounts ? [...amounts].map(([resource, amount]) => `${resource}=${amount}`).sort().join(',') : '-';
}
