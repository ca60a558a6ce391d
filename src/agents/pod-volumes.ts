import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ConfigDirectory } from './config-files';
import { HostPath, HostPathType } from './host-path';
import { dnsLabelProblem } from '../model/label';

/** The volumes of one pod, each made once however many containers mount it. */
export class PodVolumes {
  private readonly volumes = new Map<string, kplus.Volume>();
  private readonly names = new Set<string>();

  constructor(private readonly scope: Construct) {}

  /** The volume of a path of the node. */
  public hostPath(path: HostPath): kplus.Volume {
    const key = JSON.stringify([path.path, path.type, path.volumeName]);
    return this.once(key, path.volumeName ?? slug(path.path), name => kplus.Volume.fromHostPath(this.scope, `Volume-${name}`, name, {
      path: path.path,
      type: path.type === HostPathType.UNCHECKED ? undefined : path.type as string as kplus.HostPathVolumeType,
    }), path.volumeName !== undefined);
  }

  /** A directory of one container that lasts as long as the pod. */
  public emptyDir(container: string, path: string): kplus.Volume {
    return this.once(JSON.stringify([container, path]), slug(path), name => kplus.Volume.fromEmptyDir(this.scope, `Volume-${name}`, name));
  }

  /** The same in memory. */
  public memoryDir(container: string, path: string): kplus.Volume {
    return this.once(JSON.stringify([container, path]), slug(path), name =>
      kplus.Volume.fromEmptyDir(this.scope, `Volume-${name}`, name, { medium: kplus.EmptyDirMedium.MEMORY }));
  }

  /** A directory that containers share and that lasts as long as the pod. */
  public shared(directory: string): kplus.Volume {
    return this.once(JSON.stringify(['shared', directory]), directory, name => kplus.Volume.fromEmptyDir(this.scope, `Volume-${name}`, name));
  }

  /** A directory of configuration files. */
  public config(configMap: kplus.IConfigMap, directory: ConfigDirectory): kplus.Volume {
    const items = Object.fromEntries(Object.entries(directory.files).map(([key, path]) => [key, { path }]));
    return this.once(JSON.stringify([configMap.name, directory.path]), 'config', name =>
      kplus.Volume.fromConfigMap(this.scope, `Volume-${name}`, configMap, { name, items }));
  }

  /** A file that holds a key of a Secret. */
  public secretFile(secretName: string, key: string, fileName: string): kplus.Volume {
    return this.once(JSON.stringify([secretName, key, fileName]), 'secret', name =>
      kplus.Volume.fromSecret(this.scope, `Volume-${name}`, { name: secretName } as kplus.ISecret, { name, items: { [key]: { path: fileName } } }));
  }

  private once(key: string, wanted: string, make: (name: string) => kplus.Volume, stated = false): kplus.Volume {
    const known = this.volumes.get(key);
    if (known) { return known; }
    const volume = make(stated ? this.statedName(wanted) : this.freeName(wanted));
    this.volumes.set(key, volume);
    return volume;
  }

  private statedName(name: string): string {
    const problem = dnsLabelProblem(name);
    if (problem) { throw new Error(`volumeName ${problem}, got "${name}"`); }
    if (this.names.has(name)) { throw new Error(`volumeName "${name}" is taken by another volume of the pod`); }
    this.names.add(name);
    return name;
  }

  private freeName(wanted: string): string {
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? wanted : `${wanted.slice(0, 59)}-${number}`;
      if (!this.names.has(name)) {
        this.names.add(name);
        return name;
      }
    }
  }
}

/** `/var/log` is `var-log`, `/` is `root`. */
function slug(path: string): string {
  const words = path.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return words === '' ? 'root' : words.slice(0, 63).replace(/-+$/, '');
}
