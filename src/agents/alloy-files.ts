import { AlloyBlock, AlloyMap, exported, literally, withVariable } from './alloy-syntax';
import { LogCollection } from './i-log-collector';

const DIRECTORY = '/var/log/containers';
const PODS = 'discovery.kubernetes.pods.targets';

/** How each label of a pod is called. */
export const POD_LABEL_PREFIX = 'pod_label_';

/**
 * The log files of containers, as targets with labels, and the component that reads them. With metadata, the pods of the node lead to
 * their files; without, the files are looked up. Either way, the name of a file tells pod, namespace and container.
 */
export function alloyFiles(collection: LogCollection, receiver: string): AlloyBlock[] {
  return [
    ...(collection.podMetadata ? [podsOfNode(), filesOfPods(collection)] : []),
    { name: 'local.file_match', label: 'containers', arguments: { path_targets: collection.podMetadata ? exported('discovery.relabel.pods.output') : [everyFile(collection)] } },
    {
      name: 'discovery.relabel',
      label: 'containers',
      arguments: { targets: exported('local.file_match.containers.targets') },
      blocks: ['pod', 'namespace', 'container'].map((label, index) => rule({
        source_labels: ['__path__'], regex: `${DIRECTORY}/([^_]+)_([^_]+)_(.+)-[0-9a-f]+\\.log`, target_label: label, replacement: `$${index + 1}`,
      })),
    },
    {
      name: 'loki.source.file',
      label: 'containers',
      arguments: { targets: exported('discovery.relabel.containers.output'), forward_to: [exported(receiver)] },
      blocks: [{ name: 'file_watch', arguments: { min_poll_frequency: '250ms', max_poll_frequency: '2s' } }],
    },
  ];
}

/** A rule that makes or drops labels. */
export function rule(config: AlloyMap): AlloyBlock {
  return { name: 'rule', arguments: config };
}

function everyFile(collection: LogCollection): AlloyMap {
  return { __path__: `${DIRECTORY}/*.log`, __path_exclude__: excluded(collection) };
}

/** What is left out, as one pattern: the names of files in the directory that all of them are in. */
function excluded({ ownLogs, excludedLogs }: LogCollection): string {
  return `${DIRECTORY}/{${[...ownLogs, ...excludedLogs].map(pattern => pattern.slice(DIRECTORY.length + 1)).join(',')}}`;
}

/** The API server is asked for the pods of this node only. */
function podsOfNode(): AlloyBlock {
  return {
    name: 'discovery.kubernetes',
    label: 'pods',
    arguments: { role: 'pod' },
    blocks: [{ name: 'selectors', arguments: { role: 'pod', field: withVariable('spec.nodeName=', 'K8S_NODE_NAME') } }],
  };
}

function filesOfPods(collection: LogCollection): AlloyBlock {
  return {
    name: 'discovery.relabel',
    label: 'pods',
    arguments: { targets: exported(PODS) },
    blocks: [
      ...withoutOwnPods(collection),
      rule({
        source_labels: ['__meta_kubernetes_pod_name', '__meta_kubernetes_namespace'],
        separator: '/',
        regex: '(.+)/(.+)',
        target_label: '__path__',
        replacement: `${DIRECTORY}/\${1}_\${2}_*.log`, // "$1_" would be a group of that name, and every file that of every pod
      }),
      rule({ target_label: '__path_exclude__', replacement: excluded(collection) }),
      rule({ action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)', replacement: `${POD_LABEL_PREFIX}$1` }),
    ],
  };
}

/**
 * Left out are the pods in its own namespace that carry all of its own labels: no neighbour has those. A label without a value tells
 * nothing.
 */
function withoutOwnPods({ ownLabels, ownNamespace }: LogCollection): AlloyBlock[] {
  const labels = Object.entries(ownLabels).filter(([, value]) => value !== '');
  if (labels.length === 0) { return []; }
  const own: [string, string][] = [
    ...(ownNamespace === undefined ? [] : [['__meta_kubernetes_namespace', ownNamespace] as [string, string]]),
    ...labels.map(([label, value]): [string, string] => [`__meta_kubernetes_pod_label_${label.replace(/[^a-zA-Z0-9_]/g, '_')}`, value]),
  ];
  return [rule({ action: 'drop', source_labels: own.map(([label]) => label), separator: '/', regex: own.map(([, value]) => literally(value)).join('/') })];
}
