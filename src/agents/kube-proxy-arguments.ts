import { checkOverridesOfAgent, flagsOf, Override, StatedOfAgent } from './overrides';

/** Those that count beside a configuration file: of logging (`copyLogsFromFlags`). */
const COUNT = /^(v|vmodule|logging-format|log[-_][a-z_-]+)$/;

/** Those with which kube-proxy does one thing and ends. */
const ENDS = ['cleanup', 'init-only', 'version', 'write-config-to', 'help'];

/** Those that win over the file, or over each other, and the prop that says it. */
const SAID: { readonly [flag: string]: string } = {
  'config': 'its configuration follows from the props',
  'hostname-override': 'it is the name of the node',
  'master': 'say it with apiServer',
};

/** Each node has a name of its own. */
const NAME: readonly Override[] = [{ variables: ['NODE_NAME'], flags: [], instead: 'it is the name of the node' }];

/**
 * With `--config` kube-proxy goes by the file, and leaves out nearly all other options without a word.
 *
 * @throws where an argument or a variable would do nothing, or something else than what is meant
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/cmd/kube-proxy/app/options.go
 */
export function checkKubeProxyArguments(place: string, stated: StatedOfAgent): void {
  checkOverridesOfAgent(place, NAME, stated);
  for (const flag of flagsOf(stated.extraArgs)) {
    if (COUNT.test(flag)) { continue; }
    const why = SAID[flag] ?? (ENDS.includes(flag) ? 'kube-proxy would do that and end, again and again' : 'kube-proxy leaves it out beside its configuration file; say it with a prop, or with extraConfig');
    throw new Error(`${place}: extraArgs: --${flag}: ${why}`);
  }
}
