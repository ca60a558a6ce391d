import { stringify } from 'yaml';
import { ConfigMap } from './config-map';
import { FilebeatConfig, withExtra } from './filebeat-extra';
import { FilebeatLogLevel, FilebeatOptions } from './filebeat-options';
import { filebeatOutput } from './filebeat-outputs';
import { filebeatProcessors } from './filebeat-processors';
import { filebeatText, filebeatVariable } from './filebeat-text';
import { LogCollection } from './i-log-collector';
import { ContainerLogFormat } from './log-collection-options';
import { MultilineRule } from './multiline-rule';
import { checkRegularExpression, GO, regularExpressionTokens } from './regular-expression';

/** The port on which Filebeat tells how it does. */
export const FILEBEAT_PORT = 5066;

const KIBIBYTE = 1024;

/** What is longer is cut. In Kafka a message has less than 1 MB, and JSON writes some characters with two. */
const LARGEST_MESSAGE = 1024 * KIBIBYTE;
const LARGEST_MESSAGE_FOR_KAFKA = 480 * KIBIBYTE;

/** How many lines a message has at most; the rest is dropped. */
const MOST_LINES = 2000;

/** After how long without another line a message is complete. */
const COMPLETE_AFTER = '5s';

/** The whole configuration, as YAML: no file of the image is used. */
export function filebeatConfig(collection: LogCollection, { logLevel, extraConfig }: FilebeatOptions): string {
  const config: FilebeatConfig = {
    name: filebeatVariable('K8S_NODE_NAME'),
    path: { data: collection.statePath, logs: '/tmp' },
    timestamp: { precision: 'nanosecond' },
    filebeat: { inputs: inputs(collection), shutdown_timeout: '30s' },
    queue: { disk: { max_size: `${collection.bufferBytes}B` } },
    output: filebeatOutput(collection.destination),
    setup: { template: { enabled: false }, ilm: { enabled: false } }, // else the index would not be the one that was asked for
    http: { enabled: true, host: '0.0.0.0', port: collection.metricsPort ?? FILEBEAT_PORT },
    logging: { level: logLevel ?? FilebeatLogLevel.INFO, metrics: { enabled: false } },
  };
  return stringify(extraConfig === undefined ? config : withExtra('extraConfig', config, extraConfig), { lineWidth: 0, aliasDuplicateObjects: false });
}

/** One input, or one for each stream where lines belong together: those of the other one may come between them. */
function inputs(collection: LogCollection): ConfigMap[] {
  return collection.multiline
    ? [containerLogs(collection, 'containers-stdout', 'stdout'), containerLogs(collection, 'containers-stderr', 'stderr')]
    : [containerLogs(collection, 'containers', 'all')];
}

/** Read positions are kept under the id. A file is known by how it begins: the node may give its inode to another one. */
function containerLogs(collection: LogCollection, id: string, stream: string): ConfigMap {
  const { ownLogs, excludedLogs, format, multiline, destination } = collection;
  return {
    type: 'filestream',
    id,
    paths: ['/var/log/containers/*.log'],
    file_identity: { fingerprint: { growing: true } },
    prospector: { scanner: { symlinks: true, exclude_files: [...ownLogs, ...excludedLogs].map(expression) } },
    close: { on_state_change: { removed: false } }, // what is left of a rotated file is read
    message_max_bytes: destination.topic ? LARGEST_MESSAGE_FOR_KAFKA : LARGEST_MESSAGE,
    parsers: [{ container: { stream, format: format === ContainerLogFormat.CRI ? 'cri' : 'docker' } }, ...(multiline ? [linesTogether(multiline, format)] : [])],
    processors: filebeatProcessors(collection),
  };
}

/** The regular expression of a shell pattern. */
function expression(pattern: string): string {
  return `^${pattern.replace(/[.\\+^$(){}|[\]]/g, '\\$&').replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]')}$`;
}

/** In the format of Docker each line has its line break still. */
function linesTogether({ pattern, continues }: MultilineRule, format: ContainerLogFormat): ConfigMap {
  const docker = format === ContainerLogFormat.DOCKER;
  checkRegularExpression('multiline', 'Filebeat', GO, pattern);
  return {
    multiline: {
      type: 'pattern',
      pattern: filebeatText(docker ? withLineBreak(pattern) : pattern),
      negate: !continues,
      match: 'after',
      max_lines: MOST_LINES,
      timeout: COMPLETE_AFTER,
      ...(docker ? { skip_newline: true } : {}),
    },
  };
}

/** A regular expression whose end of a line may have the line break before it. */
function withLineBreak(pattern: string): string {
  return regularExpressionTokens(pattern).map(token => token === '$' || token === '\\z' ? `\\n?${token}` : token).join('');
}
