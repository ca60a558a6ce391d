/** The main job in two acts: a platform that covers every node, then a textbook manifest that does not. */
import { spawnSync } from 'child_process';
import { join } from 'path';

const EXAMPLES = __dirname;
const COMMAND = join(EXAMPLES, '..', 'lib', 'cli', 'main.js');
const CDK8S = join(EXAMPLES, '..', 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
const INVENTORY = 'platform/clusters/prod-eu.yaml';

say('Act 1: a platform of typed agents and one plain YAML agent, checked while it is synthesized');
run('cdk8s synth', [CDK8S, 'synth', '--check-upgrade=false'], join(EXAMPLES, 'platform'), 0);
run('everynode check', [COMMAND, 'check', 'platform/dist', '--inventory', INVENTORY], EXAMPLES, 0);

say('Act 2: the DaemonSet of a textbook, which says that it runs on every node, held against the same nodes');
run('everynode check', [COMMAND, 'check', 'textbook-fluentd/fluentd-daemonset.yaml', '--inventory', INVENTORY], EXAMPLES, 1);

say('The textbook misses nodes, and no other tool says so: kubectl rollout status, Helm and Argo CD call it done.');

function say(text: string): void {
  process.stdout.write(`\n── ${text}\n\n`);
}

/** Runs a command as a user would; an exit code that the act does not expect ends the demo. */
function run(title: string, [script = '', ...args]: string[], cwd: string, expected: number): void {
  process.stdout.write(`$ ${title} ${args.slice(1).filter(arg => !arg.startsWith('--check')).join(' ')}\n\n`);
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd, stdio: 'inherit' });
  process.stdout.write(`(exit code ${status})\n`);
  if (status !== expected) {
    process.stderr.write(`demo: ${title} ended with ${status}, expected ${expected}\n`);
    process.exit(1);
  }
}
