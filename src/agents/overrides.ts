import { NodeAgentVariant } from './node-agent-variant';

/** What sets an option of a program beside its configuration, or is lost beside it. */
export interface Override {
  readonly variables: readonly string[];

  /** Without dashes. One of a single letter is also found where its value follows at once. */
  readonly flags: readonly string[];

  /** What becomes of it, and what a user does instead. */
  readonly instead: string;
}

/** What a user states of a container, and the program reads beside its configuration. */
export interface StatedOfContainer {
  readonly env?: { readonly [name: string]: unknown };
  readonly secretEnv?: { readonly [name: string]: unknown };
  readonly extraArgs?: readonly string[];
}

/** The same of an agent. */
export interface StatedOfAgent extends StatedOfContainer {
  readonly variants?: { readonly [name: string]: NodeAgentVariant };
}

/** The names of the options among arguments. */
export function flagsOf(args: readonly string[] = []): string[] {
  return args.flatMap(argument => /^--?([A-Za-z][\w-]*)/.exec(argument)?.[1] ?? []);
}

/** @throws where variables or arguments say what the configuration says */
export function checkOverrides(place: string, overrides: readonly Override[], { env = {}, secretEnv = {}, extraArgs = [] }: StatedOfContainer): void {
  for (const { variables, flags, instead } of overrides) {
    const found = [
      ...variables.filter(name => env[name] !== undefined).map(name => `env: ${name}`),
      ...variables.filter(name => secretEnv[name] !== undefined).map(name => `secretEnv: ${name}`),
      ...flags.filter(flag => extraArgs.some(argument => isFlag(flag, argument))).map(flag => `extraArgs: ${flag.length > 1 ? '--' : '-'}${flag}`),
    ];
    if (found.length > 0) { throw new Error(`${place}: ${found[0]}: ${instead}`); }
  }
}

/** @throws where an agent, or one of its variants, says what the configuration says */
export function checkOverridesOfAgent(place: string, overrides: readonly Override[], { variants = {}, ...agent }: StatedOfAgent): void {
  checkOverrides(place, overrides, agent);
  Object.entries(variants).forEach(([name, { env }]) => checkOverrides(`${place}: variant "${name}"`, overrides, { env }));
}

function isFlag(flag: string, argument: string): boolean {
  return flag.length === 1 ? new RegExp(`^-${flag}`).test(argument) : flagsOf([argument]).includes(flag);
}
