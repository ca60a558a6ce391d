import { readFileSync } from 'fs';
import { CoveragePolicyProps } from './coverage-policy-props';
import { showPath } from '../manifest/document';
import { readPolicy, readPolicyData } from '../manifest/policy-reader';
import { decodeText } from '../manifest/text';
import { Policy } from '../model/policy';
import { problemSentence } from '../render/sentence';

/**
 * What must run where in a cluster, and what need not: said in one place, over what the DaemonSets say themselves.
 */
export class CoveragePolicy {
  /**
   * Reads a `CoveragePolicy` file. Everything that is wrong is in one error.
   *
   * @param path relative to the working directory
   */
  public static fromFile(path: string): CoveragePolicy {
    const { policy, problems } = readPolicy(readText(path), path);
    if (!policy) { throw new Error(`invalid coverage policy:\n${problems.map(problem => `  ${problemSentence(problem)}`).join('\n')}`); }
    return new CoveragePolicy(policy);
  }

  /**
   * A policy that is stated here. Everything that is wrong is in one error.
   *
   * @param props at least one statement
   */
  public static of(props: CoveragePolicyProps): CoveragePolicy {
    const { policy, problems } = readPolicyData(props);
    if (problems.length > 0) {
      throw new Error(`invalid coverage policy:\n${problems.map(({ path, message }) => `  ${showPath(path.slice(1)) || 'it'} ${message}`).join('\n')}`);
    }
    return new CoveragePolicy(policy);
  }

  /**
   * What was stated, parsed.
   *
   * @internal
   */
  public readonly _policy: Policy;

  private constructor(policy: Policy) {
    this._policy = policy;
  }
}

function readText(path: string): string {
  try {
    return decodeText(readFileSync(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === 'ENOENT' ? `invalid coverage policy: there is no file ${path}` : `invalid coverage policy: ${path} cannot be read: ${message}`);
  }
}
