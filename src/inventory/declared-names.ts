import { DeclaredSpec } from './declared-nodes';
import { poolNodeNames } from './pool';
import { Path, showPath } from '../manifest/document';
import { FieldProblem, fieldProblem } from '../manifest/field-problem';
import { quoted } from '../model/quote';

/** A name that is there twice, each time with its place: two pools, two nodes, or a node and a pool's node. */
export function nameProblems({ nodes, pools }: DeclaredSpec): FieldProblem[] {
  return new Names().problems(nodes ?? [], pools ?? []);
}

/** What is wrong with a node's name that another node has, too. */
export function secondNode(name: string, other: string): string {
  return `makes a second node of the name ${quoted(name)}; ${other} has it, too`;
}

class Names {
  private readonly pools = new Map<string, string>();
  private readonly nodes = new Map<string, string>();

  public problems(nodes: NonNullable<DeclaredSpec['nodes']>, pools: NonNullable<DeclaredSpec['pools']>): FieldProblem[] {
    return [
      ...nodes.flatMap(({ name }, index) => name ? this.claim(name, ['spec', 'nodes', index]) : []),
      ...pools.flatMap((pool, index) => {
        const path: Path = ['spec', 'pools', index];
        if (!pool.name) { return []; }
        const other = this.pools.get(pool.name);
        if (other !== undefined) { return [fieldProblem([...path, 'name'], `must be unique, but ${other} has it, too`, pool.name)]; }
        this.pools.set(pool.name, showPath(path));
        const names = new Set(poolNodeNames(pool)); // that two shapes have one name is said elsewhere
        return [...names].flatMap(name => this.claim(name, path)).slice(0, 1); // the others are the same mistake
      }),
    ];
  }

  private claim(name: string, path: Path): FieldProblem[] {
    const other = this.nodes.get(name);
    if (other !== undefined) { return [fieldProblem([...path, 'name'], secondNode(name, other))]; }
    this.nodes.set(name, showPath(path));
    return [];
  }
}
