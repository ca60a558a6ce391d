import { readFileSync } from 'fs';
import { join } from 'path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { NODE_EVENTS } from '../model/node-event';
import { BUILT_IN_SCENARIOS } from '../model/scenario';

/** The command line. What a command needs is loaded when it runs, so that --help is quick. */
export function program(): Command {
  const everynode = command('everynode', 'Holds the DaemonSets of manifests against the declared nodes of a cluster, and says which nodes would not run exactly one of each, why, and what to change.')
    .version(version(), '-V, --version')
    .addHelpText('after', `\n${EXIT_CODES}\n\n${EXAMPLES}`);
  everynode.addCommand(check());
  everynode.addCommand(place());
  everynode.addCommand(diff());
  everynode.addCommand(overhead());
  everynode.addCommand(rollout());
  everynode.addCommand(simulate());
  everynode.addCommand(inventory());
  return everynode;
}

const EXIT_CODES = 'Exit codes: 0 nothing is wrong; 1 at least one error; 2 something could not be read or is invalid.';

const EVENTS = `Events, each with its time after the start (at: 0s, 90s, 10m, 1h30m) and one of:
${Object.entries(NODE_EVENTS).map(([kind, what]) => `  ${kind.padEnd(13)} ${what}`).join('\n')}
nodes is a list of names with commas between, "*", or a label selector; nodes of a pool that may have none are not there until they join.`;

const EXAMPLES = `Examples:
  helm template … | everynode check - --inventory nodes.json     # nodes.json: kubectl get nodes -o json
  everynode check dist/ --inventory clusters/prod-eu.yaml --format json
  everynode place agent.yaml --inventory nodes.json              # what Kubernetes would answer, node by node`;

const DIFF_EXIT_CODES = 'Exit codes: 0 no required node loses a DaemonSet; 1 at least one does; 2 something could not be read or is invalid, and nothing is compared.';

const DIFF_EXAMPLES = `Examples:
  everynode diff --base main/dist --head dist --inventory clusters/prod-eu.yaml
  everynode diff --base dist --head dist --base-inventory nodes.json --head-inventory nodes-next-week.yaml`;

const ROLLOUT_EXIT_CODES = 'Exit codes: 0 every update finishes; 1 at least one does not; 2 something could not be read or is invalid.';

const ROLLOUT_EXAMPLES = `Examples:
  everynode rollout dist/ --inventory nodes.json --ready-seconds 45
  everynode rollout dist/ --inventory nodes.json --from deployed/ --down w-1,w-2
  everynode rollout dist/ --inventory nodes.json --image-platforms linux/amd64`;

const MANIFESTS = 'files, folders (read recursively: .yaml, .yml, .json), or - for standard input';
const ALSO = 'DaemonSets that run in the cluster, too (kubectl get daemonsets -A -o json): placed together with the others, not judged; may be repeated';
const ALSO_TAKE = 'DaemonSets that run in the cluster, too (kubectl get daemonsets -A -o json): they take of its nodes as well; may be repeated';
const PODS = 'the pods that the cluster holds (kubectl get pods -A -o json): they take up room and host ports; may be repeated';
const POLICY = 'what must run where, over what the manifests say: a CoveragePolicy file; in place of every policy of a configuration';
const VERSION = 'the minor version of the control plane, such as 1.34 (default: what the inventory says, else the newest)';
const OUTPUT = 'write the result to a file in place of standard output';
const TODAY = 'the day on which exemptions are judged, YYYY-MM-DD (default: today)';
const ALL_NODES = 'print every node name, however many there are';
const FROM = 'what runs now: manifests with the same DaemonSets (default: the same in another revision); may be repeated';
const NODES = 'names with commas between, * or a label selector; may be repeated';
const SCENARIO = `a state to lay over the nodes, besides the declared one, which is always judged; may be repeated: ${BUILT_IN_SCENARIOS.map(({ name }) => name).join(', ')}, or one of the policy's own`;
const INVENTORY = 'nodes of one cluster: a NodeInventory file, the output of kubectl get nodes -o json or -o yaml, a folder of such files, or -; repeat it for several clusters';

function check(): Command {
  return common('check', 'Checks that every required node runs exactly one pod of each DaemonSet. Without manifests and inventories it checks the clusters that a configuration names.')
    .addOption(new Option('--format <format>', 'how to print the report').choices(['text', 'json']).default('text'))
    .option('--config <file>', 'a CheckConfig: which manifests run in which cluster, under which policy (default: everynode.yaml of the working directory, where neither a manifest nor an inventory is named)')
    .option('--policy <file>', POLICY)
    .addOption(new Option('--scenario <name>', SCENARIO).argParser(collect))
    .option('--all-nodes', ALL_NODES)
    .option('--strict', 'count warnings, and what was not judged, as errors')
    .option('--fix', 'write what closes gaps into the manifest files, where it is certain; the report is then that of the changed files')
    .option('--dry-run', 'with --fix: print what would change as a unified diff, and write nothing; the exit code is that of the unchanged files')
    .option('--today <date>', TODAY)
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

function diff(): Command {
  const repeated = (flags: string, description: string) => new Option(flags, `${description}; may be repeated`).argParser(collect);
  return command('diff', 'Prints what a change does to coverage: which nodes lose or win a DaemonSet, and why; whose pods are replaced; what is requested of each node.')
    .addOption(repeated('--base <file>', `the manifests before the change: ${MANIFESTS}`))
    .addOption(repeated('--head <file>', 'the manifests after the change, in the same way'))
    .addOption(new Option('--inventory <file>', INVENTORY).argParser(collect))
    .addOption(repeated('--base-inventory <file>', 'where the nodes change, too, in place of --inventory: those of one cluster before the change'))
    .addOption(repeated('--head-inventory <file>', 'those after the change; clusters are paired in the order in which they are named'))
    .addOption(new Option('--also <file>', ALSO).argParser(collect))
    .addOption(new Option('--pods <file>', PODS).argParser(collect))
    .option('--policy <file>', POLICY)
    .option('--kubernetes-version <version>', VERSION)
    .addOption(new Option('--format <format>', 'how to print the answer').choices(['text', 'json']).default('text'))
    .option('--all-nodes', ALL_NODES)
    .option('--today <date>', TODAY)
    .option('--output <file>', OUTPUT)
    .addHelpText('after', `\n${DIFF_EXIT_CODES}\n\n${DIFF_EXAMPLES}`)
    .action(async options => (await import('./diff.js')).diff(options));
}

function overhead(): Command {
  return onClusters('overhead', 'Prints what all DaemonSets request and take of each class of nodes, and what each of them costs on all nodes.', ALSO_TAKE)
    .addOption(new Option('--format <format>', 'how to print the answer').choices(['text', 'json']).default('text'))
    .option('--all-nodes', ALL_NODES)
    .addHelpText('after', '\nExit codes: 0 everything was read; 2 something could not be read or is invalid.')
    .action(async (manifests: string[], options) => (await import('./overhead.js')).overhead(manifests, options));
}

function rollout(): Command {
  return common('rollout', 'Plans the update of each DaemonSet as its controller carries it out: which nodes are replaced when, how many are without a pod at once, how long it takes, and where it stops for ever and why.')
    .addOption(new Option('--from <file>', FROM).argParser(collect))
    .addOption(new Option('--down <nodes>', `nodes whose kubelet does not answer: ${NODES}`).argParser(collect))
    .addOption(new Option('--unready <nodes>', 'nodes on which the old pod is not ready').argParser(collect))
    .addOption(new Option('--never-ready <nodes>', 'nodes on which the new pod never gets ready').argParser(collect))
    .option('--ready-seconds <seconds>', 'how long a new pod needs to get ready', '30')
    .option('--pull-seconds <seconds>', 'how long the pull of the new image takes before that', '0')
    .option('--stop-seconds <seconds>', 'how long an old pod needs to stop', '0')
    .addOption(new Option('--image-platforms <platforms>', 'what the new image is built for, such as linux/amd64,linux/arm64: elsewhere the new pod never starts').argParser(collect))
    .addOption(new Option('--format <format>', 'how to print the plans').choices(['text', 'json']).default('text'))
    .addHelpText('after', `\n${ROLLOUT_EXIT_CODES}\n\n${ROLLOUT_EXAMPLES}`)
    .action(async (manifests: string[], options) => (await import('./rollout.js')).rollout(manifests, options));
}

function simulate(): Command {
  return common('simulate', 'Follows the pods of DaemonSets while nodes join, leave and change: which appear, stay and are evicted, when, and how long each node is without each agent.')
    .addOption(new Option('--events <file>', 'what happens to the nodes: a NodeEvents file, or -'))
    .addOption(new Option('--format <format>', 'how to print what happens').choices(['text', 'json']).default('text'))
    .addHelpText('after', `\n${EVENTS}\n\nExit codes: 0 in the end every node that is there runs what it requires; 1 one does not, or evicts it again and again; 2 something could not be read or is invalid.`)
    .action(async (manifests: string[], options) => (await import('./simulate.js')).simulate(manifests, options));
}

function common(name: string, description: string): Command {
  return onClusters(name, description, ALSO)
    .addOption(new Option('--pods <file>', PODS).argParser(collect));
}

function onClusters(name: string, description: string, also: string): Command {
  return command(name, description)
    .argument('[manifest...]', MANIFESTS)
    .addOption(new Option('--inventory <file>', INVENTORY).argParser(collect))
    .addOption(new Option('--also <file>', also).argParser(collect))
    .option('--kubernetes-version <version>', VERSION)
    .option('--output <file>', OUTPUT);
}

function inventory(): Command {
  const show = command('show', 'Prints the nodes that an inventory declares, with what it left out filled in.', 'everynode inventory show')
    .argument('<file>', 'a NodeInventory file, the output of kubectl get nodes, a folder of such files, or -')
    .addOption(new Option('--format <format>', 'how to print the nodes').choices(['text', 'json']).default('text'))
    .option('--output <file>', OUTPUT)
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
