import { readFileSync } from 'fs';
import { join } from 'path';
import { Command, InvalidArgumentError, Option } from 'commander';

/** The command line. What a command needs is loaded when it runs, so that --help is quick. */
export function program(): Command {
  const everynode = command('everynode', 'Holds the DaemonSets of manifests against the declared nodes of a cluster, and says which nodes would not run exactly one of each, why, and what to change.')
    .version(version(), '-V, --version')
    .addHelpText('after', `\n${EXIT_CODES}\n\n${EXAMPLES}`);
  everynode.addCommand(check());
  everynode.addCommand(place());
  everynode.addCommand(inventory());
  return everynode;
}

const EXIT_CODES = 'Exit codes: 0 nothing is wrong; 1 at least one error; 2 something could not be read or is invalid.';

const EXAMPLES = `Examples:
  helm template … | everynode check - --inventory nodes.json     # nodes.json: kubectl get nodes -o json
  everynode check dist/ --inventory clusters/prod-eu.yaml --format json
  everynode place agent.yaml --inventory nodes.json              # what Kubernetes would answer, node by node`;

const MANIFESTS = 'files, folders (read recursively: .yaml, .yml, .json), or - for standard input';
const ALSO = 'DaemonSets that run in the cluster, too (kubectl get daemonsets -A -o json): placed together with the others, not judged; may be repeated';
const PODS = 'the pods that the cluster holds (kubectl get pods -A -o json): they take up room and host ports; may be repeated';
const POLICY = 'what must run where, over what the manifests say: a CoveragePolicy file; in place of every policy of a configuration';
const INVENTORY = 'nodes of one cluster: a NodeInventory file, the output of kubectl get nodes -o json or -o yaml, a folder of such files, or -; repeat it for several clusters';

function check(): Command {
  return common('check', 'Checks that every required node runs exactly one pod of each DaemonSet. Without manifests and inventories it checks the clusters that a configuration names.')
    .addOption(new Option('--format <format>', 'how to print the report').choices(['text', 'json']).default('text'))
    .option('--config <file>', 'a CheckConfig: which manifests run in which cluster, under which policy (default: everynode.yaml of the working directory, where neither a manifest nor an inventory is named)')
    .option('--policy <file>', POLICY)
    .option('--all-nodes', 'print every node name, however many there are')
    .option('--strict', 'count warnings, and what was not judged, as errors')
    .option('--fix', 'write what closes gaps into the manifest files, where it is certain; the report is then that of the changed files')
    .option('--dry-run', 'with --fix: print what would change as a unified diff, and write nothing; the exit code is that of the unchanged files')
    .option('--today <date>', 'the day on which exemptions are judged, YYYY-MM-DD (default: today)')
    .option('--max-age <age>', 'report an inventory whose observedAt is older than this, such as 14d or 12h')
    .addHelpText('after', `\n${EXIT_CODES}\n\n${EXAMPLES}`)
    .action(async (manifests: string[], options) => (await import('./check.js')).check(manifests, options));
}

function place(): Command {
  return common('place', 'Prints what becomes of each DaemonSet on each node: Kubernetes\' answer, without requirements or exemptions.')
    .addOption(new Option('--format <format>', 'how to print the answers').choices(['text', 'json', 'ndjson']).default('text'))
    .addHelpText('after', '\nExit codes: 0 everything was read; 2 something could not be read or is invalid.')
    .action(async (manifests: string[], options) => (await import('./place.js')).place(manifests, options));
}

function common(name: string, description: string): Command {
  return command(name, description)
    .argument('[manifest...]', MANIFESTS)
    .addOption(new Option('--inventory <file>', INVENTORY).argParser(collect))
    .addOption(new Option('--also <file>', ALSO).argParser(collect))
    .addOption(new Option('--pods <file>', PODS).argParser(collect))
    .option('--kubernetes-version <version>', 'the minor version of the control plane, such as 1.34 (default: what the inventory says, else the newest)')
    .option('--output <file>', 'write the result to a file in place of standard output');
}

function inventory(): Command {
  const show = command('show', 'Prints the nodes that an inventory declares, with what it left out filled in.', 'everynode inventory show')
    .argument('<file>', 'a NodeInventory file, the output of kubectl get nodes, a folder of such files, or -')
    .addOption(new Option('--format <format>', 'how to print the nodes').choices(['text', 'json']).default('text'))
    .option('--output <file>', 'write the result to a file in place of standard output')
    .action(async (file: string, options) => (await import('./inventory-show.js')).inventoryShow(file, options));
  return command('inventory', 'Looks at inventories.').addCommand(show);
}

/** A command that reports bad usage in one line, as every other problem. */
function command(name: string, description: string, call = name === 'everynode' ? name : `everynode ${name}`): Command {
  return new Command(name)
    .description(description)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(`everynode: ${text.replace(/^error: /, '').trim().replace(/\s*\n\s*/g, ' ')} (${call} --help shows how it is used)\n`),
    });
}

function collect(value: string, previous: string[] = []): string[] {
  if (value === '') { throw new InvalidArgumentError('It is empty.'); }
  return [...previous, value];
}

function version(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
