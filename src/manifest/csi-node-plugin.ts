import { WireContainer, WirePodSpec } from './wire';

/** A directory that programs put sockets into for the kubelet, which then asks them what they are. */
const REGISTRY = /[/\\]plugins_registry[/\\]?$/;

/** The directory of one driver, as the kubelet and its drivers name it: the segment behind `plugins`. */
const DIRECTORY = /(?:^|[/\\])(?:csi-)?plugins[/\\]([^/\\]+)/;

/** The option of the node-driver-registrar with the path of the driver's socket on the node. */
const REGISTRATION_PATH = 'kubelet-registration-path';

/**
 * Directories of drivers that are called otherwise, and whose names their manifests say nowhere.
 *
 * @see https://github.com/kubernetes-sigs/secrets-store-csi-driver/blob/main/deploy/secrets-store-csi-driver.yaml read on 2026-11-27
 * @see https://github.com/kubernetes-csi/csi-driver-nfs/blob/master/deploy/csi-nfs-node.yaml read on 2026-11-27
 * @see https://github.com/openebs/lvm-localpv/blob/develop/deploy/yamls/lvm-driver.yaml read on 2026-11-27
 * @see https://github.com/openebs/zfs-localpv/blob/develop/deploy/yamls/zfs-driver.yaml read on 2026-11-27
 */
const NAMED_OTHERWISE: ReadonlyMap<string, string> = new Map([
  ['csi-nfsplugin', 'nfs.csi.k8s.io'],
  ['csi-secrets-store', 'secrets-store.csi.k8s.io'],
  ['lvm-localpv', 'local.csi.openebs.io'],
  ['zfs-localpv', 'zfs.csi.openebs.io'],
]);

/** What the name of a driver looks like where it stands among other values. */
const NAME = /^(?=.{3,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/;

/** An option by which a program is told the name of a driver, whatever that looks like. */
const NAME_OPTION = /driver-?_?name$/i;

/**
 * The names by which a pod may register a CSI driver with the kubelet of its node; undefined where it registers none. The directory of the
 * socket mostly carries the name, and is not bound to: so what options and variables say counts, too. Where a ConfigMap says it, nothing is known.
 * Directories that are only mounted count where the registrar is not told one: a driver that works through another one's mounts that one's, too.
 *
 * @see https://github.com/kubernetes-csi/node-driver-registrar#required-arguments
 */
export function csiNodePluginOf(spec: WirePodSpec): readonly string[] | undefined {
  const containers = [...spec.containers ?? [], ...spec.initContainers ?? []];
  const options = containers.flatMap(optionsOf);
  const paths = (spec.volumes ?? []).flatMap(({ hostPath }) => hostPath?.path ?? []);
  const registrations = options.filter(({ name }) => name === REGISTRATION_PATH);
  if (registrations.length === 0 && !paths.some(path => REGISTRY.test(path))) { return undefined; }
  const registered = directoriesIn(registrations.map(({ value }) => value));
  const directories = (registered.length > 0 ? registered : directoriesIn(paths)).map(directory => NAMED_OTHERWISE.get(directory) ?? directory);
  const stated = [...options, ...containers.flatMap(variablesOf)].filter(({ name, value }) => value !== '' && (NAME_OPTION.test(name) || NAME.test(value)));
  return [...new Set([...directories, ...stated.map(({ value }) => value)])].sort();
}

/** The directories of drivers in some paths. */
function directoriesIn(paths: readonly string[]): string[] {
  return paths.flatMap(path => DIRECTORY.exec(path)?.[1] ?? []);
}

/** Something that a program is told by name. */
interface Stated {
  readonly name: string;
  readonly value: string;
}

/** The options of a container's command line: `--name=value`, or `--name value`. */
function optionsOf(container: WireContainer): Stated[] {
  const variables = new Map(variablesOf(container).map(({ name, value }) => [name, value]));
  const words = [...container.command ?? [], ...container.args ?? []].map(word => expanded(word, variables));
  return words.flatMap((word, index): Stated[] => {
    const [, name, value] = /^--?([^=\s]+)(?:=(.*))?$/.exec(word) ?? [];
    return name === undefined ? [] : [{ name, value: value ?? words[index + 1] ?? '' }];
  });
}

/** The variables of a container whose values are written down, each with those before it filled in. */
function variablesOf({ env }: WireContainer): Stated[] {
  const known = new Map<string, string>();
  for (const { name, value } of env ?? []) {
    if (name && typeof value === 'string') { known.set(name, expanded(value, known)); }
  }
  return [...known].map(([name, value]) => ({ name, value }));
}

/** A text with `$(NAME)` replaced by what is known, as Kubernetes does it; `$$` stands for a dollar. */
function expanded(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (reference, name?: string) => name === undefined ? '$' : variables.get(name) ?? reference);
}
