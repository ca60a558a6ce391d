import { ConfigMap } from './config-map';
import { filebeatVariable } from './filebeat-text';
import { LogCollection } from './i-log-collector';
import { ContainerLogFormat } from './log-collection-options';

const CONTAINERS = '/var/log/containers/';

/** What each input makes of a line, in this order. */
export function filebeatProcessors(collection: LogCollection): ConfigMap[] {
  const { podMetadata, destination, format } = collection;
  return [
    ...(format === ContainerLogFormat.DOCKER ? [without('message', '\\n$')] : []),
    ...(podMetadata ? [metadata(), ...withoutOwnLogs(collection)] : []),
    ...(podMetadata ? [{ if: { not: { has_fields: ['kubernetes.pod.name'] } }, then: fromFileName() }] : fromFileName()),
    ...(destination.search ? [documentId()] : []),
  ];
}

/**
 * What the API server knows of the pods of its node. Without `deployment` and `cronjob`, and with those of node and namespace off, it asks for pods
 * alone. It waits for the API server however long that takes; otherwise it would give up after half a minute, for good.
 */
function metadata(): ConfigMap {
  return {
    add_kubernetes_metadata: {
      node: filebeatVariable('K8S_NODE_NAME'),
      matchers: [{ logs_path: { logs_path: CONTAINERS } }],
      add_resource_metadata: { node: { enabled: false }, namespace: { enabled: false }, deployment: false, cronjob: false },
      use_kubeadm: false,
      wait_for_metadata: true,
      wait_for_metadata_timeout: '0s',
    },
  };
}

/**
 * Left out are the lines of pods in its own namespace that carry all of its own labels: no neighbour has those. A label without a value
 * tells nothing. Dots in their keys are underscores by now.
 */
function withoutOwnLogs({ ownLabels, ownNamespace }: LogCollection): ConfigMap[] {
  const labels = Object.entries(ownLabels).filter(([, value]) => value !== '').map(([label, value]) => equals(`kubernetes.labels.${label.replace(/\./g, '_')}`, value));
  if (labels.length === 0) { return []; }
  return [{ drop_event: { when: { and: [...(ownNamespace === undefined ? [] : [equals('kubernetes.namespace', ownNamespace)]), ...labels] } } }];
}

function equals(field: string, value: string): ConfigMap {
  return { equals: { [field]: value } };
}

/** What the name of the file tells: `<pod>_<namespace>_<container>-<id>.log`. */
function fromFileName(): ConfigMap[] {
  const container = 'kubernetes.container.name';
  return [
    { dissect: { tokenizer: `${CONTAINERS}%{kubernetes.pod.name}_%{kubernetes.namespace}_%{${container}}.log`, field: 'log.file.path', target_prefix: '' } },
    without(container, '-[0-9a-f]{64}$'),
    { add_fields: { target: 'kubernetes', fields: { node: { name: filebeatVariable('K8S_NODE_NAME') } } } },
  ];
}

/** Takes away what an expression matches. */
function without(field: string, pattern: string): ConfigMap {
  return { replace: { fields: [{ field, pattern, replacement: '' }], ignore_missing: true, fail_on_error: false } };
}

/** What was taken already is refused when it comes again: its id is made of where it was read, and of what. */
function documentId(): ConfigMap {
  return { fingerprint: { fields: ['@timestamp', 'log.file.path', 'log.offset', 'message', 'stream'], ignore_missing: true, target_field: '@metadata._id' } };
}
