import { LogCollection } from './i-log-collector';
import { LogDestinationKind } from './log-destination';
import { LogstashLogLevel } from './logstash-options';

/** The port on which Logstash tells how it does. */
export const LOGSTASH_PORT = 9600;

/** Values by the names of settings. */
interface Settings { readonly [name: string]: string | number | boolean }

const MEBIBYTE = 1024 * 1024;
const LARGEST_PAGE = 64 * MEBIBYTE;
const DEAD_LETTERS = 64 * MEBIBYTE;

/**
 * The text of `logstash.yml`. What waits is on the node, and so is what Elasticsearch refuses.
 *
 * @see https://www.elastic.co/docs/reference/logstash/logstash-settings-file
 */
export function logstashSettings(collection: LogCollection, logLevel: LogstashLogLevel): string {
  const { statePath, bufferBytes, destination, metricsPort } = collection;
  const refused: Settings = destination.kind === LogDestinationKind.ELASTICSEARCH
    ? { 'dead_letter_queue.enable': true, 'dead_letter_queue.max_bytes': `${DEAD_LETTERS}b`, 'dead_letter_queue.storage_policy': 'drop_older' }
    : {};
  return lines({
    'allow_superuser': true, // log files are root's
    'path.data': statePath,
    'path.logs': '/tmp',
    'pipeline.workers': 1, // parts of a line, and lines of a message, must come one after the other
    'pipeline.ordered': true,
    'pipeline.ecs_compatibility': 'disabled',
    'queue.type': 'persisted',
    'queue.max_bytes': `${bufferBytes}b`,
    'queue.page_capacity': `${Math.min(LARGEST_PAGE, Math.floor(bufferBytes / 4))}b`,
    ...refused,
    'api.http.host': '0.0.0.0',
    'api.http.port': metricsPort ?? LOGSTASH_PORT,
    'log.level': logLevel,
  });
}

/** The text of `log4j2.properties`: what Logstash says of itself goes to its standard output only. */
export const LOGSTASH_LOGGING = [
  'status = error',
  'appender.console.type = Console',
  'appender.console.name = console',
  'appender.console.layout.type = PatternLayout',
  'appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n',
  'rootLogger.level = ${sys:ls.log.level}',
  'rootLogger.appenderRef.console.ref = console',
  '',
].join('\n');

function lines(settings: Settings): string {
  return Object.entries(settings).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`).join('');
}
