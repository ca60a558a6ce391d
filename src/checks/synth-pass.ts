import { IConstruct } from 'constructs';

/** The methods of a cdk8s app that synthesize, each of which validates the whole tree once and once more for every chart. */
const METHODS = ['synth', 'synthYaml'] as const;

const PASSES = new WeakMap<object, SynthPass>();

/**
 * Knows whether an app is synthesizing right now. Nothing in the tree changes meanwhile, so what one validation found holds for
 * those that follow; outside of a synth every validation looks anew.
 */
export class SynthPass {
  /** The pass of the app at the root of a construct. */
  public static of(construct: IConstruct): SynthPass {
    const root = construct.node.root;
    const pass = PASSES.get(root) ?? new SynthPass(root);
    PASSES.set(root, pass);
    return pass;
  }

  private depth = 0;
  private readonly remembered = new Map<object, unknown>();

  private constructor(root: IConstruct) {
    const app = root as IConstruct & { [method in typeof METHODS[number]]?: () => unknown };
    for (const method of METHODS) {
      const original = app[method];
      if (typeof original === 'function') { app[method] = () => this.during(() => original.call(app)); }
    }
  }

  /** What was computed for a key in this synth, or computes it. */
  public remember<T>(key: object, compute: () => T): T {
    if (this.depth === 0) { return compute(); }
    if (!this.remembered.has(key)) { this.remembered.set(key, compute()); }
    return this.remembered.get(key) as T;
  }

  private during<T>(synthesize: () => T): T {
    if (this.depth === 0) { this.remembered.clear(); }
    this.depth += 1;
    try {
      return synthesize();
    } finally {
      this.depth -= 1;
    }
  }
}
