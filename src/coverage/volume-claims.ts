import { ClaimedStorage, NamedClaim, StorageClass, StorageObjects, VolumeConsumer } from '../model/storage';

/** Which volumes the pods of a cluster claim. */
export class VolumeClaims {
  private readonly named = new Map<string, NamedClaim[]>();
  private readonly defaults: number;

  constructor({ claims, classes }: StorageObjects) {
    this.defaults = classes.filter(({ isDefault }) => isDefault).length;
    for (const claim of claims) {
      const key = `${claim.namespace}/${claim.name}`;
      this.named.set(key, [...this.named.get(key) ?? [], claim]);
    }
  }

  /** Whether pods claim volumes of a class: undefined for no, false where they name a volume, or the class is one of several default ones. */
  public uses({ namespace, own, claimNames }: VolumeConsumer, storageClass: StorageClass): boolean | undefined {
    const named = claimNames.flatMap(name => this.named.get(`${namespace}/${name}`) ?? []);
    const answers = [...own, ...named].map(claim => this.isOf(claim, storageClass)).filter(answer => answer !== undefined);
    return answers.length === 0 ? undefined : answers.some(Boolean);
  }

  private isOf({ className, namesVolume }: ClaimedStorage, storageClass: StorageClass): boolean | undefined {
    if (className !== undefined) { return className === storageClass.name ? !namesVolume : undefined; }
    return storageClass.isDefault ? !namesVolume && this.defaults === 1 : undefined;
  }
}
