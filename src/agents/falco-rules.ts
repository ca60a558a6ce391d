import { isSeq, parseDocument } from 'yaml';
import { ConfigMap, isConfigMap } from './config-map';
import { typoOf } from '../model/typo';

/**
 * The fields of each kind of item (userspace/engine/rule_json_schema.h at 61d77cfb59b3, userspace/engine/rule_loader_reader.cpp at
 * 5bd2d5a63e98 of falcosecurity/falco, read on 2026-11-27).
 *
 * @see https://falco.org/docs/concepts/rules/
 */
const FIELDS: { readonly [kind: string]: readonly string[] } = {
  rule: [
    'rule', 'condition', 'output', 'desc', 'priority', 'enabled', 'tags', 'exceptions', 'source', 'append', 'override', 'warn_evttypes',
    'skip-if-unknown-filter', 'capture', 'capture_duration', 'capture_events', 'capture_filesize',
  ],
  macro: ['macro', 'condition', 'append', 'override'],
  list: ['list', 'items', 'append', 'override'],
  required_engine_version: ['required_engine_version'],
  required_plugin_versions: ['required_plugin_versions'],
};

/** What each kind has to say, unless it only changes what is there. */
const REQUIRED: { readonly [kind: string]: readonly string[] } = { rule: ['condition', 'output', 'desc', 'priority'], macro: ['condition'], list: ['items'] };

/** What can be changed of what is there: replaced, and added to. */
const OVERRIDABLE: { readonly [kind: string]: { readonly replace: readonly string[]; readonly append: readonly string[] } } = {
  rule: {
    replace: [
      'condition', 'output', 'desc', 'priority', 'tags', 'exceptions', 'enabled', 'warn_evttypes', 'skip-if-unknown-filter', 'capture', 'capture_duration',
      'capture_events', 'capture_filesize',
    ],
    append: ['condition', 'output', 'desc', 'tags', 'exceptions'],
  },
  macro: { replace: ['condition'], append: ['condition'] },
  list: { replace: ['items'], append: ['items'] },
};

const PRIORITIES = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'info', 'informational', 'debug'];
const TEXTS = ['condition', 'output', 'desc'];
const LISTS = ['items', 'tags', 'exceptions'];
const SWITCHES = ['enabled', 'append', 'warn_evttypes', 'skip-if-unknown-filter', 'capture'];

/**
 * Rules in Falco's own words, if they are a list of what Falco knows. Whether a condition is one, and names fields, macros and lists that
 * there are, only Falco knows.
 *
 * @throws where Falco would not load them, or would only warn and go on without what was meant
 */
export function checkedRules(place: string, text: string): string {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) { throw new Error(`${place}: must be YAML: ${error.message.split('\n')[0]!.replace(/:$/, '')}`); }
  if (!isSeq(document.contents)) { throw new Error(`${place}: must be a list of rules, macros and lists, each beginning with "- rule:", "- macro:" or "- list:"`); }
  const items = document.toJS({ maxAliasCount: 100 }) as unknown[];
  if (items.length === 0) { throw new Error(`${place}: must have at least one rule, macro or list; leave it out for those of the image`); }
  items.forEach((item, index) => checkItem(`${place}: ${index + 1}.`, item));
  return text.endsWith('\n') ? text : `${text}\n`;
}

function checkItem(place: string, item: unknown): void {
  const kinds = isConfigMap(item) ? Object.keys(FIELDS).filter(kind => item[kind] !== undefined) : [];
  const [kind, other] = kinds;
  if (!isConfigMap(item) || kind === undefined) { throw new Error(`${place} item: must be one of ${Object.keys(FIELDS).join(', ')}`); }
  if (other !== undefined) { throw new Error(`${place} item: is both a ${kind} and a ${other}; make two of it`); }
  const here = `${place} ${kind}${typeof item[kind] === 'string' ? ` "${item[kind]}"` : ''}`;
  const unknown = Object.keys(item).find(field => !FIELDS[kind]!.includes(field));
  if (unknown !== undefined) { throw new Error(`${here}: has no field "${unknown}"${typoOf(unknown, FIELDS[kind]!)}; it may have ${FIELDS[kind]!.join(', ')}`); }
  if (REQUIRED[kind] === undefined) { return; }
  if (typeof item[kind] !== 'string' || item[kind] === '') { throw new Error(`${here}: its name must be a text`); }
  checkTypes(here, item);
  if (item.override !== undefined) {
    checkOverride(here, kind, item, item.override);
  } else {
    checkComplete(here, kind, item);
  }
}

function checkTypes(here: string, item: ConfigMap): void {
  const stated = (fields: readonly string[]) => fields.filter(field => item[field] !== undefined);
  const noText = stated(TEXTS).find(field => typeof item[field] !== 'string' || (item[field] as string).trim() === '');
  if (noText) { throw new Error(`${here}: ${noText} must be a text`); }
  const noList = stated(LISTS).find(field => !Array.isArray(item[field]));
  if (noList) { throw new Error(`${here}: ${noList} must be a list`); }
  const noSwitch = stated(SWITCHES).find(field => typeof item[field] !== 'boolean');
  if (noSwitch) { throw new Error(`${here}: ${noSwitch} must be true or false`); }
  const { priority } = item;
  if (priority !== undefined && !(typeof priority === 'string' && PRIORITIES.includes(priority.toLowerCase()))) {
    throw new Error(`${here}: priority must be one of ${PRIORITIES.join(', ')}, got ${JSON.stringify(priority)}`);
  }
}

/** Each field that is changed is in both: with its value, and with how it is changed. */
function checkOverride(here: string, kind: string, item: ConfigMap, override: unknown): void {
  if (!isConfigMap(override) || Object.keys(override).length === 0) { throw new Error(`${here}: override must say of at least one field "append" or "replace"`); }
  if (item.append === true) { throw new Error(`${here}: append and override exclude each other; leave append out`); }
  for (const [field, how] of Object.entries(override)) {
    if (how !== 'append' && how !== 'replace') { throw new Error(`${here}: override of ${field} must be "append" or "replace", got ${JSON.stringify(how)}`); }
    if (!OVERRIDABLE[kind]![how].includes(field)) { throw new Error(`${here}: override: ${field} cannot be "${how}" of a ${kind}`); }
    if (item[field] === undefined) { throw new Error(`${here}: override names ${field}, which is missing`); }
  }
  const silent = OVERRIDABLE[kind]!.replace.find(field => item[field] !== undefined && override[field] === undefined);
  if (silent) { throw new Error(`${here}: ${silent} is not named in override`); }
}

function checkComplete(here: string, kind: string, item: ConfigMap): void {
  const missing = REQUIRED[kind]!.filter(field => item[field] === undefined);
  if (missing.length === 0) { return; }
  if (kind === 'rule' && item.append === true) {
    if (item.condition !== undefined || item.exceptions !== undefined) { return; }
    throw new Error(`${here}: adds nothing; state condition or exceptions`);
  }
  const onlySwitches = kind === 'rule' && missing.length === REQUIRED.rule!.length;
  if (onlySwitches && item.enabled !== undefined) { return; }
  throw new Error(`${here}: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing; to change what is there use override`);
}
