import { JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

/**
 * A DaemonSet whose patches are applied last, to the object that is written and in the spelling of Kubernetes. The generated objects of
 * cdk8s-plus apply them to a spelling of their own and drop what that has no word for: `hostPID` vanishes, `maxUnavailable: 1`
 * becomes nothing.
 */
export class PatchedDaemonSet extends kplus.k8s.KubeDaemonSet {
  private readonly last: JsonPatch[] = [];

  public override addJsonPatch(...ops: JsonPatch[]): void {
    this.last.push(...ops);
  }

  public override toJson(): any {
    const finished = super.toJson();
    try {
      return JsonPatch.apply(finished, ...this.last);
    } catch (error) {
      throw new Error(`a patch of ${this.node.path} does not fit: ${(error as Error).message}`);
    }
  }
}
