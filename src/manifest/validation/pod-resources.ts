import { Quantity } from '../../model/quantity';
import { Path } from '../document';
import { fieldProblem } from '../field-problem';
import { WireContainer, WirePodSpec } from '../wire';
import { Amounts, amountsOf, isHugePages, podResourceProblem, resourcesProblems } from './resources';
import { forbidden, items, Problems } from './rule';

type Field = 'requests' | 'limits';

/** Resources of the pod as a whole, on since 1.34: enough for its containers together. */
export function* podResourcesProblems(spec: WirePodSpec, path: Path): Problems {
  const { resources, os } = spec;
  if (!resources) { return; }
  if (os?.name === 'windows') {
    yield fieldProblem(path, 'must not be set for windows');
    return;
  }
  yield* forbidden([...path, 'claims'], resources.claims, 'for the pod as a whole');
  yield* resourcesProblems(resources, podResourceProblem, path);
  yield* sumProblems(spec, 'requests', () => true, path);
  yield* sumProblems(spec, 'limits', isHugePages, path);
  yield* containerLimitsProblems(spec, path);
}

function* sumProblems(spec: WirePodSpec, field: Field, counts: (name: string) => boolean, path: Path): Problems {
  const ofPod = amountsOf(spec.resources?.[field]);
  for (const [name, sum] of togetherOf(spec, field)) {
    const own = ofPod.get(name);
    if (own && counts(name) && sum.compare(own) > 0) {
      yield fieldProblem([...path, field, name], `must be at least the ${sum.toString()} of the containers together`, own.toString());
    }
  }
}

function* containerLimitsProblems({ containers, resources }: WirePodSpec, path: Path): Problems {
  const ofPod = amountsOf(resources?.limits);
  for (const [index, container] of items(containers)) {
    for (const [name, limit] of amountsOf(container.resources?.limits)) {
      const own = ofPod.get(name);
      if (own && limit.compare(own) > 0) {
        const place = [...path.slice(0, -1), 'containers', index, 'resources', 'limits', name];
        yield fieldProblem(place, `must be at most the pod's limit of ${own.toString()}`, limit.toString());
      }
    }
  }
}

/** What containers need together: all that run at once, or the largest of those that run before, beside the sidecars started by then. */
function togetherOf({ containers, initContainers }: WirePodSpec, field: Field): Amounts {
  const running = new Map<string, Quantity>();
  const [starting, sidecars] = [new Map<string, Quantity>(), new Map<string, Quantity>()];
  for (const container of containers ?? []) { add(running, of(container, field)); }
  for (const container of initContainers ?? []) {
    const own = of(container, field);
    if (container.restartPolicy === 'Always') {
      add(running, own);
      add(sidecars, own);
      raise(starting, sidecars);
    } else {
      const now = new Map(own);
      add(now, sidecars);
      raise(starting, now);
    }
  }
  raise(running, starting);
  return running;
}

function of(container: WireContainer, field: Field): Amounts {
  return amountsOf(container.resources?.[field]);
}

function add(sum: Map<string, Quantity>, amounts: Amounts): void {
  for (const [name, amount] of amounts) { sum.set(name, (sum.get(name) ?? Quantity.ZERO).plus(amount)); }
}

function raise(most: Map<string, Quantity>, amounts: Amounts): void {
  for (const [name, amount] of amounts) {
    if (amount.compare(most.get(name) ?? Quantity.ZERO) > 0 || !most.has(name)) { most.set(name, amount); }
  }
}
