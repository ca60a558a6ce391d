import { Construct } from 'constructs';
import { OnFindings } from './on-findings';
import { SynthPass } from './synth-pass';

/** What a check found, one line each. */
export interface Findings {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** How a check takes part in the synth: its errors fail it, its warnings are written once and in one block. */
export class Validation {
  /** What is remembered while the app synthesizes. */
  public readonly pass: SynthPass;
  private warned = '';

  /**
   * @param title what the block of warnings is called
   * @param find looks at the tree as it is now
   */
  constructor(
    private readonly check: Construct, private readonly title: string, private readonly onFindings: OnFindings, private readonly find: () => Findings,
  ) {
    this.pass = SynthPass.of(check);
    check.node.addValidation({ validate: () => this.pass.remember(check, () => this.messages()) });
  }

  /** Everything that would fail a synth now. Never throws: it would hide what other validations found. */
  private messages(): string[] {
    try {
      const { errors, warnings } = this.find();
      const failing = this.onFindings === OnFindings.WARN ? [] : [...errors];
      this.warn([...this.onFindings === OnFindings.WARN ? errors : [], ...warnings]);
      return failing;
    } catch (error) {
      return [`this is a bug in cdk8s-everynode, please report it: ${error instanceof Error ? error.message : String(error)}`];
    }
  }

  private warn(lines: readonly string[]): void {
    const block = lines.map(line => `  [${this.check.node.path}] ${line}\n`).join('');
    if (block === '' || block === this.warned) { return; }
    this.warned = block;
    process.stderr.write(`${this.title}:\n${block}`);
  }
}
