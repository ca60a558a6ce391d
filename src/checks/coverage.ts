import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ANNOTATIONS } from '../model/annotations';
import { labelValueProblem } from '../model/label';
import { NodeSelection } from '../model/node-selection';

/** What is required of DaemonSets that others made. */
export interface CoverageRequirement {
  /**
   * The `metadata.name` of the one DaemonSet that is meant.
   *
   * @default - every DaemonSet below the construct; to be named where there are several and a role is given
   */
  readonly daemonSet?: string;

  /**
   * The job that it does, alone or together with others: each required node runs exactly one of a role.
   *
   * @default - none
   */
  readonly role?: string;

  /**
   * The nodes on which it must run.
   *
   * @default - those that its own nodeSelector and required node affinity admit
   */
  readonly nodes?: NodeSelection;
}

/**
 * States where the DaemonSets below a construct must run, for charts and manifests that nobody wants to change.
 */
export class Coverage {
  /**
   * The coverage of what is below a construct: a `Helm` chart, an `Include`, a chart, an object.
   *
   * @param scope looked through when a requirement is stated, so state it after its objects are there
   */
  public static of(scope: IConstruct): Coverage {
    return new Coverage(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Writes a requirement onto the DaemonSets below the construct, as annotations that every check reads.
   *
   * @param requirement what is required
   * @throws where no such DaemonSet is there, or several are and a role does not say which has it
   */
  public require(requirement: CoverageRequirement): void {
    const { daemonSet, role, nodes } = requirement;
    const problem = role === undefined ? undefined : role === '' ? 'must not be empty' : labelValueProblem(role)?.replace('be empty, or ', '');
    if (problem) { throw new Error(`${this.place()}: role ${problem}, got "${role}"`); }
    for (const apiObject of this.daemonSets(daemonSet, role)) {
      if (role !== undefined) { apiObject.metadata.addAnnotation(ANNOTATIONS.role, role); }
      for (const [annotation, value] of Object.entries(nodes?._requirement(osOf(apiObject)) ?? {})) { apiObject.metadata.addAnnotation(annotation, value); }
    }
  }

  private daemonSets(name: string | undefined, role: string | undefined): ApiObject[] {
    const all = this.scope.node.findAll().filter(ApiObject.isApiObject).filter(({ kind }) => kind === 'DaemonSet');
    const names = all.map(apiObject => apiObject.name).sort().join(', ');
    if (all.length === 0) { throw new Error(`${this.place()}: there is no DaemonSet below it; state the requirement after its objects are there`); }
    const meant = name === undefined ? all : all.filter(apiObject => apiObject.name === name);
    if (meant.length === 0) { throw new Error(`${this.place()}: there is no DaemonSet called "${name}" below it; there are ${names}`); }
    if (meant.length > 1 && role !== undefined) { throw new Error(`${this.place()}: several DaemonSets are below it (${names}); say with daemonSet which has the role ${role}`); }
    return meant;
  }

  private place(): string {
    return `Coverage.of(${this.scope.node.path || 'the app'}).require`;
  }
}

/** The operating system that a manifest selects, so that "every node" means those that it can run on. */
function osOf(apiObject: ApiObject): string | undefined {
  const { spec } = apiObject.toJson() as { spec?: { template?: { spec?: { nodeSelector?: { [label: string]: string } } } } };
  return spec?.template?.spec?.nodeSelector?.['kubernetes.io/os'];
}
