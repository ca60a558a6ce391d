import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { Manifest } from '../manifests';

/**
 * The flags of the plugin, each with the variable that sets it, too: cmd/nvidia-device-plugin/main.go and api/config/v1/consts.go (at
 * 05ff6e8031aa) of NVIDIA/k8s-device-plugin, read on 2026-11-27.
 */
export const FLAGS: readonly (readonly [flag: string, variable: string])[] = lines('nvidia-device-plugin-flags.txt');

/**
 * The fields of its configuration file with their types: api/config/v1 (config.go, flags.go, sharing.go, replicas.go, imex.go), read on the
 * same day. Left out are those that it passes over with a warning: `resources`, and `rename` and `devices` of a shared resource.
 */
const FIELDS = new Map(lines('nvidia-device-plugin-fields.txt'));

/** Variables of its container that are not its own: the container runtime of NVIDIA reads them. */
const OF_RUNTIME = ['NVIDIA_VISIBLE_DEVICES', 'NVIDIA_DRIVER_CAPABILITIES', 'NVIDIA_MIG_MONITOR_DEVICES'];

/** What the plugin takes, where it looks: validateFlags in its main.go, api/config/v1/consts.go, strategy.go and replicas.go. */
const VALUES: { readonly [field: string]: (value: unknown) => boolean } = {
  'version': value => value === 'v1',
  'flags.migStrategy': value => ['none', 'single', 'mixed'].includes(value as string),
  'flags.plugin.deviceListStrategy[]': value => ['envvar', 'volume-mounts', 'cdi-annotations', 'cdi-cri'].includes(value as string),
  'flags.plugin.deviceIDStrategy': value => ['uuid', 'index'].includes(value as string),
  'sharing.timeSlicing.resources[].name': value => /^nvidia\.com\/[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/.test(value as string) && `${value as string}.shared`.length <= 63,
  'sharing.timeSlicing.resources[].replicas': value => (value as number) >= 2,
};

const TYPES: { readonly [type: string]: (value: unknown) => boolean } = {
  string: value => typeof value === 'string',
  bool: value => typeof value === 'boolean',
  int: value => Number.isInteger(value),
};

/** What is wrong with the variables and the configuration files of a device plugin: it passes over a field that it does not know. */
export function devicePluginProblems(objects: readonly Manifest[]): string[] {
  const configMaps = new Map(objects.filter(({ kind }) => kind === 'ConfigMap')
    .map(({ metadata, data }) => [metadata.name as string, data as { readonly [key: string]: string }]));
  return objects.filter(({ kind }) => kind === 'DaemonSet').flatMap(({ metadata, spec }) => {
    const { containers: [{ env, volumeMounts }], volumes } = spec.template.spec;
    const unknown = env.map(({ name }: Manifest) => name as string)
      .filter((name: string) => !OF_RUNTIME.includes(name) && !FLAGS.some(([, variable]) => variable === name));
    const path = env.find(({ name }: Manifest) => name === 'CONFIG_FILE')?.value as string | undefined;
    const mount = volumeMounts.find(({ mountPath }: Manifest) => path?.startsWith(`${mountPath}/`));
    const { configMap } = volumes.find(({ name }: Manifest) => name === mount?.name) ?? {};
    const key = configMap?.items.find((item: Manifest) => `${mount.mountPath}/${item.path}` === path)?.key as string | undefined;
    const text = key === undefined ? undefined : configMaps.get(configMap.name)?.[key];
    return [
      ...unknown.map((name: string) => `no such variable: ${name}`),
      ...text === undefined ? [`${metadata.name}: it would read ${path}, which is not there`] : configProblems(text),
    ];
  });
}

function configProblems(text: string): string[] {
  const values = leaves(parse(text), '');
  const count = (field: string) => values.filter(([name]) => name === field).length;
  return [
    ...values.flatMap(([field, value]) => {
      const type = FIELDS.get(field);
      if (type === undefined) { return [`no such field: ${field}`]; }
      return TYPES[type]!(value) && (VALUES[field]?.(value) ?? true) ? [] : [`${field}: it does not take ${JSON.stringify(value)}`];
    }),
    ...count('version') === 1 && count('flags.plugin.deviceListStrategy[]') > 0 ? [] : ['it wants a version, and a way to tell of devices'],
    .../timeSlicing/.test(text) && count('sharing.timeSlicing.resources[].name') === 0 ? ['no resources specified'] : [],
  ];
}

function leaves(value: unknown, path: string): [string, unknown][] {
  if (Array.isArray(value)) { return value.flatMap(item => leaves(item, `${path}[]`)); }
  if (typeof value !== 'object' || value === null) { return [[path, value]]; }
  return Object.entries(value).flatMap(([key, below]) => leaves(below, path === '' ? key : `${path}.${key}`));
}

function lines(file: string): [string, string][] {
  return readFileSync(join(__dirname, file), 'utf8').trim().split('\n').map(line => line.split(' ') as [string, string]);
}
